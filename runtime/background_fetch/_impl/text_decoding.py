"""Streams of text out of streams of bytes. Source: Encoding, "TextDecoderStream", as far as UTF-8 goes."""

from __future__ import annotations

from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, cast

from .readable import readable_state
from .readers import DefaultReaderState
from .stream_sources import stream_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from background_fetch._generated.streams import ReadableStream


def stream_of_text(stream: ReadableStream) -> ReadableStream:
    """Return the text of a stream of bytes, which it locks; a byte order mark at the beginning is left out."""
    reader = DefaultReaderState(readable_state(stream))

    async def texts() -> AsyncIterator[str]:
        # With replacement characters for what is no UTF-8, as the platform decodes.
        decoder = getincrementaldecoder("utf-8")("replace")
        beginning = True
        ended = False
        try:
            while not ended:
                result = await reader.read()
                ended = result.get("done", False)
                text = decoder.decode(b"" if ended else cast("bytes", result.get("value")), final=ended)
                if text and beginning:
                    beginning = False
                    text = text.removeprefix("\ufeff")
                if text:
                    yield text
        finally:
            if not ended:
                await reader.cancel(None)

    return stream_of(texts())
