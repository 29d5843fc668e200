"""Queues that do one thing after the other. Source: HTML, "parallel queue".

The edit queue of a registration holds the calls of `fetch()` and `abort()` and the ends of background fetches: what
one of them finds in the map of active fetches stays so until it is done.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from background_fetch._generated.support.promise import Promise

T = TypeVar("T")


class SerialQueue:
    """Runs steps in the order in which they were enqueued, each when the one before it has come to its end."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        self._last: Promise[object] = Promise.resolve(None)

    def enqueue(self, steps: Callable[[], Awaitable[T]]) -> Promise[T]:
        """Add steps.

        Returns:
            The promise of what they come to. An error is its alone: the next steps run all the same.
        """
        result: Promise[T] = self._last.then(lambda _: steps())
        self._last = result.then(_done, _done)
        return result


def _done(_: object) -> None:
    """Forget the outcome: who comes next does not see it."""
