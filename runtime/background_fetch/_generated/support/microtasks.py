"""The microtask queue of an event loop.

Reactions of promises are microtasks: first in, first out, and all of them before the loop turns to anything else. The
loop runs them by one callback; whoever calls user code from outside (an agent that dispatches an event) runs them
right after that code by `perform_checkpoint`, as HTML does when no script is left on the stack.

Source: HTML, "perform a microtask checkpoint".
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

Job = Callable[[], object]


class _Queue:
    """Microtasks of one loop."""

    __slots__ = ("jobs", "performing", "scheduled")

    def __init__(self) -> None:
        self.jobs: deque[Job] = deque()
        self.performing = False
        self.scheduled = False


_QUEUES: WeakKeyDictionary[AbstractEventLoop, _Queue] = WeakKeyDictionary()
"""The queue belongs to the loop, which has no place of its own for it."""


def running_loop() -> AbstractEventLoop:
    """Return the running event loop.

    Raises:
        RuntimeError: There is none. A promise that has work to do, or reactions to run, needs one.
    """
    from asyncio import get_running_loop  # noqa: PLC0415 -- asyncio takes longer to import than all the rest

    try:
        return get_running_loop()
    except RuntimeError:
        raise RuntimeError("no running event loop: promises start and settle inside of one") from None


def queue_microtask(job: Job) -> None:
    """Queue a microtask on the running loop."""
    loop = running_loop()
    queue = _QUEUES.get(loop)
    if queue is None:
        queue = _QUEUES[loop] = _Queue()
    queue.jobs.append(job)
    if not (queue.scheduled or queue.performing):
        queue.scheduled = True
        loop.call_soon(_scheduled, loop)


def perform_checkpoint() -> None:
    """Run the microtasks of the running loop until there are none, those that they queue included."""
    _perform(running_loop())


def _scheduled(loop: AbstractEventLoop) -> None:
    _QUEUES[loop].scheduled = False
    _perform(loop)


def _perform(loop: AbstractEventLoop) -> None:
    queue = _QUEUES.get(loop)
    if queue is None or queue.performing:
        return
    queue.performing = True
    try:
        while queue.jobs:
            job = queue.jobs.popleft()
            try:
                job()
            except Exception as error:  # noqa: BLE001 -- one failing microtask must not stop the others
                loop.call_exception_handler({"message": "Error in a microtask", "exception": error})
    finally:
        queue.performing = False
        if queue.jobs and not queue.scheduled:
            queue.scheduled = True
            loop.call_soon(_scheduled, loop)
