"""From the beginning to the end of a background fetch: progress, success, abort, ids that come again."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from background_fetch import Event, EventTarget, Request

from tests.chromium.describe import error_info, event_info, probe, snap
from tests.chromium.lab import Lab, Log

SETTLED = ("result", "failureReason", "recordsAvailable")


def settled(registration: Any) -> dict[str, Any]:
    """Return what an end changes."""
    return {name: getattr(registration, name) for name in SETTLED}


def path(record: Any) -> str:
    """Return the path of a record's request."""
    return record.request.url.partition("://")[2].partition("/")[2].partition("?")[0]


async def success(lab: Lab) -> None:
    """030-lifecycle-success."""
    await lab.setup()
    bg = lab.bg
    lab.plans["backgroundfetchsuccess"] = lambda event, log: _at_success(lab, event, log)
    kept: list[Any] = []

    async def fetch() -> object:
        kept.append(
            await bg.fetch("ok", ["/bytes/100000?a", "/bytes/100000?b"], title="Two files", downloadTotal=200000)
        )
        return kept[0]

    await lab.step("fetch", fetch)
    r = kept[0]
    seen = lab.watch(r)
    lab.note("attributes at once", snap(r))

    async def same() -> bool:
        return await bg.get("ok") is r

    async def twice() -> bool:
        return await bg.get("ok") is await bg.get("ok")

    await lab.step("get same object", same)
    await lab.step("get twice same object", twice)
    await lab.step("getIds while active", bg.getIds)
    await lab.step("tag", lambda: str(r))
    await lab.step("instanceof EventTarget", lambda: isinstance(r, EventTarget))
    await lab.step("JSON.stringify", lambda: json.dumps(r))
    await lab.step("structuredClone", lambda: lab.page.window.structuredClone(r))
    await lab.step("Object.keys", lambda: list(vars(r)) if hasattr(r, "__dict__") else [])
    await lab.step("for-in keys", lambda: [name for name in dir(r) if not name.startswith("_")])
    lab.note("done", await lab.ended("ok"))
    await lab.until(lambda: not r.recordsAvailable)
    lab.note("progress events", seen)
    lab.note("attributes at end", snap(r))
    await lab.step("getIds after", bg.getIds)
    await lab.step("get after", lambda: bg.get("ok"))
    await lab.step("match after end", lambda: r.match("/bytes/100000?a"))
    await lab.step("matchAll after end", lambda: r.matchAll())
    await lab.step("abort after end", r.abort)

    async def reuse() -> object:
        found = await bg.fetch("ok", "/bytes/5")
        return {"same": found is r, "snap": snap(found)}

    await lab.step("reuse the id", reuse)
    ends = await lab.until(lambda: len([x for x in lab.worker_log if x["phase"] == "done"]) == 2)
    lab.note("second end", ends and len(lab.worker_log))
    await lab.step("worker fetch event not fired for background fetches", lambda: lab.fulfilled([]))


async def _at_success(lab: Lab, event: Any, log: Log) -> None:
    r = event.registration
    manager = lab.scope.registration.backgroundFetch

    async def same() -> bool:
        return await manager.get(r.id) is r

    log("event.registration identity stable", await probe(lambda: event.registration is r))
    log("get(id) during event", await probe(lambda: manager.get(r.id)))
    log("get(id) === event.registration", await probe(same))
    log("getIds during event", await probe(manager.getIds))
    log("recordsAvailable", await probe(lambda: r.recordsAvailable))
    records = await r.matchAll()
    log("matchAll length", await probe(lambda: len(records)))
    for position, record in enumerate(records):
        await _record(position, record, log)
    log("match string", await probe(lambda: r.match("/bytes/100000?a")))
    log("match miss", await probe(lambda: r.match("/nothere")))
    log("match() no argument", await probe(lambda: r.match()))
    log("matchAll(url)", await probe(lambda: r.matchAll("/bytes/100000?b")))

    async def again() -> bool:
        return await r.match("/bytes/100000?a") is await r.match("/bytes/100000?a")

    log("two match results same object", await probe(again))
    log("abort() during success event", await probe(r.abort))
    log("onprogress in worker", await probe(lambda: r.onprogress))


