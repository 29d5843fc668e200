"""Background fetches as people use them: libcurl, a profile on the disk, and servers that cut, change and refuse."""

from __future__ import annotations

import asyncio
import hashlib
import socket
from contextlib import asynccontextmanager

import pytest
from background_fetch import DOMException, Request
from background_fetch.agent import Settings, UserAgent

from tests.runtime.network.fault_server import End, FaultServer, Gate, response

OLD = hashlib.shake_128(b"old").digest(1_000_000)
NEW = hashlib.shake_128(b"new").digest(900_000)


def tag(data):
    return f'"{hashlib.sha256(data).hexdigest()[:16]}"'


class Files:
    """What a server of files answers: each request takes the next of the given ways."""

    def __init__(self, *ways):
        self.ways = list(ways)

    def __call__(self, request):
        way = self.ways.pop(0) if len(self.ways) > 1 else self.ways[0]
        return way(request)


def whole(data):
    """Answer as a server does that knows ranges."""

    def answer(request):
        wanted, validator = request.header("range"), request.header("if-range")
        fields = [("ETag", tag(data))]
        if wanted is None or validator not in {None, tag(data)}:
            return [response(data, headers=fields)]
        start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        if start >= len(data):
            return [response(status="416 Range Not Satisfiable", headers=[("Content-Range", f"bytes */{len(data)}")])]
        fields.append(("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}"))
        return [response(data[start:], status="206 Partial Content", headers=fields)]

    return answer


def cut(data, sent, end=End.CLOSE):
    """Answer with so many bytes, and end the connection."""

    def answer(request):
        (full,) = whole(data)(request)
        head = full.index(b"\r\n\r\n") + 4
        return [full[: head + sent], end]

    return answer


def stops(data, sent, gate):
    """Answer with so many bytes, and then nothing."""

    def answer(request):
        (full,) = whole(data)(request)
        head = full.index(b"\r\n\r\n") + 4
        return [full[: head + sent], Gate(gate)]

    return answer


def refused(_):
    """Answer that there is no such range."""
    return [response(status="416 Range Not Satisfiable")]


class Failures:
    """A user interface that waits for an attempt to fail."""

    def __init__(self):
        self.reason = asyncio.get_running_loop().create_future()

    def changed(self, fetch):
        for record in fetch.records:
            if record.reason and not self.reason.done():
                self.reason.set_result(record.reason)

    shown = ended = changed


@asynccontextmanager
async def opened(server, folder, interface=None, **settings):
    """Give a user agent with a profile, its registration, and what its worker was told."""
    (folder / "worker.py").write_text("", encoding="utf-8")
    async with UserAgent(
        folder / "profile", settings=Settings(retry_delay=0.01, **settings), interface=interface
    ) as agent:
        origin = f"http://localhost:{server.port}"
        agent.serve(origin, folder)
        worker = next(iter(agent.workers), None) or await agent.register(folder / "worker.py", scope=f"{origin}/")
        events = []

        async def read(event):
            bodies = []
            for record in await event.registration.matchAll():
                try:
                    bodies.append(await (await record.responseReady).bytes())
                except (TypeError, DOMException):
                    bodies.append(None)
            events.append((event.type, event.registration.failureReason, bodies))

        for type_ in ("success", "fail", "abort"):
            worker.global_scope.addEventListener(f"backgroundfetch{type_}", lambda event: event.waitUntil(read(event)))
        page = await agent.open(f"{origin}/")
        yield agent, await page.navigator.serviceWorker.ready, events


async def done(agent):
    async with asyncio.timeout(20):
        await agent.idle()


@pytest.mark.parametrize(
    ("ways", "outcome", "requests"),
    [
        ([whole(OLD)], ("success", "", OLD), 1),
        ([cut(OLD, 300_000), cut(OLD, 1), whole(OLD)], ("success", "", OLD), 3),
        ([cut(OLD, 300_000, End.RESET), whole(OLD)], ("success", "", OLD), 2),
        ([cut(OLD, 300_000), whole(NEW)], ("success", "", NEW), 2),
        (
            [cut(OLD, 300_000), lambda _: [response(status="416 Range Not Satisfiable")], whole(NEW)],
            ("success", "", NEW),
            3,
        ),
        ([cut(OLD, 0)], ("fail", "fetch-error", None), 3),
        ([lambda _: [response(b"later", status="503 Service Unavailable")]], ("fail", "bad-status", b"later"), 3),
    ],
)
def test_downloads(ways, outcome, requests, run, tmp_path):
    async def main():
        async with FaultServer(Files(*ways)) as server, opened(server, tmp_path, attempts=3) as (agent, page, events):
            await page.backgroundFetch.fetch("id", "/file")
            await done(agent)
            type_, reason, body = outcome
            assert events == [(f"backgroundfetch{type_}", reason, [body])]
            assert len(server.requests) == requests

    assert run(main) == []


