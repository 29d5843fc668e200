"""What fills a stream of bytes. Source: Streams, "ReadableByteStreamController".

A buffer of Python can't be taken away from its holder. So bytes that could change are copied when they are given, and
the memory of a reader is written to directly; whoever changes it meanwhile sees what he has done.
"""

# ruff: noqa: N802 -- the members have the platform's names

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, cast

from background_fetch._generated.support.base import describe
from background_fetch._generated.support.promise import Promise

from .default_controller import Cancel, Pull, Pulling
from .stream_support import error_of

if TYPE_CHECKING:
    from .readable import ReadableState, ReadRequest
    from .readers import IntoRequest


class PullInto:
    """Memory that is to be filled. Source: "pull-into descriptor"."""

    __slots__ = ("filled", "kind", "minimum", "request", "view", "whole")

    def __init__(self, whole: memoryview, minimum: int, request: ReadRequest | IntoRequest | None, kind: str) -> None:
        self.whole = whole
        self.view = whole.cast("B")
        self.minimum = minimum * whole.itemsize
        self.filled = 0
        self.request = request
        self.kind = kind
        """`default`: memory of the controller for a default reader. `byob`: a reader's. `none`: nobody's any more."""

    @property
    def item(self) -> int:
        """The size of an element of the memory."""
        return self.whole.itemsize

    def taken(self) -> memoryview:
        """Return the filled part, in elements of the memory's own kind."""
        return self.whole if self.filled == self.view.nbytes else _typed(self.view[: self.filled], self.whole)


def _typed(view: memoryview, like: memoryview) -> memoryview:
    return view if like.format == "B" else view.cast(like.format)  # type: ignore[call-overload] # a native format


class ByobRequest:
    """What a source is given to fill the memory of a reader. Source: "ReadableStreamBYOBRequest"."""

    def __init__(self, controller: ByteController, view: memoryview) -> None:
        self._controller: ByteController | None = controller
        self.view: memoryview | None = view

    def respond(self, bytesWritten: int, /) -> None:  # noqa: N803 -- the platform's name
        """Tell how many bytes have been written into `view`.

        Raises:
            TypeError: The memory has been filled already.
            ValueError: So many don't fit.
        """
        if self._controller is None:
            raise TypeError("this request has been answered already")
        self._controller.respond(bytesWritten)

    def respondWithNewView(self, view: memoryview, /) -> None:
        """Give the bytes in other memory; they are copied.

        Raises:
            TypeError: The memory has been filled already.
            ValueError: There are more bytes than fit.
        """
        if self._controller is None or self.view is None:
            raise TypeError("this request has been answered already")
        given = memoryview(view).cast("B")
        if given.nbytes > self.view.nbytes:
            raise ValueError("the view must not be larger than that of the request")
        self.view[: given.nbytes] = given
        self._controller.respond(given.nbytes)

    def invalidate(self) -> None:
        """Let go of the memory."""
        self._controller = None
        self.view = None


