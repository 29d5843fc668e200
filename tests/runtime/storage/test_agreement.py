"""Both stores do the same, whatever they are told and in what company: many changes a commit, many commits at once.

Some commits fail, after all of their changes but the last were made: they leave nothing behind.
"""

from __future__ import annotations

import asyncio
import tempfile
from typing import NamedTuple

from background_fetch._impl.storage.memory import MemoryStore
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.store import (
    Checkpoint,
    DeleteFetch,
    DeleteRegistration,
    PutCookies,
    PutFetch,
    PutRecord,
    PutRegistration,
)
from background_fetch._impl.storage.verify import verify
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.runtime.storage.samples import MEMORY, REQUEST, RESPONSE, a_fetch, a_record, a_registration, content, plain

SCOPES = ("https://a.example/", "https://b.example/")
REQUESTS = (REQUEST, REQUEST._replace(url="https://a.example/other"))


class Step(NamedTuple):
    """Something that a store is told, or that is done to a body."""

    do: str
    fetch: int
    position: int
    body: int
    size: int


STEPS = st.builds(
    Step,
    st.sampled_from(["fetch", "fetch", "put", "finish", "finish", "checkpoint", "delete", "unregister", "register"]),
    st.integers(1, 2),
    st.sampled_from([0, 0, 0, 1]),
    st.integers(0, 2),
    st.sampled_from([10, 10, 70_000, 0]),
)
ROUNDS = st.lists(
    st.tuples(
        st.lists(st.tuples(st.integers(1, 2), st.sampled_from([10, 70_000, -1])), max_size=2),
        st.lists(st.tuples(st.lists(STEPS, max_size=3), st.sampled_from([True, True, True, False])), max_size=6),
        st.booleans(),
    ),
    min_size=1,
    max_size=5,
)


class Side:
    """A store, and the bodies that a user agent has of it. A body belongs to one record."""

    def __init__(self, make) -> None:
        self.make = make
        self.store = make()
        self.store.load()
        self.bodies = {}

    def body(self, step: Step):
        key = (step.fetch, step.position, step.body)
        if key not in self.bodies:
            self.bodies[key] = self.store.new_body()
            self.bodies[key].write(bytes([step.body]) * step.size)
        return self.bodies[key]

    def write(self, number: int, size: int, fill: int) -> None:
        for key in sorted(self.bodies):
            if key[2] == number and size < 0:
                self.bodies[key].reset()
            elif key[2] == number:
                self.bodies[key].write(bytes([fill]) * size)

    def change(self, step: Step):
        scope = SCOPES[step.fetch % 2]
        match step.do:
            case "fetch":
                return PutFetch(a_fetch(step.fetch, scope=scope, uploaded=step.size))
            case "put" | "finish":
                body = self.body(step) if step.body else None
                result = "success" if step.do == "finish" else ""
                request = REQUESTS[step.body // 2]
                return PutRecord(
                    a_record(step.fetch, step.position, request=request, response=RESPONSE, body=body, result=result)
                )
            case "checkpoint":
                return Checkpoint(step.fetch, step.position, self.body(step))
            case "delete":
                return DeleteFetch(step.fetch)
            case "unregister":
                return DeleteRegistration(scope)
            case _:
                return PutRegistration(a_registration(scope))

    async def commit(self, commits) -> None:
        """Have all of them made at once."""
        futures = []
        for steps, sound in commits:
            changes = [self.change(step) for step in steps]
            if sound:
                futures.append(self.store.commit(changes))
            elif isinstance(self.store, SqliteStore):
                futures.append(self.store.commit([*changes, PutCookies([None])]))
        failed = await asyncio.gather(*futures, return_exceptions=True)
        assert all(error is None or isinstance(error, AttributeError) for error in failed)

    async def reopen(self):
        """Close and open; what the user agent had of the store is gone."""
        await self.store.close()
        self.store = self.make()
        loaded = self.store.load()
        self.bodies = {
            (record.fetch, record.position, 1): record.body for record in loaded.records if record.body is not None
        }
        return plain(loaded)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROUNDS)
def test_stores_agree(rounds):
    async def main(folder):
        memory = MemoryStore()
        sides = [Side(lambda: memory), Side(lambda: SqliteStore(f"{folder}/profile"))]
        for fill, (writes, commits, restart) in enumerate(rounds, 1):
            for side in sides:
                for number, size in writes:
                    side.write(number, size, fill)
                await side.commit(commits)
            assert [content(body) for body in sides[1].bodies.values()] == [
                content(body) for body in sides[0].bodies.values()
            ]
            if restart:
                assert await sides[1].reopen() == await sides[0].reopen()
        assert await sides[1].reopen() == await sides[0].reopen()
        await sides[1].store.commit([])
        await sides[1].store.commit([])
        await sides[1].store.close()
        assert [each for each in verify(f"{folder}/profile").findings if each.what != "no-registration"] == []

    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        asyncio.run(main(folder))
