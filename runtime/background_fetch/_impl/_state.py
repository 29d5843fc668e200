"""The rules without the machinery: how long an event lives, and what a background fetch may turn into.

Nothing here waits, runs user code or makes a public object; what happens is told by calls and their results.
Sources: Service Workers, "ExtendableEvent"; Background Fetch, "Infrastructure", "update background fetch instances".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from background_fetch._generated.aliases import BackgroundFetchFailureReason, BackgroundFetchResult

    from .fetches.fetch import BackgroundFetch


class Lifetime:
    """How long an ExtendableEvent is active."""

    __slots__ = ("dispatch_flag", "pending_promises_count", "timed_out_flag")

    def __init__(self, *, pending: int = 0, dispatching: bool = False, timed_out: bool = False) -> None:
        self.pending_promises_count = pending
        self.dispatch_flag = dispatching
        """Set while listeners run, and until those that are coroutines have come to their first `await`."""
        self.timed_out_flag = timed_out

    @property
    def active(self) -> bool:
        """Tell whether the event can be extended and its user interface be updated."""
        return not self.timed_out_flag and (self.pending_promises_count > 0 or self.dispatch_flag)


class Snapshot(NamedTuple):
    """What an instance of a registration shows of its background fetch."""

    downloaded: int
    uploaded: int
    result: BackgroundFetchResult
    failure_reason: BackgroundFetchFailureReason
    records_available: bool


def updated(instance: Snapshot, fetch: Snapshot) -> tuple[Snapshot, bool]:
    """Return what an instance shows after an update, and whether a `progress` event tells of it."""
    # Steps 1 to 4 of what is queued for each environment.
    if not fetch.records_available:
        instance = instance._replace(records_available=False)
    if instance.result != "":
        return instance, False
    if instance[:4] == fetch[:4]:
        return instance, False
    return fetch._replace(records_available=instance.records_available), True


EVENTS: Final = {"": "backgroundfetchsuccess", "aborted": "backgroundfetchabort"}
"""Failure reason → type of the event; all others are `backgroundfetchfail`."""
UPDATES_UI: Final = frozenset({"backgroundfetchsuccess", "backgroundfetchfail"})
"""Events that are a BackgroundFetchUpdateUIEvent; the others are a BackgroundFetchEvent."""


class ActiveFetches:
    """A service worker registration's active background fetches: an ordered map of ids."""

    def __init__(self) -> None:
        self._map: dict[str, BackgroundFetch] = {}

    def get(self, id_: str) -> BackgroundFetch | None:
        """Return the active background fetch with an id."""
        return self._map.get(id_)

    def ids(self) -> list[str]:
        """Return the ids in the order in which they were added."""
        return list(self._map)

    def add(self, fetch: BackgroundFetch) -> None:
        """Add a background fetch, whose id must be free."""
        if fetch.id in self._map:
            raise ValueError(f"there is an active background fetch {fetch.id!r}")
        self._map[fetch.id] = fetch

    def contains(self, fetch: BackgroundFetch) -> bool:
        """Tell whether this very background fetch is active, not only one with its id."""
        return self._map.get(fetch.id) is fetch

    def remove(self, fetch: BackgroundFetch) -> bool:
        """Remove this very background fetch; tell whether it was there."""
        if not self.contains(fetch):
            return False
        del self._map[fetch.id]
        return True

    def clear(self) -> None:
        """Forget all, and let what they still do come to an end."""
        for fetch in self._map.values():
            fetch.abort_all_flag = True
        self._map.clear()
