"""A store in memory: for user agents without a profile, and for tests. Nothing waits, there are no threads.

It can be loaded again, as if after a restart: what was not committed is gone then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, assert_never, cast
from weakref import WeakSet

from background_fetch._impl.cache_store import MemoryStore as MemoryCaches

from .store import (
    Change,
    Checkpoint,
    DeleteFetch,
    DeleteRegistration,
    Loaded,
    PutCookies,
    PutFetch,
    PutPermission,
    PutRecord,
    PutRegistration,
    StoredBody,
    StoredFetch,
    StoredRecord,
    StoredRegistration,
)

if TYPE_CHECKING:
    from asyncio import Future

ROOM: Final = 2 * 1024**3
"""How many bytes of bodies a store in memory says it has room for, unless it is told otherwise."""


class MemoryBody:
    """A body in memory. Taking a slice and adding to its end are one step each for all threads."""

    def __init__(self, content: bytearray | None = None) -> None:
        self.content = bytearray() if content is None else content

    @property
    def size(self) -> int:
        """How many bytes there are now."""
        return len(self.content)

    def read(self, start: int, length: int) -> bytes:
        """Return bytes from a place on."""
        return bytes(self.content[start : start + length])

    def write(self, data: bytes) -> None:
        """Append bytes."""
        self.content.extend(data)

    def reset(self) -> None:
        """Begin again. The old bytes stay for who has committed them."""
        self.content = bytearray()

    def discard(self) -> None:
        """Give the bytes up."""
        self.content = bytearray()


class _Counted(NamedTuple):
    """As much of a body as was committed."""

    content: bytearray
    size: int


class _Kept(NamedTuple):
    """A record as it was committed."""

    record: StoredRecord
    counted: _Counted | None


class MemoryStore:
    """Rows, bodies and caches in memory."""

    def __init__(self, room: int = ROOM) -> None:
        """Make an empty store.

        Args:
            room: How many bytes of bodies it says it has room for.
        """
        self._room = room
        self._last_key = 0
        self._registrations: dict[str, StoredRegistration] = {}
        self._fetches: dict[int, StoredFetch] = {}
        self._records: dict[int, dict[int, _Kept]] = {}
        self._permissions: dict[str, PutPermission] = {}
        self._cookies: tuple[str, ...] = ()
        self._bodies: WeakSet[MemoryBody] = WeakSet()
        self._caches: dict[str, MemoryCaches] = {}

    def load(self) -> Loaded:
        """Return what was committed; bodies are copies, cut to the length that was."""
        return Loaded(
            list(self._registrations.values()),
            [self._fetches[key] for key in sorted(self._fetches)],
            [
                self._restored(records[position])
                for _, records in sorted(self._records.items())
                for position in sorted(records)
            ],
            [self._permissions[origin] for origin in sorted(self._permissions)],
            self._cookies,
        )

    def _restored(self, kept: _Kept) -> StoredRecord:
        if kept.counted is None:
            return kept.record
        return kept.record._replace(body=self._body(kept.counted.content[: kept.counted.size]))

    def next_key(self) -> int:
        """Return a number that no background fetch of this store ever had."""
        self._last_key += 1
        return self._last_key

    def new_body(self) -> StoredBody:
        """Begin a body."""
        return self._body(bytearray())

    def _body(self, content: bytearray) -> MemoryBody:
        body = MemoryBody(content)
        self._bodies.add(body)
        return body

    def commit(self, changes: Sequence[Change]) -> Future[None]:
        """Change rows, at once."""
        for change in changes:
            self._change(change)
        done: Future[None] = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done

    def _change(self, change: Change) -> None:
        match change:
            case PutFetch(fetch):
                self._last_key = max(self._last_key, fetch.key)
                self._fetches[fetch.key] = fetch
                self._records.setdefault(fetch.key, {})
            case PutRecord(record):
                if record.fetch in self._fetches:
                    self._records[record.fetch][record.position] = _Kept(record, _count(record.body))
            case Checkpoint(fetch, position, body):
                records = self._records.get(fetch, {})
                if position in records:
                    records[position] = _Kept(records[position].record._replace(body=body), _count(body))
            case DeleteFetch(key):
                self._fetches.pop(key, None)
                self._records.pop(key, None)
            case _:
                self._change_settings(change)

    def _change_settings(self, change: PutRegistration | DeleteRegistration | PutPermission | PutCookies) -> None:
        match change:
            case PutRegistration(registration):
                self._registrations[registration.scope] = registration
            case DeleteRegistration(scope):
                self._registrations.pop(scope, None)
                for key in [fetch.key for fetch in self._fetches.values() if fetch.scope == scope]:
                    self._change(DeleteFetch(key))
            case PutPermission(origin):
                self._permissions[origin] = change
            case PutCookies(lines):
                self._cookies = tuple(lines)
            case _:
                assert_never(change)

    def caches(self, origin: str) -> MemoryCaches:
        """Return the caches of an origin."""
        return self._caches.setdefault(origin, MemoryCaches())

    def free(self) -> int:
        """Return how many more bytes of bodies there is room for."""
        return max(0, self._room - sum(body.size for body in self._bodies))

    async def close(self) -> None:
        """Do nothing: the store can be loaded again."""


def _count(body: StoredBody | None) -> _Counted | None:
    if body is None:
        return None
    content = cast("MemoryBody", body).content
    return _Counted(content, len(content))
