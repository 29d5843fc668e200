"""Whose turn it is: few background fetches move at a time, and share the places for transfers fairly."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

F = TypeVar("F")
R = TypeVar("R")


class _Line(Generic[R]):
    """What of one background fetch waits and moves."""

    __slots__ = ("moving", "waiting")

    def __init__(self) -> None:
        self.waiting: OrderedDict[R, None] = OrderedDict()
        self.moving = 0


class Turns(Generic[F, R]):
    """The places for transfers, and who waits for them.

    A background fetch that has got a place keeps its right to some until nothing of it waits or moves; the next one in
    the order of arrival takes over then.
    """

    def __init__(self, running: int, places: int) -> None:
        """Make places.

        Args:
            running: How many background fetches may have some at a time.
            places: How many there are.
        """
        self._running_limit = running
        self._free = places
        self._running: dict[F, _Line[R]] = {}
        self._others: dict[F, _Line[R]] = {}

    def ask(self, fetch: F, record: R) -> None:
        """Let a record wait for a place."""
        line = self._running.get(fetch, self._others.get(fetch))
        if line is None:
            line = self._others[fetch] = _Line()
        line.waiting[record] = None

    def leave(self, fetch: F, record: R) -> None:
        """Let a record wait no more, if it does."""
        line = self._running.get(fetch, self._others.get(fetch))
        if line is not None and record in line.waiting:
            del line.waiting[record]
            self._drop_empty(fetch, line)

    def give_back(self, fetch: F) -> None:
        """Give the place of one of a fetch's records back."""
        line = self._running[fetch]
        line.moving -= 1
        self._free += 1
        self._drop_empty(fetch, line)

    def next(self) -> R | None:
        """Return a record that gets a place now: one of the running fetch that has the fewest."""
        if not self._free:
            return None
        while self._others and len(self._running) < self._running_limit:
            fetch = next(iter(self._others))
            self._running[fetch] = self._others.pop(fetch)
        line = min((each for each in self._running.values() if each.waiting), key=_moving, default=None)
        if line is None:
            return None
        self._free -= 1
        line.moving += 1
        return line.waiting.popitem(last=False)[0]

    def _drop_empty(self, fetch: F, line: _Line[R]) -> None:
        if not line.waiting and not line.moving:
            self._running.pop(fetch, None)
            self._others.pop(fetch, None)


def _moving(line: _Line[R]) -> int:
    return line.moving
