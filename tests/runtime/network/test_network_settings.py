"""That a user agent's requests go out as its settings say."""

from __future__ import annotations

import pytest
from background_fetch import UserAgent
from background_fetch.agent import Settings

from tests.runtime.network.fault_server import End, FaultServer, response

CORS = [("Access-Control-Allow-Origin", "*")]


async def fetched(url, settings):
    """Return what a page gets from an address: the body, or the error."""
    async with UserAgent(settings=settings) as agent:
        page = await agent.open("http://127.0.0.1:1/")
        try:
            return await (await page.window.fetch(url)).text()
        except TypeError as error:
            return repr(error)


def test_proxies(run):
    async def main():
        answers = [[response(text, headers=CORS)] for text in (b"proxy", b"origin")]
        async with FaultServer(answers[0]) as proxy, FaultServer(answers[1]) as server:
            for settings, expected in (
                (Settings(), "origin"),
                (Settings(proxy=proxy.url()), "proxy"),
                (Settings(proxy=proxy.url(), no_proxy="127.0.0.1"), "origin"),
            ):
                assert await fetched(server.url(), settings) == expected

    assert run(main) == []


def test_certificates(run, certificates):
    async def main():
        async with FaultServer([response(b"origin", headers=CORS)], tls=certificates.server) as server:
            assert await fetched(server.url(), Settings(ca_file=certificates.ca_file)) == "origin"

    assert run(main) == []


@pytest.mark.parametrize(
    ("settings", "steps"),
    [
        (Settings(network_policy="public"), [response(b"origin", headers=CORS)]),
        (Settings(response_timeout=0.2), [End.STALL]),
        (Settings(stall_timeout=0.2), [response(b"abc", headers=CORS, length=5), End.STALL]),
    ],
    ids=["addresses", "response", "stall"],
)
def test_failures(run, settings, steps):
    async def main():
        async with FaultServer(steps) as server:
            assert (await fetched(server.url(), settings)).startswith("TypeError")

    assert run(main) == []