def test_a_server_that_is_there_later_is_found(run, tmp_path):
    async def main():
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
        server, failures = FaultServer(whole(OLD), port=port), Failures()
        async with opened(server, tmp_path, failures, attempts=1, retry_limit=0.05) as (agent, page, events):
            await page.backgroundFetch.fetch("id", "/file")
            assert "Failed to connect" in await asyncio.wait_for(failures.reason, 20)
            async with server:
                await done(agent)
                assert events == [("backgroundfetchsuccess", "", [OLD])]
                assert len(server.requests) == 1

    assert run(main) == []


def test_pause_and_resume(run, tmp_path):
    async def main():
        gate = asyncio.Event()
        ways = [stops(OLD, 400_000, gate), whole(OLD)]
        async with FaultServer(Files(*ways)) as server, opened(server, tmp_path) as (agent, page, events):
            fetch = await page.backgroundFetch.fetch("id", "/file")
            arrived = asyncio.Event()
            fetch.onprogress = lambda _: fetch.downloaded == 400_000 and arrived.set()
            await asyncio.wait_for(arrived.wait(), 20)
            performer = agent._started().performer
            (struct,) = performer.fetches
            performer.pause(struct)
            await done(agent)
            gate.set()
            await server.until(lambda each: each.open == 0)
            performer.unpause(struct)
            await done(agent)
            assert events == [("backgroundfetchsuccess", "", [OLD])]
            assert [each.header("range") for each in server.requests] == [None, "bytes=400000-"]

    assert run(main) == []


def test_abort_closes_the_connection(run, tmp_path):
    async def main():
        gate = asyncio.Event()
        async with FaultServer(stops(OLD, 400_000, gate)) as server, opened(server, tmp_path) as (agent, page, events):
            fetch = await page.backgroundFetch.fetch("id", "/file")
            response_ = await (await fetch.match("/file")).responseReady
            reading = response_.bytes()
            assert await fetch.abort()
            gate.set()
            with pytest.raises(Exception, match="aborted"):
                await reading
            await done(agent)
            await server.until(lambda each: each.open == 0)
            assert events == [("backgroundfetchabort", "aborted", [None])]

    assert run(main) == []


def test_restart(run, tmp_path):
    async def main():
        gate = asyncio.Event()
        ways = [stops(OLD, 400_000, gate), whole(OLD)]
        async with FaultServer(Files(*ways)) as server:
            async with opened(server, tmp_path) as (_, page, events):
                fetch = await page.backgroundFetch.fetch("id", "/file", title="T")
                arrived = asyncio.Event()
                fetch.onprogress = lambda _: fetch.downloaded == 400_000 and arrived.set()
                await asyncio.wait_for(arrived.wait(), 20)
            assert events == []
            gate.set()
            async with opened(server, tmp_path) as (agent, _, events):
                await done(agent)
                assert events == [("backgroundfetchsuccess", "", [OLD])]
            assert [each.header("range") for each in server.requests] == [None, "bytes=400000-"]
            async with opened(server, tmp_path) as (agent, _, events):
                await done(agent)
                assert events == []

    assert run(main) == []


def test_many_small_files_and_an_upload(run, tmp_path):
    async def main():
        def answer(request):
            return [response(request.body + request.target.encode())]

        async with FaultServer(answer) as server, opened(server, tmp_path) as (agent, page, events):
            upload = Request(f"http://localhost:{server.port}/upload", method="PUT", body=b"x" * 300_000)
            fetch = await page.backgroundFetch.fetch("id", [f"/{number}" for number in range(200)] + [upload])
            assert fetch.uploadTotal == 300_000
            await done(agent)
            expected = [f"/{number}".encode() for number in range(200)] + [b"x" * 300_000 + b"/upload"]
            assert events == [("backgroundfetchsuccess", "", expected)]
            assert fetch.uploaded == 300_000

    assert run(main) == []


def test_a_record_outlives_its_fetch(run, tmp_path):
    async def main():
        def answer(request):
            return [response(OLD if request.target == "/big" else b"small")]

        async with FaultServer(answer) as server, opened(server, tmp_path) as (agent, page, _):
            fetch = await page.backgroundFetch.fetch("id", ["/big", "/small"])
            big, small = await fetch.matchAll()
            await done(agent)
            assert fetch.recordsAvailable is False
            assert await (await big.responseReady).bytes() == OLD
            assert await (await small.responseReady).text() == "small"
            del big, small
        assert sorted(path.name for path in (tmp_path / "profile" / "bodies").iterdir()) == []

    assert run(main) == []
