"""`fetch()` as scripts call it. Names of the cases: web-platform-tests, fetch/api/, fetch/content-encoding/."""

from __future__ import annotations

import asyncio
import gc
import gzip
import zlib
from base64 import b64encode
from hashlib import sha256

import pytest
from background_fetch import AbortController, AbortSignal, Blob, DOMException, ReadableStream, Request
from background_fetch._impl.cache_store import MemoryStore as MemoryCaches
from background_fetch._impl.caches import StorageState
from background_fetch._impl.network import script_bodies, script_fetch
from background_fetch._impl.network.memory import Answer, MemoryTransport
from background_fetch._impl.network.transport import TransportError
from background_fetch._impl.realms import PolicyContainer, Realm
from background_fetch._impl.services import Services
from background_fetch._impl.storage.memory import MemoryStore

SITE = "https://site.example"
OTHER = "https://other.example"


class Page:
    """A page, and the server that answers its requests."""

    def __init__(self, answer: Answer, csp: str = "") -> None:
        self.answer = answer
        self.transport = MemoryTransport(lambda wire: self.answer(wire) if callable(self.answer) else self.answer)
        services = Services(transport=self.transport, store=MemoryStore(), clock=None)
        self.realm = Realm(f"{SITE}/page", services, PolicyContainer((csp,) if csp else ()))

    @property
    def requests(self):
        return self.transport.requests

    @property
    def controllers(self):
        return script_fetch.group_of(self.realm).controllers

    def fetch(self, input_, **init):
        return script_fetch.fetch(input_, init, self.realm)


def on_page(answer=Answer(), csp=""):  # noqa: B008 -- frozen
    """Run the decorated coroutine function with a page, at whose end nothing is under way."""

    def decorate(body):
        def test():
            async def main():
                page = Page(answer, csp)
                await body(page)
                gc.collect()
                await page.transport.close()
                await settle()
                assert page.controllers == set()

            asyncio.run(main())

        test.__name__ = body.__name__
        return test

    return decorate


async def settle():
    for _ in range(200):
        await asyncio.sleep(0)


async def rejected(promise, error=TypeError):
    with pytest.raises(error) as caught:
        await promise
    return caught.value


@on_page(Answer(headers=(("Content-Type", "text/plain"),), body=b"Hello"))
async def test_fetch_a_resource(page):
    response = await page.fetch("/top.txt")
    assert (response.status, response.ok, response.type, response.url) == (200, True, "basic", f"{SITE}/top.txt")
    assert response.headers.get("content-type") == "text/plain"
    with pytest.raises(TypeError):
        response.headers.set("x", "y")
    assert await response.text() == "Hello"
    [wire] = page.requests
    assert dict(wire.headers)["Accept-Encoding"] == "gzip, deflate"


@on_page()
async def test_bad_arguments_reject(page):
    for input_, init in [("http://[", {}), ("/a", {"method": "CONNECT"}), ("/a", {"body": "x"})]:
        await rejected(page.fetch(input_, **init))
    assert page.requests == []


@on_page(csp="connect-src 'none'")
async def test_the_policy_of_the_page_counts(page):
    assert "content security policy" in str(await rejected(page.fetch("/a")))
    assert page.requests == []


@on_page()
async def test_network_error_rejects_with_a_type_error(page):
    def fail(_):
        raise TransportError("dns", "no such host")

    page.answer = fail
    error = await rejected(page.fetch("/a"))
    assert str(error) == f"fetch: {SITE}/a could not be fetched: no such host"


@on_page(Answer(body=b"x", error=TransportError("cut", "the connection was cut")))
async def test_a_body_that_is_cut_fails_to_be_read(page):
    response = await page.fetch("/a")
    assert "the connection was cut" in str(await rejected(response.text()))


@on_page(Answer(status=204))
async def test_response_with_a_null_body_status(page):
    assert (await page.fetch("/a")).body is None


