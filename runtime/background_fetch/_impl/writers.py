"""What is behind the writer of a stream. Source: Streams, "WritableStreamDefaultWriter"."""

# ruff: noqa: N802 -- the members have the platform's names

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated.support.promise import Promise

from .stream_support import Capability, taken

if TYPE_CHECKING:
    from .writable import WritableState


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


def _released() -> TypeError:
    return TypeError("the writer has been released: it has no stream")
