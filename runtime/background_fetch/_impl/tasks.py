"""The tasks of a user agent: what its realms are told, one thing after the other.

Source: HTML, "queue a task". After each task the microtasks run. Coroutines that have waited for what the task did get
a turn too before the next task: what follows an `await` in Python is, as in JavaScript, no later than that.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from background_fetch._generated.support.microtasks import perform_checkpoint, running_loop
from background_fetch._generated.support.promise import Promise

from .reports import report_exception

if TYPE_CHECKING:
    from .activity import Activity

_TURNS = 3
"""Turns of the loop between two tasks: a coroutine that awaits one that awaits has been resumed by then."""


class Tasks:
    """A queue of tasks; all realms of a user agent share it, as they share the loop."""

    def __init__(self, activity: Activity) -> None:
        self._activity = activity
        self._queue: deque[Callable[[], object]] = deque()
        self._scheduled = False

    def queue(self, steps: Callable[[], object]) -> None:
        """Do something in a turn of its own, after what was queued before."""
        self._activity.begin()
        self._queue.append(steps)
        if not self._scheduled:
            self._schedule(0)

    async def turn(self) -> None:
        """Return in a turn of its own, after what was queued before."""
        await Promise[None](lambda resolve, _: self.queue(lambda: resolve(None)))

    def _schedule(self, turns: int) -> None:
        self._scheduled = True
        if turns == 0:
            running_loop().call_soon(self._run)
        else:
            running_loop().call_soon(self._schedule, turns - 1)

    def _run(self) -> None:
        steps = self._queue.popleft()
        try:
            steps()
        except Exception as error:  # noqa: BLE001 -- the tasks behind it have nothing to do with its error
            report_exception(error, "a task")
        perform_checkpoint()
        self._scheduled = False
        self._activity.end()
        if self._queue:
            self._schedule(_TURNS)
