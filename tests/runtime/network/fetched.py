"""What the tests of fetching share: one fetch over a transport in memory, with all that was seen of it."""

from __future__ import annotations

import asyncio
from typing import NamedTuple

from background_fetch._impl.network.clients import Client
from background_fetch._impl.network.fetching import Controller, Outcome, fetch
from background_fetch._impl.network.memory import Answer, MemoryTransport
from background_fetch._impl.network.transport import WireRequest
from background_fetch._impl.realms import PolicyContainer
from background_fetch._impl.requests import RequestRecord

SITE = "https://site.example"
CLIENT = Client(SITE, f"{SITE}/dir/page?q#part", PolicyContainer(), True)


class Noting:
    """Takes a response and notes all of it."""

    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        self.sent: list[int] = []
        self.response = None
        self.chunks: list[bytes] = []

    def process_request_body(self, count):
        self.sent.append(count)

    def process_response(self, response):
        assert self.response is None
        self.response = response
        return self.wanted >= 0

    def process_chunk(self, data):
        self.chunks.append(data)
        return sum(map(len, self.chunks)) < self.wanted


class Fetched(NamedTuple):
    """A fetch that is over."""

    outcome: Outcome
    noting: Noting
    requests: list[WireRequest]

    @property
    def reason(self) -> str:
        """Why it failed; empty if it did not."""
        return "" if self.outcome.error is None else self.outcome.error.reason

    @property
    def response(self):
        return self.noting.response

    @property
    def body(self) -> bytes:
        return b"".join(self.noting.chunks)

    @property
    def urls(self) -> list[str]:
        """What was asked for, in order."""
        return [wire.url for wire in self.requests]

    def header(self, name: str) -> list[str | None]:
        """A header of each request."""
        return [dict(wire.headers).get(name) for wire in self.requests]


def fetch_one(
    answer, url="/a", *, client=CLIENT, wanted=1 << 40, controller=None, body=None, how=None, **request
) -> Fetched:
    """Fetch one request.

    Args:
        answer: What answers: a function, an Answer, or Answers by the part of the address behind the client's origin.
        url: What is fetched.
        client: Who asks.
        wanted: After how many bytes no more is wanted; negative for no response.
        controller: The fetch's.
        body: What is sent.
        how: Further arguments of `fetch`.
        request: What is to be otherwise in the request.
    """
    if isinstance(answer, Answer):
        handler = lambda _: answer  # noqa: E731
    elif isinstance(answer, dict):
        handler = lambda wire: answer[wire.url.removeprefix(client.origin)]  # noqa: E731
    else:
        handler = answer
    address = client.origin + url if url.startswith("/") else url
    record = RequestRecord(url=address, **{"mode": "cors", **request})
    noting = Noting(wanted)

    async def main():
        transport = MemoryTransport(handler)
        outcome = await fetch(record, body, client, transport, noting, controller or Controller(), **(how or {}))
        return Fetched(outcome, noting, transport.requests)

    return asyncio.run(main())


def client_of(url: str = f"{SITE}/dir/page?q#part", *csp: str, referrer_policy: str = "") -> Client:
    """Return the client of a page at an address, with policies."""
    origin = "/".join(url.split("/")[:3])
    secure = origin.startswith("https:") or "localhost" in origin or "127." in origin
    return Client(origin, url, PolicyContainer(csp, referrer_policy), secure)
