"""Fetch over sockets: the main cases of the other tests, by libcurl and a server that can misbehave."""

# ruff: noqa: ARG001, ARG005 -- servers are told of both servers, and few need that

from __future__ import annotations

import asyncio
import gzip
import hashlib
from contextlib import asynccontextmanager

import pytest
from background_fetch import AbortController, DOMException
from background_fetch._impl.header_list import HeaderList
from background_fetch._impl.network import script_fetch
from background_fetch._impl.network.curl import CurlTransport
from background_fetch._impl.network.curl_options import CurlOptions
from background_fetch._impl.network.fetching import Controller, fetch
from background_fetch._impl.network.script_bodies import HIGH
from background_fetch._impl.realms import PolicyContainer, Realm
from background_fetch._impl.requests import RequestRecord
from background_fetch._impl.services import Services
from background_fetch._impl.storage.memory import MemoryBody, MemoryStore

from tests.runtime.network.fault_server import End, FaultServer, Gate, response
from tests.runtime.network.fetched import Noting, client_of

SHARED = ("Access-Control-Allow-Origin", "*")


@asynccontextmanager
async def two_servers(respond, **how):
    """Return two servers that are of different origins, and a transport."""
    transport = CurlTransport(CurlOptions(**how))
    async with (
        FaultServer(lambda request: respond(request, first, second)) as first,
        FaultServer(lambda request: respond(request, first, second), name="localhost") as second,
    ):
        try:
            yield first, second, transport
        finally:
            await transport.close()


async def got(transport, first, url, body=None, controller=None, **request):
    """Fetch for a page of the first server."""
    noting = Noting(1 << 40)
    record = RequestRecord(url=url, **{"mode": "cors", **request})
    client = client_of(first.url("/page"))
    outcome = await fetch(record, body, client, transport, noting, controller or Controller())
    return outcome, b"".join(noting.chunks)


def moved(location, status="302 Found"):
    return [response(b"moved", status, [("Location", location), SHARED])]


def test_redirect_to_another_origin_and_back():
    def respond(request, first, second):
        match request.target:
            case "/a":
                return moved(second.url("/b"))
            case "/b":
                return moved(first.url("/c#end"))
            case _:
                return [response(b"there", headers=[SHARED])]

    async def main():
        async with two_servers(respond) as (first, second, transport):
            outcome, body = await got(transport, first, first.url("/a#start"))
            assert (outcome.error, body, outcome.response.type) == (None, b"there", "cors")
            assert outcome.response.url_list == (first.url("/a#start"), second.url("/b#start"), first.url("/c#end"))
            origins = [request.header("Origin") for request in (*first.requests, *second.requests)]
            assert origins == [None, "null", first.url("")]
            # Connections are used again: what a redirect has as its body is read.
            assert (first.connections, second.connections) == (1, 1)

    asyncio.run(main())


def test_a_preflight_and_a_body_that_is_sent_twice():
    allowing = [SHARED, ("Access-Control-Allow-Methods", "PUT"), ("Access-Control-Allow-Headers", "X-Y")]

    def respond(request, first, second):
        if request.method == "OPTIONS":
            return [response(headers=allowing)]
        if request.target == "/a":
            return moved("/b", "307 Temporary Redirect")
        return [response(request.body, headers=[SHARED])]

    async def main():
        data = bytes(range(256)) * 5000
        async with two_servers(respond) as (first, second, transport):
            headers = HeaderList([("X-Y", "z")])
            content = MemoryBody(bytearray(data))
            outcome, body = await got(transport, first, second.url("/a"), content, method="PUT", header_list=headers)
            assert (outcome.error, body == data) == (None, True)
            methods = [(request.method, request.target) for request in second.requests]
            assert methods == [("OPTIONS", "/a"), ("PUT", "/a"), ("OPTIONS", "/b"), ("PUT", "/b")]
            assert [len(request.body) for request in second.requests] == [0, len(data)] * 2

    asyncio.run(main())


def test_nothing_is_told_of_what_is_not_shared():
    def respond(request, first, second):
        return [response(b"secret" * 100_000)]

    async def main():
        async with two_servers(respond) as (first, second, transport):
            outcome, body = await got(transport, first, second.url("/a"))
            assert (outcome.response, outcome.error.temporary, body) == (None, False, b"")

    asyncio.run(main())


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "data:text/plain,x",
        "http://127.0.0.1:587/",
        "http://user:password@localhost/",
        "ftp://127.0.0.1/",
        "http://example.com/",
        "x" * 70_000,
        "http://[",
    ],
)
def test_hostile_redirects(location):
    def respond(request, first, second):
        return moved(location)

    async def main():
        async with two_servers(respond) as (first, _, transport):
            outcome, body = await got(transport, first, first.url("/a"))
            assert (outcome.response, outcome.error.temporary, body) == (None, False, b"")
            assert len(first.requests) == 1

    asyncio.run(main())


