"""What is behind `Blob` and `File`. Source: File API, "The Blob Interface", "The File Interface"."""

# ruff: noqa: N802, N803, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import file_api
from background_fetch._generated.support.platform import behind

if TYPE_CHECKING:
    import builtins
    from collections.abc import Iterable, Sequence

    from background_fetch._generated.file_api import Blob, BlobPropertyBag, File, FilePropertyBag
    from background_fetch._generated.streams import ReadableStream


class BlobState:
    """Bytes in pieces, which blobs share, and their type."""

    def __init__(self, parts: Iterable[memoryview], type_: str) -> None:
        self.parts: tuple[memoryview, ...] = tuple(part for part in parts if part.nbytes)
        self.size: int = sum(part.nbytes for part in self.parts)
        self.type: str = normal_type(type_)

    def data(self) -> builtins.bytes:
        """Return the bytes."""
        if len(self.parts) == 1:
            whole = self.parts[0].obj
            if isinstance(whole, bytes) and len(whole) == self.size:
                return whole
        return b"".join(self.parts)

    def slice(self, start: int | None, end: int | None, contentType: str | None, /) -> Blob:
        """Return a part. Source: "slice blob"."""
        # Steps 2 and 3: negative positions count from the end.
        first = _position(start or 0, self.size)
        last = self.size if end is None else _position(end, self.size)
        # Steps 5 to 7.
        return file_api.Blob._wrap(BlobState(self._between(first, last), contentType or ""))

    def _between(self, first: int, last: int) -> Iterable[memoryview]:
        position = 0
        for part in self.parts:
            begin, end = max(first - position, 0), min(last - position, part.nbytes)
            if begin < end:
                yield part[begin:end]
            position += part.nbytes

    def stream(self) -> ReadableStream:
        """Return the bytes as a stream."""
        from .stream_sources import stream_of_bytes  # noqa: PLC0415 -- not every blob is streamed

        return stream_of_bytes(self.parts)

    def textStream(self) -> ReadableStream:
        """Return the text as a stream, which never cuts a character."""
        from .text_decoding import stream_of_text  # noqa: PLC0415 -- see stream

        return stream_of_text(self.stream())

    async def text(self) -> str:
        """Return the text. Source: "UTF-8 decode", which leaves out a byte order mark."""
        return self.data().removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")

    async def arrayBuffer(self) -> builtins.bytes:
        """Return the bytes."""
        return self.data()

    async def bytes(self) -> builtins.bytes:
        """Return the bytes."""
        return self.data()


class FileState(BlobState):
    """Bytes with a name and a time."""

    def __init__(self, parts: Iterable[memoryview], type_: str, name: str, last_modified: int | None) -> None:
        super().__init__(parts, type_)
        self.name: str = name
        self.lastModified: int = _now() if last_modified is None else last_modified


def normal_type(type_: str) -> str:
    """Return a type in lower case, and none for what has characters that no type has."""
    return type_.lower() if all(" " <= character <= "~" for character in type_) else ""


def _position(position: int, size: int) -> int:
    return max(size + position, 0) if position < 0 else min(position, size)


def _now() -> int:
    from time import time_ns  # noqa: PLC0415 -- only files have a time

    return time_ns() // 1_000_000


def process_parts(parts: Sequence[memoryview | Blob | str], endings: str) -> Iterable[memoryview]:
    """Return the bytes of what a script gives. Source: "process blob parts"."""
    for part in parts:
        if isinstance(part, str):
            yield memoryview((native(part) if endings == "native" else part).encode())
        elif isinstance(part, memoryview):
            # Whoever holds the buffer may change it afterwards.
            yield memoryview(bytes(part))
        else:
            yield from behind(part, BlobState).parts


def native(text: str) -> str:
    """Return a text with the line endings of this system. Source: "convert line endings to native"."""
    import os  # noqa: PLC0415 -- hardly ever needed

    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", os.linesep)


def new_blob(parts: list[memoryview | Blob | str] | None, options: BlobPropertyBag) -> BlobState:
    """Return what is behind the blob that a script makes."""
    return BlobState(process_parts(parts or [], options.get("endings", "transparent")), options.get("type", ""))


def new_file(bits: list[memoryview | Blob | str], name: str, options: FilePropertyBag) -> FileState:
    """Return what is behind the file that a script makes."""
    content = process_parts(bits, options.get("endings", "transparent"))
    return FileState(content, options.get("type", ""), name, options.get("lastModified"))


def make_blob(data: bytes | Sequence[memoryview], type_: str) -> Blob:
    """Return a public blob of bytes."""
    return file_api.Blob._wrap(BlobState([memoryview(data)] if isinstance(data, bytes) else data, type_))


def make_file(data: bytes, name: str, type_: str, last_modified: int | None = None) -> File:
    """Return a public file of bytes."""
    return file_api.File._wrap(FileState([memoryview(data)], type_, name, last_modified))


def blob_state(blob: Blob) -> BlobState:
    """Return what is behind a blob."""
    return behind(blob, BlobState)


def blob_bytes(blob: Blob) -> bytes:
    """Return the bytes of a blob."""
    return blob_state(blob).data()
