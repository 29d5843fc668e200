"""Any order of what scripts, users, servers and crashes do, against a small model of what must be true then."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from background_fetch._impl.network.memory import Answer, MemoryTransport
from background_fetch._impl.network.transport import TransportError
from background_fetch._impl.storage.memory import MemoryStore
from background_fetch.agent import Settings, UserAgent
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

ORIGIN = "https://site.example"
IDS = ["a", "b", "c"]
PATHS = ["/one", "/two", "/three"]
VERSIONS = [bytes([number]) * (3000 + 700 * number) for number in range(4)]


MOODS = st.sampled_from(["cutting", "silent", "busy", "offline", "fine", "gone"])
"""What the server does; the first ones make the longest stories."""


class Clock:
    """Time that only the test lets pass."""

    def __init__(self):
        self.now = 0.0
        self.sleeping = []

    def time(self):
        return self.now

    async def sleep(self, seconds):
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        due = asyncio.Event()
        self.sleeping.append(due)
        await due.wait()

    def ring(self):
        for due in self.sleeping:
            due.set()
        self.sleeping.clear()


class Server:
    """Files in versions; what it does with requests is what the test says at the time."""

    def __init__(self):
        self.version = dict.fromkeys(PATHS, 0)
        self.mood = "fine"
        self.gates = []

    async def __call__(self, request):
        data = VERSIONS[self.version[request.url.removeprefix(ORIGIN)]]
        tag = f'"{len(data)}"'
        asked = {name.lower(): value for name, value in request.headers}
        fields = [("ETag", tag)]
        start, status = 0, 200
        if "range" in asked and asked.get("if-range") == tag:
            start = int(asked["range"].removeprefix("bytes=").removesuffix("-"))
            status = 206
            if start >= len(data):
                return Answer(status=416, headers=(("Content-Range", f"bytes */{len(data)}"),))
            fields.append(("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}"))
        match self.mood:
            case "busy":
                return Answer(status=503)
            case "gone":
                return Answer(status=404, body=b"gone")
            case "offline":
                raise TransportError("connect", "offline")
            case "cutting":
                cut = TransportError("cut", "cut")
                return Answer(status=status, headers=tuple(fields), body=data[start : start + 1000], error=cut)
            case "silent":
                return Answer(status=status, headers=tuple(fields), body=self.silent(data[start : start + 500]))
        return Answer(status=status, headers=tuple(fields), body=data[start:])

    async def silent(self, data):
        gate = asyncio.Event()
        self.gates.append(gate)
        yield data
        await gate.wait()
        raise TransportError("stall", "nothing came")


class Machine(RuleBasedStateMachine):
    """The user agent and the model: which background fetches have begun, and which events have come."""

    @initialize()
    def begin(self):
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        (Path(self.folder.name) / "worker.py").write_text("", encoding="utf-8")
        self.store, self.clock, self.server = MemoryStore(), Clock(), Server()
        self.active = {}
        self.aborted = set()
        self.ended = []
        self.begun = 0
        self.runner.run(self.open())

    async def open(self):
        self.agent = UserAgent(
            transport=MemoryTransport(self.server),
            store=self.store,
            clock=self.clock,
            settings=Settings(progress_interval=0, checkpoint_seconds=0, attempts=3, transfers=2, checkpoint_bytes=400),
        )
        self.agent.serve(ORIGIN, self.folder.name)
        file = Path(self.folder.name) / "worker.py"
        worker = next(iter(self.agent.workers), None) or await self.agent.register(file, scope=f"{ORIGIN}/")
        for type_ in ("success", "fail", "abort"):
            worker.global_scope.addEventListener(f"backgroundfetch{type_}", lambda e: e.waitUntil(self.handle(e)))
        page = await self.agent.open(f"{ORIGIN}/")
        self.manager = (await page.navigator.serviceWorker.ready).backgroundFetch
        self.performer = self.agent._started().performer
        await self.turns()

    async def turns(self):
        for _ in range(60):
            await asyncio.sleep(0)

    async def handle(self, event):
        registration = event.registration
        bodies = []
        for record in await registration.matchAll():
            try:
                response = await record.responseReady
                bodies.append((response.status, await response.bytes()))
            except Exception as error:  # noqa: BLE001 -- which error it is depends on the failure
                bodies.append(error)
        self.ended.append((registration.id, registration.result, registration.failureReason, bodies))
        self.active.pop(registration.id, None)

    def run(self, steps):
        self.runner.run(steps)
        self.runner.run(self.turns())

    @rule(id_=st.sampled_from(IDS), paths=st.lists(st.sampled_from(PATHS), min_size=1, max_size=2), mood=MOODS)
    def fetch(self, id_, paths, mood):
        self.server.mood = mood

        async def steps():
            if id_ in await self.manager.getIds():
                try:
                    await self.manager.fetch(id_, paths)
                except TypeError:
                    return
                raise AssertionError("the id is taken")
            await self.manager.fetch(id_, paths)
            self.begun += 1
            self.active[id_] = paths

        self.run(steps())

    @rule(mood=MOODS, versions=st.none() | st.fixed_dictionaries({path: st.integers(0, 3) for path in PATHS}))
    def let_time_pass(self, mood, versions):
        self.server.mood = mood
        self.server.version = versions or self.server.version

        async def steps():
            self.clock.ring()
            for gate in self.server.gates:
                gate.set()
            self.server.gates.clear()

        self.run(steps())

    @rule(id_=st.sampled_from(IDS))
    def abort(self, id_):
        async def steps():
            registration = await self.manager.get(id_)
            if registration is not None and await registration.abort():
                self.aborted.add(id_)

        self.run(steps())

    @rule(id_=st.sampled_from(IDS), pause=st.booleans())
    def pause(self, id_, pause):
        async def steps():
            for fetch in self.performer.fetches:
                if fetch.id == id_:
                    (self.performer.pause if pause else self.performer.unpause)(fetch)

        self.run(steps())

    @precondition(lambda self: self.active)
    @rule(data=st.data())
    def look(self, data):
        id_ = data.draw(st.sampled_from(sorted(self.active)))

        async def steps():
            registration = await self.manager.get(id_)
            if registration is not None:
                records = await registration.matchAll()
                assert [each.request.url for each in records] == [f"{ORIGIN}{path}" for path in self.active[id_]]

        self.run(steps())

    @rule()
    def reopen(self):
        async def steps():
            await self.agent.close()
            await self.open()

        self.run(steps())

    @rule()
    def crash(self):
        """Leave without a word: what was not committed is gone."""
        self.runner.close()
        self.runner = asyncio.Runner()
        self.server.gates.clear()
        self.clock = Clock()
        self.run(self.open())

    @invariant()
    def what_has_ended_is_right(self):
        for _, result, reason, bodies in getattr(self, "ended", ()):
            if result == "success":
                assert reason == ""
                assert all(isinstance(each, tuple) and each[1] in VERSIONS for each in bodies)
            for each in bodies:
                if isinstance(each, tuple):
                    status, body = each
                    assert status in {200, 206, 404, 503}
                    assert (body in VERSIONS) if status < 300 else (body in {b"gone", b""})

    def teardown(self):
        if not hasattr(self, "runner"):
            return

        async def steps():
            self.server.mood = "fine"
            for fetch in self.performer.fetches:
                self.performer.unpause(fetch)
            for _ in range(40):
                self.clock.ring()
                for gate in self.server.gates:
                    gate.set()
                await self.turns()
            # Everything that has begun has come to its end, and was told at least once.
            async with asyncio.timeout(10):
                await self.agent.idle()
            assert self.performer.fetches == []
            assert self.active == {}
            assert len(self.ended) >= self.begun
            assert self.performer.quota(ORIGIN).charged == 0
            await self.agent.close()

        self.runner.run(steps())
        self.runner.close()
        self.folder.cleanup()
        self.what_has_ended_is_right()
        loaded = self.store.load()
        assert (list(loaded.fetches), list(loaded.records)) == ([], [])


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
