"""Readers of streams. Source: Streams, "ReadableStreamDefaultReader", "ReadableStreamBYOBReader"."""

# ruff: noqa: N802 -- the members have the platform's names

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from background_fetch._generated.support.promise import Promise

from .stream_support import Capability, taken

if TYPE_CHECKING:
    from collections.abc import Callable

    from background_fetch._generated.streams import ReadableStreamReadResult

    from .byob_reader import ByobReaderState
    from .readable import ReadableState, ReadRequest


class PromisedRead:
    """A read that is waited for by a promise."""

    __slots__ = ("promise", "reject", "resolve")

    def __init__(self) -> None:
        capability: Capability[ReadableStreamReadResult] = Capability()
        self.promise = capability.promise
        self.resolve = capability.resolve
        self.reject = capability.reject

    def chunk(self, chunk: object, /) -> None:
        """Take the chunk."""
        self.resolve({"value": chunk, "done": False})

    def close(self, chunk: object = None, /) -> None:
        """Take note of the end."""
        self.resolve({"value": chunk, "done": True})

    def error(self, error: BaseException, /) -> None:
        """Take note of the failure."""
        self.reject(error)


class BaseReader:
    """What both kinds of readers have in common. Source: "ReadableStreamGenericReader"."""

    stream: ReadableState | None
    _closed: Capability[None]

    def _attach(self, stream: ReadableState, own: DefaultReaderState | ByobReaderState) -> None:
        """Source: "ReadableStreamReaderGenericInitialize"."""
        if stream.locked:
            raise TypeError("the stream is locked to a reader already")
        self.stream = stream
        stream.reader = own
        self._closed = Capability()
        if stream.state == "closed":
            self._closed.resolve(None)
        elif stream.state == "errored":
            self._closed.reject(stream.stored_error)
            taken(self._closed.promise)

    @property
    def closed(self) -> Promise[None]:
        """Settled when the stream has ended, or the reader has been released."""
        return self._closed.promise

    def cancel(self, reason: object | None, /) -> Promise[None]:
        """Give up the stream."""
        if self.stream is None:
            return Promise.reject(released())
        return self.stream.do_cancel(reason)

    def releaseLock(self) -> None:
        """Give the stream free."""
        stream = self.stream
        if stream is None:
            return
        # Source: "ReadableStreamReaderGenericRelease".
        error = released()
        if stream.state != "readable":
            self._closed = Capability()
        self._closed.reject(error)
        taken(self._closed.promise)
        stream.controller.release_steps()
        stream.reader = None
        self.stream = None
        self.fail_requests(error)

    def stream_closed(self) -> None:
        """Take note of the stream's end."""
        self._closed.resolve(None)

    def stream_failed(self, error: BaseException) -> None:
        """Take note of the stream's failure."""
        self._closed.reject(error)
        taken(self._closed.promise)
        self.fail_requests(error)

    def fail_requests(self, error: BaseException) -> None:
        """Tell those who wait that nothing comes."""
        raise NotImplementedError


class DefaultReaderState(BaseReader):
    """What is behind a ReadableStreamDefaultReader."""

    def __init__(self, stream: ReadableState) -> None:
        self.requests: deque[ReadRequest] = deque()
        self.on_failure: Callable[[BaseException], None] | None = None
        """What else has to know when the stream fails."""
        self._attach(stream, self)

    def read(self) -> Promise[ReadableStreamReadResult]:
        """Return the promise of the next chunk."""
        if self.stream is None:
            return Promise.reject(released())
        request = PromisedRead()
        self.request(request)
        return request.promise

    def request(self, request: ReadRequest) -> None:
        """Source: "ReadableStreamDefaultReaderRead"."""
        stream = self.stream
        if stream is None:
            request.error(released())
            return
        stream.disturbed = True
        if stream.state == "closed":
            request.close()
        elif stream.state == "errored":
            request.error(stream.stored_error)
        else:
            stream.controller.pull_steps(request)

    def stream_closed(self) -> None:
        """Take note of the stream's end."""
        super().stream_closed()
        requests, self.requests = self.requests, deque()
        for request in requests:
            request.close()

    def stream_failed(self, error: BaseException) -> None:
        """Take note of the stream's failure."""
        super().stream_failed(error)
        if self.on_failure is not None:
            self.on_failure(error)

    def fail_requests(self, error: BaseException) -> None:
        """Tell those who wait that nothing comes."""
        requests, self.requests = self.requests, deque()
        for request in requests:
            request.error(error)

    def cancel_requests(self) -> None:
        """Do nothing: the end of the stream has answered them."""


class Iteration:
    """An asynchronous iterator of the chunks. Source: "Asynchronous iteration" of ReadableStream."""

    __slots__ = ("_done", "_ongoing", "_prevent_cancel", "_reader")

    def __init__(self, reader: DefaultReaderState, *, prevent_cancel: bool) -> None:
        self._reader = reader
        self._prevent_cancel = prevent_cancel
        self._done = False
        self._ongoing: Promise[ReadableStreamReadResult] | None = None

    def __aiter__(self) -> Iteration:
        """Return itself."""
        return self

    async def __anext__(self) -> object:
        """Return the next chunk; at the end or at a failure the stream is free again."""
        if self._done:
            raise StopAsyncIteration
        self._ongoing = self._reader.read()
        try:
            result = await self._ongoing
        except Exception:
            self._finish()
            raise
        if result.get("done", False):
            self._finish()
            raise StopAsyncIteration
        return result.get("value")

    async def aclose(self) -> None:
        """Leave the loop: the stream is cancelled, unless that is to be prevented."""
        if self._done:
            return
        reader = self._reader
        cancelled = None if self._prevent_cancel else reader.cancel(None)
        self._finish()
        if cancelled is not None:
            await cancelled

    def _finish(self) -> None:
        self._done = True
        self._reader.releaseLock()

    def __del__(self) -> None:
        """Leave the loop as `break` does, which tells an iterator nothing but that nobody holds it any more."""
        if self._done or self._reader.stream is None:
            return
        from asyncio import get_running_loop  # noqa: PLC0415 -- as late as the promises import it

        try:
            get_running_loop()
        except RuntimeError:
            return
        if not self._prevent_cancel:
            taken(self._reader.cancel(None))
        self._finish()


def released() -> TypeError:
    """Return the error for what a reader without a stream is asked for."""
    return TypeError("the reader has been released: it has no stream")
