"""A page with a service worker and a server, as the web platform tests of Background Fetch have them."""

from __future__ import annotations

import asyncio
import itertools
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import trustme
from background_fetch import BackgroundFetchManager, BackgroundFetchRegistration, ServiceWorkerRegistration, UserAgent
from background_fetch._impl.network.curl import CurlTransport
from background_fetch._impl.network.curl_options import CurlOptions
from background_fetch.agent import Page

from tests.wpt.server import RESOURCES, WptServer

ROOT = Path(__file__).parent / "root"
IDS = itertools.count()
SECONDS = 20
"""After which a test that waits has failed."""


@dataclass
class Harness:
    """What a test works with."""

    agent: UserAgent
    page: Page
    registration: ServiceWorkerRegistration
    server: WptServer
    messages: asyncio.Queue[Any] = field(default_factory=asyncio.Queue)

    @property
    def background_fetch(self) -> BackgroundFetchManager:
        """The manager of the page's registration."""
        return self.registration.backgroundFetch

    async def message(self) -> Any:
        """Return the next message of the worker."""
        return await asyncio.wait_for(self.messages.get(), SECONDS)

    def resource(self, name: str = "feature-name.txt", *, remote: bool = False) -> str:
        """Return the address of a file."""
        return (self.server.remote if remote else "") + RESOURCES + name

    def unique_id(self) -> str:
        """Return an id that no other fetch has."""
        return f"id{next(IDS)}"

    async def fetch(self, id_: str, requests: Any, **options: Any) -> BackgroundFetchRegistration:
        """Begin a background fetch."""
        return await self.background_fetch.fetch(id_, requests, **options)


async def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition."""
    async with asyncio.timeout(SECONDS):
        while not condition():  # noqa: ASYNC110 -- no event tells of it
            await asyncio.sleep(0.01)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Return who certifies the server."""
    return trustme.CA()


Main = Callable[[Harness], Awaitable[None]]
Run = Callable[..., None]


@pytest.fixture
def background_fetch_test(authority: trustme.CA, tmp_path: Path) -> Run:
    """Return what runs a test with a page, whose worker is active."""
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))

    @asynccontextmanager
    async def harness(worker: str, csp: str, *, activate: bool) -> AsyncIterator[Harness]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        transport = CurlTransport(CurlOptions(ca_file=str(tmp_path / "ca.pem")))
        authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
        async with (
            WptServer(context) as server,
            UserAgent(transport=transport, event_timeout=SECONDS) as agent,
        ):
            agent.serve(server.origin, ROOT)
            page = await agent.open(f"{server.origin}/background-fetch/page.https.html", csp=csp)
            container = page.navigator.serviceWorker
            registration = await container.register(f"service_workers/{worker}", scope="service_workers/scope/")
            if activate:
                await until(lambda: registration.active is not None and registration.active.state == "activated")
            made = Harness(agent, page, registration, server)
            container.addEventListener("message", lambda event: made.messages.put_nowait(event.data))
            container.startMessages()
            yield made

    def run(main: Main, worker: str = "sw.py", *, csp: str = "", activate: bool = True) -> None:
        async def running() -> None:
            async with harness(worker, csp, activate=activate) as made:
                await main(made)

        asyncio.run(running())

    return run
