"""What the two kinds of controllers have in common: they ask a source for more, until the stream ends.

Source: Streams, "ReadableStreamDefaultController", "ReadableByteStreamController".
"""

# ruff: noqa: N802 -- the members have the platform's names

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from background_fetch._generated.support.promise import Promise

from .stream_support import error_of

if TYPE_CHECKING:
    from .readable import ReadableState

Pull = Callable[[], "Promise[object] | None"]
"""Asks a source for more. None: it has answered already, which only sources of the platform may say."""
Cancel = Callable[[object], "Promise[object]"]


class Pulling:
    """Asks the source for more, once at a time. Source: "…CallPullIfNeeded" of both controllers."""

    def __init__(self, pull: Pull | None, wanted: Callable[[], bool], failed: Callable[[object], None]) -> None:
        self._pull = pull
        self._wanted = wanted
        self._failed = failed
        self._busy = False
        self._again = False

    def stop(self) -> None:
        """Let go of the source."""
        self._pull = None

    def ask(self) -> None:
        """Ask, if more is wanted."""
        while self._pull is not None and self._wanted():
            if self._busy:
                self._again = True
                return
            self._busy = True
            promise = self._pull()
            if promise is not None:
                promise.then(self._answered, self._failed)
                return
            self._busy = False
            if not self._again:
                return
            self._again = False

    def _answered(self, _: object) -> None:
        self._busy = False
        if self._again:
            self._again = False
            self.ask()


class BaseController:
    """The source of a stream, and how much of what it has given waits."""

    def __init__(self, stream: ReadableState, pull: Pull | None, cancel: Cancel | None, mark: float) -> None:
        self._stream = stream
        self._mark = mark
        self._cancel = cancel
        self._close_requested = False
        self._started = False
        self._pulling = Pulling(pull, self._wants_more, self.error)

    def start(self) -> None:
        """Begin to ask for chunks."""
        self._started = True
        self._pulling.ask()

    def start_quietly(self) -> None:
        """Begin without asking for anything until somebody reads."""
        self._started = True

    @property
    def desiredSize(self) -> float | None:
        """How much is missing to the mark: negative when there is more, None after a failure."""
        if self._stream.state == "errored":
            return None
        return 0 if self._stream.state == "closed" else self._mark - self._waiting_size()

    def error(self, reason: object = None, /) -> None:
        """Let the stream fail; what waits is lost. Source: "…ControllerError"."""
        if self._stream.state == "readable":
            self._forget()
            self._let_go()
            self._stream.fail(error_of(reason))

    def cancel_steps(self, reason: object, /) -> Promise[object]:
        """Tell the source that nobody wants more. Source: "[[CancelSteps]]"."""
        self._forget()
        cancel = self._cancel
        self._let_go()
        return Promise.resolve(None) if cancel is None else cancel(reason)

    def _wants_more(self) -> bool:
        """Source: "…ControllerShouldCallPull"."""
        if not self._started or not self._can_take():
            return False
        reader = self._stream.reader
        return (reader is not None and bool(reader.requests)) or self._waiting_size() < self._mark

    def _can_take(self) -> bool:
        """Source: "…ControllerCanCloseOrEnqueue"."""
        return not self._close_requested and self._stream.state == "readable"

    def _let_go(self) -> None:
        """Source: "…ControllerClearAlgorithms"."""
        self._pulling.stop()
        self._cancel = None

    def _waiting_size(self) -> float:
        raise NotImplementedError

    def _forget(self) -> None:
        """Drop what waits."""
        raise NotImplementedError
