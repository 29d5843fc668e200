"""What the bytes of a body are in: memory, a row or a file. A body may move on; who reads has what it was in."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from .disk import Disk

ReadRow: TypeAlias = Callable[[int, int, int], bytes]
"""Returns of the content of a row, from a place on, so many bytes."""
_NAME: Final = re.compile("[0-9a-f]{32}")


def is_name(name: str) -> bool:
    """Tell whether a file's name is one that bodies have."""
    return _NAME.fullmatch(name) is not None


class MemoryPiece:
    """Bytes in memory. Taking a slice and adding to the end are one step each for all threads."""

    def __init__(self, content: bytes = b"") -> None:
        self.content = bytearray(content)

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return len(self.content)

    def read(self, start: int, length: int) -> bytes:
        """Return bytes from a place on."""
        return bytes(self.content[start : start + length])


class RowPiece:
    """Bytes in a row of the database."""

    def __init__(self, read_row: ReadRow, row: int, size: int) -> None:
        self._read_row = read_row
        self._row = row
        self.size = size

    def read(self, start: int, length: int) -> bytes:
        """Return bytes from a place on."""
        return self._read_row(self._row, start, min(length, self.size - start))


class FilePiece:
    """Bytes in a file."""

    def __init__(self, disk: Disk, name: str, size: int) -> None:
        self._disk = disk
        self.name = name
        self.size = size
        self.file: int | None = None
        """The open file while there are bytes that are not on the disk for sure."""
        self.new = False
        """Whether its name may not be on the disk yet."""
        self.counted = False
        """Whether a row may name it, so that it must not be removed before the row says otherwise."""

    def append(self, data: bytes | bytearray) -> None:
        """Append all of the bytes, or none."""
        if self.file is None:
            self.file = self._disk.open(self.name)
        rest, offset = memoryview(data), self.size
        try:
            while rest:
                written = self._disk.write(self.file, rest, offset)
                rest, offset = rest[written:], offset + written
        except OSError:
            with suppress(OSError):  # gives the room back
                self._disk.truncate(self.file, self.size)
            raise
        self.size = offset

    def read(self, start: int, length: int) -> bytes:
        """Return bytes from a place on.

        Raises:
            OSError: The file has lost bytes that were counted.
        """
        length = min(length, self.size - start)
        if length <= 0:
            return b""
        file = self._disk.open(self.name)
        try:
            data = self._disk.read(file, length, start)
            while len(data) < length:
                more = self._disk.read(file, length - len(data), start + len(data))
                if not more:
                    raise OSError(errno.EIO, "the file of a body is shorter than it was", self.name)
                data += more
            return data
        finally:
            self._disk.close(file)

    def close(self) -> None:
        """Close the file, whatever has come of its last bytes."""
        if self.file is not None:
            file, self.file = self.file, None
            with suppress(OSError):
                self._disk.close(file)


Piece: TypeAlias = MemoryPiece | RowPiece | FilePiece
