"""From a request to a response. Names of the cases: web-platform-tests, fetch/api/."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch._impl.header_list import HeaderList
from background_fetch._impl.network.clients import Client
from background_fetch._impl.network.controllers import Controller
from background_fetch._impl.network.fetching import fetch
from background_fetch._impl.network.memory import Answer, MemoryTransport
from background_fetch._impl.network.transport import TransportError
from background_fetch._impl.network.wire import USER_AGENT
from background_fetch._impl.realms import PolicyContainer
from background_fetch._impl.requests import RequestRecord
from background_fetch._impl.storage.memory import MemoryBody
from idlwright import __version__

SITE = "https://site.example"
CLIENT = Client(SITE, f"{SITE}/page?q#part", PolicyContainer(), True)


class Noting:
    """Takes a response and notes all of it."""

    def __init__(self, wanted: int = 1 << 30) -> None:
        self.wanted = wanted
        self.sent = []
        self.response = None
        self.body = b""

    def process_request_body(self, count):
        self.sent.append(count)

    def process_response(self, response):
        self.response = response
        return self.wanted >= 0

    def process_chunk(self, data):
        self.body += data
        return len(self.body) < self.wanted


def one(answer, request=None, client=CLIENT, wanted=1 << 30, controller=None, body=None, **how):
    """Fetch one request; `answer` is the handler, an Answer, or Answers by address."""
    request = request or RequestRecord(url=f"{SITE}/a", mode="cors")
    if isinstance(answer, Answer):
        found = answer
        answer = lambda _: found  # noqa: E731
    elif isinstance(answer, dict):
        table = answer
        answer = lambda wire: table[wire.url]  # noqa: E731
    noting = Noting(wanted)

    async def main():
        transport = MemoryTransport(answer)
        outcome = await fetch(request, body, client, transport, noting, controller or Controller(), **how)
        return outcome, transport.requests

    outcome, requests = asyncio.run(main())
    return outcome, noting, requests


def test_a_response_comes_with_its_body():
    outcome, noting, requests = one(Answer(headers=(("X", "y"), ("Set-Cookie", "a=b")), body=b"Hello"))
    assert (outcome.error, outcome.retry_after) == (None, None)
    assert noting.body == b"Hello"
    assert outcome.response is noting.response
    response = noting.response
    assert (response.type, response.status, response.status_message) == ("basic", 200, "OK")
    assert response.url_list == (f"{SITE}/a",)
    assert response.header_list.pairs == [("X", "y")]
    assert [wire.url for wire in requests] == [f"{SITE}/a"]


def test_the_platform_adds_headers():
    _, _, [wire] = one(Answer())
    assert wire.method == "GET"
    assert wire.headers == (
        ("Accept", "*/*"),
        ("Referer", f"{SITE}/page?q"),
        ("Sec-Fetch-Dest", "empty"),
        ("Sec-Fetch-Mode", "cors"),
        ("Sec-Fetch-Site", "same-origin"),
        ("User-Agent", USER_AGENT),
        ("Accept-Encoding", "identity"),
    )
    assert f"idlwright-background-fetch/{__version__}" == USER_AGENT


def test_a_body_is_sent():
    request = RequestRecord(url=f"{SITE}/a", method="POST", header_list=HeaderList([("Content-Type", "text/plain")]))
    outcome, noting, [wire] = one(Answer(), request, body=MemoryBody(bytearray(b"x" * 100_000)))
    assert (outcome.error, wire.body.size, sum(noting.sent)) == (None, 100_000, 100_000)
    assert ("Origin", SITE) in wire.headers


@pytest.mark.parametrize(("kind", "temporary"), [("connect", True), ("dns", True), ("tls", False), ("protocol", False)])
def test_a_failure_of_the_transport_is_a_network_error(kind, temporary):
    def fail(_):
        raise TransportError(kind, "it failed")

    outcome, noting, _ = one(fail)
    assert (outcome.response, noting.response) == (None, None)
    error = outcome.error
    assert (error.reason, error.temporary, error.aborted) == ("it failed", temporary, False)


def test_a_body_that_is_cut():
    outcome, noting, _ = one(Answer(body=b"half", error=TransportError("cut", "cut")))
    assert outcome.response is noting.response
    assert (noting.body, outcome.error.temporary) == (b"half", True)
