"""Events that keep a service worker alive.

Source: Service Workers, "ExtendableEvent". An event is active while it is dispatched and while a promise that it was
given is pending; what depends on its end waits for `finished`.
"""

# ruff: noqa: N802 -- the members have the platform's names

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from background_fetch._generated import service_workers
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.microtasks import perform_checkpoint, queue_microtask
from background_fetch._generated.support.promise import Promise

from ._state import Lifetime
from .dispatch import dispatch
from .events import EventState
from .reports import report_exception

if TYPE_CHECKING:
    from background_fetch._generated.dom import EventInit

    from .targets import TargetState


class ExtendableState(EventState):
    """What stands behind an ExtendableEvent."""

    def __init__(self, type_: str, init: EventInit) -> None:
        super().__init__(type_, init)
        self.lifetime = Lifetime()
        self.extend_lifetime_promises: list[Promise[object]] = []
        self.failed = False
        """Whether one of the promises was rejected, which counts for `install`."""
        self._on_finished: list[Callable[[], object]] = []

    @property
    def active(self) -> bool:
        """Whether the event is active; a script's own event never is."""
        return self.isTrusted and self.lifetime.active

    def waitUntil(self, f: Promise[object], /) -> None:
        """Add a lifetime promise."""
        # Step 1.
        if not self.isTrusted:
            raise DOMException("An event that a script made can't be extended.", "InvalidStateError")
        # Step 2.
        if not self.active:
            raise DOMException("The event is no longer active.", "InvalidStateError")
        # Step 3.
        self.extend_lifetime_promises.append(f)
        # Step 4.
        self.lifetime.pending_promises_count += 1
        # Step 5: upon settling, queue a microtask. So what follows on the same promise may still extend.
        f.then(lambda _: queue_microtask(self._one_settled), self._rejected)

    def _rejected(self, error: BaseException) -> None:
        # The specification forgets the error of all but `install`; in Python no error passes without a word.
        self.failed = True
        report_exception(error, f"what {self.type!r} waited for")
        queue_microtask(self._one_settled)

    def _one_settled(self) -> None:
        # Step 5.1.
        self.lifetime.pending_promises_count -= 1
        self._check()

    def _check(self) -> None:
        if not self.lifetime.active:
            callbacks, self._on_finished = self._on_finished, []
            for callback in callbacks:
                callback()

    def time_out(self) -> None:
        """Let the event be inactive, whatever is still pending."""
        self.lifetime.timed_out_flag = True
        self._check()

    @property
    def finished(self) -> Promise[None]:
        """The end of the event: fulfilled once it is not active."""
        if not self.lifetime.active:
            return Promise.resolve(None)
        return Promise(lambda resolve, _: self._on_finished.append(partial(resolve, None)))

    def end_dispatch(self) -> None:
        """Take note that all listeners have run, and come to their first `await` where they have one."""
        self.lifetime.dispatch_flag = False
        self._check()


def make(type_: str) -> ExtendableState:
    """Create a trusted ExtendableEvent."""
    state = ExtendableState(type_, {})
    state.public = service_workers.ExtendableEvent._wrap(state)  # noqa: SLF001 -- how behaviour makes objects
    state.isTrusted = True
    return state


async def dispatch_extendable(event: ExtendableState, target: TargetState) -> None:
    """Dispatch a trusted event from outside of all scripts.

    A listener that is a coroutine has, as JavaScript's asynchronous functions have, run up to its first `await` before
    the event ends: the loop turns once for that.
    """
    from asyncio import sleep  # noqa: PLC0415 -- asyncio takes longer to import than all the rest

    event.lifetime.dispatch_flag = True
    dispatch(event, target, perform_checkpoint)
    await sleep(0)
    event.end_dispatch()


async def wait_finished(event: ExtendableState, limit: float) -> None:
    """Wait until an event is not active any more, or so many seconds, after which it is not."""
    from asyncio import wait_for  # noqa: PLC0415 -- see above

    try:
        await wait_for(event.finished, limit)
    except TimeoutError:
        event.time_out()