async def _record(position: int, record: Any, log: Log) -> None:
    async def same() -> bool:
        return await record.responseReady is await record.responseReady

    async def body() -> object:
        text = await (await record.responseReady).text()
        return [len(text), text[:8]]

    async def used() -> bool:
        return (await record.responseReady).bodyUsed

    log(f"record {position}", await probe(lambda: record))
    log("record.request same object", await probe(lambda: record.request is record.request))
    log("record.responseReady same promise", await probe(lambda: record.responseReady is record.responseReady))
    log(f"response {position}", await probe(lambda: record.responseReady))
    log("response same object", await probe(same))
    log(f"body {position}", await probe(body))
    log("bodyUsed after", await probe(used))


async def progress(lab: Lab) -> None:
    """040-progress-slow."""
    await lab.setup()
    kept: list[Any] = []

    async def fetch() -> None:
        url = "/bytes/600000?chunk=60000&delay=0.25"
        kept.append(await lab.bg.fetch("slow", [url], title="slow", downloadTotal=600000))

    await lab.step("fetch", fetch)
    r = kept[0]
    seen = lab.watch(r)
    calls: list[object] = []
    r.onprogress = calls.append
    await lab.step("onprogress set", lambda: "function" if callable(r.onprogress) else "other")
    await lab.ended("slow")
    await lab.until(lambda: not r.recordsAvailable)
    snaps = [each["snap"] for each in seen]
    lab.note("progress values", [[s["downloaded"], s["result"], s["recordsAvailable"]] for s in snaps])
    lab.note("first progress event", seen[0]["ev"])
    lab.note("all same target", all(each["sameTarget"] for each in seen))
    downloaded = [s["downloaded"] for s in snaps]
    lab.note("monotonic", downloaded == sorted(downloaded))
    lab.note("onprogress equally often", len(calls) == len(seen))
    lab.note("more than one", len(seen) > 1)
    lab.note("final", snap(r))
    await _handlers(lab, r)


async def _handlers(lab: Lab, r: Any) -> None:
    def assigned(value: Any) -> Any:
        r.onprogress = value
        return r.onprogress

    class Listener:
        def handleEvent(self, event: object) -> None:  # noqa: N802 -- the platform's name
            """Take nothing."""

    def named(event: object) -> None:
        """Take nothing."""

    def dispatched() -> object:
        got: list[object] = []
        r.onprogress = got.append
        result = r.dispatchEvent(Event("progress"))
        return [result, len(got)]

    await lab.step("onprogress = 5", lambda: assigned(5))
    await lab.step("onprogress = {} (object)", lambda: "object" if assigned(Listener()) else "null")
    await lab.step("onprogress = null", lambda: assigned(None))
    await lab.step("onprogress function name", lambda: assigned(named))
    await lab.step("fake progress event dispatch", dispatched)


async def abort(lab: Lab) -> None:
    """080-abort."""
    await lab.setup()
    bg = lab.bg
    slow = "/bytes/2000000?chunk=20000&delay=0.1"
    lab.plans["backgroundfetchabort"] = lambda event, log: _at_abort(lab, event, log)
    kept: list[Any] = []

    async def fetch() -> None:
        kept.append(await bg.fetch("ab", ["/bytes/1000", slow], title="t", downloadTotal=2001000))
        lab.watch(kept[0])

    await lab.step("fetch", fetch)
    r = kept[0]
    record = await r.match(slow)
    lab.note("record while active", record)
    ready = asyncio.ensure_future(probe(lambda: record.responseReady))
    await lab.until(lambda: r.downloaded > 1000, 8)
    lab.note("small one done first", None)

    async def finished() -> object:
        return await (await r.match("/bytes/1000")).responseReady

    await lab.step("responseReady of finished request while other runs", finished)
    await lab.step("abort()", r.abort)
    lab.note("attributes right after abort()", settled(r))
    await lab.step("abort() again", r.abort)
    lab.note("end", await lab.ended("ab"))
    await lab.until(lambda: not r.recordsAvailable)
    lab.note("attributes at end", settled(r))
    lab.note("pending responseReady settled", await ready)
    last = lab.watched[-1:]
    lab.note("last progress event", [{name: each["snap"][name] for name in SETTLED} for each in last])
    await lab.step("getIds", bg.getIds)
    await lab.step("get", lambda: bg.get("ab"))
    await lab.step("match after", lambda: r.match("/bytes/1000"))

    async def again() -> bool:
        return await bg.fetch("ab", "/bytes/3") is r

    await lab.step("id can be used again", again)