@on_page(Answer(body=b"x" * 100))
async def test_head_has_no_body(page):
    assert (await page.fetch("/a", method="HEAD")).body is None


@on_page(Answer())
async def test_an_empty_body_is_a_body(page):
    response = await page.fetch("/a")
    assert await response.arrayBuffer() == b""
    assert response.body is not None


@on_page(Answer(body=b"secret"))
async def test_no_cors_response_is_opaque(page):
    response = await page.fetch(f"{OTHER}/a", mode="no-cors")
    assert (response.type, response.status, response.body, response.url) == ("opaque", 0, None, "")


@on_page(Answer(headers=(("Access-Control-Allow-Origin", "*"), ("X-Hidden", "1")), body=b"shared"))
async def test_cors_response_can_be_cloned(page):
    response = await page.fetch(f"{OTHER}/a")
    copy = response.clone()
    assert (response.type, copy.type, copy.headers.has("x-hidden")) == ("cors", "cors", False)
    assert [await copy.text(), await response.text()] == ["shared", "shared"]


@on_page()
async def test_bodies_are_sent(page):
    sent = []

    def answer(wire):
        sent.append(wire.body.read(0, wire.body.size))
        return Answer()

    page.answer = answer
    for body in ("text", b"bytes", Blob(["blob"])):
        await page.fetch("/a", method="POST", body=body)
    stream = ReadableStream.from_([b"a ", b"stream"])
    await page.fetch("/a", method="POST", body=stream, duplex="half")
    assert sent == [b"text", b"bytes", b"blob", b"a stream"]
    assert [dict(wire.headers).get("Content-Type") for wire in page.requests] == ["text/plain;charset=UTF-8"] + [
        None
    ] * 3


@on_page(Answer(status=307, headers=(("Location", "/b"),)))
async def test_a_stream_is_not_sent_again(page):
    await rejected(page.fetch("/a", method="POST", body=ReadableStream.from_([b"x"]), duplex="half"))
    assert len(page.requests) == 1


@on_page()
async def test_keepalive_limits_the_body(page):
    await rejected(page.fetch("/a", method="POST", body=b"x" * 65537, keepalive=True))
    init = {"method": "POST", "body": b"x" * 40000, "keepalive": True}
    first, second = page.fetch("/a", **init), page.fetch("/a", **init)
    await rejected(second)
    assert (await first).ok
    await settle()
    assert (await page.fetch("/a", method="POST", body=b"x" * 65536, keepalive=True)).ok


# basic/scheme-data.any.js, data-urls/processing.any.js

ASCII = "text/plain;charset=US-ASCII"


@pytest.mark.parametrize(
    ("url", "type_", "body"),
    [
        ("data:,X", ASCII, b"X"),
        ("data:,X#X", ASCII, b"X"),
        ("data://test/,X", ASCII, b"X"),
        ("data:,%FF", ASCII, b"\xff"),
        ("data:text/plain ,X", "text/plain", b"X"),
        ("data:;x=x;charset=x,X", "text/plain;x=x;charset=x", b"X"),
        ("data:IMAGE/gif;CHARSET=x,%C2%B1", "image/gif;charset=x", b"\xc2\xb1"),
        ("data:image/png,X X", "image/png", b"X X"),
        ('data:text/plain;a=",",X', 'text/plain;a=""', b'",X'),
        ("data:;base64;base64,WA", "text/plain", b"X"),
        ("data:x/x;base64;charset=x,WA", "x/x;charset=x", b"WA"),
        ("data:;base64,W%20A", ASCII, b"X"),
        ("data:;BASe64,WA==", ASCII, b"X"),
        ("data:; base64,WA", ASCII, b"X"),
        ("data:;base 64,WA", "text/plain", b"WA"),
        ("data:x,", ASCII, b""),
    ],
)
def test_data_urls(url, type_, body):
    async def main():
        for method in ("GET", "POST"):
            response = await Page(Answer()).fetch(url, method=method)
            assert (response.headers.get("content-type"), await response.bytes()) == (type_, body)
            assert (response.type, response.status, response.statusText) == ("basic", 200, "OK")
            assert response.url == url.partition("#")[0]

    asyncio.run(main())


