"""Where a user agent keeps what has to outlive it: the interface, and the rows that go through it.

Rows change by commits: all of one or nothing, in the order of the calls, durable once the future is done. Several
commits may share one write to the disk. The bytes of a body are on the disk before a row that counts them is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from background_fetch._impl.cache_store import CacheStore, StoredRequest, StoredResponse

if TYPE_CHECKING:
    from asyncio import Future

    from background_fetch._generated.aliases import (
        BackgroundFetchFailureReason,
        BackgroundFetchResult,
        PermissionState,
        ServiceWorkerUpdateViaCache,
    )

RecordResult: TypeAlias = "BackgroundFetchFailureReason | str"
"""A failure reason, `success`, or nothing while the record has no outcome."""


class Content(Protocol):
    """Bytes that are kept somewhere; they may still grow. Any thread may ask."""

    @property
    def size(self) -> int:
        """How many there are now."""
        ...

    def read(self, start: int, length: int) -> bytes:
        """Return bytes from a place on: as many as asked for, fewer at the end."""
        ...


class StoredBody(Content, Protocol):
    """A body that is being received. One thread writes."""

    def write(self, data: bytes) -> None:
        """Append bytes.

        Raises:
            OSError: There is no room, or the disk fails. Nothing of `data` counts.
        """
        ...

    def reset(self) -> None:
        """Throw the bytes away and begin again: the server has sent another file."""
        ...

    def discard(self) -> None:
        """Give up a body that no row will ever refer to."""
        ...


class StoredFetch(NamedTuple):
    """A background fetch."""

    key: int
    scope: str
    """Of the service worker registration."""
    id: str
    title: str
    icons: str
    """JSON of the list of ImageResource."""
    download_total: int
    upload_total: int
    uploaded: int
    paused: bool
    result: BackgroundFetchResult
    failure_reason: BackgroundFetchFailureReason
    event: str
    """The event that its service worker has still to handle to the end; empty while the fetch is active."""
    client: str
    """JSON of what the requests' checks have to know of the script that asked: its origin, address and policies."""


class StoredRecord(NamedTuple):
    """A record of a background fetch."""

    fetch: int
    """The key of its background fetch."""
    position: int
    request: StoredRequest
    request_body: Content | None
    response: StoredResponse | None
    body: StoredBody | None
    """What has come of the response; as much of it counts as was there when the row was committed."""
    result: RecordResult


class StoredRegistration(NamedTuple):
    """A service worker registration with its active worker, if there is one."""

    scope: str
    script_url: str
    file: str
    """Where the script is on this machine."""
    update_via_cache: ServiceWorkerUpdateViaCache
    activated: bool


class PutFetch(NamedTuple):
    """Add or replace a background fetch; its records stay."""

    fetch: StoredFetch


class PutRecord(NamedTuple):
    """Add or replace a record, whose bodies are brought to the disk first.

    Nothing happens where there is no such background fetch.
    """

    record: StoredRecord


class Checkpoint(NamedTuple):
    """Count what has come of a record's body by now. Nothing happens where there is no such record."""

    fetch: int
    position: int
    body: StoredBody


class DeleteFetch(NamedTuple):
    """Remove a background fetch with its records. Their bodies go when nobody has them any more."""

    key: int


class PutRegistration(NamedTuple):
    """Add or replace a service worker registration."""

    registration: StoredRegistration


class DeleteRegistration(NamedTuple):
    """Remove a service worker registration and all its background fetches."""

    scope: str


class PutPermission(NamedTuple):
    """Remember what an origin may."""

    origin: str
    state: PermissionState


class PutCookies(NamedTuple):
    """Replace the cookies."""

    lines: Sequence[str]


Change: TypeAlias = (
    PutFetch | PutRecord | Checkpoint | DeleteFetch | PutRegistration | DeleteRegistration | PutPermission | PutCookies
)


class Loaded(NamedTuple):
    """What was kept."""

    registrations: Sequence[StoredRegistration]
    """In the order in which they were added."""
    fetches: Sequence[StoredFetch]
    """In the order of their keys."""
    records: Sequence[StoredRecord]
    """By fetch and position. A body has the length that was committed."""
    permissions: Sequence[PutPermission]
    """By origin."""
    cookies: Sequence[str]


class Store(Protocol):
    """What keeps rows, bodies and caches."""

    def load(self) -> Loaded:
        """Return what was kept; called once, before anything is changed."""
        ...

    def next_key(self) -> int:
        """Return a number that no background fetch of this store ever had."""
        ...

    def new_body(self) -> StoredBody:
        """Begin a body."""
        ...

    def commit(self, changes: Sequence[Change]) -> Future[None]:
        """Change rows. Called on the event loop.

        Returns:
            The future of the change being durable; it has an OSError where the disk is full or fails, and then nothing
            was changed. If it was the last step that failed, the next start may find the change all the same.
        """
        ...

    def caches(self, origin: str) -> CacheStore:
        """Return the caches of an origin."""
        ...

    def free(self) -> int:
        """Return how many more bytes there is room for."""
        ...

    async def close(self) -> None:
        """Finish what is under way and close."""
        ...
