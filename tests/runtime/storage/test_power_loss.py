"""At whatever moment the power goes: what was acknowledged is there, and nothing that no commit said."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.store import Checkpoint, DeleteFetch, PutFetch, PutRecord, StoredBody
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.runtime.storage.disks import VolatileDisk
from tests.runtime.storage.samples import MEMORY, RESPONSE, a_fetch, a_record, content

State = dict[tuple[int, int], tuple[str, bytes | None]]
"""The result and the body of each record."""
DATABASE = ("profile.sqlite3", "profile.sqlite3-wal")


class Crash(NamedTuple):
    """What was on the disk when the power went, and which commits had been acknowledged and asked for."""

    files: dict[str, bytes]
    database: Path
    acknowledged: int
    asked: int


class Step(NamedTuple):
    """Something that a user agent does."""

    do: str
    fetch: int
    position: int
    size: int


STEPS = st.builds(
    Step,
    st.sampled_from(["write", "write", "write", "reset", "another", "checkpoint", "put", "finish", "delete"]),
    st.integers(1, 2),
    st.integers(0, 1),
    st.sampled_from([1, 1000, 65_536, 65_537, 200_000]),
)


@dataclass
class World:
    """A user agent whose power goes at a call to its disk; the rest of its life is lived without consequences."""

    folder: Path
    power_for: int
    chance: Random
    states: list[State] = field(default_factory=lambda: [{}])
    acknowledged: int = 0
    calls: int = 0
    written: int = 0
    crash: Crash | None = None
    fetches: set[int] = field(default_factory=set)
    bodies: dict[tuple[int, int], StoredBody] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.disk = VolatileDisk(self.call)
        self.store = SqliteStore(self.folder / "profile", lambda _: self.disk)
        self.store.load()

    def call(self) -> None:
        self.calls += 1
        if self.calls == self.power_for:
            self.lose_power()

    def lose_power(self) -> None:
        database = self.folder / "after"
        database.mkdir()
        for name in DATABASE:
            shutil.copy(self.folder / "profile" / name, database / name)
        files = self.disk.after_power_loss(self.chance)
        self.crash = Crash(files, database, self.acknowledged, len(self.states) - 1)

    async def commit(self, changes, state: State) -> None:
        self.states.append(state)
        await self.store.commit(changes)
        self.acknowledged += 1

    async def take(self, step: Step) -> None:
        key = (step.fetch, step.position)
        state = dict(self.states[-1])
        body = self.bodies.get(key)
        if step.fetch not in self.fetches:
            self.fetches.add(step.fetch)
            await self.commit([PutFetch(a_fetch(step.fetch))], state)
        if step.do == "delete":
            self.fetches.discard(step.fetch)
            for position in (0, 1):
                self.bodies.pop((step.fetch, position), None)
                state.pop((step.fetch, position), None)
            await self.commit([DeleteFetch(step.fetch)], state)
        elif body is None or step.do == "another":
            self.bodies[key] = self.store.new_body()
            await self.put(key, "", state)
        elif step.do == "reset":
            body.reset()
        elif step.do == "write":
            self.written += 1
            body.write(bytes([self.written % 255 + 1]) * step.size)
        elif step.do == "checkpoint":
            state[key] = (state[key][0], content(body))
            await self.commit([Checkpoint(*key, body)], state)
        else:
            await self.put(key, "success" if step.do == "finish" else "", state)

    async def put(self, key, result: str, state: State) -> None:
        body = self.bodies[key]
        state[key] = (result, content(body))
        await self.commit([PutRecord(a_record(*key, response=RESPONSE, body=body, result=result))], state)

    async def live(self, steps: Sequence[Step]) -> Crash:
        for step in steps:
            await self.take(step)
        if self.crash is None:
            self.lose_power()
        await self.store.close()
        assert self.crash is not None
        return self.crash


async def found_after(crash: Crash) -> State:
    """Open the profile as the crash left it."""
    bodies = crash.database / "bodies"
    bodies.mkdir()
    for name, data in crash.files.items():
        (bodies / name).write_bytes(data)
    store = SqliteStore(crash.database)
    loaded = store.load()
    found: State = {(record.fetch, record.position): (record.result, content(record.body)) for record in loaded.records}
    await store.commit([])
    await store.commit([])
    await store.close()
    assert len(list(bodies.iterdir())) <= len(found)
    return found


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=3, max_size=25), st.integers(1, 60), st.integers(0, 2**32))
def test_what_was_acknowledged_is_there(steps, power_for, seed):
    async def main():
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            world = World(Path(folder), power_for, Random(seed))  # noqa: S311 -- no secret
            crash = await world.live(steps)
            found = await found_after(crash)
            possible = world.states[crash.acknowledged : crash.asked + 1]
            assert found in possible, (summary(found), [summary(state) for state in possible])

    asyncio.run(main())


def summary(state: State) -> dict[tuple[int, int], tuple[str, int, bytes]]:
    return {key: (result, len(data or b""), bytes(sorted(set(data or b"")))) for key, (result, data) in state.items()}
