"""Which addresses are public, and that the one that is connected to decides."""

from __future__ import annotations

import pytest
from background_fetch._impl.network.addresses import is_public
from background_fetch._impl.network.curl import CurlTransport
from background_fetch._impl.network.curl_options import CurlOptions
from background_fetch._impl.network.transport import WireRequest

from tests.runtime.network.fault_server import FaultServer, response
from tests.runtime.network.recorder import exchange

PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "172.15.255.255",
    "172.32.0.0",
    "2606:4700:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]
NOT_PUBLIC = [
    "0.0.0.0",  # noqa: S104 -- refused
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.255",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::808:808",
    "100::1",
    "2001:db8::1",
    "2001::7f00:1",
    "2001:0:7f00:1::f7f7:f7f7",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "",
    "localhost",
    "127.1",
    "0x7f000001",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address):
    assert is_public(address) is True


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_public(address):
    assert is_public(address) is False


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "127.1", "2130706433", "0x7f.1", "0"])
def test_addresses_that_are_not_public_are_not_connected_to(run, host):
    async def main():
        transport = CurlTransport(CurlOptions(network_policy="public"))
        async with FaultServer([response(b"abc")]) as server:
            got = await exchange(transport, WireRequest("GET", f"http://{host}:{server.port}/"))
            assert server.connections == 0
        await transport.close()
        assert got.error is not None
        assert (got.error.kind, got.error.temporary) == ("address", False)

    assert run(main) == []


def test_the_policy_is_asked_for_each_connection(run, monkeypatch):
    """An address that the check lets through is connected to as it was resolved: there is no second look-up."""
    asked = []

    def judge(address):
        asked.append(address)
        return len(asked) == 1

    monkeypatch.setattr("background_fetch._impl.network.curl_transfer.is_public", judge)

    async def main():
        transport = CurlTransport(CurlOptions(network_policy="public"))
        async with FaultServer([response(b"abc")]) as first, FaultServer([response(b"abc")]) as second:
            got = [await exchange(transport, WireRequest("GET", server.url())) for server in (first, first, second)]
            assert [each.error and each.error.kind for each in got] == [None, None, "address"]
            assert (first.connections, second.connections) == (1, 0)
        await transport.close()

    assert run(main) == []
    assert asked == ["127.0.0.1"] * 2


def test_a_proxy_is_not_asked_to_reach_what_is_not_public(run, monkeypatch):
    async def main():
        async with FaultServer([response(b"abc")]) as proxy:
            monkeypatch.setenv("http_proxy", proxy.url())
            for setting in (proxy.url(), "environment"):
                transport = CurlTransport(CurlOptions(network_policy="public", proxy=setting))
                got = await exchange(transport, WireRequest("GET", "http://127.0.0.1:9/"))
                await transport.close()
                assert got.error is not None
                assert got.error.kind == "address"
            assert proxy.connections == 0

    assert run(main) == []


def test_without_the_policy_all_addresses_are_connected_to(run):
    async def main():
        transport = CurlTransport()
        async with FaultServer([response(b"abc")]) as server:
            got = await exchange(transport, WireRequest("GET", server.url()))
        await transport.close()
        assert got.error is None

    assert run(main) == []
