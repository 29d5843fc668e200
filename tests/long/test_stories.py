"""Any order of what scripts, users, servers and crashes do, and a model that says what must be true of it.

Nothing waits for time: the transport is a function whose answers wait for the test, and the test goes on when the store
has nothing to do and the loop has come to rest.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import ClassVar

import pytest
from background_fetch import DOMException
from background_fetch._impl.network.memory import Answer, MemoryTransport
from background_fetch._impl.network.transport import TransportError
from background_fetch._impl.storage.memory import MemoryStore
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.verify import verify
from background_fetch.agent import Settings, UserAgent
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from tests.long.model import Fetch, Model
from tests.runtime.storage.samples import MEMORY

ORIGIN = "https://site.example"
PATHS = ["/one", "/second", "/the-third"]
IDS = st.sampled_from(["a", "b"])
MODES = st.sampled_from(["whole", "slow", "cut", "missing", "refuse"])
FIRST_TOTAL = 10_000_000
"""The announced size tells background fetches of the same id apart."""
SETTINGS = Settings(
    progress_interval=0,
    checkpoint_seconds=0,
    checkpoint_bytes=700,
    attempts=3,
    offline_limit=0,
    transfers=3,
    running_fetches=2,
)
WORKER = "backgroundfetch"
NOT_BEGUN = "ignore:coroutine '.*' was never awaited"
"""Crashes leave such."""


class Clock:
    """A clock on which all waiting is over at once."""

    def time(self):
        return 1_000_000.0

    async def sleep(self, _):
        await asyncio.sleep(0)


class Server:
    """Answers as the model's files say; what is slow waits for `free`."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.free = asyncio.Event()

    def __call__(self, request):
        file = self.model.files[request.url.removeprefix(ORIGIN)]
        data, mode = file.versions[-1], file.mode
        if mode == "missing":
            return Answer(status=404, body=b"missing")
        if mode == "refuse":
            raise TransportError("connect", "refused")
        asked = {name.lower(): value for name, value in request.headers}
        tag, start = f'"{len(file.versions)}"', 0
        if asked.get("if-range") == tag:
            start = int(asked["range"].removeprefix("bytes=").removesuffix("-"))
        if start >= len(data):
            return Answer(status=416, headers=(("Content-Range", f"bytes */{len(data)}"),))
        span = (("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}"),) if start else ()
        return Answer(
            status=206 if start else 200,
            headers=(("ETag", tag), ("Content-Length", str(len(data) - start)), *span),
            body=self.slowly(data[start:]) if mode == "slow" else data[start:][: 900 if mode == "cut" else None],
            error=TransportError("cut", "cut") if mode == "cut" else None,
        )

    async def slowly(self, data):
        yield data[: len(data) // 2]
        await self.free.wait()
        yield data[len(data) // 2 :]


class Watched:
    """A store, and what it has to do; the dead keep nothing."""

    def __init__(self, store) -> None:
        self.store, self.dead = store, False
        self.pending: set[asyncio.Future[None]] = set()

    def __getattr__(self, name):
        return getattr(self.store, name)

    def commit(self, changes):
        if self.dead:
            return asyncio.get_running_loop().create_future()
        future = self.store.commit(changes)
        self.pending.add(future)
        future.add_done_callback(self.pending.discard)
        return future


class Stories(RuleBasedStateMachine):
    """The user agent and the model."""

    done: ClassVar[Counter[str]] = Counter()

    @initialize()
    def begin(self):
        self.temporary = tempfile.TemporaryDirectory(dir=MEMORY)
        self.folder = Path(self.temporary.name)
        (self.folder / "worker.py").write_text("", encoding="utf-8")
        self.model = Model(PATHS)
        self.lives = 0
        self.kept = None
        self.reported: list[object] = []
        self.clicked: list[str] = []
        self.runner = asyncio.Runner()
        self.run(self.open())

    # --- the two kinds of stores

    def store(self):
        self.kept = self.kept or MemoryStore()
        return self.kept

    def left_by_crash(self):
        """Take what a crash leaves; return what has to be closed of the dead."""

    def check_store(self):
        loaded = self.kept.load()
        assert (list(loaded.fetches), list(loaded.records)) == ([], [])

    # --- lives

    async def open(self):
        reported = self.reported = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: reported.append(context))
        self.lives += 1
        self.server = Server(self.model)
        self.watched = Watched(self.store())
        self.readers: set[asyncio.Task] = set()
        self.agent = UserAgent(
            transport=MemoryTransport(self.server), store=self.watched, clock=Clock(), settings=SETTINGS
        )
        self.agent.serve(ORIGIN, self.folder)
        workers = self.agent.workers
        worker = workers[0] if workers else await self.agent.register(self.folder / "worker.py", scope=f"{ORIGIN}/")
        for type_ in ("success", "fail", "abort"):
            worker.global_scope.addEventListener(WORKER + type_, lambda event: event.waitUntil(self.told(event)))
        worker.global_scope.addEventListener(f"{WORKER}click", lambda event: self.clicked.append(event.registration.id))
        page = await self.agent.open(f"{ORIGIN}/")
        self.manager = (await page.navigator.serviceWorker.ready).backgroundFetch
        for fetch in self.agent.fetches:
            if not fetch.result:
                assert fetch.paused_flag == self.model.fetches[fetch.download_total - FIRST_TOTAL].paused

    async def told(self, event):
        registration = event.registration
        bodies = []
        for record in await registration.matchAll():
            try:
                response = await record.responseReady
                bodies.append((response.status, await response.bytes()))
            except (TypeError, DOMException):
                bodies.append(None)
        fetch = self.model.fetches[registration.downloadTotal - FIRST_TOTAL]
        self.model.end(fetch, event.type, registration.failureReason, bodies)
        type(self).done["events"] += 1

    async def rest(self):
        ready = asyncio.get_running_loop()._ready
        while True:
            await asyncio.sleep(0)
            if not ready:
                if not self.watched.pending:
                    return
                await asyncio.wait(self.watched.pending)

    def run(self, steps):
        async def main():
            await steps
            await self.rest()

        type(self).done["steps"] += 1
        self.runner.run(main())
        assert self.reported == [], "\n".join(map(str, self.reported))

    # --- what happens

    async def begin_fetch(self, id_, paths):
        if self.model.active(id_) is not None:
            try:
                await self.manager.fetch(id_, paths)
            except TypeError:
                return
            raise AssertionError("the id is taken")
        total = FIRST_TOTAL + len(self.model.fetches)
        self.model.begin(id_, paths)
        await self.manager.fetch(id_, paths, downloadTotal=total)

    @rule(id_=IDS, paths=st.lists(st.sampled_from(PATHS), min_size=1, max_size=3))
    def fetch(self, id_, paths):
        self.run(self.begin_fetch(id_, paths))

    @rule(id_=IDS)
    def get(self, id_):
        async def steps():
            expected = self.model.active(id_)
            found = await self.manager.get(id_)
            assert (found is None) == (expected is None)
            assert await self.manager.getIds() == self.model.active_ids()
            if expected is not None:
                assert (found.id, found.result, found.recordsAvailable) == (id_, "", True)
                largest = sum(max(map(len, self.model.files[path].versions)) + 7 for path in expected.paths)
                assert 0 <= found.downloaded <= largest

        self.run(steps())

    async def abort_fetch(self, id_, *, lost=False):
        expected = self.model.active(id_)
        registration = await self.manager.get(id_)
        if registration is not None:
            expected.aborted, expected.lost_abort = True, lost
            assert await registration.abort()

    @rule(id_=IDS)
    def abort(self, id_):
        self.run(self.abort_fetch(id_))
        assert self.model.active(id_) is None

    @precondition(lambda self: self.model.active_ids())
    @rule(data=st.data(), pause=st.booleans())
    def pause(self, data, pause):
        fetch = self.drawn(data)
        fetch.paused = pause
        self.run(self.agent.pause(fetch.id) if pause else self.agent.resume(fetch.id))

    @precondition(lambda self: self.model.active_ids())
    @rule(data=st.data())
    def click(self, data):
        fetch = self.drawn(data)
        before = len(self.clicked)
        self.run(self.agent.click(fetch.id))
        assert self.clicked[before:] == [fetch.id]

    @precondition(lambda self: self.model.active_ids())
    @rule(data=st.data())
    def match(self, data):
        fetch = self.drawn(data)
        path = data.draw(st.sampled_from(fetch.paths))

        async def read(record):
            try:
                response = await record.responseReady
                body = await response.bytes()
            except (TypeError, DOMException):
                return
            assert body in [b"missing", *self.model.files[path].versions]

        async def steps():
            registration = await self.manager.get(fetch.id)
            records = await registration.matchAll()
            assert [each.request.url for each in records] == [ORIGIN + each for each in fetch.paths]
            self.readers.add(asyncio.create_task(read(await registration.match(path))))

        self.run(steps())

    def drawn(self, data) -> Fetch:
        return self.model.active(data.draw(st.sampled_from(self.model.active_ids())))

    @rule(path=st.sampled_from(PATHS), mode=MODES)
    def set_mode(self, path, mode):
        self.model.set_mode(path, mode)

    @rule(path=st.sampled_from(PATHS))
    def change_file(self, path):
        self.model.change(path)

    @rule()
    def let_slow_answers_go_on(self):
        self.server.free.set()
        self.run(self.rest())
        self.server.free = asyncio.Event()

    @rule()
    def close_and_open(self):
        async def steps():
            await self.agent.close()
            await self.open()

        self.run(steps())

    @rule(id_=IDS, path=st.sampled_from(PATHS), doing=st.sampled_from(["", "fetch", "abort"]))
    def crash(self, id_, path, doing):
        """Leave without a word, at rest or just after something was promised."""
        if doing == "fetch":
            self.runner.run(self.begin_fetch(id_, [path]))
        elif doing == "abort":
            self.runner.run(self.abort_fetch(id_, lost=True))
        old = self.left_by_crash()
        self.watched.dead = True
        self.runner.close()
        self.runner = asyncio.Runner()
        if old is not None:
            self.runner.run(old.close())
        type(self).done["crashes"] += 1
        self.run(self.open())

    def teardown(self):
        if not hasattr(self, "runner"):
            return

        async def steps():
            for path in PATHS:
                self.model.set_mode(path, "whole")
            self.server.free.set()
            for fetch in self.agent.fetches:
                self.model.fetches[fetch.download_total - FIRST_TOTAL].paused = False
                await self.agent.resume(fetch)
            async with asyncio.timeout(60):
                await self.agent.idle()
            self.model.check_end()
            assert self.agent.fetches == ()
            assert self.agent._started().performer.quota(ORIGIN).charged == 0
            await asyncio.gather(*self.readers)
            await self.agent.close()

        try:
            self.run(steps())
            self.check_store()
        finally:
            self.runner.close()
            self.temporary.cleanup()
        type(self).done["fetches"] += len(self.model.fetches)
        type(self).done["stories"] += 1


def copy_unless_gone(source, target):
    """Copy a file, unless it is removed meanwhile, as those are that no row names."""
    with contextlib.suppress(FileNotFoundError):
        shutil.copy2(source, target)


class StoriesOnDisk(Stories):
    """The same with a profile; a crash leaves a copy of it."""

    done: ClassVar[Counter[str]] = Counter()

    @property
    def profile(self) -> Path:
        return self.folder / f"profile{self.crashes}"

    crashes = 0

    def store(self):
        return SqliteStore(self.profile)

    def left_by_crash(self):
        self.runner.run(self.let_disk_rest())
        before = self.profile
        self.crashes += 1
        shutil.copytree(before, self.profile, copy_function=copy_unless_gone)
        return self.watched.store

    async def let_disk_rest(self):
        """What the disk is busy with comes before the crash: files are removed after a commit."""
        for _ in range(2):
            await self.watched.commit([])

    def check_store(self):
        assert verify(self.profile).findings == ()
        assert list((self.profile / "bodies").iterdir()) == []


def tell(machine, extent, figures):
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=extent.stories,
            stateful_step_count=extent.steps,
            deadline=None,
            derandomize=not extent.long,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert machine.done["crashes"] > 0
    assert machine.done["events"] > 0
    figures(**machine.done)


@pytest.mark.filterwarnings(NOT_BEGUN)
def test_stories_in_memory(extent, figures):
    tell(Stories, extent, figures)


@pytest.mark.filterwarnings(NOT_BEGUN)
def test_stories_on_disk(extent, figures):
    tell(StoriesOnDisk, extent, figures)
