"""Content codings: gzip and deflate, decoded as bytes come. Source: Fetch, "handle content codings".

Bytes in a coding that is not known stay as they are, as the specification says. What comes out of a small piece is
given in small pieces too: who takes them can stop at any time, so that no body can fill the memory.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from background_fetch._impl.network.faults import NetworkError

if TYPE_CHECKING:
    from background_fetch._impl.header_list import HeaderList

Take = Callable[[bytes], bool]
"""Takes a piece; False: no more is wanted."""

ACCEPTED: Final = "gzip, deflate"
IDENTITY: Final = "identity"
_PIECE: Final = 65536
_MOST: Final = 3
"""How many codings a body may be wrapped in: each can multiply its size by a thousand."""


def codings_of(headers: HeaderList) -> list[str]:
    """Return the codings that a body is in, the outermost last, or none where one of them is not known.

    Raises:
        NetworkError: There are too many.
    """
    value = headers.get("content-encoding")
    if value is None:
        return []
    found = [coding for each in value.split(",") if (coding := each.strip("\t ").lower()) not in {"", IDENTITY}]
    if not {"gzip", "x-gzip", "deflate"}.issuperset(found):
        return []
    if len(found) > _MOST:
        raise NetworkError(f"the body is encoded {len(found)} times")
    return found


class Decoder:
    """Undoes one coding."""

    def __init__(self, coding: str, take: Take) -> None:
        self._coding = coding
        self._take = take
        self._inflate: zlib._Decompress | None = None

    def take(self, data: bytes) -> bool:
        """Take encoded bytes.

        Raises:
            NetworkError: They are not in the coding.
        """
        if not data:
            return True
        try:
            if self._inflate is None:
                self._inflate = self._begin(data)
            while not self._inflate.eof:
                piece = self._inflate.decompress(data, _PIECE)
                if piece and not self._take(piece):
                    return False
                data = self._inflate.unconsumed_tail
                # A full piece may leave more inside, which comes without further input.
                if not data and len(piece) < _PIECE:
                    break
        except zlib.error as error:
            raise NetworkError(f"the body is not in the coding {self._coding}: {error}") from None
        return True

    def end(self) -> None:
        """Take note of the end.

        Raises:
            NetworkError: Something is missing.
        """
        if self._inflate is not None and not self._inflate.eof:
            raise NetworkError(f"the body ends in the middle of the coding {self._coding}")

    def _begin(self, data: bytes) -> zlib._Decompress:
        if self._coding != "deflate":
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        # Some servers leave out the header that "deflate" has: a first byte of it always has the method 8.
        return zlib.decompressobj(zlib.MAX_WBITS if data[0] & 0x0F == 8 else -zlib.MAX_WBITS)  # noqa: PLR2004


def decoding(codings: list[str], take: Take) -> tuple[Take, list[Decoder]]:
    """Return what takes encoded bytes and gives them decoded, and the decoders, which want to know of the end."""
    decoders: list[Decoder] = []
    for coding in codings:
        decoder = Decoder(coding, take)
        decoders.append(decoder)
        take = decoder.take
    return take, decoders
