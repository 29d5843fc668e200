"""What does not end well: statuses, the network, limits, redirects, permission, quota."""

from __future__ import annotations

from typing import Any

from background_fetch import Request

from tests.chromium.describe import probe, snap
from tests.chromium.lab import Lab, Log
from tests.chromium.scenarios.life import path, settled

CODES = (404, 500, 503, 400, 401, 403, 410, 416, 418, 429, 204, 201, 202, 203, 205, 206, 299, 304, 300, 302, 399)


async def _ready(event: Any, log: Log) -> None:
    """Note whether the records have a response."""
    for record in await event.registration.matchAll():
        log(f"/{path(record)}", await probe(lambda record=record: record.responseReady))


async def _texts(event: Any, log: Log) -> None:
    for record in await event.registration.matchAll():

        async def text(record: Any = record) -> str:
            return (await (await record.responseReady).text())[:12]

        log("responseReady", await probe(lambda record=record: record.responseReady))
        log("text", await probe(text))


async def _failed(event: Any, log: Log) -> None:
    records = await event.registration.matchAll()
    log("records", await probe(lambda: records))
    await _texts(event, log)
    log("updateUI in fail", await probe(lambda: event.updateUI({"title": "failed"})))


async def bad_status(lab: Lab) -> None:
    """050-bad-status."""
    await lab.setup()
    lab.plans |= {"backgroundfetchfail": _failed, "backgroundfetchsuccess": _texts}
    for code in CODES:
        seen: list[Any] = []
        kept: list[Any] = []

        async def fetch(code: int = code, kept: list[Any] = kept, seen: list[Any] = seen) -> bool:
            kept.append(await lab.bg.fetch(f"s{code}", f"/status/{code}", title="t"))
            seen.append(lab.watch(kept[0]))
            return True

        await lab.step(f"fetch {code}", fetch)
        lab.note(f"end {code}", await lab.ended(f"s{code}"))
        await lab.until(lambda r=kept[0]: r.recordsAvailable is False, 1)
        lab.note(f"registration after {code}", snap(kept[0]))
        lab.note(f"progress snaps {code}", [each["snap"] for each in seen[0]])
        requests = [each for each in lab.server.seen if each.path == f"/status/{code}"]
        lab.note(f"requests the server saw {code}", len(requests))


async def fetch_error(lab: Lab) -> None:
    """060-fetch-error."""
    await lab.setup()
    lab.plans["backgroundfetchfail"] = _ready
    for step, id_, url in [
        ("fetch closed port", "closed", f"http://localhost:{lab.closed}/x"),
        ("no CORS header cross-origin", "nocors", f"{lab.cross.origin}/bytes/10"),
        ("cors ok cross-origin", "cors", f"{lab.cross.origin}/bytes/10?cors=1"),
    ]:
        kept: list[Any] = []

        async def fetch(id_: str = id_, url: str = url, kept: list[Any] = kept) -> object:
            kept.append(await lab.bg.fetch(id_, url, title="t"))
            return snap(kept[0])

        await lab.step(step, fetch)
        lab.note(f"end {id_}", await lab.ended(id_, 20))
        await lab.until(lambda r=kept[0]: not r.recordsAvailable)
        lab.note(f"after {id_}", snap(kept[0]))


async def cut(lab: Lab) -> None:
    """061-cut-connection."""
    await lab.setup()
    lab.plans["backgroundfetchfail"] = _ready
    kept: list[Any] = []

    async def fetch() -> None:
        kept.append(await lab.bg.fetch("cutn", "/bytes/200000?chunk=20000&delay=0.02&cut=100000&norange=1", title="t"))
        lab.watch(kept[0])

    await lab.step("cut with norange", fetch)
    lab.note("end", await lab.ended("cutn", 30))
    await lab.until(lambda: not kept[0].recordsAvailable)
    lab.note("after", snap(kept[0]))
    lab.note("progress", [each["snap"]["downloaded"] for each in lab.watched])


async def server_killed(lab: Lab) -> None:
    """063-server-killed."""
    await lab.setup()
    kept: list[Any] = []

    async def fetch() -> None:
        url = f"{lab.cross.origin}/bytes/2000000?cors=1&chunk=20000&delay=0.1"
        kept.append(await lab.bg.fetch("killed", url, title="t", downloadTotal=2000000))
        lab.watch(kept[0])

    await lab.step("fetch from the second server", fetch)
    await lab.until(lambda: kept[0].downloaded > 0, 8)
    lab.note("some bytes arrived", kept[0].downloaded > 0)
    lab.cross.kill()
    lab.note("end", await lab.ended("killed", 30))
    await lab.until(lambda: not kept[0].recordsAvailable)
    lab.note("after", settled(kept[0]))


async def download_total(lab: Lab) -> None:
    """070-download-total-exceeded."""
    await lab.setup()
    lab.plans["backgroundfetchfail"] = _ready
    rows: list[tuple[str, str, Any, int]] = [
        ("content-length > downloadTotal", "x1", "/bytes/1000", 500),
        ("chunked > downloadTotal", "x2", "/bytes/300000?nolen=1&chunk=30000&delay=0.2", 60000),
        ("less than downloadTotal", "x3", "/bytes/1000", 5000),
        ("exactly downloadTotal", "x4", "/bytes/1000", 1000),
        ("downloadTotal 0 = unknown", "x5", "/bytes/1000", 0),
        ("sum of two exceeds", "x6", ["/bytes/1000?1", "/bytes/1000?2"], 1500),
        ("downloadTotal 1, empty body", "x7", "/bytes/0", 1),
    ]
    for step, id_, requests, total in rows:
        kept: list[Any] = []
        seen: list[Any] = []

        async def fetch(row: Any = (id_, requests, total), kept: list[Any] = kept, seen: list[Any] = seen) -> None:
            kept.append(await lab.bg.fetch(row[0], row[1], title="t", downloadTotal=row[2]))
            seen.append(lab.watch(kept[0]))

        await lab.step(step, fetch)
        lab.note(f"end {id_}", await lab.ended(id_))
        await lab.until(lambda r=kept[0]: not r.recordsAvailable)
        lab.note(id_, settled(kept[0]) if id_ in {"x2", "x6"} else snap(kept[0]))
        if id_ == "x1":
            lab.note("x1 progress", [each["snap"] for each in seen[0]])


