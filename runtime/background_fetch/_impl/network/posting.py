"""Calls on an event loop from another thread: what is asked for in a moment wakes the loop once."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, ref

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable


class Poster:
    """Has a loop call functions, in the order in which they were posted."""

    def __init__(self, loop: AbstractEventLoop) -> None:
        self._loop = ref(loop)  # else what is kept for a loop would keep it
        self._posted: deque[Callable[[], None]] = deque()
        self._woken = False

    def post(self, function: Callable[[], None]) -> None:
        """Have a function called soon; from any thread. A loop that is closed calls nothing more."""
        self._posted.append(function)
        if not self._woken:
            self._wake()

    def _wake(self) -> None:
        self._woken = True
        loop = self._loop()
        if loop is not None:
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._call)

    def _call(self) -> None:
        self._woken = False  # first: what is posted from now on is either seen below, or wakes anew
        try:
            while self._posted:
                self._posted.popleft()()
        finally:
            if self._posted:  # one was interrupted; the others come all the same
                self._wake()


_posters: WeakKeyDictionary[AbstractEventLoop, Poster] = WeakKeyDictionary()


def poster(loop: AbstractEventLoop) -> Poster:
    """Return the poster of a loop; on that loop only."""
    found = _posters.get(loop)
    if found is None:
        found = _posters[loop] = Poster(loop)
    return found
