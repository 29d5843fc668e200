"""Bodies of requests and responses, and how they are read. Source: Fetch, "Bodies", "BodyInit unions"."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable
from typing import TYPE_CHECKING, cast

from background_fetch._generated import file_api, streams, url, xhr
from background_fetch._generated.support.base import describe
from background_fetch._generated.support.promise import Promise

from . import readable, stream_sources
from .stream_support import taken

if TYPE_CHECKING:
    from background_fetch._generated.file_api import Blob
    from background_fetch._generated.streams import ReadableStream, ReadableStreamDefaultReader
    from background_fetch._generated.url import URLSearchParams
    from background_fetch._generated.xhr import FormData
Bytes = bytes
"""`bytes` is also the name of a member."""


class Body:
    """A body: its stream, and what it was made from, where that is known."""

    __slots__ = ("length", "source", "stream")

    def __init__(self, stream: ReadableStream, source: Bytes | Blob | None = None, length: int | None = None) -> None:
        self.stream = stream
        self.source = source
        self.length = length

    @property
    def unusable(self) -> bool:
        """Whether reading it has begun, or somebody else will read it."""
        return readable.is_disturbed(self.stream) or self.stream.locked

    def clone(self) -> Body:
        """Clone a body: both can be read from here on."""
        self.stream, other = stream_sources.tee(self.stream)
        return Body(other, self.source, self.length)

    def proxy(self) -> Body:
        """Create a proxy for a body, which uses the body up."""
        reader = begin(self)
        return Body(stream_sources.stream_of(_pieces(reader, None)), self.source, self.length)


Extracted = tuple[Body, str | None]
"""A body and the media type that goes with it."""


def extract(
    item: ReadableStream | Blob | memoryview | FormData | URLSearchParams | str, *, keepalive: bool = False
) -> Extracted:
    """Extract a body with type."""
    # Steps 2 to 5 and 10 for streams and blobs.
    if isinstance(item, streams.ReadableStream):
        if keepalive:
            raise TypeError("a request with keepalive can't have a stream as its body")
        if readable.is_disturbed(item) or item.locked:
            raise TypeError("the stream is being read, or was, and can't be a body any more")
        return Body(item), None
    if isinstance(item, file_api.Blob):
        return Body(item.stream(), item, item.size), item.type or None
    source, type_ = _serialized(item)
    return of_bytes(source), type_


def _serialized(item: memoryview | FormData | URLSearchParams | str) -> tuple[Bytes, str | None]:
    """Step 10: the bytes of what has its own form on the wire, and their type."""
    if isinstance(item, str):
        return item.encode("utf-8"), "text/plain;charset=UTF-8"
    if isinstance(item, url.URLSearchParams):
        return str(item).encode("utf-8"), "application/x-www-form-urlencoded;charset=UTF-8"
    if isinstance(item, xhr.FormData):
        from . import forms, multipart  # noqa: PLC0415 -- few bodies are forms

        boundary = multipart.new_boundary()
        content = multipart.encode_multipart(forms.form_entries(item), boundary)
        return Bytes(content), f"multipart/form-data; boundary={boundary}"
    return Bytes(item), None


def of_bytes(source: Bytes) -> Body:
    """Return bytes as a body."""
    return Body(stream_sources.stream_of_bytes(source), source, len(source))


def begin(body: Body) -> ReadableStreamDefaultReader:
    """Take the body for oneself: it is locked and counts as used."""
    reader = cast("ReadableStreamDefaultReader", body.stream.getReader())
    readable.readable_state(body.stream).disturbed = True
    return reader


async def _pieces(reader: ReadableStreamDefaultReader, first: Awaitable[object] | None) -> AsyncIterator[Bytes]:
    """Go over the pieces of what `begin` has taken.

    Raises:
        TypeError: A stream that a script made gave something else than bytes.
    """
    ended = False
    try:
        while True:
            result = cast("dict[str, object]", await (first or reader.read()))
            first = None
            if result.get("done"):
                ended = True
                return
            chunk = result.get("value")
            if not isinstance(chunk, Bytes | bytearray | memoryview):
                raise TypeError(f"a body consists of bytes-like objects, not of {describe(chunk)}")
            yield Bytes(chunk)
    finally:
        if not ended:
            # Who stops reading in the middle gives the source up.
            Promise.of(reader.cancel()).then(None, lambda _: None)


def pieces(body: Body) -> Awaitable[list[Bytes]]:
    """Begin to read a body, and return the pieces it comes in."""
    reader = begin(body)
    if isinstance(body.source, Bytes):
        # Nobody has read the stream, so what the body was made from is all that it gives; the stream ends here.
        stream = readable.readable_state(body.stream)
        stream.close()
        taken(stream.controller.cancel_steps(None))
        return Promise.resolve([body.source])
    return _collected(reader, reader.read())


def each_piece(body: Body) -> AsyncIterator[Bytes]:
    """Begin to read a body, and go over the pieces it comes in."""
    return _pieces(begin(body), None)


async def _collected(reader: ReadableStreamDefaultReader, first: Awaitable[object]) -> list[Bytes]:
    return [piece async for piece in _pieces(reader, first)]