def test_a_redirect_without_end():
    async def main():
        async with two_servers(lambda request, first, second: moved(request.target + "x")) as (first, _, transport):
            outcome, _ = await got(transport, first, first.url("/"))
            assert ("20 redirects" in outcome.error.reason, len(first.requests)) == (True, 21)

    asyncio.run(main())


def test_a_location_of_two_lines_injects_nothing():
    def respond(request, first, second):
        if request.target == "/a":
            return moved("/b%0d%0aX-Injected:%201")
        return [response(b"end")]

    async def main():
        async with two_servers(respond) as (first, _, transport):
            outcome, body = await got(transport, first, first.url("/a"))
            assert (outcome.error, body) == (None, b"end")
            assert first.requests[1].header("X-Injected") is None

    asyncio.run(main())


def test_an_encoded_body_that_is_cut():
    whole = gzip.compress(bytes(1_000_000))

    def respond(request, first, second):
        headers = [("Content-Encoding", "gzip")]
        if request.target == "/short":
            return [response(whole[:-20], headers=headers)]
        return [response(whole[:-20], headers=headers, length=len(whole)), End.CLOSE]

    async def main():
        async with two_servers(respond) as (first, _, transport):
            outcome, _ = await got(transport, first, first.url("/cut"))
            assert outcome.error.temporary is True
            outcome, _ = await got(transport, first, first.url("/short"))
            assert (outcome.error.temporary, "coding gzip" in outcome.error.reason) == (False, True)

    asyncio.run(main())


def test_over_tls(certificates):
    async def main():
        transport = CurlTransport(CurlOptions(ca_file=certificates.ca_file))
        async with FaultServer([response(b"safe")], tls=certificates.server) as server:
            outcome, body = await got(transport, server, server.url("/a"))
            await transport.close()
        assert (outcome.error, body, outcome.response.type) == (None, b"safe", "basic")

    asyncio.run(main())


# fetch() of scripts


@asynccontextmanager
async def page_of(respond):
    """Return a server, and the realm of a page of it."""
    async with two_servers(respond) as (first, _, transport):
        services = Services(transport=transport, store=MemoryStore(), clock=None)
        yield first, Realm(first.url("/page"), services, PolicyContainer())


def test_a_large_body_waits_for_its_reader():
    size = 24_000_000
    data = b"0123456789abcdef" * (size // 16)

    async def main():
        async with page_of(lambda request, first, second: [response(data)]) as (_, realm):
            answer = await script_fetch.fetch("/a", {}, realm)
            reader = answer.body.getReader()
            digest = hashlib.sha256()
            longest = 0
            while not (result := await reader.read())["done"]:
                longest = max(longest, len(result["value"]))
                digest.update(result["value"])
            assert digest.hexdigest() == hashlib.sha256(data).hexdigest()
            assert longest <= HIGH

    asyncio.run(main())


def test_aborting_closes_the_connection():
    async def main():
        gate = asyncio.Event()
        steps = [response(b"first", length=1000), Gate(gate)]
        async with page_of(lambda request, first, second: steps) as (server, realm):
            controller = AbortController()
            answer = await script_fetch.fetch("/a", {"signal": controller.signal}, realm)
            reading = answer.text()
            controller.abort()
            with pytest.raises(DOMException) as caught:
                await reading
            assert caught.value.name == "AbortError"
            gate.set()
            await server.until(lambda server: server.open == 0)

    asyncio.run(main())


def test_a_body_that_is_cut():
    async def main():
        steps = [response(b"first", length=1000), End.RESET]
        async with page_of(lambda request, first, second: steps) as (_, realm):
            answer = await script_fetch.fetch("/a", {}, realm)
            with pytest.raises(TypeError, match="could not be fetched"):
                await answer.text()

    asyncio.run(main())


def test_many_at_once():
    async def main():
        async with page_of(lambda request, first, second: [response(request.target.encode() * 100)]) as (_, realm):
            answers = await asyncio.gather(*(script_fetch.fetch(f"/{number}", {}, realm) for number in range(200)))
            texts = await asyncio.gather(*(answer.text() for answer in answers))
            assert texts == [f"/{number}" * 100 for number in range(200)]

    asyncio.run(main())
