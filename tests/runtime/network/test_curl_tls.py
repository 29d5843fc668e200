"""HTTPS."""

from __future__ import annotations

import ssl

import pytest
from background_fetch._impl.network.curl import CurlTransport
from background_fetch._impl.network.curl_options import CurlOptions
from background_fetch._impl.network.transport import WireRequest

from tests.runtime.network.fault_server import Delay, End, FaultServer, response
from tests.runtime.network.recorder import Bytes, exchange

UNTIL_CLOSE = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc"


def test_a_certificate_that_is_trusted(run, certificates):
    async def main():
        transport = CurlTransport(CurlOptions(ca_file=certificates.ca_file))
        async with FaultServer([response(b"abc" * 100_000)], tls=certificates.server) as server:
            got = [
                await exchange(transport, WireRequest("POST", server.url(), body=Bytes(b"x" * 300_000)))
                for _ in range(2)
            ]
            assert [(each.error, bytes(each.body)) for each in got] == [(None, b"abc" * 100_000)] * 2
            assert [request.body for request in server.requests] == [b"x" * 300_000] * 2
            assert server.connections == 1
        await transport.close()

    assert run(main) == []


def kind_of(run, options, **server_arguments):
    kinds = []

    async def main():
        transport = CurlTransport(options)
        async with FaultServer([response(b"abc")], **server_arguments) as server:
            got = await exchange(transport, WireRequest("GET", server.url()))
            assert server.requests == []
        await transport.close()
        assert got.error is not None
        kinds.append((got.error.kind, got.error.temporary))

    run(main)  # the server's loop reports failed handshakes
    return kinds


def test_an_authority_that_is_not_trusted(run, certificates):
    assert kind_of(run, CurlOptions(), tls=certificates.server) == [("tls", False)]


def test_a_name_that_is_not_the_certificate_s(run, certificates):
    options = CurlOptions(ca_file=certificates.ca_file)
    assert kind_of(run, options, tls=certificates.elsewhere) == [("tls", False)]


def test_an_old_version_of_tls(run, certificates):
    context = certificates.fresh()
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        context.minimum_version = ssl.TLSVersion.TLSv1
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    assert kind_of(run, CurlOptions(ca_file=certificates.ca_file), tls=context) == [("tls", False)]


def test_a_file_of_authorities_that_is_not_there(run, certificates):
    assert kind_of(run, CurlOptions(ca_file="/nonexistent"), tls=certificates.server) == [("tls", False)]


@pytest.mark.parametrize(
    ("greeting", "kind"),
    [
        ([b"HTTP/1.1 400 Bad Request\r\n\r\n", End.CLOSE], "tls"),
        ([b"\x15\x03\x01\x00\x02\x02\x28", End.CLOSE], "tls"),
        ([End.CLOSE], "connect"),
        ([Delay(0.05), End.RESET], "connect"),
    ],
    ids=["plain HTTP", "an alert", "closed", "reset"],
)
def test_handshakes_that_fail(run, greeting, kind):
    async def main():
        transport = CurlTransport()
        async with FaultServer(greeting=greeting) as server:
            got = await exchange(transport, WireRequest("GET", server.url().replace("http:", "https:")))
        await transport.close()
        assert got.error is not None
        assert got.error.kind == kind, str(got.error)

    assert run(main) == []


def test_a_handshake_that_never_ends(run):
    async def main():
        transport = CurlTransport(CurlOptions(connect_timeout=0.3))
        async with FaultServer(greeting=[End.STALL]) as server:
            got = await exchange(transport, WireRequest("GET", server.url().replace("http:", "https:")))
            await server.until(lambda now: now.open == 0)
        await transport.close()
        assert got.error is not None
        assert (got.error.kind, got.error.temporary) == ("timeout", True)

    assert run(main) == []


@pytest.mark.parametrize(
    ("steps", "kind"),
    [
        ([UNTIL_CLOSE, End.CLOSE], None),
        ([UNTIL_CLOSE, End.DROP], "cut"),
        ([response(b"abc", length=5), End.CLOSE], "cut"),
        ([response(b"abc", length=5), End.DROP], "cut"),
        ([response(b"abc", length=5), Delay(0.05), End.RESET], "cut"),
    ],
    ids=["in good order", "dropped", "cut", "cut and dropped", "reset"],
)
def test_ends(run, certificates, steps, kind):
    async def main():
        transport = CurlTransport(CurlOptions(ca_file=certificates.ca_file))
        async with FaultServer(steps, tls=certificates.server) as server:
            got = await exchange(transport, WireRequest("GET", server.url()))
        await transport.close()
        assert (got.error and got.error.kind, bytes(got.body)) == (kind, b"abc"), str(got.error)

    assert run(main) == []
