"""Work that is done one piece after the other. Source: HTML, "parallel queue"."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from background_fetch._generated.support.promise import Promise

T = TypeVar("T")


class SerialQueue:
    """A queue of asynchronous work: a piece begins when the one before it has ended, well or not."""

    __slots__ = ("_last",)

    def __init__(self) -> None:
        self._last: Promise[object] = Promise.resolve(None)

    def enqueue(self, work: Callable[[], Awaitable[T]], /) -> Promise[T]:
        """Add a piece of work.

        Returns:
            The promise of what it comes to. An error is its alone: what is behind it is done all the same.
        """
        result: Promise[T] = self._last.then(lambda _: work())
        self._last = result.then(_done, _done)
        return result


def _done(_: object) -> None:
    """Forget the outcome: who comes next does not see it."""