@pytest.mark.parametrize("url", ["data:X", "data:;base64,W", "data:;base64,W=A=", "data:;base64,\xe9", "about:blank"])
def test_addresses_that_are_not_fetched(url):
    async def main():
        await rejected(Page(Answer()).fetch(url))

    asyncio.run(main())


@on_page(csp="connect-src 'self' *")
async def test_data_urls_have_to_be_allowed(page):
    await rejected(page.fetch("data:,x"))
    assert (await Page(Answer(), "connect-src DATA:").fetch("data:,x")).ok


@on_page()
async def test_data_urls_with_integrity_and_head(page):
    right = "sha256-" + b64encode(sha256(b"x").digest()).decode()
    assert await (await page.fetch("data:,x", integrity=right)).text() == "x"
    await rejected(page.fetch("data:,y", integrity=right))
    assert (await page.fetch("data:,x", method="HEAD")).body is None


# content-encoding


@pytest.mark.parametrize(
    ("coding", "encode"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("GZIP, deflate", lambda data: zlib.compress(gzip.compress(data))),
        ("identity", bytes),
        ("br", bytes),
        ("gzip, br", bytes),
    ],
)
def test_content_codings(coding, encode):
    data = b"".join(b"%d," % number for number in range(100_000))
    encoded = encode(data)
    pieces = [encoded[start : start + 1000] for start in range(0, len(encoded), 1000)]

    async def main():
        page = Page(Answer(headers=(("Content-Encoding", coding),), body=pieces))
        assert await (await page.fetch("/a")).bytes() == data

    asyncio.run(main())


@pytest.mark.parametrize("body", [b"no gzip", gzip.compress(b"x" * 100, mtime=0)[:-9], gzip.compress(b"", mtime=0)[:5]])
def test_bad_gzip_body_rejects(body):
    async def main():
        response = await Page(Answer(headers=(("Content-Encoding", "gzip"),), body=body)).fetch("/a")
        await rejected(response.arrayBuffer())

    asyncio.run(main())


@on_page()
async def test_a_bomb_ends_early(page):
    inner = zlib.compress(bytes(80_000_000), 1)
    page.answer = Answer(headers=(("Content-Encoding", "deflate, gzip"),), body=gzip.compress(inner))
    response = await page.fetch("/a")
    assert "faster than it can be read" in str(await rejected(response.bytes()))


@on_page(Answer(headers=(("Content-Encoding", ", ".join(["gzip"] * 4)),), body=b"x"))
async def test_too_many_codings(page):
    await rejected(page.fetch("/a"))


# integrity


@on_page(Answer(body=b"content"))
async def test_integrity_is_checked_before_there_is_a_response(page):
    right = "sha256-" + b64encode(sha256(b"content").digest()).decode()
    wrong = "sha256-" + b64encode(sha256(b"other").digest()).decode()
    assert await (await page.fetch("/a", integrity=right)).text() == "content"
    assert "integrity" in str(await rejected(page.fetch("/a", integrity=wrong)))
    await rejected(page.fetch(f"{OTHER}/a", integrity=right, mode="no-cors"))


# abort/general.any.js


@on_page()
async def test_aborting_rejects_with_abort_error(page):
    controller = AbortController()
    controller.abort()
    error = await rejected(page.fetch("/a", signal=controller.signal), DOMException)
    assert (error.name, page.requests) == ("AbortError", [])


@on_page()
async def test_aborting_rejects_with_the_reason(page):
    reason = ValueError("enough")
    controller = AbortController()
    pending = page.fetch("/a", signal=controller.signal)
    controller.abort(reason)
    assert await rejected(pending, ValueError) is reason
    assert await rejected(page.fetch("/a", signal=AbortSignal.abort(reason)), ValueError) is reason


