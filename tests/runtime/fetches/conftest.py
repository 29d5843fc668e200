"""A user agent with a worker and a page, a server that is a function, and a clock that does not wait."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from background_fetch import BackgroundFetchManager, ServiceWorkerRegistration
from background_fetch._impl.network.memory import Answer, MemoryTransport
from background_fetch._impl.network.transport import TransportError, WireRequest
from background_fetch._impl.storage.memory import MemoryStore
from background_fetch.agent import Settings, UserAgent, Worker

ORIGIN = "https://site.example"
EVENTS = ("backgroundfetchsuccess", "backgroundfetchfail", "backgroundfetchabort", "backgroundfetchclick")


class Clock:
    """A clock on which all waiting is over at once, and noted."""

    def __init__(self):
        self.slept: list[float] = []
        self.now = 1_000_000.0

    def time(self):
        return self.now

    async def sleep(self, seconds):
        if seconds > 0:
            self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


class Server:
    """Answers requests by their paths; what is not there is a 404."""

    def __init__(self):
        self.requests: list[WireRequest] = []
        self.paths: dict[str, Callable[[WireRequest], object]] = {}

    def __call__(self, request):
        self.requests.append(request)
        path = request.url.removeprefix(ORIGIN)
        found = self.paths.get(path, self.paths.get(path.partition("?")[0]))
        return Answer(status=404) if found is None else found(request)

    def add(self, path, body=b"", status=200, **fields):
        """Answer always the same."""
        self.paths[path] = lambda _: Answer(status=status, headers=headers(**fields), body=body)

    def file(self, path, *versions, **options):
        """Answer as a server of files does; each request gets the next version, the last one stays."""
        self.paths[path] = File(versions, **options)

    def hanging(self, path):
        """Answer never; return the event that lets it answer after all."""
        free = asyncio.Event()

        async def answer(_):
            await free.wait()
            return Answer()

        self.paths[path] = answer
        return free

    def fields(self, name):
        """Return a field of all requests."""
        return [next((value for field, value in each.headers if field.lower() == name), None) for each in self.requests]


def headers(**fields):
    return tuple((name.replace("_", "-"), value) for name, value in fields.items())


class File:
    """A file on a server: bytes, with an entity tag or without, cut after so many bytes of each answer."""

    def __init__(self, versions, *, cut_after=(), tag=True, ranges=True):
        self.versions = list(versions)
        self.cuts = list(cut_after)
        self.tag = tag
        self.ranges = ranges

    def __call__(self, request):
        data = self.versions.pop(0) if len(self.versions) > 1 else self.versions[0]
        asked = {name.lower(): value for name, value in request.headers}
        tag = f'"{hash(data)}"'
        fields = {"content_length": str(len(data)), **({"etag": tag} if self.tag else {})}
        start = 0
        if self.ranges and "range" in asked and asked.get("if-range", tag) == tag:
            start = int(asked["range"].removeprefix("bytes=").removesuffix("-"))
            if start >= len(data):
                return Answer(status=416, headers=headers(content_range=f"bytes */{len(data)}"))
            fields["content_range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
            fields["content_length"] = str(len(data) - start)
        body = data[start:]
        cut = self.cuts.pop(0) if self.cuts else None
        error = None if cut is None else TransportError("cut", "the connection was closed")
        body = body if cut is None else body[:cut]
        pieces = [body[at : at + 1000] for at in range(0, len(body), 1000)]
        return Answer(
            status=206 if "content_range" in fields else 200, headers=headers(**fields), body=pieces, error=error
        )


class Browser:
    """What a test has at hand."""

    def __init__(self, agent, worker, registration, server, clock, store):
        self.agent: UserAgent = agent
        self.worker: Worker = worker
        self.registration: ServiceWorkerRegistration = registration
        self.manager: BackgroundFetchManager = registration.backgroundFetch
        self.server: Server = server
        self.clock: Clock = clock
        self.store: MemoryStore = store
        self.events: list[tuple[object, ...]] = []
        self.performer = agent._started().performer
        for type_ in EVENTS:
            worker.global_scope.addEventListener(type_, self.note)

    def note(self, event):
        """Note an event of the worker."""
        registration = event.registration
        self.events.append((event.type, registration.id, registration.result, registration.failureReason))

    def on(self, type_, steps):
        """Do something asynchronous in a handler of the worker."""
        self.worker.global_scope.addEventListener(type_, lambda event: event.waitUntil(steps(event)))

    async def done(self):
        """Let all come to its end."""
        async with asyncio.timeout(20):
            await self.agent.idle()

    def struct(self, id_):
        """Return what is behind an active background fetch."""
        return next(each for each in self.performer.fetches if each.id == id_ and each.result == "")


@pytest.fixture
def server() -> Server:
    """Return a server that can be given to several user agents."""
    return Server()


Open = Callable[..., AbstractAsyncContextManager[Browser]]


@pytest.fixture
def browser(tmp_path: Path) -> Open:
    """Return a context manager that opens a user agent with a worker and a page; each can be given."""

    @asynccontextmanager
    async def make(server=None, store=None, transport=None, clock=None, **settings) -> AsyncIterator[Browser]:
        (tmp_path / "worker.py").write_text("", encoding="utf-8")
        server, store, clock = server or Server(), store or MemoryStore(), clock or Clock()
        values = {"progress_interval": 0, "checkpoint_seconds": 0, **settings}
        async with UserAgent(
            transport=transport or MemoryTransport(server), store=store, clock=clock, settings=Settings(**values)
        ) as agent:
            agent.serve(ORIGIN, tmp_path)
            worker = next((each for each in agent.workers), None)
            if worker is None:
                worker = await agent.register(tmp_path / "worker.py", scope=f"{ORIGIN}/")
            page = await agent.open(f"{ORIGIN}/")
            registration = await page.navigator.serviceWorker.ready
            yield Browser(agent, worker, registration, server, clock, store)

    return make
