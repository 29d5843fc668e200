"""How a record of a background fetch comes to its outcome: a machine that is told what happens and says what to do.

Source: Background Fetch, "complete a record". The specification's steps call themselves again for each attempt; here
that is the way back to `State.WAITING`. The machine knows no clock, no network and no bytes, only how many there are.

    WAITING ─ start ─▶ REQUESTING ─ head ─▶ RECEIVING ─ end ─▶ SETTLED
       ▲ ▲                 │                    │
       │ └──── timer ── BACKING_OFF ◀── failure ┘        (pause: PAUSED, and back by unpause · abort: SETTLED)
       └──────────── the part has ended, more is missing
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from .ranges import PARTIAL
from .record_events import (
    Abort,
    Chunk,
    End,
    Failure,
    Head,
    Leave,
    Pause,
    Queue,
    Send,
    Settle,
    Sleep,
    Start,
    State,
    Terminate,
    Timer,
    Unpause,
    Wake,
    Whole,
)
from .retry import Tries

if TYPE_CHECKING:
    from background_fetch._impl.storage.store import RecordResult

    from .record_events import Commands, Input
    from .retry import Patience


_NOTHING: Final[Commands] = ()
_QUEUE: Final[Commands] = (Queue(),)


class Completion:
    """One record on its way. It begins in WAITING, and asks for its turn by what `begin` returns."""

    __slots__ = ("_fresh", "_furthest", "_head", "_restarted", "busy", "is_get", "moved", "state", "stored", "tries")

    def __init__(self, *, is_get: bool, patience: Patience, stored: int = 0) -> None:
        self.state = State.WAITING
        self.is_get = is_get
        self.busy = False
        """Whether an attempt is under way, be it one that was told to terminate."""
        self.stored = stored
        self.tries = Tries(patience)
        self.moved = False
        """Whether the attempt under way has got on: a beginning that came before is nothing new."""
        self._furthest = stored
        self._fresh = False
        self._restarted = False
        self._head = Head(0)

    def begin(self, *, paused: bool) -> Commands:
        """Begin. Step 2: a paused record waits until it is not."""
        if paused:
            self.state = State.PAUSED
            return _NOTHING
        return _QUEUE

    def handle(self, event: Input) -> Commands:
        """Take note of what has happened, and return what is to be done, in that order."""
        step = _TABLE[self.state].get(type(event))
        return _NOTHING if step is None else step(self, event)

    # What follows are the cells of the table.

    def start(self, _: Start) -> Commands:
        """Begin an attempt: steps 3 to 5. A turn that comes while the last one still ends is none."""
        if self.busy:
            return _NOTHING
        self.state = State.REQUESTING
        self.busy = True
        self.moved = False
        return (Send(self._fresh, self.is_get and not self.tries.last),)

    def whole(self, event: Whole) -> Commands:
        """Settle: nothing is missing."""
        self.busy = False
        return self._settle("success" if event.ok else "bad-status")

    def head(self, event: Head) -> Commands:
        """Take note of a response: process response, steps 3 and 4."""
        if self.busy:
            self.tries.reached()
            self._head = event
            self._fresh = False
            if not event.continues:
                self.stored = 0
            if event.other and self.tries.changed():
                self._furthest = 0
            if self.state is State.REQUESTING:
                self.state = State.RECEIVING
        return _NOTHING

    def chunk(self, event: Chunk) -> Commands:
        """Count bytes: process response, step 5."""
        if self.busy:
            self.stored += event.size
            further = self.stored > self._furthest
            if further or self._head.continues:
                self.moved = True
            if further:
                # It gets on; a server that sends the same bytes again and again does not count.
                self._furthest = self.stored
                self.tries.moved()
        return _NOTHING

    def end(self, _: End) -> Commands:
        """Settle, or ask for the next part: process response, step 6."""
        if not self.busy:
            return _NOTHING
        self.busy = False
        head = self._head
        if head.status == PARTIAL and head.complete is not None and self.stored != head.complete:
            # Step 8: ask for the next part. A server that has sent nothing new, or too much, is not asked again.
            if self.moved and self.stored < head.complete and self.is_get:
                return self._again()
            return self._settle("fetch-error")
        return self._settle("success" if 200 <= head.status <= 299 else "bad-status")  # noqa: PLR2004 -- "ok status"

    def failure(self, event: Failure) -> Commands:
        """Settle, or try again: process response, steps 1, 2, 5 and 7."""
        if not self.busy:
            return _NOTHING
        self.busy = False
        if not event.unreached:
            self.tries.reached()
        if event.useless:
            if self._restarted or not self.is_get:
                return self._settle(event.result)
            self._restarted = True
            self._fresh = True
            return self._again()
        if not event.temporary or not self.is_get:
            return self._settle(event.result)
        seconds = self.tries.failed_to_reach() if event.unreached else self.tries.failed(event.retry_after)
        if seconds is None:
            return self._settle(event.result)
        self.state = State.BACKING_OFF
        return (Sleep(seconds),)

    def failure_of_stopped(self, event: Failure) -> Commands:
        """Go on: step 7. What was terminated has not failed."""
        if event.temporary or event.result == "aborted":
            if not self.busy:
                return _NOTHING
            self.busy = False
            return self._again()
        return self.failure(event)

    def _again(self) -> Commands:
        if self.state is State.PAUSED:
            return _NOTHING
        self.state = State.WAITING
        return _QUEUE

    def pause_waiting(self, _: Pause) -> Commands:
        """Give up the turn."""
        self.state = State.PAUSED
        return _NOTHING if self.busy else (Leave(),)

    def pause_sleeping(self, _: Pause) -> Commands:
        """Stop waiting for the next attempt."""
        self.state = State.PAUSED
        return (Wake(),)

    def pause_moving(self, _: Pause) -> Commands:
        """Terminate: steps 6 and 7. "Assert: the method is GET": what can't be resumed goes on."""
        if not self.is_get:
            return _NOTHING
        self.state = State.PAUSED
        return (Terminate(),)

    def unpause(self, _: Unpause) -> Commands:
        """Ask for a turn, once the last attempt has ended; a server that is not there is looked for anew."""
        self.tries.reached()
        self.state = State.WAITING
        return _NOTHING if self.busy else _QUEUE

    def abort_waiting(self, _: Abort) -> Commands:
        """Settle; an attempt may still be ending."""
        return ((Terminate(),) if self.busy else (Leave(),)) + self._settle("aborted")

    def abort_paused(self, _: Abort) -> Commands:
        """Settle."""
        return self._settle("aborted")

    def abort_sleeping(self, _: Abort) -> Commands:
        """Settle, and wait no more."""
        return (Wake(), *self._settle("aborted"))

    def abort_moving(self, _: Abort) -> Commands:
        """Terminate and settle: steps 6 and 7."""
        return (Terminate(), *self._settle("aborted"))

    def timer(self, _: Timer) -> Commands:
        """Try again: process response, step 1, "wait until … is available again", then step 8."""
        self.state = State.WAITING
        return _QUEUE

    def ended(self, _: Input) -> Commands:
        """Take note that the last attempt has ended."""
        self.busy = False
        return _NOTHING

    def _settle(self, result: RecordResult) -> Commands:
        self.state = State.SETTLED
        return (Settle(result),)


