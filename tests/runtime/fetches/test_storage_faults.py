"""Disks that are full or fail while background fetches run."""

from __future__ import annotations

import asyncio
import errno

import pytest
from background_fetch import QuotaExceededError, Request
from background_fetch._impl.network.memory import Answer, MemoryTransport
from background_fetch._impl.network.transport import ResponseHead, TransportError
from background_fetch._impl.storage.memory import MemoryBody, MemoryStore
from background_fetch._impl.storage.reading import read_rows
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.store import PutFetch, PutRecord

FULL = OSError(errno.ENOSPC, "no room")
BROKEN = OSError(errno.EIO, "broken")


class FaultyBody(MemoryBody):
    """A body whose store may refuse to write."""

    def __init__(self, store):
        super().__init__()
        self.store = store

    def write(self, data):
        if self.store.write_faults:
            fault = self.store.write_faults.pop(0)
            if fault is not None:
                raise fault
        super().write(data)

    def read(self, start, length):
        if self.store.read_fault is not None:
            raise self.store.read_fault
        return super().read(start, length)


class FaultyStore(MemoryStore):
    """A store that fails as it is told."""

    def __init__(self):
        super().__init__()
        self.write_faults = []
        self.read_fault = None
        self.refuses = lambda _change: None

    def new_body(self):
        return FaultyBody(self)

    def commit(self, changes):
        faults = [fault for each in changes if (fault := self.refuses(each)) is not None]
        if faults:
            future = asyncio.get_running_loop().create_future()
            future.set_exception(faults[0])
            return future
        return super().commit(changes)


@pytest.fixture
def store():
    return FaultyStore()


async def ended(b, requests="/a"):
    """Fetch to the end; return how it ended and what came."""
    seen = []

    async def handle(event):
        for record in await event.registration.matchAll():
            try:
                seen.append(await (await record.responseReady).text())
            except TypeError:
                seen.append(None)

    for type_ in ("backgroundfetchsuccess", "backgroundfetchfail"):
        b.on(type_, handle)
    fetch = await b.manager.fetch("id", requests)
    await b.done()
    assert b.performer.fetches == []
    return fetch.failureReason, seen


@pytest.mark.parametrize(
    ("faults", "outcome", "requests"),
    [
        ([FULL], ("quota-exceeded", [None]), 1),
        ([None, FULL], ("quota-exceeded", [None]), 1),
        ([BROKEN], ("", ["one two"]), 2),
        ([None, BROKEN], ("", ["one two"]), 2),
        ([BROKEN, None, BROKEN], ("fetch-error", [None]), 2),
    ],
)
def test_writing_fails(faults, outcome, requests, run, browser, store):
    async def main():
        async with browser(store=store) as b:
            b.server.add("/a", [b"one ", b"two"])
            store.write_faults = list(faults)
            assert await ended(b) == outcome
            assert len(b.server.requests) == requests
            assert b.performer.quota("https://site.example").charged == 0

    assert run(main) == []


def test_a_new_fetch_can_not_be_kept(run, browser, store):
    async def main():
        async with browser(store=store) as b:
            store.refuses = lambda change: FULL if isinstance(change, PutFetch) else None
            with pytest.raises(QuotaExceededError):
                await b.manager.fetch("id", "/a")
            store.refuses = lambda change: BROKEN if isinstance(change, PutFetch) else None
            with pytest.raises(TypeError, match="broken"):
                await b.manager.fetch("id", "/a")
            store.refuses = lambda _: None
            store.write_faults = [FULL]
            with pytest.raises(QuotaExceededError):
                await b.manager.fetch("id", Request("https://site.example/", method="POST", body="x"))
            assert await b.manager.getIds() == []
            assert b.performer.quota("https://site.example").charged == 0

    assert run(main) == []


@pytest.mark.parametrize(("fault", "reason"), [(FULL, "quota-exceeded"), (BROKEN, "fetch-error")])
def test_a_record_can_not_be_kept(fault, reason, run, browser, store):
    async def main():
        async with browser(store=store) as b:
            for path in ("/a", "/b"):
                b.server.add(path, path.encode())

            def refuses(change):
                if isinstance(change, PutRecord) and change.record.position == 0 and change.record.result:
                    return fault
                return None

            store.refuses = refuses
            assert await ended(b, ["/a", "/b"]) == (reason, [None, "/b"])

    assert run(main) == []


def test_an_upload_that_can_not_be_noted_is_not_sent(run, browser, store):
    async def main():
        async with browser(store=store) as b:
            request = Request("https://site.example/a", method="POST", body="x")
            store.refuses = lambda change: (
                FULL if isinstance(change, PutRecord) and change.record.body is not None else None
            )
            assert await ended(b, request) == ("quota-exceeded", [None])
            assert b.server.requests == []

    assert run(main) == []


