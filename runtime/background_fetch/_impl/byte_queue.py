"""Bytes that wait. Source: Streams, "ReadableByteStreamController", `[[queue]]`."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, cast

from background_fetch._generated.support.base import describe

if TYPE_CHECKING:
    from .pull_into import PullInto


class ByteQueue:
    """Pieces in order, none of which can change."""

    __slots__ = ("_pieces", "total")

    def __init__(self) -> None:
        self._pieces: deque[memoryview] = deque()
        self.total = 0
        """How many bytes there are."""

    def append(self, data: bytes) -> None:
        """Add bytes at the end."""
        self._pieces.append(memoryview(data))
        self.total += len(data)

    def put_back(self, data: memoryview) -> None:
        """Add bytes at the front, of which a copy is made."""
        self._pieces.appendleft(memoryview(bytes(data)))
        self.total += data.nbytes

    def pop(self) -> bytes:
        """Take the first piece."""
        piece = self._pieces.popleft()
        self.total -= piece.nbytes
        whole = piece.obj
        return whole if isinstance(whole, bytes) and len(whole) == piece.nbytes else bytes(piece)

    def fill(self, into: PullInto) -> bool:
        """Move bytes into memory; tell whether it is enough. Source: "…FillPullIntoDescriptorFromQueue"."""
        possible = min(into.filled + self.total, into.view.nbytes)
        aligned = possible - possible % into.item
        ready = aligned >= into.minimum
        goal = aligned if ready else possible
        while into.filled < goal:
            piece = self._pieces.popleft()
            count = min(goal - into.filled, piece.nbytes)
            into.view[into.filled : into.filled + count] = piece[:count]
            if count < piece.nbytes:
                self._pieces.appendleft(piece[count:])
            into.filled += count
            self.total -= count
        return ready

    def clear(self) -> None:
        """Drop all."""
        self._pieces.clear()
        self.total = 0


def bytes_of(chunk: object) -> bytes:
    """Return bytes that nobody can change.

    Raises:
        TypeError: The chunk has none.
    """
    if isinstance(chunk, bytes):
        return chunk
    try:
        return bytes(memoryview(cast("bytes", chunk)))
    except TypeError:
        raise TypeError(f"a chunk of a stream of bytes must be bytes-like, not {describe(chunk)}") from None