_MOVING: Final[dict[type[Input], Callable[..., Commands]]] = {
    Whole: Completion.whole,
    Head: Completion.head,
    Chunk: Completion.chunk,
    End: Completion.end,
    Failure: Completion.failure,
    Pause: Completion.pause_moving,
    Abort: Completion.abort_moving,
}
_STOPPED: Final[dict[type[Input], Callable[..., Commands]]] = {
    Whole: Completion.whole,
    Head: Completion.head,
    Chunk: Completion.chunk,
    End: Completion.end,
    Failure: Completion.failure_of_stopped,
}
"""An attempt that was terminated, or a pause that came too late for it."""
_TABLE: Final[dict[State, dict[type[Input], Callable[..., Commands]]]] = {
    State.WAITING: {
        **_STOPPED,
        Start: Completion.start,
        Pause: Completion.pause_waiting,
        Abort: Completion.abort_waiting,
    },
    State.PAUSED: {**_STOPPED, Unpause: Completion.unpause, Abort: Completion.abort_paused},
    State.BACKING_OFF: {
        Timer: Completion.timer,
        Pause: Completion.pause_sleeping,
        Abort: Completion.abort_sleeping,
    },
    State.REQUESTING: _MOVING,
    State.RECEIVING: _MOVING,
    State.SETTLED: dict.fromkeys((Whole, End, Failure), Completion.ended),
}
"""State → what may happen in it → what follows. Whatever is not there means nothing in that state."""
