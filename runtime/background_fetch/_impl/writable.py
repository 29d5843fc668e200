"""What is behind `WritableStream`. Source: Streams, "Writable streams".

Its sink is behind its controller, in sink_controller.py; what writes to it is in writers.py.
"""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Literal, cast

from background_fetch._generated import streams
from background_fetch._generated.support.platform import behind
from background_fetch._generated.support.promise import Promise

from .stream_support import Capability, error_of, settled

if TYPE_CHECKING:
    from background_fetch._generated.streams import WritableStream, WritableStreamDefaultWriter

    from .sink_controller import SinkController
    from .writers import WriterState


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
        from .writers import WriterState  # noqa: PLC0415 -- writers know streams

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


def writable_state(stream: WritableStream) -> WritableState:
    """Return what is behind a stream."""
    return behind(stream, WritableState)
