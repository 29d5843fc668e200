"""What is behind `ReadableStream`. Source: Streams, "Readable streams".

The errors of a stream are exceptions. A reason that is none is wrapped into one, since Python raises nothing else.
"""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from background_fetch._generated import streams
from background_fetch._generated.support.platform import behind
from background_fetch._generated.support.promise import Promise

from .stream_support import refused, settled, taken

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from background_fetch._generated.aliases import ReadableStreamReader
    from background_fetch._generated.streams import (
        ReadableStream,
        ReadableStreamGetReaderOptions,
        ReadableStreamIteratorOptions,
        ReadableWritablePair,
        StreamPipeOptions,
        WritableStream,
    )

    from .byob_reader import ByobReaderState
    from .readers import DefaultReaderState


class ReadRequest(Protocol):
    """What happens when the next chunk is there, or won't come."""

    def chunk(self, chunk: object, /) -> None:
        """Take the chunk."""

    def close(self) -> None:
        """Take note of the end."""

    def error(self, error: BaseException, /) -> None:
        """Take note of the failure."""


class Controller(Protocol):
    """What fills a stream."""

    def pull_steps(self, request: ReadRequest, /) -> None:
        """Answer a request now or later."""

    def cancel_steps(self, reason: object, /) -> Promise[object]:
        """Tell the source that nobody wants more."""
        ...

    def release_steps(self) -> None:
        """Take note that the reader goes."""


class ReadableState:
    """A stream: its state, who reads it, and what fills it."""

    controller: Controller

    def __init__(self, public: ReadableStream | None = None) -> None:
        self.public: ReadableStream = streams.ReadableStream._wrap(self) if public is None else public
        self.state: Literal["readable", "closed", "errored"] = "readable"
        self.stored_error: BaseException = TypeError("the stream has failed")
        self.disturbed = False
        self.reader: DefaultReaderState | ByobReaderState | None = None

    @property
    def locked(self) -> bool:
        """Whether a reader has the stream to itself."""
        return self.reader is not None

    def cancel(self, reason: object | None, /) -> Promise[None]:
        """Give up the stream."""
        if self.locked:
            return Promise.reject(TypeError("the stream is locked to a reader, which can cancel it"))
        return self.do_cancel(reason)

    def do_cancel(self, reason: object) -> Promise[None]:
        """Source: "ReadableStreamCancel"."""
        # Steps 1 to 3.
        self.disturbed = True
        if self.state == "closed":
            return settled()
        if self.state == "errored":
            return refused(self.stored_error)
        # Steps 4 to 6.
        self.close()
        if self.reader is not None:
            self.reader.cancel_requests()
        # Steps 7 and 8.
        return self.controller.cancel_steps(reason).then(_nothing)

    def close(self) -> None:
        """Source: "ReadableStreamClose"."""
        self.state = "closed"
        if self.reader is not None:
            self.reader.stream_closed()

    def fail(self, error: BaseException) -> None:
        """Source: "ReadableStreamError"."""
        self.state = "errored"
        self.stored_error = error
        if self.reader is not None:
            self.reader.stream_failed(error)

    def getReader(self, options: ReadableStreamGetReaderOptions, /) -> ReadableStreamReader:
        """Return a reader, which has the stream to itself."""
        if "mode" in options:
            from .byob_reader import ByobReaderState  # noqa: PLC0415 -- few bring memory along

            return streams.ReadableStreamBYOBReader._wrap(ByobReaderState(self))
        from .readers import DefaultReaderState  # noqa: PLC0415 -- readers know streams

        return streams.ReadableStreamDefaultReader._wrap(DefaultReaderState(self))

    def pipeThrough(self, transform: ReadableWritablePair, options: StreamPipeOptions, /) -> ReadableStream:
        """Let the stream flow into a transformation, and return what comes out of it."""
        from .piping import start_pipe  # noqa: PLC0415 -- few programs pipe

        taken(start_pipe(self, transform["writable"], options))
        return transform["readable"]

    def pipeTo(self, destination: WritableStream, options: StreamPipeOptions, /) -> Promise[None]:
        """Let the stream flow into another."""
        from .piping import start_pipe  # noqa: PLC0415 -- see pipeThrough

        return start_pipe(self, destination, options)

    def tee(self) -> list[ReadableStream]:
        """Return two streams that both give what this one gives."""
        from .teeing import tee_state  # noqa: PLC0415 -- few programs need it

        return [branch.public for branch in tee_state(self)]

    def async_iterate(self, options: ReadableStreamIteratorOptions, /) -> AsyncIterator[object]:
        """Go over the chunks."""
        from .readers import DefaultReaderState, Iteration  # noqa: PLC0415 -- see getReader

        return Iteration(DefaultReaderState(self), prevent_cancel=options.get("preventCancel", False))


def _nothing(_: object) -> None:
    """Return nothing."""


def readable_state(stream: ReadableStream) -> ReadableState:
    """Return what is behind a stream."""
    return behind(stream, ReadableState)


def is_locked(stream: ReadableStream) -> bool:
    """Tell whether a reader has the stream to itself."""
    return readable_state(stream).locked


def is_disturbed(stream: ReadableStream) -> bool:
    """Tell whether the stream has been read from or cancelled."""
    return readable_state(stream).disturbed