async def _at_abort(lab: Lab, event: Any, log: Log) -> None:
    r = event.registration
    manager = lab.scope.registration.backgroundFetch
    log("has updateUI", await probe(lambda: "function" if hasattr(event, "updateUI") else "undefined"))
    log("getIds", await probe(manager.getIds))
    log("get", await probe(lambda: manager.get(r.id)))
    log("matchAll", await probe(lambda: r.matchAll()))
    for record in await r.matchAll():
        log(f"responseReady /{path(record)}", await probe(lambda record=record: record.responseReady))
    log("abort() in abort event", await probe(r.abort))


async def duplicate_id(lab: Lab) -> None:
    """090-duplicate-id."""
    await lab.setup()
    bg = lab.bg
    slow = "/bytes/400000?chunk=20000&delay=5"
    kept: list[Any] = []

    async def first() -> None:
        kept.append(await bg.fetch("dup", slow, title="t"))

    async def id_of(id_: str, url: str) -> str:
        return (await bg.fetch(id_, url, title="t")).id

    await lab.step("first", first)
    await lab.step("second while active", lambda: bg.fetch("dup", "/bytes/1", title="t"))
    await lab.step("other id same url", lambda: id_of("dup2", slow))
    await lab.step("case-sensitive id", lambda: id_of("DUP", "/bytes/1"))
    await lab.step("getIds order", bg.getIds)
    # The first piece is there by then, each time.
    while kept[0].downloaded == 0:  # noqa: ASYNC110 -- no step of Chromium's, so no listener
        await asyncio.sleep(0.01)
    await kept[0].abort()
    lab.note("end", (await lab.ended("dup"))["end"])

    async def race() -> object:
        both = [bg.fetch("race", f"{slow}&r{n}", title=str(n)) for n in (1, 2)]
        ends = await asyncio.gather(*both, return_exceptions=True)
        return [error_info(end) if isinstance(end, BaseException) else "fulfilled" for end in ends]

    await lab.step("two at once same id", race)


async def many(lab: Lab) -> None:
    """180-many-requests."""
    await lab.setup()
    sizes = range(1000, 1040)
    kept: list[Any] = []

    async def fetch() -> object:
        kept.append(
            await lab.bg.fetch("many", [f"/bytes/{n}?many" for n in sizes], title="t", downloadTotal=sum(sizes))
        )
        lab.watch(kept[0])
        return snap(kept[0])

    async def at_success(event: Any, log: Log) -> None:
        records = await event.registration.matchAll()
        log("count", await probe(lambda: len(records)))
        found = [int(path(record).removeprefix("bytes/")) for record in records]
        log("order is request order", await probe(lambda: found == list(sizes)))

    lab.plans["backgroundfetchsuccess"] = at_success
    await lab.step("fetch 40", fetch)
    lab.note("end", await lab.ended("many", 60))
    await lab.until(lambda: not kept[0].recordsAvailable)
    lab.note("registration", snap(kept[0]))
    lab.note("more than 5 progress events", len(lab.watched) > 5)


async def big(lab: Lab) -> None:
    """280-big-download."""
    await lab.setup()
    url, size = "/bytes/67108864", 67108864
    kept: list[Any] = []

    async def at_success(event: Any, log: Log) -> None:
        response = await (await event.registration.match(url)).responseReady
        received = 0
        async for chunk in response.body:
            received += len(chunk)
        log("streamed bytes", await probe(lambda: received))

    async def fetch() -> None:
        kept.append(await lab.bg.fetch("big", url, title="t", downloadTotal=size))
        lab.watch(kept[0])

    lab.plans["backgroundfetchsuccess"] = at_success
    await lab.step("64 MiB", fetch)
    lab.note("end", await lab.ended("big", 40))
    await lab.until(lambda: not kept[0].recordsAvailable)
    lab.note("registration", snap(kept[0]))


