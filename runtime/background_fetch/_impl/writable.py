"""What is behind `WritableStream` and its writer. Source: Streams, "Writable streams"."""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Literal, cast

from background_fetch._generated import dom, streams
from background_fetch._generated.support.platform import behind
from background_fetch._generated.support.promise import Promise

from .stream_support import (
    Capability,
    Size,
    called,
    error_of,
    high_water_mark,
    measured,
    member,
    settled,
    taken,
    value,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from background_fetch._generated.dom import AbortSignal
    from background_fetch._generated.streams import (
        QueuingStrategy,
        WritableStream,
        WritableStreamDefaultWriter,
    )


class WritableState:
    """A stream: its state, its writer, and what is under way. Its sink is behind `controller`."""

    controller: SinkController

    def __init__(self, public: WritableStream) -> None:
        self.public = public
        self.state: Literal["writable", "closed", "erroring", "errored"] = "writable"
        self.stored_error: BaseException = TypeError("the stream has failed")
        self.writer: WriterState | None = None
        self.backpressure = False
        self.writes: deque[Capability[None]] = deque()
        self.in_flight_write: Capability[None] | None = None
        self.close_request: Capability[None] | None = None
        self.in_flight_close: Capability[None] | None = None
        self.pending_abort: Capability[None] | None = None
        self.abort_reason: object = None
        self.was_erroring = False

    @property
    def locked(self) -> bool:
        """Whether a writer has the stream to itself."""
        return self.writer is not None

    @property
    def closing(self) -> bool:
        """Whether an end has been asked for. Source: "WritableStreamCloseQueuedOrInFlight"."""
        return self.close_request is not None or self.in_flight_close is not None

    def abort(self, reason: object | None, /) -> Promise[None]:
        """Give up the stream at once."""
        if self.locked:
            return Promise.reject(TypeError("the stream is locked to a writer, which can abort it"))
        return self.do_abort(reason)

    def close(self) -> Promise[None]:
        """End the stream behind what waits."""
        if self.locked:
            return Promise.reject(TypeError("the stream is locked to a writer, which can close it"))
        return self.do_close()

    def getWriter(self) -> WritableStreamDefaultWriter:
        """Return a writer, which has the stream to itself."""
        return streams.WritableStreamDefaultWriter._wrap(WriterState(self))

    def do_abort(self, reason: object) -> Promise[None]:
        """Source: "WritableStreamAbort"."""
        # Steps 1 to 5. The signal may change the state.
        if self.state in {"closed", "errored"}:
            return settled()
        self.controller.signal_abort(reason)
        state = cast("str", self.state)
        if state in {"closed", "errored"}:
            return settled()
        if self.pending_abort is not None:
            return self.pending_abort.promise
        # Steps 6 to 11.
        self.was_erroring = state == "erroring"
        self.abort_reason = None if self.was_erroring else reason
        aborted = self.pending_abort = Capability[None]()
        if not self.was_erroring:
            self.start_erroring(error_of(reason))
        return aborted.promise

    def do_close(self) -> Promise[None]:
        """Source: "WritableStreamClose"."""
        if self.state in {"closed", "errored"} or self.closing:
            return Promise.reject(TypeError("the stream is closed, closing or has failed already"))
        closed = self.close_request = Capability[None]()
        if self.writer is not None and self.backpressure and self.state == "writable":
            self.writer.set_ready()
        self.controller.close()
        return closed.promise

    def start_erroring(self, error: BaseException) -> None:
        """Source: "WritableStreamStartErroring"."""
        self.state = "erroring"
        self.stored_error = error
        if self.writer is not None:
            self.writer.refuse_ready(error)
        if self.in_flight_write is None and self.in_flight_close is None and self.controller.started:
            self.finish_erroring()

    def finish_erroring(self) -> None:
        """Source: "WritableStreamFinishErroring"."""
        # Steps 3 to 7.
        self.state = "errored"
        self.controller.forget()
        error = self.stored_error
        for write in self.writes:
            write.reject(error)
        self.writes.clear()
        # Steps 8 to 13.
        abort, self.pending_abort = self.pending_abort, None
        if abort is None:
            self.reject_closed()
            return
        if self.was_erroring:
            abort.reject(error)
            self.reject_closed()
            return

        def done(_: object) -> None:
            abort.resolve(None)
            self.reject_closed()

        def failed(reason: BaseException) -> None:
            abort.reject(reason)
            self.reject_closed()

        self.controller.abort_sink(self.abort_reason).then(done, failed)

    def reject_closed(self) -> None:
        """Source: "WritableStreamRejectCloseAndClosedPromiseIfNeeded"."""
        if self.close_request is not None:
            self.close_request.reject(self.stored_error)
            self.close_request = None
        if self.writer is not None:
            self.writer.refuse_closed(self.stored_error)

    def deal_with_rejection(self, error: BaseException) -> None:
        """Source: "WritableStreamDealWithRejection"."""
        if self.state == "writable":
            self.start_erroring(error)
        else:
            self.finish_erroring()

    def finish_close(self) -> None:
        """Source: "WritableStreamFinishInFlightClose"."""
        close, self.in_flight_close = self.in_flight_close, None
        if close is not None:
            close.resolve(None)
        if self.state == "erroring":
            abort, self.pending_abort = self.pending_abort, None
            if abort is not None:
                abort.resolve(None)
        self.state = "closed"
        if self.writer is not None:
            self.writer.set_closed()

    def finish_close_with(self, error: BaseException) -> None:
        """Source: "WritableStreamFinishInFlightCloseWithError"."""
        close, self.in_flight_close = self.in_flight_close, None
        if close is not None:
            close.reject(error)
        abort, self.pending_abort = self.pending_abort, None
        if abort is not None:
            abort.reject(error)
        self.deal_with_rejection(error)

    def update_backpressure(self, *, full: bool) -> None:
        """Source: "WritableStreamUpdateBackpressure"."""
        if self.writer is not None and full != self.backpressure:
            if full:
                self.writer.reset_ready()
            else:
                self.writer.set_ready()
        self.backpressure = full


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


class WriterState:
    """What is behind a WritableStreamDefaultWriter."""

    def __init__(self, stream: WritableState) -> None:
        if stream.locked:
            raise TypeError("the stream is locked to a writer already")
        self.stream: WritableState | None = stream
        stream.writer = self
        self._ready: Capability[None] = Capability()
        self._ready_open = True
        self._closed: Capability[None] = Capability()
        if stream.state == "writable" and not stream.closing and stream.backpressure:
            return
        if stream.state in {"erroring", "errored"}:
            self.refuse_ready(stream.stored_error)
        else:
            self.set_ready()
        if stream.state == "closed":
            self.set_closed()
        elif stream.state == "errored":
            self.refuse_closed(stream.stored_error)

    @property
    def closed(self) -> Promise[None]:
        """Settled when the stream has ended, or the writer has been released."""
        return self._closed.promise

    @property
    def ready(self) -> Promise[None]:
        """Settled when more should be written."""
        return self._ready.promise

    @property
    def desiredSize(self) -> float | None:
        """How much is missing to the mark, None after a failure."""
        if self.stream is None:
            raise _released()
        if self.stream.state in {"errored", "erroring"}:
            return None
        return 0 if self.stream.state == "closed" else self.stream.controller.desired_size

    def abort(self, reason: object | None, /) -> Promise[None]:
        """Give up the stream at once."""
        return Promise.reject(_released()) if self.stream is None else self.stream.do_abort(reason)

    def close(self) -> Promise[None]:
        """End the stream behind what waits."""
        return Promise.reject(_released()) if self.stream is None else self.stream.do_close()

    def write(self, chunk: object | None, /) -> Promise[None]:
        """Write a chunk. Source: "WritableStreamDefaultWriterWrite"."""
        stream = self.stream
        if stream is None:
            return Promise.reject(_released())
        size = stream.controller.measure(chunk)
        # The strategy may have released the writer.
        if self.stream is not stream:
            return Promise.reject(_released())
        if stream.state in {"errored", "erroring"}:
            return Promise.reject(stream.stored_error)
        if stream.closing or stream.state == "closed":
            return Promise.reject(TypeError("the stream is closing or closed"))
        written: Capability[None] = Capability()
        stream.writes.append(written)
        stream.controller.write(chunk, size)
        return written.promise

    def releaseLock(self) -> None:
        """Give the stream free."""
        stream = self.stream
        if stream is None:
            return
        error = _released()
        self._closed = Capability()
        self.refuse_ready(error)
        self.refuse_closed(error)
        stream.writer = None
        self.stream = None

    def set_ready(self) -> None:
        """Let more be written."""
        self._ready_open = False
        self._ready.resolve(None)

    def reset_ready(self) -> None:
        """Let nothing more be written for now."""
        self._ready = Capability()
        self._ready_open = True

    def refuse_ready(self, error: BaseException) -> None:
        """Let nothing be written any more."""
        if not self._ready_open:
            self._ready = Capability()
        self._ready_open = False
        self._ready.reject(error)
        taken(self._ready.promise)

    def set_closed(self) -> None:
        """Take note of the end."""
        self._closed.resolve(None)

    def refuse_closed(self, error: BaseException) -> None:
        """Take note of the failure."""
        self._closed.reject(error)
        taken(self._closed.promise)


def new_writable(this: WritableStream, sink: object | None, strategy: QueuingStrategy) -> WritableState:
    """Return what is behind the stream that a script makes. Source: the constructor of WritableStream."""
    if value(sink, "type") is not None:
        raise ValueError("underlyingSink: type must be missing")
    state = WritableState(this)
    size: Size | None = strategy.get("size")
    start = member(sink, "start", "underlyingSink")
    SinkController(state, sink, high_water_mark(strategy, 1), size).start(start)
    return state


def writable_state(stream: WritableStream) -> WritableState:
    """Return what is behind a stream."""
    return behind(stream, WritableState)


def _released() -> TypeError:
    return TypeError("the writer has been released: it has no stream")