def test_the_result_can_not_be_kept(run, browser, store):
    async def main():
        async with browser(store=store) as b:
            b.server.add("/a", b"text")
            store.refuses = lambda change: BROKEN if isinstance(change, PutFetch) and change.fetch.result else None
            assert await ended(b) == ("", ["text"])

    # It is told all the same, and known to who watches; after a restart it would be told again.
    assert run(main) == [repr(BROKEN)]


def test_room_that_comes_meanwhile_counts(run, browser, store):
    async def main():
        room = 1000
        store.free = lambda: room - sum(body.size for body in store._bodies)
        async with browser(store=store, checkpoint_bytes=100) as b:
            went_on = asyncio.Event()

            async def body():
                yield b"x" * 800
                await went_on.wait()
                yield b"x" * 800

            b.server.add("/a", body())
            fetch = await b.manager.fetch("id", "/a")
            while fetch.downloaded < 800:  # noqa: ASYNC110 -- progress is an event of its own
                await asyncio.sleep(0)
            assert (await b.worker.global_scope.navigator.storage.estimate())["usage"] == 800
            room = 5000
            b.performer.quota("https://site.example").refresh()
            went_on.set()
            await b.done()
            assert (fetch.failureReason, fetch.downloaded) == ("", 1600)

    assert run(main) == []


def test_the_end_does_not_wait_for_what_has_not_begun(run, browser, store):
    async def main():
        noted = asyncio.Event()
        commit = store.commit

        def slow(changes):
            future = commit(changes)
            if any(isinstance(each, PutRecord) and each.record.body is not None for each in changes):
                noted.set()
                future = asyncio.get_running_loop().create_future()
                asyncio.get_running_loop().call_later(0.02, future.set_result, None)
            return future

        async with browser(store=store) as b:
            b.server.hanging("/a")
            store.commit = slow
            await b.manager.fetch("id", Request("https://site.example/a", method="POST", body="x"))
            await noted.wait()
            async with asyncio.timeout(5):
                await b.agent.close()
            assert b.server.requests == []

    assert run(main) == []


def test_reading_fails(run, browser, store):
    async def main():
        async with browser(store=store) as b:
            b.server.add("/a", b"text")
            free = b.server.hanging("/slow")
            upload = Request("https://site.example/a", method="POST", body="x")
            fetch = await b.manager.fetch("id", ["/a", upload, "/slow"])
            record, posted = await fetch.matchAll("/a", ignoreMethod=True)
            response = await record.responseReady
            store.read_fault = BROKEN
            for reading in (response.text(), posted.request.text()):
                with pytest.raises(TypeError, match="can't be read"):
                    await reading
            store.read_fault = None
            free.set()
            await b.done()

    assert run(main) == []


def test_a_transport_that_fails_fails_one_record(run, browser):
    class Broken(MemoryTransport):
        def start(self, request, receiver):
            if request.url.endswith("/broken"):
                raise ZeroDivisionError
            return super().start(request, receiver)

    async def main():
        transport = Broken(lambda _: Answer(body=b"text"))
        async with browser(transport=transport) as b:
            assert await ended(b, ["/broken", "/a"]) == ("fetch-error", [None, "text"])

    assert run(main) == ["ZeroDivisionError()"]


class LateTransport:
    """Brings bytes after it was told to stop, when the store has the abort already."""

    def __init__(self, store):
        self.store = store
        self.late = set()

    def start(self, _, receiver):
        receiver.head(ResponseHead(200, "OK", ()))
        return LateTransfer(self, receiver)

    def cookies(self):
        return []

    def set_cookies(self, lines):
        """Keep none."""

    async def close(self):
        """Do nothing."""


class LateTransfer:
    def __init__(self, transport, receiver):
        self.transport, self.receiver = transport, receiver

    def abort(self):
        if not self.transport.late:
            self.transport.late.add(asyncio.get_running_loop().create_task(self.bring()))

    async def bring(self):
        while not any(record.result for record in read_rows(self.transport.store.folder).records):
            await self.transport.store.commit([])
        self.receiver.data(b"x" * 200_000)
        self.receiver.finished(TransportError("aborted", "aborted"))


def test_a_file_that_comes_after_an_abort_is_removed(run, browser, tmp_path):
    async def main():
        store = SqliteStore(tmp_path / "profile")
        async with browser(store=store, transport=LateTransport(store)) as b:
            fetch = await b.manager.fetch("id", "/a")
            assert await fetch.abort()
            await b.done()
            assert fetch.failureReason == "aborted"
        assert list((tmp_path / "profile" / "bodies").iterdir()) == []

    assert run(main) == []
