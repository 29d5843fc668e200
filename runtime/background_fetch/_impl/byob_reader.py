"""Readers that bring memory along. Source: Streams, "ReadableStreamBYOBReader"."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Protocol

from background_fetch._generated.support.promise import Promise

from .byte_controller import ByteController
from .readers import BaseReader, PromisedRead, released

if TYPE_CHECKING:
    from background_fetch._generated.streams import ReadableStreamBYOBReaderReadOptions, ReadableStreamReadResult

    from .readable import ReadableState


class IntoRequest(Protocol):
    """What happens when memory has been filled, or won't be."""

    def chunk(self, chunk: object, /) -> None:
        """Take the filled part."""

    def close(self, chunk: object, /) -> None:
        """Take note of the end; the chunk is the memory, None where it has been given up."""

    def error(self, error: BaseException, /) -> None:
        """Take note of the failure."""


class ByobReaderState(BaseReader):
    """What is behind a ReadableStreamBYOBReader."""

    def __init__(self, stream: ReadableState) -> None:
        if not stream.locked and not isinstance(stream.controller, ByteController):
            raise TypeError("only a stream of type 'bytes' can be read into memory")
        self.requests: deque[IntoRequest] = deque()
        self._attach(stream, self)

    def read(
        self, view: memoryview, options: ReadableStreamBYOBReaderReadOptions, /
    ) -> Promise[ReadableStreamReadResult]:
        """Return the promise of the filled part of the memory."""
        minimum = options.get("min", 1)
        if view.readonly or not view.contiguous:
            return Promise.reject(TypeError("the memory must be writable and in one piece"))
        if view.nbytes == 0 or minimum == 0:
            return Promise.reject(TypeError("the memory must have room, and min must not be 0"))
        if minimum > view.nbytes // view.itemsize:
            return Promise.reject(ValueError("min must not be more than the memory has room for"))
        if self.stream is None:
            return Promise.reject(released())
        request = PromisedRead()
        self.request(view, minimum, request)
        return request.promise

    def request(self, view: memoryview, minimum: int, request: IntoRequest) -> None:
        """Source: "ReadableStreamBYOBReaderRead"."""
        stream = self.stream
        if stream is None:
            request.error(released())
            return
        stream.disturbed = True
        if stream.state == "errored":
            request.error(stream.stored_error)
        elif isinstance(stream.controller, ByteController):
            stream.controller.pull_into(view, minimum, request)

    def fail_requests(self, error: BaseException) -> None:
        """Tell those who wait that nothing comes."""
        requests, self.requests = self.requests, deque()
        for request in requests:
            request.error(error)

    def cancel_requests(self) -> None:
        """Tell those who wait that their memory stays as it is."""
        requests, self.requests = self.requests, deque()
        for request in requests:
            request.close(None)
