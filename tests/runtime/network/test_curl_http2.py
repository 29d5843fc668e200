"""HTTP/2."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch._impl.network.curl import CurlTransport
from background_fetch._impl.network.curl_options import CurlOptions
from background_fetch._impl.network.transport import WireRequest
from h2.errors import ErrorCodes

from tests.runtime.network.fault_server import End, FaultServer, response
from tests.runtime.network.http2_server import Reply, http2_server
from tests.runtime.network.recorder import Bytes, Recorder, exchange

BIG = bytes(range(256)) * 4096


@pytest.fixture
def transport(certificates):
    """Return what makes a transport that trusts the servers of tests."""
    return lambda: CurlTransport(CurlOptions(ca_file=certificates.ca_file))


def test_exchanges(run, certificates, transport):
    async def main():
        curl = transport()
        async with http2_server(lambda asked: Reply(asked.body or BIG), certificates.fresh()) as (url, server):
            got = await exchange(curl, WireRequest("GET", url + "/%7e%2e?q"))
            assert got.response == (200, "", (("x-number", "1"),))
            assert (got.error, bytes(got.body)) == (None, BIG)
            got = await exchange(curl, WireRequest("PUT", url + "/", body=Bytes(BIG)))
            assert (got.error, bytes(got.body), got.uploaded) == (None, BIG, len(BIG))
            got = await exchange(curl, WireRequest("HEAD", url + "/"))
            assert (got.error, bytes(got.body)) == (None, b"")
            assert [each[1:3] for each in server.asked] == [("GET", "/%7e%2e?q"), ("PUT", "/"), ("HEAD", "/")]
            assert len(server.connections) == 1
        await curl.close()

    assert run(main) == []


def test_many_at_a_time_on_one_connection(run, certificates, transport):
    async def main():
        curl = transport()
        async with http2_server(lambda asked: Reply(asked.target.encode() * 1000), certificates.fresh()) as (
            url,
            server,
        ):
            await exchange(curl, WireRequest("GET", url + "/"))
            got = await asyncio.gather(*(exchange(curl, WireRequest("GET", f"{url}/{n}")) for n in range(50)))
            assert [bytes(each.body) for each in got] == [f"/{n}".encode() * 1000 for n in range(50)]
            assert len(server.connections) == 1
        await curl.close()

    assert run(main) == []


@pytest.mark.parametrize(
    ("code", "kind"),
    [(ErrorCodes.INTERNAL_ERROR, "cut"), (ErrorCodes.CANCEL, "cut"), (ErrorCodes.PROTOCOL_ERROR, "cut")],
)
def test_a_stream_that_is_reset(run, certificates, transport, code, kind):
    async def main():
        curl = transport()
        async with http2_server(lambda _: Reply(b"abc", reset=code), certificates.fresh()) as (url, _):
            got = await exchange(curl, WireRequest("GET", url + "/"))
        await curl.close()
        assert got.error is not None
        assert (got.error.kind, got.error.temporary) == (kind, True), str(got.error)

    assert run(main) == []


def test_abort_ends_the_stream_and_not_the_connection(run, certificates, transport):
    async def main():
        curl = transport()
        plans = {"/open": Reply(b"abc", open=True), "/": Reply(b"def")}
        async with http2_server(lambda asked: plans[asked.target], certificates.fresh()) as (url, server):
            recorder = Recorder()
            transfer = curl.start(WireRequest("GET", url + "/open"), recorder)
            await recorder.began()
            transfer.abort()
            await recorder.ended()
            got = await exchange(curl, WireRequest("GET", url + "/"))
            assert (got.error, bytes(got.body)) == (None, b"def")
            assert (server.resets, len(server.connections)) == ([1], 1)
        await curl.close()

    assert run(main) == []


def test_a_connection_that_is_cut(run, certificates, transport):
    async def main():
        curl = transport()
        async with http2_server(lambda _: Reply(b"abc", open=True), certificates.fresh()) as (url, server):
            recorders = [Recorder() for _ in range(3)]
            for recorder in recorders:
                curl.start(WireRequest("GET", url + "/"), recorder)
            for recorder in recorders:
                await recorder.began()
            for connection in server.connections:
                connection.drop()
            errors = [await recorder.ended() for recorder in recorders]
        await curl.close()
        assert [error and error.kind for error in errors] == ["cut"] * 3, str(errors)

    assert run(main) == []


def test_a_paused_stream_does_not_hold_the_others(run, certificates, transport):
    async def main():
        curl = transport()
        async with http2_server(lambda _: Reply(BIG * 8), certificates.fresh()) as (url, server):
            await exchange(curl, WireRequest("GET", url + "/"))
            recorder = Recorder()
            paused = curl.start(WireRequest("GET", url + "/"), recorder)
            paused.pause()
            got = await exchange(curl, WireRequest("GET", url + "/"))
            assert (got.error, bytes(got.body) == BIG * 8) == (None, True)
            assert bytes(recorder.body) == b""
            paused.resume()
            assert await recorder.ended() is None
            assert bytes(recorder.body) == BIG * 8
            assert len(server.connections) == 1
        await curl.close()

    assert run(main) == []


def test_a_server_without_http_2_gets_a_connection_for_each(run, certificates, transport):
    """None waits for the others' connection to turn out to be one for many (libcurl's PIPEWAIT does, for ever)."""

    async def main():
        curl = transport()
        async with FaultServer([response(b"abc", length=5), End.STALL], tls=certificates.server) as server:
            recorders = [Recorder() for _ in range(3)]
            for recorder in recorders:
                curl.start(WireRequest("GET", server.url()), recorder)
            for recorder in recorders:
                await recorder.began()
            assert server.connections == 3
            await curl.close()

    assert run(main) == []