class ByteController:
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
        self._stream = stream
        self._queue: deque[memoryview] = deque()
        self._total = 0
        self._mark = mark
        self._cancel = cancel
        self._allocate = allocate
        self._close_requested = False
        self._started = False
        self._pending: deque[PullInto] = deque()
        self._byob: ByobRequest | None = None
        self._pulling = Pulling(pull, self._wants_more, self.error)
        stream.controller = self

    def start(self) -> None:
        """Begin to ask for bytes."""
        self._started = True
        self._pulling.ask()

    def start_quietly(self) -> None:
        """Begin without asking for anything until somebody reads."""
        self._started = True

    @property
    def desiredSize(self) -> float | None:
        """How many bytes are missing to the mark: negative when there are more, None after a failure."""
        if self._stream.state == "errored":
            return None
        return 0 if self._stream.state == "closed" else self._mark - self._total

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
        data = _bytes_of(chunk)
        if not data:
            raise TypeError("a chunk of a stream of bytes must not be empty")
        if not self._can_take():
            raise TypeError("the stream is closed or has failed: it takes no more chunks")
        self._invalidate()
        if self._pending and self._pending[0].kind == "none":
            self._give_up_first()
        self._append(data)
        self._serve()
        self._pulling.ask()

    def close(self) -> None:
        """End the stream behind what waits. Source: "ReadableByteStreamControllerClose".

        Raises:
            TypeError: It has ended or failed already, or half an element has been filled.
        """
        if not self._can_take():
            raise TypeError("the stream is closed or has failed already")
        if self._total:
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
        error = None if self._total else self._incomplete()
        if error is not None:
            # Who reads learns of it; there is nobody else.
            self.error(error)
            return
        self.close()
        if self._pending and self._stream.state == "closed":
            self.respond(0)

    def error(self, reason: object = None, /) -> None:
        """Let the stream fail; what waits is lost. Source: "ReadableByteStreamControllerError"."""
        if self._stream.state == "readable":
            self._invalidate()
            self._pending.clear()
            self._forget()
            self._let_go()
            self._stream.fail(error_of(reason))

    def _incomplete(self) -> TypeError | None:
        """Return the error of an end within an element of memory, None when it is at none."""
        if self._pending and self._pending[0].filled % self._pending[0].item:
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
            rest = first.filled % first.item
            if rest:
                self._queue.appendleft(memoryview(bytes(first.view[first.filled - rest : first.filled])))
                self._total += rest
                first.filled -= rest
            self._commit(first)
            self._serve()
        self._pulling.ask()

    def pull_steps(self, request: ReadRequest, /) -> None:
        """Answer a request now or later. Source: "[[PullSteps]]"."""
        if self._total:
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
            request.close(_typed(into.view[:0], into.whole))
            return
        if self._total:
            if self._fill(into):
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

    def cancel_steps(self, reason: object, /) -> Promise[object]:
        """Tell the source that nobody wants more. Source: "[[CancelSteps]]"."""
        self._invalidate()
        self._pending.clear()
        self._forget()
        cancel = self._cancel
        self._let_go()
        return Promise.resolve(None) if cancel is None else cancel(reason)

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
        while self._total and reader is not None and reader.requests:
            first = self._pending[0] if self._pending else None
            if first is None or first.kind == "default":
                if first is not None:
                    self._pending.popleft()
                self._give_next(cast("ReadRequest", reader.requests.popleft()))
            elif first.kind == "byob" and self._fill(first):
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
                cast("IntoRequest", into.request).close(_typed(into.view[: into.filled], into.whole))

    def _fill(self, into: PullInto) -> bool:
        """Move bytes into memory; tell whether it is enough. Source: "…FillPullIntoDescriptorFromQueue"."""
        possible = min(into.filled + self._total, into.view.nbytes)
        aligned = possible - possible % into.item
        ready = aligned >= into.minimum
        goal = aligned if ready else possible
        while into.filled < goal:
            piece = self._queue.popleft()
            count = min(goal - into.filled, piece.nbytes)
            into.view[into.filled : into.filled + count] = piece[:count]
            if count < piece.nbytes:
                self._queue.appendleft(piece[count:])
            into.filled += count
            self._total -= count
        return ready

    def _give_next(self, request: ReadRequest) -> None:
        piece = self._queue.popleft()
        self._total -= piece.nbytes
        self._queue_drained()
        request.chunk(piece.obj if isinstance(piece.obj, bytes) and len(piece.obj) == piece.nbytes else bytes(piece))

    def _queue_drained(self) -> None:
        """Source: "ReadableByteStreamControllerHandleQueueDrain"."""
        if not self._total and self._close_requested:
            self._let_go()
            self._stream.close()
        else:
            self._pulling.ask()

    def _append(self, data: bytes) -> None:
        self._queue.append(memoryview(data))
        self._total += len(data)

    def _add(self, request: ReadRequest | IntoRequest) -> None:
        reader = self._stream.reader
        if reader is not None:
            reader.requests.append(request)  # type: ignore[arg-type] # each kind of reader has its own requests

    def _give_up_first(self) -> None:
        """Keep what the source has written for a reader that is gone."""
        first = self._pending.popleft()
        if first.filled:
            self._append(bytes(first.view[: first.filled]))

    def _can_take(self) -> bool:
        return not self._close_requested and self._stream.state == "readable"

    def _wants_more(self) -> bool:
        """Source: "ReadableByteStreamControllerShouldCallPull"."""
        if not self._started or not self._can_take():
            return False
        reader = self._stream.reader
        return (reader is not None and bool(reader.requests)) or self._total < self._mark

    def _invalidate(self) -> None:
        if self._byob is not None:
            self._byob.invalidate()
            self._byob = None

    def _forget(self) -> None:
        self._queue.clear()
        self._total = 0

    def _let_go(self) -> None:
        self._pulling.stop()
        self._cancel = None


def _bytes_of(chunk: object) -> bytes:
    """Return bytes that nobody can change."""
    if isinstance(chunk, bytes):
        return chunk
    try:
        return bytes(memoryview(cast("bytes", chunk)))
    except TypeError:
        raise TypeError(f"a chunk of a stream of bytes must be bytes-like, not {describe(chunk)}") from None
