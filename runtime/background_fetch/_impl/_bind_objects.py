"""Puts the behaviour of headers, addresses, streams, blobs and forms behind the generated classes, as `_bind` does."""

# ruff: noqa: PLC0415 -- behaviour is imported when the first object is made

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import fetch, file_api, streams, url, xhr

if TYPE_CHECKING:
    from collections.abc import AsyncIterable

    from background_fetch._generated.fetch import Headers, HeadersImpl
    from background_fetch._generated.file_api import (
        Blob,
        BlobImpl,
        BlobPropertyBag,
        File,
        FileImpl,
        FilePropertyBag,
    )
    from background_fetch._generated.streams import (
        QueuingStrategy,
        ReadableStream,
        ReadableStreamBYOBReader,
        ReadableStreamBYOBReaderImpl,
        ReadableStreamDefaultReader,
        ReadableStreamDefaultReaderImpl,
        ReadableStreamImpl,
        WritableStream,
        WritableStreamDefaultWriter,
        WritableStreamDefaultWriterImpl,
        WritableStreamImpl,
    )
    from background_fetch._generated.url import URL, URLImpl, URLSearchParams, URLSearchParamsImpl
    from background_fetch._generated.xhr import FormData, FormDataImpl


def _headers(this: Headers, init: list[list[str]] | dict[str, str] | None, /) -> HeadersImpl:
    from .headers import new_headers

    # The next ones are made without asking for the module.
    fetch.construct.Headers = new_headers
    return new_headers(this, init)


def _search_params(this: URLSearchParams, init: list[list[str]] | dict[str, str] | str, /) -> URLSearchParamsImpl:
    from .search_params import new_params

    url.construct.URLSearchParams = new_params
    return new_params(this, init)


def _blob(_this: Blob, parts: list[memoryview | Blob | str] | None, options: BlobPropertyBag, /) -> BlobImpl:
    from .blobs import new_blob

    return new_blob(parts, options)


def _file(_this: File, bits: list[memoryview | Blob | str], name: str, options: FilePropertyBag, /) -> FileImpl:
    from .blobs import new_file

    return new_file(bits, name, options)


def _form(_this: FormData, _form: None, _submitter: None, /) -> FormDataImpl:
    from .forms import FormDataState

    return FormDataState()


def _readable(this: ReadableStream, source: object | None, strategy: QueuingStrategy, /) -> ReadableStreamImpl:
    from .stream_sources import new_readable

    return new_readable(this, source, strategy)


def _reader(_this: ReadableStreamDefaultReader, stream: ReadableStream, /) -> ReadableStreamDefaultReaderImpl:
    from .readable import readable_state
    from .readers import DefaultReaderState

    return DefaultReaderState(readable_state(stream))


def _byob_reader(_this: ReadableStreamBYOBReader, stream: ReadableStream, /) -> ReadableStreamBYOBReaderImpl:
    from .byob_reader import ByobReaderState
    from .readable import readable_state

    return ByobReaderState(readable_state(stream))


def _writable(this: WritableStream, sink: object | None, strategy: QueuingStrategy, /) -> WritableStreamImpl:
    from .sink_controller import new_writable

    return new_writable(this, sink, strategy)


def _writer(_this: WritableStreamDefaultWriter, stream: WritableStream, /) -> WritableStreamDefaultWriterImpl:
    from .writable import writable_state
    from .writers import WriterState

    return WriterState(writable_state(stream))


def _url(this: URL, text: str, base: str | None, /) -> URLImpl:
    from .url_objects import new_url

    url.construct.URL = new_url
    return new_url(this, text, base)


class _UrlStatics:
    def parse(self, text: str, base: str | None, /) -> URL | None:
        from .url_objects import parse_url

        return parse_url(text, base)

    def canParse(self, text: str, base: str | None, /) -> bool:  # noqa: N802 -- the platform's name
        from . import url_parsing

        return url_parsing.parse(text, base) is not None


class _StreamStatics:
    def from_(self, asyncIterable: AsyncIterable[object], /) -> ReadableStream:  # noqa: N803 -- the platform's name
        from .stream_sources import stream_of

        return stream_of(asyncIterable)


fetch.construct.Headers = _headers
url.construct.URL = _url
url.statics.URL = _UrlStatics()
url.construct.URLSearchParams = _search_params
file_api.construct.Blob = _blob
file_api.construct.File = _file
xhr.construct.FormData = _form
streams.construct.ReadableStream = _readable
streams.construct.ReadableStreamDefaultReader = _reader
streams.construct.ReadableStreamBYOBReader = _byob_reader
streams.construct.WritableStream = _writable
streams.construct.WritableStreamDefaultWriter = _writer
streams.statics.ReadableStream = _StreamStatics()
