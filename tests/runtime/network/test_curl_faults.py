"""Servers that fail, and what the transport makes of it."""

from __future__ import annotations

import asyncio
import socket

import pytest
from background_fetch._impl.network.curl import CurlTransport
from background_fetch._impl.network.curl_options import CurlOptions
from background_fetch._impl.network.transport import WireRequest

from tests.runtime.network.fault_server import Delay, End, FaultServer, response
from tests.runtime.network.recorder import Bytes, Recorder, exchange

HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
FAULTS = {
    "no response": ([End.CLOSE], "connect", b""),
    "reset without a response": ([End.RESET], "connect", b""),
    "cut in the status line": ([b"HTTP/1.", End.CLOSE], "connect", b""),
    "cut in the head": ([HEAD + b"Content-Le", End.CLOSE], "cut", b""),
    "cut between fields": ([HEAD + b"Content-Length: 5\r\n", End.CLOSE], "cut", b""),
    "cut in the body": ([response(b"abc", length=5), End.CLOSE], "cut", b"abc"),
    "reset in the body": ([response(b"abc", length=5), Delay(0.05), End.RESET], "cut", b"abc"),
    "chunks without an end": ([CHUNKED + b"3\r\nabc\r\n", End.CLOSE], "cut", b"abc"),
    "cut in a chunk": ([CHUNKED + b"5\r\nabc", End.CLOSE], "cut", b"abc"),
    "cut before the trailer's end": ([CHUNKED + b"3\r\nabc\r\n0\r\n", End.CLOSE], "cut", b"abc"),
    "a chunk without a size": ([CHUNKED + b"xyz\r\nabc", End.CLOSE], "protocol", b""),
    "a chunk longer than its size": ([CHUNKED + b"3\r\nabcdef\r\n", End.CLOSE], "protocol", b"abc"),
    "a chunk of an endless size": ([CHUNKED + b"f" * 20 + b"\r\n", End.CLOSE], "protocol", b""),
    "an unknown transfer coding": ([HEAD + b"Transfer-Encoding: odd\r\n\r\nabc", End.CLOSE], "protocol", b""),
    "no HTTP": ([b"220 mail.example ESMTP\r\n", End.CLOSE], "protocol", b""),
    "no status": ([b"HTTP/1.1 OK\r\n\r\n", End.CLOSE], "protocol", b""),
    "a status of four digits": ([b"HTTP/1.1 2000 OK\r\n\r\n", End.CLOSE], "protocol", b""),
    "a line without a colon": ([HEAD + b"odd\r\n\r\n", End.CLOSE], "protocol", b""),
    "a NUL in a field": ([HEAD + b"A: b\0c\r\n\r\n", End.CLOSE], "protocol", b""),
    "a CR in a field": ([HEAD + b"A: b\rc\r\n\r\n", End.CLOSE], "protocol", b""),
    "lengths that differ": (
        [HEAD + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", End.CLOSE],
        "protocol",
        b"",
    ),
    "a negative length": ([HEAD + b"Content-Length: -1\r\n\r\n", End.CLOSE], "protocol", b""),
    "another protocol": ([b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: odd\r\n\r\nabc"], "protocol", b""),
    "endless fields": ([HEAD, *[b"A: b\r\n" * 100] * 20, End.STALL], "head", b""),
    "an endless field": ([HEAD + b"A: ", *[b"x" * 65536] * 10, End.STALL], "head", b""),
    "too many bytes": ([HEAD, *[b"A: " + b"x" * 50_000 + b"\r\n"] * 10, End.STALL], "head", b""),
    "endless interim responses": ([b"HTTP/1.1 103 Early Hints\r\n\r\n" * 200, End.STALL], "head", b""),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])  # the second may have an address that is tried in vain
def test_fault(run, fault, name):
    steps, kind, body = FAULTS[fault]

    async def main():
        transport = CurlTransport()
        async with FaultServer(steps, name=name) as server:
            got = await exchange(transport, WireRequest("GET", server.url()))
            await server.until(lambda now: now.open == 0)
        await transport.close()
        assert got.error is not None
        assert (got.error.kind, bytes(got.body)) == (kind, body), str(got.error)
        assert str(got.error)

    assert run(main) == []


STALLS = {
    "no response": ([End.STALL], "timeout"),
    "an endless head": ([HEAD, *[b"A: b\r\n", Delay(0.05)] * 100, End.STALL], "timeout"),
    "a body that stops": ([response(b"abc", length=5), End.STALL], "stall"),
}


@pytest.mark.parametrize("stall", STALLS)
def test_slow_servers(run, stall):
    steps, kind = STALLS[stall]

    async def main():
        transport = CurlTransport(CurlOptions(response_timeout=0.3, stall_timeout=0.3))
        async with FaultServer(steps) as server:
            got = await exchange(transport, WireRequest("GET", server.url()))
            await server.until(lambda now: now.open == 0)
        await transport.close()
        assert got.error is not None
        assert got.error.kind == kind

    assert run(main) == []


def test_a_body_that_drips(run):
    async def main():
        transport = CurlTransport(CurlOptions(stall_timeout=0.3, stall_bytes=1000))
        drip = [b"x", Delay(0.01)]
        async with FaultServer([response(length=1000), *drip * 1000]) as server:
            got = await exchange(transport, WireRequest("GET", server.url()))
        await transport.close()
        assert got.error is not None
        assert got.error.kind == "stall"

    assert run(main) == []


def test_a_port_that_nobody_listens_on(run):
    async def main():
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        transport = CurlTransport()
        got = await exchange(transport, WireRequest("GET", f"http://127.0.0.1:{port}/"))
        await transport.close()
        assert got.error is not None
        assert (got.error.kind, got.error.temporary) == ("connect", True)

    assert run(main) == []


def test_a_name_without_an_address(run):
    async def main():
        transport = CurlTransport()
        got = await exchange(transport, WireRequest("GET", "http://no-such-host.invalid/"))
        await transport.close()
        assert got.error is not None
        assert (got.error.kind, got.error.temporary) == ("dns", True)

    assert run(main) == []


@pytest.mark.parametrize(
    "request_",
    [
        WireRequest("GET", "file:///etc/hostname"),
        WireRequest("GET", "ftp://127.0.0.1/"),
        WireRequest("GET", "http://127.0.0.1/\N{SNOWMAN}"),
        WireRequest("GET", "http://127.0.0.1/", (("a", "b\r\nc: d"),)),
        WireRequest("GET", "http://127.0.0.1/", (("a", "\N{SNOWMAN}"),)),
    ],
)
def test_requests_that_can_not_be_sent(run, request_):
    async def main():
        transport = CurlTransport()
        got = await exchange(transport, request_)
        await transport.close()
        assert got.error is not None
        assert (got.error.kind, got.calls) == ("protocol", ["finished"])

    assert run(main) == []


def test_a_connection_that_was_closed_meanwhile_is_replaced(run):
    async def main():
        transport = CurlTransport()
        async with FaultServer(
            lambda request: [response(b"a"), *([End.CLOSE] if request.connection == 1 else [])]
        ) as server:
            first = await exchange(transport, WireRequest("GET", server.url()))
            await server.until(lambda now: now.open == 0)
            body = Bytes(b"x" * 100_000)
            second = await exchange(transport, WireRequest("PUT", server.url(), body=body))
            assert (first.error, second.error) == (None, None)
            assert (second.uploaded, server.requests[1].body) == (100_000, b"x" * 100_000)
            assert server.connections == 2
        await transport.close()

    assert run(main) == []


def test_what_finished_raises_is_told_of_and_others_go_on(run, monkeypatch):
    told = []
    monkeypatch.setattr("threading.excepthook", lambda args: told.append(repr(args.exc_value)))

    class Broken(Recorder):
        def finished(self, error):
            super().finished(error)
            raise LookupError("broken")

    async def main():
        transport = CurlTransport()
        async with FaultServer([response(b"abc")]) as server:
            broken = Broken()
            transport.start(WireRequest("GET", server.url()), broken)
            await broken.ended()
            got = await exchange(transport, WireRequest("GET", server.url()))
            assert (got.error, bytes(got.body)) == (None, b"abc")
        await transport.close()

    assert run(main) == []
    assert told == ["LookupError('broken')"]


def test_content_that_can_not_be_read(run):
    class Unreadable(Bytes):
        def read(self, _start, _length):
            raise OSError("the disk fails")

    async def main():
        transport = CurlTransport()
        async with FaultServer([response()]) as server:
            got = await exchange(transport, WireRequest("POST", server.url(), body=Unreadable(b"abc")))
        await transport.close()
        assert got.error is not None
        assert (got.error.kind, repr(got.error.__cause__)) == ("aborted", "OSError('the disk fails')")

    assert run(main) == []


def test_content_that_is_shorter_than_it_said(run):
    class Short(Bytes):
        @property
        def size(self):
            return 1000

    async def main():
        transport = CurlTransport()
        async with FaultServer([response()]) as server:
            got = await exchange(transport, WireRequest("POST", server.url(), body=Short(b"abc")))
            await server.until(lambda now: now.open == 0)
        await transport.close()
        assert got.error is not None
        assert got.error.kind == "aborted"

    assert run(main) == []


def test_many_transfers_at_a_time(run):
    async def main():
        transport = CurlTransport()
        async with FaultServer(lambda request: [response(request.target.encode() * 1000)]) as server:
            got = await asyncio.gather(
                *(exchange(transport, WireRequest("GET", server.url(f"/{n}"))) for n in range(100))
            )
            assert [bytes(each.body) for each in got] == [f"/{n}".encode() * 1000 for n in range(100)]
        await transport.close()

    assert run(main) == []
