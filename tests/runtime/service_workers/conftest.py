"""What tests of service workers share: an origin with a folder of files, and what its workers have noted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from background_fetch import ServiceWorkerRegistration
from background_fetch._impl.network.memory import Answer, MemoryTransport
from background_fetch.agent import Page, UserAgent

ORIGIN = "https://site.example"
HELPERS = '''"""What workers of the tests import."""
import asyncio
from js import addEventListener
from pyodide.ffi import create_proxy

LOG = {log!r}


def note(*words):
    with open(LOG, "a") as log:
        print(*words, file=log)


def on(type, listener):
    addEventListener(type, create_proxy(listener))


def extend(event, work):
    event.waitUntil(create_proxy(asyncio.ensure_future(work)))
'''
HEAD = "import asyncio\nimport js\nfrom helpers import create_proxy, extend, note, on\n"


class Site:
    """An origin whose files are in a folder."""

    def __init__(self, agent: UserAgent, folder: Path) -> None:
        self.agent = agent
        self.folder = folder
        agent.serve(ORIGIN, folder)
        self._log = folder / "log.txt"

    def write(self, name: str, code: str = "") -> str:
        """Write a worker's file, to which the helpers are known, and return its address."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.with_name("helpers.py").write_text(HELPERS.format(log=str(self._log)), encoding="utf-8")
        file.write_text(HEAD + code, encoding="utf-8")
        return f"/{name}"

    @property
    def noted(self) -> list[str]:
        """What the workers have noted, in order."""
        return self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []

    async def open(self, path: str = "/") -> Page:
        """Open a page of the origin."""
        return await self.agent.open(ORIGIN + path)

    async def register(self, page: Page, name: str, code: str = "", **options: str) -> ServiceWorkerRegistration:
        """Write a worker, register it from a page and wait until it is active."""
        registration = await page.navigator.serviceWorker.register(self.write(name, code), **options)
        await self.agent.idle()
        return registration


MakeSite = Callable[..., AbstractAsyncContextManager[Site]]


@pytest.fixture
def site(tmp_path: Path) -> MakeSite:
    """Return a context manager that gives a site."""

    @asynccontextmanager
    async def make(**parts: object) -> AsyncIterator[Site]:
        parts.setdefault("transport", MemoryTransport(lambda request: Answer(body=request.url.encode())))
        folder = tmp_path / "site"
        folder.mkdir(exist_ok=True)
        async with UserAgent(**parts) as agent:
            yield Site(agent, folder)

    return make
