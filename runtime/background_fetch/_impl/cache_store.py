"""Where caches keep what they hold: the interface, and the store in memory.

Source: Service Workers, "name to cache map", "request response list". A list is changed by one call, all of it or
nothing. Bodies are kept as the pieces they came in. A name may be forgotten while its list is still in use.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

Headers = tuple[tuple[str, str], ...]


class StoredRequest(NamedTuple):
    """A request without a body."""

    method: str
    url: str
    headers: Headers
    referrer: str
    referrer_policy: str
    mode: str
    credentials: str
    cache: str
    redirect: str
    integrity: str
    keepalive: bool


class StoredResponse(NamedTuple):
    """A response; its body is asked for apart."""

    type: str
    url_list: tuple[str, ...]
    status: int
    status_message: str
    headers: Headers
    has_body: bool


class Entry(NamedTuple):
    """A request and its response, with a number that no other entry of the list ever has."""

    number: int
    request: StoredRequest
    response: StoredResponse


class NewEntry(NamedTuple):
    """What is to be kept."""

    request: StoredRequest
    response: StoredResponse
    chunks: tuple[bytes, ...]


class RequestResponseList(Protocol):
    """What one cache holds."""

    def entries(self) -> Sequence[Entry]:
        """Return all, the oldest first."""
        ...

    def chunks(self, number: int) -> Sequence[bytes]:
        """Return the pieces of a response's body."""
        ...

    def change(self, removed: Iterable[int], added: Iterable[NewEntry]) -> None:
        """Remove and add entries: all of it happens, or nothing.

        Raises:
            OSError: There is no room (ENOSPC), or the disk fails.
        """
        ...


class CacheStore(Protocol):
    """The caches of an origin by their names."""

    def names(self) -> list[str]:
        """Return the names in the order in which they came."""
        ...

    def find(self, name: str) -> RequestResponseList | None:
        """Return what is kept under a name."""
        ...

    def create(self, name: str) -> RequestResponseList:
        """Begin an empty list under a name that is free.

        Raises:
            OSError: As for `RequestResponseList.change`.
        """
        ...

    def forget(self, name: str) -> bool:
        """Give a name up; tell whether there was one. Who has the list can use it on.

        Raises:
            OSError: As for `RequestResponseList.change`.
        """
        ...


class MemoryList:
    """A request response list in memory."""

    def __init__(self) -> None:
        self._last = 0
        self._entries: dict[int, tuple[Entry, tuple[bytes, ...]]] = {}

    def entries(self) -> Sequence[Entry]:
        """Return all, the oldest first."""
        return [entry for entry, _ in self._entries.values()]

    def chunks(self, number: int) -> Sequence[bytes]:
        """Return the pieces of a response's body."""
        return self._entries[number][1]

    def change(self, removed: Iterable[int], added: Iterable[NewEntry]) -> None:
        """Remove and add entries."""
        gone = set(removed)
        changed = {number: kept for number, kept in self._entries.items() if number not in gone}
        for new in added:
            self._last += 1
            changed[self._last] = (Entry(self._last, new.request, new.response), new.chunks)
        self._entries = changed


class MemoryStore:
    """Caches in memory."""

    def __init__(self) -> None:
        self._lists: dict[str, MemoryList] = {}

    def names(self) -> list[str]:
        """Return the names in the order in which they came."""
        return list(self._lists)

    def find(self, name: str) -> MemoryList | None:
        """Return what is kept under a name."""
        return self._lists.get(name)

    def create(self, name: str) -> MemoryList:
        """Begin an empty list under a name that is free."""
        return self._lists.setdefault(name, MemoryList())

    def forget(self, name: str) -> bool:
        """Give a name up."""
        return self._lists.pop(name, None) is not None
