"""What fills a stream of bytes. Source: Streams, "ReadableByteStreamController".

A buffer of Python can't be taken away from its holder. So bytes that could change are copied when they are given, and
the memory of a reader is written to directly; whoever changes it meanwhile sees what he has done.
"""

# ruff: noqa: N802 -- the members have the platform's names

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, cast

from .byte_queue import ByteQueue, bytes_of
from .controllers import BaseController, Cancel, Pull
from .pull_into import ByobRequest, PullInto, typed

if TYPE_CHECKING:
    from .byob_reader import IntoRequest
    from .readable import ReadableState, ReadRequest


class ByteController(BaseController):
    """Bytes that wait, and the source that gives more. This is what `start` and `pull` of a source are given."""

    def __init__(
        self,
        stream: ReadableState,
        *,
        pull: Pull | None = None,
        cancel: Cancel | None = None,
        mark: float = 0,
        allocate: int | None = None,
    ) -> None:
        super().__init__(stream, pull, cancel, mark)
        self._queue = ByteQueue()
        self._allocate = allocate
        self._pending: deque[PullInto] = deque()
        self._byob: ByobRequest | None = None
        stream.controller = self

    @property
    def byobRequest(self) -> ByobRequest | None:
        """The memory that is to be filled first, None when nobody waits with memory."""
        if self._byob is None and self._pending:
            first = self._pending[0]
            self._byob = ByobRequest(self, first.view[first.filled :])
        return self._byob

    def enqueue(self, chunk: object, /) -> None:
        """Give bytes. Source: "ReadableByteStreamControllerEnqueue".

        Raises:
            TypeError: The stream takes no more, or these are none.
        """
        data = bytes_of(chunk)
        if not data:
            raise TypeError("a chunk of a stream of bytes must not be empty")
        if not self._can_take():
            raise TypeError("the stream is closed or has failed: it takes no more chunks")
        self._invalidate()
        if self._pending and self._pending[0].kind == "none":
            self._give_up_first()
        self._queue.append(data)
        self._serve()
        self._pulling.ask()

    def close(self) -> None:
        """End the stream behind what waits. Source: "ReadableByteStreamControllerClose".

        Raises:
            TypeError: It has ended or failed already, or half an element has been filled.
        """
        if not self._can_take():
            raise TypeError("the stream is closed or has failed already")
        if self._queue.total:
            self._close_requested = True
            return
        error = self._incomplete()
        if error is not None:
            self.error(error)
            raise error
        self._let_go()
        self._stream.close()

    def finish(self) -> None:
        """End the stream for the platform, and answer who waits with memory. Source: "close" for other specs."""
        error = None if self._queue.total else self._incomplete()
        if error is not None:
            # Who reads learns of it; there is nobody else.
            self.error(error)
            return
        self.close()
        if self._pending and self._stream.state == "closed":
            self.respond(0)

    def _incomplete(self) -> TypeError | None:
        """Return the error of an end within an element of memory, None when it is at none."""
        if self._pending and self._pending[0].incomplete:
            return TypeError("the last element of the memory is incomplete")
        return None

    def respond(self, written: int) -> None:
        """Take note of bytes in the first memory. Source: "ReadableByteStreamControllerRespond"."""
        first = self._pending[0]
        if self._stream.state == "closed":
            if written:
                raise TypeError("the stream is closed: nothing more can be written")
            self._invalidate()
            self._answer_closed()
            return
        if written <= 0:
            raise TypeError("at least one byte must be written, or the stream be closed before")
        if first.filled + written > first.view.nbytes:
            raise ValueError("more bytes are written than the memory has room for")
        self._invalidate()
        first.filled += written
        if first.kind == "none":
            self._give_up_first()
            self._serve()
        elif first.filled >= first.minimum:
            self._pending.popleft()
            # What is no whole element goes back, for the next reader.
            rest = first.incomplete
            if rest:
                self._queue.put_back(first.view[first.filled - rest : first.filled])
                first.filled -= rest
            self._commit(first)
            self._serve()
        self._pulling.ask()

    def pull_steps(self, request: ReadRequest, /) -> None:
        """Answer a request now or later. Source: "[[PullSteps]]"."""
        if self._queue.total:
            self._give_next(request)
            return
        if self._allocate is not None:
            # The source is asked to fill memory even for readers that bring none.
            self._pending.append(PullInto(memoryview(bytearray(self._allocate)), 1, request, "default"))
        self._add(request)
        self._pulling.ask()

    def pull_into(self, view: memoryview, minimum: int, request: IntoRequest) -> None:
        """Fill memory now or later. Source: "ReadableByteStreamControllerPullInto"."""
        into = PullInto(view, minimum, request, "byob")
        if self._pending:
            self._pending.append(into)
            self._add(request)
            return
        if self._stream.state == "closed":
            request.close(typed(into.view[:0], into.whole))
            return
        if self._queue.total:
            if self._queue.fill(into):
                self._queue_drained()
                request.chunk(into.taken())
                return
            if self._close_requested:
                error = TypeError("the stream ends within an element of the memory")
                self.error(error)
                request.error(error)
                return
        self._pending.append(into)
        self._add(request)
        self._pulling.ask()

    def release_steps(self) -> None:
        """Keep only the memory that a source may be writing into. Source: "[[ReleaseSteps]]"."""
        if self._pending:
            first = self._pending[0]
            first.kind = "none"
            first.request = None
            self._pending = deque((first,))

    def _serve(self) -> None:
        """Give what waits to those who wait."""
        reader = self._stream.reader
        while self._queue.total and reader is not None and reader.requests:
            first = self._pending[0] if self._pending else None
            if first is None or first.kind == "default":
                if first is not None:
                    self._pending.popleft()
                self._give_next(cast("ReadRequest", reader.requests.popleft()))
            elif first.kind == "byob" and self._queue.fill(first):
                self._pending.popleft()
                self._commit(first)
                self._queue_drained()
            else:
                return

    def _commit(self, into: PullInto) -> None:
        """Give filled memory to its reader. Source: "…CommitPullIntoDescriptor"."""
        reader = self._stream.reader
        if reader is None or into.request is None:
            return
        reader.requests.popleft()
        into.request.chunk(bytes(into.taken()) if into.kind == "default" else into.taken())

    def _answer_closed(self) -> None:
        """Answer all that wait with memory. Source: "…RespondInClosedState"."""
        pending, self._pending = self._pending, deque()
        for into in pending:
            if into.kind == "byob" and into.request is not None:
                reader = self._stream.reader
                if reader is not None and reader.requests:
                    reader.requests.popleft()
                cast("IntoRequest", into.request).close(typed(into.view[: into.filled], into.whole))

    def _give_next(self, request: ReadRequest) -> None:
        piece = self._queue.pop()
        self._queue_drained()
        request.chunk(piece)

    def _queue_drained(self) -> None:
        """Source: "ReadableByteStreamControllerHandleQueueDrain"."""
        if not self._queue.total and self._close_requested:
            self._let_go()
            self._stream.close()
        else:
            self._pulling.ask()

    def _add(self, request: ReadRequest | IntoRequest) -> None:
        reader = self._stream.reader
        if reader is not None:
            reader.requests.append(request)  # type: ignore[arg-type] # each kind of reader has its own requests

    def _give_up_first(self) -> None:
        """Keep what the source has written for a reader that is gone."""
        first = self._pending.popleft()
        if first.filled:
            self._queue.append(bytes(first.view[: first.filled]))

    def _waiting_size(self) -> float:
        return self._queue.total

    def _invalidate(self) -> None:
        if self._byob is not None:
            self._byob.invalidate()
            self._byob = None

    def _forget(self) -> None:
        self._invalidate()
        self._pending.clear()
        self._queue.clear()
