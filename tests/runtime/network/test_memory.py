"""What the transport in memory does beyond what all do."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch._impl.network.memory import Answer, MemoryTransport
from background_fetch._impl.network.transport import ResponseHead, TransportError, WireRequest

from tests.runtime.network.recorder import Bytes, Recorder, exchange

GET = WireRequest("GET", "https://site.example/")


def test_a_handler_may_be_asynchronous(run):
    async def handle(request):
        await asyncio.sleep(0)
        return Answer(status=206, body=request.url.encode())

    async def main():
        transport = MemoryTransport(handle)
        got = await exchange(transport, GET)
        assert (got.error, got.response) == (None, ResponseHead(206, "Partial Content", ()))
        assert bytes(got.body) == b"https://site.example/"

    assert run(main) == []


async def pieces():
    yield b"abc"
    yield b"def"


@pytest.mark.parametrize("body", [b"abcdef", [b"abc", b"", b"def"], (piece for piece in (b"abc", b"def")), pieces()])
def test_bodies(run, body):
    async def main():
        got = await exchange(MemoryTransport(lambda _: Answer(body=body)), GET)
        assert (got.error, bytes(got.body), got.calls) == (None, b"abcdef", ["head", "data", "finished"])

    assert run(main) == []


def test_requests_are_kept(run):
    async def main():
        transport = MemoryTransport(lambda _: Answer())
        requests = [
            GET,
            WireRequest("PUT", "https://site.example/x", (("a", "b"),), Bytes(b"abc"), with_credentials=True),
        ]
        for request in requests:
            await exchange(transport, request)
        assert transport.requests == requests

    assert run(main) == []


def fail(_request):
    raise TransportError("dns", "There is no such name")


async def fail_later(_request):
    raise LookupError("broken")


async def broken():
    yield b"abc"
    raise TransportError("stall", "Nothing more came")


@pytest.mark.parametrize(
    ("handler", "kind", "calls"),
    [
        (fail, "dns", ["finished"]),
        (fail_later, "aborted", ["finished"]),
        (lambda _: Answer(body=broken()), "stall", ["head", "data", "finished"]),
        (lambda _: Answer(body=b"abc", error=TransportError("cut", "")), "cut", ["head", "data", "finished"]),
    ],
)
def test_failures(run, handler, kind, calls):
    async def main():
        got = await exchange(MemoryTransport(handler), GET)
        assert got.error is not None
        assert (got.error.kind, got.calls) == (kind, calls)

    assert run(main) == []


def test_a_transfer_after_its_loop(run):
    transfers = []

    async def main():
        recorder = Recorder()
        transfers.append(MemoryTransport(lambda _: Answer()).start(GET, recorder))
        await recorder.ended()

    assert run(main) == []
    transfers[0].abort()
    transfers[0].resume()


def test_the_last_of_pause_and_resume_counts(run):
    async def main():
        transport = MemoryTransport(lambda _: Answer(body=b"abc"))
        recorder = Recorder()
        transfer = transport.start(GET, recorder)
        transfer.pause()
        transfer.resume()
        transfer.pause()
        other = transport.start(GET, Recorder())
        await other.task
        await asyncio.sleep(0)
        assert bytes(recorder.body) == b""
        transfer.resume()
        assert await recorder.ended() is None

    assert run(main) == []
