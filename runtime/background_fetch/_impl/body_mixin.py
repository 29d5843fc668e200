"""What requests and responses have in common. Source: Fetch, "Body mixin".

A body is locked and disturbed in the very call that begins to read it, though its bytes come later.
"""

# ruff: noqa: N802 -- the members have the platform's names

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar, cast

from background_fetch._generated.support.promise import Promise

from . import readable, stream_sources
from .bodies import Bytes, each_piece, pieces

if TYPE_CHECKING:
    from background_fetch._generated.file_api import Blob
    from background_fetch._generated.streams import ReadableStream
    from background_fetch._generated.xhr import FormData

    from .bodies import Body
    from .header_list import HeaderList
    from .mime import MimeType

T = TypeVar("T")


class BodyMixin:
    """What requests and responses have in common: state classes derive from it."""

    def body_record(self) -> Body | None:
        """Return the body."""
        raise NotImplementedError

    def header_list(self) -> HeaderList:
        """Return the header fields."""
        raise NotImplementedError

    @property
    def unusable(self) -> bool:
        """Whether the body can't be read any more."""
        body = self.body_record()
        return body is not None and body.unusable

    @property
    def body(self) -> ReadableStream | None:
        """The body as a stream."""
        body = self.body_record()
        return None if body is None else body.stream

    @property
    def bodyUsed(self) -> bool:
        """Whether reading the body has begun."""
        body = self.body_record()
        return body is not None and readable.is_disturbed(body.stream)

    def arrayBuffer(self) -> Awaitable[Bytes]:
        """Read the body as a buffer."""
        return self._consume(lambda data: data)

    def bytes(self) -> Awaitable[Bytes]:
        """Read the body as bytes."""
        return self._consume(lambda data: data)

    def blob(self) -> Awaitable[Blob]:
        """Read the body as a blob of the type that the headers name."""
        return self._consume(self._to_blob)

    def formData(self) -> Awaitable[FormData]:
        """Read the body as a form."""
        return self._consume(self._to_form)

    def json(self) -> Awaitable[object]:
        """Read the body as JSON."""
        return self._consume(_to_json)

    def text(self) -> Awaitable[str]:
        """Read the body as text."""
        return self._consume(_to_text)

    def textStream(self) -> ReadableStream:
        """Read the body as a stream of text."""
        self._require_usable()
        body = self.body_record()
        return stream_sources.stream_of(_decoded(None if body is None else each_piece(body)))

    def _require_usable(self) -> None:
        if self.unusable:
            raise TypeError("the body is being read, or was, and can't be read again")

    def _consume(self, convert: Callable[[Bytes], T]) -> Awaitable[T]:
        """Consume body."""
        # Step 1.
        self._require_usable()
        body = self.body_record()
        # Step 5.
        if body is None:
            return Promise.resolve(convert(b""))
        # Step 6: "fully read" begins now.
        return _converted(pieces(body), convert)

    def _mime_type(self) -> MimeType | None:
        from .header_list import extract_mime_type  # noqa: PLC0415 -- text and JSON need no type

        return extract_mime_type(self.header_list())

    def _to_blob(self, data: Bytes) -> Blob:
        from .blobs import make_blob  # noqa: PLC0415 -- few bodies become blobs

        type_ = self._mime_type()
        return make_blob(data, "" if type_ is None else str(type_))

    def _to_form(self, data: Bytes) -> FormData:
        from . import forms, multipart, search_params  # noqa: PLC0415 -- few bodies become forms

        type_ = self._mime_type()
        essence = "" if type_ is None else type_.essence
        if type_ is not None and essence == "multipart/form-data":
            boundary = type_.parameters.get("boundary")
            if boundary is None:
                raise TypeError("a form can't be read from the body: its type 'multipart/form-data' names no boundary")
            try:
                return forms.make_form(multipart.decode_multipart(data, boundary))
            except ValueError as error:
                raise TypeError(f"the body is not in the form that its type announces: {error}") from None
        if essence == "application/x-www-form-urlencoded":
            return forms.make_form(search_params.decode_urlencoded(data))
        raise TypeError(f"a form can't be read from a body of the type {essence!r}")


async def _converted(reading: Awaitable[list[Bytes]], convert: Callable[[Bytes], T]) -> T:
    return convert(b"".join(await reading))


async def _decoded(pieces: AsyncIterator[Bytes] | None) -> AsyncIterator[str]:
    """Decode piece by piece: what a piece ends in the middle of comes with the next one."""
    from codecs import getincrementaldecoder  # noqa: PLC0415 -- hardly ever needed

    decoder = getincrementaldecoder("utf-8")("replace")
    first = True
    if pieces is not None:
        async for piece in pieces:
            text = decoder.decode(piece)
            if text:
                yield text.removeprefix("\ufeff") if first else text
                first = False
    rest = decoder.decode(b"", final=True)
    if rest:
        yield rest


def _to_text(data: Bytes) -> str:
    """Encoding, "UTF-8 decode"."""
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _to_json(data: Bytes) -> object:
    """Infra, "parse JSON bytes to a JavaScript value"."""
    from json import JSONDecodeError, loads  # noqa: PLC0415 -- few bodies are JSON

    text = _to_text(data)
    try:
        return cast("object", loads(text, parse_constant=_refuse_constant))
    except JSONDecodeError:
        raise
    except RecursionError:
        raise JSONDecodeError("Nested too deeply", text, 0) from None
    except ValueError as error:
        # What is none to Python alone: a constant of JavaScript, or an integer of more digits than it reads.
        raise JSONDecodeError(str(error), text, 0) from None


def _refuse_constant(name: str) -> object:
    raise ValueError(f"JSON has no {name}")