@on_page()
async def test_signal_on_request_object(page):
    controller = AbortController()
    request = Request(f"{SITE}/a", signal=controller.signal)
    pending = page.fetch(request)
    controller.abort()
    await rejected(pending, DOMException)
    assert (await page.fetch(Request(f"{SITE}/a", signal=controller.signal), signal=None)).ok


@on_page()
async def test_readable_stream_errors_when_aborted(page):
    gate = asyncio.Event()

    async def slowly():
        yield b"first"
        await gate.wait()

    page.answer = Answer(body=slowly())
    controller = AbortController()
    response = await page.fetch("/a", signal=controller.signal)
    reader = response.body.getReader()
    assert (await reader.read())["value"] == b"first"
    pending = reader.read()
    controller.abort()
    for promise in (pending, reader.closed):
        assert (await rejected(promise, DOMException)).name == "AbortError"


@on_page(Answer(body=b"whole"))
async def test_aborting_after_the_end_changes_nothing(page):
    controller = AbortController()
    response = await page.fetch("/a", signal=controller.signal)
    text = await response.text()
    await settle()
    controller.abort()
    assert text == "whole"


# The stream


class Source:
    """A body that counts how many of its pieces were asked for."""

    def __init__(self, count, size=65536):
        self.count = count
        self.size = size
        self.given = 0

    async def pieces(self):
        while self.given < self.count:
            self.given += 1
            yield b"x" * self.size


@on_page()
async def test_the_transport_waits_for_the_reader(page):
    source = Source(1000)
    page.answer = Answer(body=source.pieces())
    response = await page.fetch("/a")
    await settle()
    most = script_bodies.HIGH // source.size + 2
    assert source.given <= most
    total = 0
    async for chunk in response.body:
        total += len(chunk)
    assert (total, source.given) == (1000 * source.size, 1000)


@on_page()
async def test_cancelling_the_stream_ends_the_fetch(page):
    source = Source(1000)
    page.answer = Answer(body=source.pieces())
    response = await page.fetch("/a")
    await response.body.cancel()
    await settle()
    assert page.controllers == set()
    assert source.given < 1000


@on_page()
async def test_a_response_that_nobody_has_ends_the_fetch(page):
    source = Source(1000)
    page.answer = Answer(body=source.pieces())
    response = await page.fetch("/a")
    await settle()
    del response
    gc.collect()
    await settle()
    assert page.controllers == set()
    assert source.given < 1000


@on_page()
async def test_the_end_of_the_page_ends_its_fetches(page):
    source = Source(1000)
    page.answer = Answer(body=source.pieces())
    response = await page.fetch("/a")
    page.realm.close()
    await rejected(response.text())
    await rejected(page.fetch("/a"))
    assert len(page.requests) == 1
    await settle()
    assert page.controllers == set()


@on_page()
async def test_keepalive_outlives_the_page(page):
    gate = asyncio.Event()

    async def slowly():
        yield b"first "
        await gate.wait()
        yield b"second"

    page.answer = Answer(body=slowly())
    response = await page.fetch("/a", keepalive=True)
    page.realm.close()
    gate.set()
    assert await response.text() == "first second"


# cache-add.https.any.js


@on_page()
async def test_cache_add(page):
    page.answer = lambda wire: Answer(status=404 if wire.url.endswith("/missing") else 200, body=wire.url.encode())
    caches = StorageState(MemoryCaches(), script_fetch.fetcher(page.realm), page.realm.url).public
    cache = await caches.open("v1")
    await cache.addAll(["/a", "/b"])
    assert await (await cache.match("/b")).text() == f"{SITE}/b"
    assert await (await caches.match("/a")).text() == f"{SITE}/a"
    await rejected(cache.addAll(["/c", "/missing"]))
    assert await cache.match("/c") is None
    await cache.put("/d", await page.fetch("/a"))
    assert [request.url for request in await cache.keys("/d")] == [f"{SITE}/d"]