async def upload(lab: Lab) -> None:
    """140-upload."""
    from background_fetch import Blob  # noqa: PLC0415 -- used here alone

    await lab.setup()
    at = lab.server.origin
    kept: list[Any] = []

    async def at_success(event: Any, log: Log) -> None:
        for record in await event.registration.matchAll():
            log("request", await probe(lambda record=record: record.request))

            async def answer(record: Any = record) -> object:
                found = await (await record.responseReady).json()
                return [found["method"], found["len"], found["head"][:3]]

            async def again(record: Any = record) -> int:
                return len(await record.request.text())

            log("response", await probe(answer))
            log("request body readable", await probe(again))

    async def both() -> object:
        first = Request(at + "/echo?1", method="POST", body="x" * 50000)
        second = Request(
            at + "/echo?2",
            method="PUT",
            body=Blob(["y" * 70000]),
            headers={"content-type": "text/x-y", "x-test": "z"},
        )
        kept.append(await lab.bg.fetch("up", [first, second], title="t"))
        lab.watch(kept[0])
        return snap(kept[0])

    async def third() -> object:
        request = Request(at + "/echo?3", method="POST", body="abc")
        found = await lab.bg.fetch("up3", request, title="t")
        return {"bodyUsed": request.bodyUsed, "ut": found.uploadTotal}

    lab.plans["backgroundfetchsuccess"] = at_success
    await lab.step("POST with bodies", both)
    await lab.step("request body used after", third)
    lab.note("end", await lab.ended("up"))
    await lab.until(lambda: not kept[0].recordsAvailable)
    lab.note("registration", snap(kept[0]))
    snaps = [each["snap"] for each in lab.watched]
    lab.note("progress", [[s["uploaded"], s["downloaded"], s["result"]] for s in snaps])


async def from_worker(lab: Lab) -> None:
    """170-from-worker."""
    await lab.setup()
    bg, manager = lab.bg, lab.scope.registration.backgroundFetch
    slow = "/bytes/300000?chunk=20000&delay=0.1"
    kept: dict[str, Any] = {"prog": []}

    async def worker_fetch() -> object:
        try:
            found = await lab.in_worker(lambda: manager.fetch("wk", slow, title="w"))
        except Exception as error:  # noqa: BLE001 -- noted
            return [{"step": "fetch", "value": {"error": error_info(error)}}]

        async def same() -> bool:
            return await manager.get("wk") is found

        return [{"step": "fetch", "value": found}, {"step": "get same object", **await probe(same)}]

    async def page_starts() -> object:
        await bg.fetch("wk2", slow, title="w", downloadTotal=300000)
        kept["wk"] = wk = await manager.get("wk2")
        wk.onprogress = lambda event: kept["prog"].append([event.target is wk, wk.result])
        return [wk, await probe(manager.getIds), await manager.get("wk2") is wk]

    async def compared() -> object:
        event, wk, seen = lab.kept["wk2"], kept["wk"], kept["prog"]
        return [
            event.registration is wk,
            len(seen) > 0,
            all(target for target, _ in seen),
            seen[-1],
            snap(wk),
            snap(event.registration),
        ]

    async def aborts() -> object:
        await bg.fetch("wk3", "/bytes/900000?chunk=20000&delay=0.1", title="w")
        found = await manager.get("wk3")
        return await probe(found.abort)

    await lab.step("worker fetch", worker_fetch)
    await lab.step("page sees it", lambda: bg.get("wk"))
    await lab.step("page ids", bg.getIds)
    await lab.step("page starts, worker gets it", page_starts)
    lab.note("end", await lab.ended("wk2"))
    await lab.until(lambda: not kept["wk"].recordsAvailable)
    await lab.step("worker: event.registration === the object from get()", compared)
    await lab.step("worker abort()", aborts)
    lab.note("end wk3", (await lab.ended("wk3"))["end"])


__all__ = ["abort", "big", "duplicate_id", "event_info", "from_worker", "many", "progress", "success", "upload"]
