"""The power goes while a user agent downloads: whatever was promised is delivered after the next start.

The disk forgets what was not synced (see `tests.runtime.storage.disks`); the power goes at one of its calls.
"""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import tempfile
import threading
from pathlib import Path
from random import Random

from background_fetch import DOMException
from background_fetch._impl.network.memory import Answer, MemoryTransport
from background_fetch._impl.network.transport import TransportError
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch.agent import Settings, UserAgent

from tests.runtime.storage.disks import VolatileDisk
from tests.runtime.storage.samples import MEMORY

ORIGIN = "https://site.example"
DATABASE = ("profile.sqlite3", "profile.sqlite3-wal")
SETTINGS = Settings(progress_interval=0, checkpoint_seconds=0.002, checkpoint_bytes=50_000, retry_delay=0.001)


def content(path: str) -> bytes:
    """Return a file: its path ends with its size."""
    return hashlib.shake_128(path.encode()).digest(int(path.rpartition("-")[2]))


class World:
    """What outlives the power: a server, and what was promised and told."""

    def __init__(self, folder: Path, number: int, seed: str) -> None:
        self.folder = folder
        self.chance = Random(f"{seed} {number}")  # noqa: S311 -- the same each time
        (folder / "worker.py").write_text("", encoding="utf-8")
        sizes = [0, 10, 70_000, 70_000, 200_000, 400_000]
        self.plan = {
            f"{id_}": [f"/{id_}{n}-{self.chance.choice(sizes)}" for n in range(self.chance.randint(1, 3))]
            for id_ in range(4)
        }
        self.power_for = self.chance.randint(1, 30)
        self.reported: list[object] = []
        self.calls = 0
        self.lives = 0
        self.promised: set[str] = set()
        self.told: dict[str, int] = {}
        self.left: dict[str, bytes] | None = None
        self.sure: tuple[set[str], set[str]] = (set(), set())
        """What had been promised, and told, when the power went."""

    def call(self) -> None:
        """Count a call to the disk by the storage thread: then nothing else changes the database."""
        if threading.current_thread() is threading.main_thread():
            return
        self.calls += 1
        if self.calls == self.power_for:
            self.lose_power()

    def lose_power(self) -> None:
        self.sure = {*self.promised}, {*self.told}
        after = self.folder / "after"
        after.mkdir()
        for name in DATABASE:
            shutil.copy(self.folder / "profile" / name, after / name)
        self.left = self.disk.after_power_loss(self.chance)

    def answer(self, request):
        path = request.url.removeprefix(ORIGIN)
        data = content(path)
        asked = {name.lower(): value for name, value in request.headers}
        start = int(asked["range"].removeprefix("bytes=").removesuffix("-")) if "range" in asked else 0
        if start >= len(data) > 0:
            return Answer(status=416, headers=(("Content-Range", f"bytes */{len(data)}"),))
        span = (("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}"),) if start else ()
        cut = self.left is None and self.chance.random() < 0.3
        body = data[start : self.chance.randint(start, len(data)) if cut else None]
        return Answer(
            status=206 if start else 200,
            headers=(("ETag", f'"{path}"'), ("Content-Length", str(len(data) - start)), *span),
            body=[body[at : at + 20_000] for at in range(0, len(body), 20_000)],
            error=TransportError("cut", "cut") if cut else None,
        )

    async def note(self, event) -> None:
        """Look at what a worker is told."""
        fetch = event.registration
        found = []
        for record in await fetch.matchAll():
            try:
                found.append(await (await record.responseReady).bytes())
            except (TypeError, DOMException) as error:
                found.append(error)
        assert (event.type, found) == ("backgroundfetchsuccess", [content(path) for path in self.plan[fetch.id]])
        self.told[fetch.id] = self.told.get(fetch.id, 0) + 1

    async def live(self, store: SqliteStore) -> None:
        """Begin what was not promised, and let all come to its end."""
        self.lives += 1
        async with UserAgent(store=store, transport=MemoryTransport(self.answer), settings=SETTINGS) as agent:
            agent.serve(ORIGIN, self.folder)
            workers = agent.workers
            worker = workers[0] if workers else await agent.register(self.folder / "worker.py", scope=f"{ORIGIN}/")
            for type_ in ("success", "fail", "abort"):
                worker.global_scope.addEventListener(
                    f"backgroundfetch{type_}", lambda event: event.waitUntil(self.note(event))
                )
            page = await agent.open(f"{ORIGIN}/")
            manager = (await page.navigator.serviceWorker.ready).backgroundFetch
            there = await manager.getIds()
            for id_, paths in self.plan.items():
                if id_ not in self.promised | {*there}:
                    await manager.fetch(id_, paths)
                self.promised.add(id_)
            async with asyncio.timeout(60):
                await agent.idle()

    async def live_twice(self) -> None:
        reported = self.reported
        asyncio.get_running_loop().set_exception_handler(lambda _, context: reported.append(context))
        self.disk = VolatileDisk(self.call)
        await self.live(SqliteStore(self.folder / "profile", lambda _: self.disk))
        if self.left is None:  # there was power enough
            return
        bodies = self.folder / "after" / "bodies"
        bodies.mkdir()
        for name, data in self.left.items():
            (bodies / name).write_bytes(data)
        self.promised, told = self.sure
        self.told = dict.fromkeys(told, 0)
        await self.live(SqliteStore(self.folder / "after"))
        missing = self.plan.keys() - self.told.keys()
        assert missing == set(), f"{missing} of {self.promised} were never told of; the power went at {self.power_for}"
        assert list(bodies.iterdir()) == []


def test_power(extent, figures):
    again = lost = 0
    for number in range(extent.crashes):
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            world = World(Path(folder), number, extent.seed)
            asyncio.run(world.live_twice())
            assert world.reported == []
            lost += world.calls >= world.power_for
            again += sum(world.told[id_] > 0 for id_ in world.sure[1])
    assert lost > 0
    figures(power_losses=lost, profiles=extent.crashes, events_delivered_again=again)