async def redirects(lab: Lab) -> None:
    """150-redirect."""
    await lab.setup()

    async def noted(event: Any, log: Log) -> None:
        for record in await event.registration.matchAll():
            log("request", await probe(lambda record=record: record.request.url))
            log("response", await probe(lambda record=record: record.responseReady))

    lab.plans |= {"backgroundfetchsuccess": noted, "backgroundfetchfail": noted}
    at = lab.server.origin
    elsewhere = f"http%3A%2F%2F{lab.cross.host.replace(':', '%3A')}%2Fbytes%2F103%3Fcors%3D1"
    rows: list[tuple[str, str, Any]] = [
        ("same-origin redirect", "rd", "/redirect?to=/bytes/100"),
        ("redirect: error", "rde", Request(at + "/redirect?to=/bytes/101", redirect="error")),
        ("redirect: manual", "rdm", Request(at + "/redirect?to=/bytes/102", redirect="manual")),
        ("redirect to cross-origin with CORS", "rdx", f"/redirect?to={elsewhere}"),
    ]
    for step, id_, request in rows:
        kept: list[Any] = []

        async def fetch(id_: str = id_, request: Any = request, kept: list[Any] = kept) -> None:
            kept.append(await lab.bg.fetch(id_, request, title="t"))

        await lab.step(step, fetch)
        lab.note("end" if id_ == "rd" else f"end {id_}", await lab.ended(id_, 8))
        if id_ == "rd":
            await lab.until(lambda r=kept[0]: not r.recordsAvailable)
            await lab.step("match by final url", lambda r=kept[0]: r.match("/bytes/100"))


async def too_many(lab: Lab) -> None:
    """210-too-many-fetches."""
    await lab.setup()
    bg = lab.bg

    async def accepted(manager: Any, id_: str, url: str) -> str:
        await manager.fetch(id_, url, title="t")
        return "accepted"

    slow = "/bytes/900000?chunk=10000&delay=0.1&i="
    for n in range(7):
        await lab.step(f"fetch number {n + 1}", lambda n=n: accepted(bg, f"n{n}", f"{slow}{n}"))
    await lab.step("getIds", bg.getIds)

    async def aborts() -> object:
        return await (await bg.get("n0")).abort()

    await lab.step("abort one", aborts)
    await lab.gone("n0")
    await lab.step("fetch after abort", lambda: accepted(bg, "n9", f"{slow}9"))
    second = await lab.page.navigator.serviceWorker.register("/lab_worker.py?second", scope="/second/")
    await lab.until(lambda: second.active and second.active.state == "activated")
    await lab.step(
        "another registration of the same origin", lambda: accepted(second.backgroundFetch, "q", "/bytes/9?z")
    )
    for id_ in await bg.getIds():
        await (await bg.get(id_)).abort()


async def permission(lab: Lab) -> None:
    """220-permission."""
    await lab.setup()

    async def state() -> str:
        return (await lab.page.navigator.permissions.query({"name": "background-fetch"})).state

    await lab.step("initial state", state)
    for name in ("denied", "prompt", "granted"):

        async def change(name: Any = name) -> str:
            lab.agent.set_permission(lab.server.origin, name)
            return "ok"

        async def fetch(name: str = name) -> object:
            return snap(await lab.bg.fetch(f"perm-{name}", f"/bytes/100?{name}", title="t"))

        await lab.step(f"CDP Browser.setPermission {name}", change)
        await lab.step(f"state {name}", state)
        await lab.step(f"fetch {name}", fetch)
        lab.note(f"ended {name}", await lab.ended(f"perm-{name}", 1))


async def quota(lab: Lab) -> None:
    """230-quota; the agent has a quota of 200,000 bytes from the beginning."""
    await lab.setup()
    bg = lab.bg

    async def estimate() -> str:
        found = await lab.page.navigator.storage.estimate()
        return "number" if isinstance(found["quota"], int) else "undefined"

    async def snapped(id_: str, url: str, **options: Any) -> object:
        found = await bg.fetch(id_, url, title="t", **options)
        kept[id_] = found
        return snap(found)

    kept: dict[str, Any] = {}
    await lab.step("estimate", estimate)
    await lab.step("override quota to 200000", lambda: lab.fulfilled("ok"))
    await lab.step("downloadTotal within quota", lambda: snapped("q1", "/bytes/100?q1", downloadTotal=100))
    lab.note("end q1", (await lab.ended("q1"))["end"])
    await lab.step("downloadTotal over quota", lambda: snapped("q2", "/bytes/100?q2", downloadTotal=300000))
    await lab.step("no downloadTotal, body over quota", lambda: snapped("q3", "/bytes/900000?q3"))
    lab.note("end q3", await lab.ended("q3"))
    await lab.until(lambda: not kept["q3"].recordsAvailable)
    lab.note("q3", snap(kept["q3"]))
    await lab.step("clear override", lambda: lab.fulfilled("ok"))
