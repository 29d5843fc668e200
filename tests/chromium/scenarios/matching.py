"""Finding records: 100-match."""

from __future__ import annotations

from typing import Any

from background_fetch import BackgroundFetchRecord, BackgroundFetchRegistration, Request

from tests.chromium.describe import snap
from tests.chromium.lab import Lab

SLOW = "/bytes/400000?chunk=20000&delay=0.1"


async def match(lab: Lab) -> None:
    """100-match."""
    await lab.setup()
    at = lab.server.origin
    kept: list[Any] = []

    async def fetch() -> object:
        post = Request(at + "/echo?m", method="POST", body="hello", headers={"x-test": "1"})
        urls = ["/bytes/1000?q=1", "/bytes/1000?q=2", "/bytes/2000#frag"]
        kept.append(await lab.bg.fetch("m", [*urls, post, SLOW], title="t"))
        return snap(kept[0])

    await lab.step("fetch", fetch)
    r = kept[0]
    await lab.until(lambda: r.downloaded >= 4000, 6)
    await _addresses(lab, r)
    await _methods(lab, r)
    await _arguments(lab, r)
    await _responses(lab, r)
    await _receivers(lab, r)


def _steps(lab: Lab, r: Any) -> tuple[Any, Any]:
    async def url_of(request: Any, *options: Any) -> object:
        found = await r.match(request, *options)
        return None if found is None else found.request.url

    async def urls_of(request: Any, *options: Any) -> object:
        return [found.request.url for found in await r.matchAll(request, *options)]

    return url_of, urls_of


async def _addresses(lab: Lab, r: Any) -> None:
    url_of, urls_of = _steps(lab, r)
    at = lab.server.origin

    async def all_of() -> object:
        return [[found.request.method, found.request.url] for found in await r.matchAll()]

    await lab.step("matchAll", all_of)
    await lab.step("match relative", lambda: url_of("/bytes/1000?q=1"))
    await lab.step("match absolute", lambda: url_of(at + "/bytes/1000?q=2"))
    await lab.step("match Request", lambda: url_of(Request(at + "/bytes/1000?q=2")))
    await lab.step("match without query", lambda: url_of("/bytes/1000"))
    await lab.step("match ignoreSearch", lambda: url_of("/bytes/1000", {"ignoreSearch": True}))
    await lab.step("matchAll ignoreSearch", lambda: urls_of("/bytes/1000", {"ignoreSearch": True}))
    await lab.step("match with fragment", lambda: url_of("/bytes/2000#other"))
    await lab.step("match without fragment", lambda: url_of("/bytes/2000"))
    await lab.step("match POST by url", lambda: url_of("/echo?m"))


async def _methods(lab: Lab, r: Any) -> None:
    at = lab.server.origin

    async def request_of(request: Any, *options: Any) -> object:
        found = await r.match(request, *options)
        return None if found is None else found.request

    async def count(request: Any) -> int:
        return len(await r.matchAll(request))

    def post() -> Request:
        return Request(at + "/echo?m", method="POST", body="x")

    await lab.step("match POST ignoreMethod", lambda: request_of("/echo?m", {"ignoreMethod": True}))
    await lab.step("match POST Request", lambda: request_of(post()))
    await lab.step("match POST Request ignoreMethod", lambda: request_of(post(), {"ignoreMethod": True}))
    await lab.step("matchAll POST Request", lambda: count(post()))
    await lab.step("match HEAD Request", lambda: request_of(Request(at + "/bytes/1000?q=1", method="HEAD")))


async def _arguments(lab: Lab, r: Any) -> None:
    url_of, _ = _steps(lab, r)

    async def count(*arguments: Any) -> int:
        return len(await r.matchAll(*arguments))

    await lab.step("match()", lambda: r.match())
    await lab.step("match(undefined)", lambda: r.match(None))
    await lab.step("match(null)", lambda: r.match(None))
    await lab.step("matchAll(undefined)", lambda: count())
    await lab.step("matchAll(null)", lambda: count(None))
    await lab.step("matchAll miss", lambda: r.matchAll("/none"))
    await lab.step("match miss", lambda: r.match("/none"))
    await lab.step("match bad url", lambda: r.match("http://:99999/"))
    await lab.step("match options null", lambda: url_of("/bytes/1000?q=1", None))
    await lab.step("match options number", lambda: r.match("/bytes/1000?q=1", 4))
    await lab.step("matchAll ignoreVary", lambda: count("/bytes/1000?q=1", {"ignoreVary": True}))


async def _responses(lab: Lab, r: Any) -> None:
    at, first = lab.server.origin, "/bytes/1000?q=1"

    async def twice() -> bool:
        return await r.match(first) is await r.match(first)

    async def both() -> bool:
        return await r.match(first) is (await r.matchAll())[0]

    async def response(url: str) -> Any:
        return await (await r.match(url)).responseReady

    async def text() -> object:
        found = await (await response(first)).text()
        return [len(found), found[:5]]

    async def echoed() -> object:
        record = await r.match(Request(at + "/echo?m", method="POST", body="x"))
        if record is None:
            return None
        found = await (await record.responseReady).json()
        return [found["method"], found["len"], found["head"]]

    await lab.step("match twice: same record object", twice)
    await lab.step("match vs matchAll: same record", both)
    await lab.step("finished response readable while active", lambda: response(first))
    await lab.step("finished response body while active", text)
    await lab.step("POST body echoed", echoed)
    await lab.step("unfinished response pending", lambda: response(SLOW), 0.3)


async def _receivers(lab: Lab, r: Any) -> None:
    record = await r.match(SLOW)
    await lab.step("unfinished responseReady same promise", lambda: record.responseReady is record.responseReady)
    await lab.step("match on wrong receiver", lambda: BackgroundFetchRegistration.match(object(), "x"))
    await lab.step("abort on wrong receiver", lambda: BackgroundFetchRegistration.abort(object()))
    await lab.step("id getter on wrong receiver", lambda: BackgroundFetchRegistration.id.fget(object()))
    await lab.step(
        "id getter on prototype", lambda: BackgroundFetchRegistration.id.__get__(BackgroundFetchRegistration)
    )
    await lab.step("responseReady on prototype", lambda: BackgroundFetchRecord.responseReady.fget(object()))
    await lab.step("set r.id strict", lambda: setattr(r, "id", "z"))
    lab.note("end", await lab.ended("m"))
    await lab.until(lambda: not r.recordsAvailable)

    async def length() -> int:
        return len(await (await record.responseReady).text())

    await lab.step("late: record got before end", lambda: record.responseReady)
    await lab.step("late: body", length)
    await lab.step("late: match", lambda: r.match("/bytes/1000?q=1"))
