"""What fills a stream of any values. Source: Streams, "ReadableStreamDefaultController"."""

# ruff: noqa: N802 -- the members have the platform's names

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from background_fetch._generated.support.promise import Promise

from .stream_support import Size, error_of, measured

if TYPE_CHECKING:
    from .readable import ReadableState, ReadRequest
    from .readers import DefaultReaderState

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


class DefaultController:
    """Chunks that wait, and the source that gives more. This is what `start` and `pull` of a source are given."""

    def __init__(
        self,
        stream: ReadableState,
        *,
        pull: Pull | None = None,
        cancel: Cancel | None = None,
        mark: float = 1,
        size: Size | None = None,
    ) -> None:
        self._stream = stream
        self._queue: deque[tuple[object, float]] = deque()
        self._total: float = 0
        self._mark = mark
        self._size = size
        self._cancel = cancel
        self._close_requested = False
        self._started = False
        self._pulling = Pulling(pull, self._wants_more, self.error)
        stream.controller = self

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
        return 0 if self._stream.state == "closed" else self._mark - self._total

    def enqueue(self, chunk: object = None, /) -> None:
        """Give a chunk. Source: "ReadableStreamDefaultControllerEnqueue".

        Raises:
            TypeError: The stream takes no more.
        """
        if not self._can_take():
            raise TypeError("the stream is closed or has failed: it takes no more chunks")
        requests = self._waiting()
        if requests:
            requests.popleft().chunk(chunk)
        else:
            try:
                size = measured(self._size, chunk)
            except Exception as error:
                self.error(error)
                raise
            self._queue.append((chunk, size))
            self._total += size
        self._pulling.ask()

    def close(self) -> None:
        """End the stream behind what waits. Source: "ReadableStreamDefaultControllerClose".

        Raises:
            TypeError: It has ended or failed already.
        """
        if not self._can_take():
            raise TypeError("the stream is closed or has failed already")
        self._close_requested = True
        if not self._queue:
            self._let_go()
            self._stream.close()

    def error(self, reason: object = None, /) -> None:
        """Let the stream fail; what waits is lost. Source: "ReadableStreamDefaultControllerError"."""
        if self._stream.state == "readable":
            self._forget()
            self._let_go()
            self._stream.fail(error_of(reason))

    def pull_steps(self, request: ReadRequest, /) -> None:
        """Answer a request now or later. Source: "[[PullSteps]]"."""
        if not self._queue:
            reader = self._stream.reader
            if reader is not None:
                reader.requests.append(request)  # type: ignore[arg-type] # only a default reader asks
            self._pulling.ask()
            return
        chunk, size = self._queue.popleft()
        self._total = max(0, self._total - size)
        if self._close_requested and not self._queue:
            self._let_go()
            self._stream.close()
        else:
            self._pulling.ask()
        request.chunk(chunk)

    def cancel_steps(self, reason: object, /) -> Promise[object]:
        """Tell the source that nobody wants more. Source: "[[CancelSteps]]"."""
        self._forget()
        cancel = self._cancel
        self._let_go()
        return Promise.resolve(None) if cancel is None else cancel(reason)

    def release_steps(self) -> None:
        """Do nothing: the reader takes its requests along."""

    def _can_take(self) -> bool:
        return not self._close_requested and self._stream.state == "readable"

    def _wants_more(self) -> bool:
        """Source: "ReadableStreamDefaultControllerShouldCallPull"."""
        if not self._started or not self._can_take():
            return False
        return bool(self._waiting()) or self._total < self._mark

    def _waiting(self) -> deque[ReadRequest]:
        reader: DefaultReaderState | None = self._stream.reader  # type: ignore[assignment] # no stream of bytes
        return _NONE if reader is None else reader.requests

    def _forget(self) -> None:
        self._queue.clear()
        self._total = 0

    def _let_go(self) -> None:
        """Source: "ReadableStreamDefaultControllerClearAlgorithms"."""
        self._pulling.stop()
        self._cancel = None
        self._size = None


_NONE: deque[ReadRequest] = deque(maxlen=0)
