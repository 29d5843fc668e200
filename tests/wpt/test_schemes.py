"""Which addresses may be fetched.

Follows mixed-content-and-allowed-schemes.https.window.js and port-blocking.https.window.js.
"""

from __future__ import annotations

import pytest

from tests.wpt.cases import cases


@cases(
    "mixed-content-and-allowed-schemes.https.window.js",
    ("https: fetch should register ok", "https://example.com"),
    ("loopback IPv4 http: fetch should register ok", "http://127.0.0.1"),
    ("loopback IPv6 http: fetch should register ok", "http://[::1]"),
    ("localhost http: fetch should register ok", "http://localhost"),
    names="url",
)
def test_allowed(background_fetch_test, url):
    async def main(t):
        assert (await t.fetch(t.unique_id(), url)).result == ""

    background_fetch_test(main)


@cases(
    "port-blocking.https.window.js",
    ("fetch to default https port should register ok", "https://example.com"),
    ("fetch to default http port should register ok", "http://127.0.0.1"),
    ("fetch to port 443 should register ok", "https://example.com:443"),
    ("fetch to port 80 should register ok, even over https", "https://example.com:80"),
    ("fetch to non-default non-bad port (8080) should register ok", "https://example.com:8080"),
    names="url",
)
def test_allowed_ports(background_fetch_test, url):
    async def main(t):
        assert (await t.fetch(t.unique_id(), url)).result == ""

    background_fetch_test(main)


async def refused(t, url):
    """Expect the way to the response to end in a TypeError."""
    fetch = await t.fetch(t.unique_id(), url)
    record = await fetch.match(url)
    with pytest.raises(TypeError):
        await record.responseReady


@cases(
    "mixed-content-and-allowed-schemes.https.window.js",
    ("wss: fetch should reject", "wss:127.0.0.1"),
    ("file: fetch should reject", "file:///"),
    ("data: fetch should reject", "data:text/plain,foo"),
    ("unknown scheme fetch should reject", "foobar:bazqux"),
    names="url",
)
def test_refused(background_fetch_test, url):
    background_fetch_test(lambda t: refused(t, url))


@cases(
    "port-blocking.https.window.js",
    ("fetch to bad port (SMTP) should reject", "https://example.com:587"),
    names="url",
)
def test_refused_port(background_fetch_test, url):
    background_fetch_test(lambda t: refused(t, url))
