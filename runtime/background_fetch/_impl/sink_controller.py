"""What feeds the sink of a stream. Source: Streams, "WritableStreamDefaultController"."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from background_fetch._generated import dom
from background_fetch._generated.support.promise import Promise

from .stream_support import Size, called, error_of, high_water_mark, measured, member, value
from .writable import WritableState

if TYPE_CHECKING:
    from collections.abc import Callable

    from background_fetch._generated.dom import AbortSignal
    from background_fetch._generated.streams import QueuingStrategy, WritableStream


class SinkController:
    """Chunks that wait, and the sink that takes them. `start` and `write` of a sink are given this."""

    def __init__(self, stream: WritableState, sink: object, mark: float, size: Size | None) -> None:
        self._stream = stream
        self._queue: deque[tuple[object, float]] = deque()
        self._total: float = 0
        self._mark = mark
        self._size = size
        self.started = False
        self._abort = dom.AbortController()
        self._write, self._close, self._abort_sink = (
            member(sink, name, "underlyingSink") for name in ("write", "close", "abort")
        )
        stream.controller = self
        stream.backpressure = self.full

    @property
    def signal(self) -> AbortSignal:
        """Aborted when the stream is."""
        return self._abort.signal

    def error(self, reason: object = None, /) -> None:
        """Let the stream fail."""
        if self._stream.state == "writable":
            self.fail(error_of(reason))

    def fail(self, error: BaseException) -> None:
        """Source: "WritableStreamDefaultControllerError"."""
        self._let_go()
        self._stream.start_erroring(error)

    @property
    def full(self) -> bool:
        """Whether nothing more should be written now."""
        return self.desired_size <= 0

    @property
    def desired_size(self) -> float:
        """How much is missing to the mark."""
        return self._mark - self._total

    def start(self, start: Callable[..., object] | None) -> None:
        """Let the sink begin."""
        result = None if start is None else start(self)

        def begun(_: object) -> None:
            self.started = True
            self.advance()

        def failed(error: BaseException) -> None:
            self.started = True
            self._stream.deal_with_rejection(error)

        try:
            called(lambda: result).then(begun, failed)
        except RuntimeError:
            # No event loop runs yet, and nothing is to be waited for.
            self.started = True

    def signal_abort(self, reason: object) -> None:
        """Tell the sink at once."""
        self._abort.abort(reason)

    def measure(self, chunk: object) -> float:
        """Source: "WritableStreamDefaultControllerGetChunkSize"."""
        try:
            return measured(self._size, chunk)
        except Exception as error:  # noqa: BLE001 -- whatever the strategy raises
            self.error(error)
            return 1

    def write(self, chunk: object, size: float) -> None:
        """Source: "WritableStreamDefaultControllerWrite"."""
        self._queue.append((chunk, size))
        self._total += size
        if not self._stream.closing and self._stream.state == "writable":
            self._stream.update_backpressure(full=self.full)
        self.advance()

    def close(self) -> None:
        """Source: "WritableStreamDefaultControllerClose"."""
        self.advance()

    def abort_sink(self, reason: object) -> Promise[object]:
        """Let the sink give up."""
        abort = self._abort_sink
        self._let_go()
        return Promise.resolve(None) if abort is None else called(abort, reason)

    def forget(self) -> None:
        """Drop what waits."""
        self._queue.clear()
        self._total = 0

    def advance(self) -> None:
        """Give the sink the next chunk, or word of the end. Source: "…AdvanceQueueIfNeeded"."""
        stream = self._stream
        if not self.started or stream.in_flight_write is not None or stream.in_flight_close is not None:
            return
        if stream.state == "erroring":
            stream.finish_erroring()
        elif self._queue:
            self._process_write()
        elif stream.close_request is not None and stream.state == "writable":
            self._process_close()

    def _process_write(self) -> None:
        stream = self._stream
        stream.in_flight_write = stream.writes.popleft()
        chunk = self._queue[0][0]

        def done(_: object) -> None:
            write, stream.in_flight_write = stream.in_flight_write, None
            if write is not None:
                write.resolve(None)
            if self._queue:
                self._total = max(0, self._total - self._queue.popleft()[1])
            if not stream.closing and stream.state == "writable":
                stream.update_backpressure(full=self.full)
            self.advance()

        def failed(error: BaseException) -> None:
            if stream.state == "writable":
                self._let_go()
            write, stream.in_flight_write = stream.in_flight_write, None
            if write is not None:
                write.reject(error)
            stream.deal_with_rejection(error)

        write = self._write
        (Promise.resolve(None) if write is None else called(write, chunk, self)).then(done, failed)

    def _process_close(self) -> None:
        stream = self._stream
        stream.in_flight_close, stream.close_request = stream.close_request, None
        close = self._close
        self._let_go()
        promise: Promise[object] = Promise.resolve(None) if close is None else called(close)
        promise.then(lambda _: stream.finish_close(), stream.finish_close_with)

    def _let_go(self) -> None:
        """Source: "WritableStreamDefaultControllerClearAlgorithms"."""
        self._size = self._write = self._close = self._abort_sink = None


def new_writable(this: WritableStream, sink: object | None, strategy: QueuingStrategy) -> WritableState:
    """Return what is behind the stream that a script makes. Source: the constructor of WritableStream."""
    if value(sink, "type") is not None:
        raise ValueError("underlyingSink: type must be missing")
    state = WritableState(this)
    size: Size | None = strategy.get("size")
    start = member(sink, "start", "underlyingSink")
    SinkController(state, sink, high_water_mark(strategy, 1), size).start(start)
    return state
