"""Bodies of requests that are in memory."""

from __future__ import annotations


class BytesContent:
    """Bytes that do not change. Any thread may ask."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self._data)

    def read(self, start: int, length: int) -> bytes:
        """Return bytes from a place on."""
        return self._data[start : start + length]
