"""The laboratory: a page with a worker, in which a scenario is run and noted step by step."""

from __future__ import annotations

import asyncio
import inspect
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from background_fetch import BackgroundFetchRegistration, ExtendableEvent, UserAgent
from background_fetch._generated.support.platform import behind
from background_fetch._impl.scope import ScopeState
from background_fetch.agent import Page

from tests.chromium.describe import event_info, probe, snap, value
from tests.chromium.server import Peer

FILES = Path(__file__).parent / "files"
TYPES = ("backgroundfetchsuccess", "backgroundfetchfail", "backgroundfetchabort", "backgroundfetchclick")
Note = dict[str, Any]
Log = Callable[[str, Note], None]


class Lab:
    """Where a scenario happens."""

    def __init__(self, agent: UserAgent, page: Page, server: Peer, cross: Peer) -> None:
        self.agent = agent
        self.page = page
        self.server = server
        self.cross = cross
        self.closed = _closed_port()
        self.steps: list[Note] = []
        self.worker_log: list[Note] = []
        self.watched: list[Note] = []
        self.plans: dict[str, Callable[[Any, Log], Awaitable[None]]] = {}
        self.sync_plans: dict[str, Callable[[Any, Log], None]] = {}
        self.kept: dict[str, Any] = {}

    async def setup(self) -> None:
        """Register the worker and wait until it is in charge of the page."""
        container = self.page.navigator.serviceWorker
        self.registration = await container.register("/lab_worker.py")
        self.bg = self.registration.backgroundFetch
        await container.ready
        await self.until(lambda: container.controller and container.controller.state == "activated")
        self.worker = self.agent.workers[0]
        self.scope = self.worker.global_scope
        for type_ in TYPES:
            self.scope.addEventListener(type_, self._on_event)

    # --- what a scenario notes

    async def step(self, name: str, function: Callable[[], Any], limit: float = 4) -> Note:
        """Note what a call does."""
        found = await probe(function, limit)
        self.steps.append({"step": name, **found})
        return found

    def note(self, name: str, found: object) -> None:
        """Note a value."""
        self.steps.append({"step": name, "value": value(found)})

    async def fetch_step(self, name: str, function: Callable[[], Any]) -> None:
        """Note a fetch that may be accepted, and abort it then."""
        accepted: list[BackgroundFetchRegistration] = []

        async def call() -> object:
            found = await function()
            if not isinstance(found, BackgroundFetchRegistration):
                return found
            accepted.append(found)
            id_ = found.id if len(found.id) <= 60 else len(found.id)
            return {"accepted": {"id": id_, "downloadTotal": found.downloadTotal, "uploadTotal": found.uploadTotal}}

        await self.step(name, call)
        for found in accepted:
            await found.abort()
            await self.gone(found.id)

    def watch(self, registration: BackgroundFetchRegistration) -> list[Note]:
        """Note the progress events of a registration from here on."""
        seen: list[Note] = []

        def on_progress(event: Any) -> None:
            same = event.target is registration
            seen.append({"ev": event_info(event), "snap": snap(registration), "sameTarget": same})

        registration.addEventListener("progress", on_progress)
        self.watched = seen
        return seen

    # --- waiting

    async def until(self, condition: Callable[[], Any], limit: float = 15) -> Any:
        """Wait for a condition; `{"timeout": True}` where it does not come."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            await asyncio.sleep(0.01)
        return {"timeout": True}

    async def fulfilled(self, found: object) -> object:
        """Return a value as a promise's: what the recording asked a browser's own tools for."""
        return found

    async def gone(self, id_: str) -> None:
        """Wait until no background fetch has this id."""
        while id_ in await self.bg.getIds():  # noqa: ASYNC110 -- no event tells of it
            await asyncio.sleep(0.01)

    async def ended(self, id_: str, limit: float = 15) -> Any:
        """Wait for the end of a background fetch; returns what the worker noted of it."""
        return await self.until(
            lambda: next((x for x in self.worker_log if x["id"] == id_ and x["phase"] == "done"), None), limit
        )

    # --- the worker's side

    def in_worker(self, function: Callable[[], Any]) -> Any:
        """Run code as the worker's."""
        with behind(self.scope, ScopeState)._realm.entered():
            found = function()
            return asyncio.ensure_future(found) if inspect.iscoroutine(found) else found

    def _on_event(self, event: Any) -> None:
        info = event_info(event)
        self.kept[event.registration.id] = event
        notes: list[Note] = []

        def log(name: str, found: Note) -> None:
            notes.append({"step": name, **found})

        if event.type in self.sync_plans:
            self.sync_plans[event.type](event, log)
        event.waitUntil(self._worked(event, info, notes, log))

    async def _worked(self, event: ExtendableEvent, info: Note, notes: list[Note], log: Log) -> None:
        fetch = event.registration  # type: ignore[attr-defined] # a BackgroundFetchEvent
        shared = {"type": event.type, "id": fetch.id}
        self.worker_log.append({"phase": "event", **shared, "ev": info})
        if event.type in self.plans:
            await self.plans[event.type](event, log)
        self.worker_log.append({"phase": "done", **shared, "notes": notes, "crash": None, "end": snap(fetch)})


def _closed_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def peers():
    """Give two servers."""
    with Peer() as server, Peer() as cross:
        yield server, cross


@asynccontextmanager
async def laboratory(**settings: Any) -> AsyncIterator[Lab]:
    """Give a laboratory with two servers."""
    with peers() as (server, cross):
        async with UserAgent(**settings) as agent:
            agent.serve(server.origin, FILES)
            yield Lab(agent, await agent.open(f"{server.origin}/lab.html"), server, cross)
