"""Subresource Integrity. Source: Subresource Integrity, "Parse metadata", "Do bytes match metadataList?"."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hashlib import _Hash

_ALGORITHMS: Final = ("sha256", "sha384", "sha512")
"""The weakest first."""
_ITEM: Final = re.compile(r"(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(?:\?[!-~]*)?", re.IGNORECASE)


def parse(metadata: str) -> tuple[str, frozenset[bytes]] | None:
    """Return the strongest algorithm of the metadata and the digests for it, or None where nothing is asked for.

    Source: "Parse metadata", "Get the strongest metadata from set".
    """
    digests: dict[str, set[bytes]] = {}
    for item in metadata.split():
        match = _ITEM.fullmatch(item)
        if match is not None:
            text = match[2].rstrip("=").replace("+", "-").replace("/", "_")
            # What is no whole number of bytes has no digest, and nothing matches it.
            digest = urlsafe_b64decode(text + "=" * (-len(text) % 4)) if len(text) % 4 != 1 else b""
            digests.setdefault(match[1].lower(), set()).add(digest)
    for algorithm in reversed(_ALGORITHMS):
        if algorithm in digests:
            return algorithm, frozenset(digests[algorithm])
    return None


class Check:
    """The hash of what has come so far. May be used by any thread, by one at a time."""

    def __init__(self, algorithm: str, digests: frozenset[bytes]) -> None:
        self._algorithm = algorithm
        self._digests = digests
        self._hash = _new(algorithm)

    def update(self, data: bytes) -> None:
        """Take the next bytes."""
        self._hash.update(data)

    def restart(self) -> None:
        """Forget all bytes: the body begins again."""
        self._hash = _new(self._algorithm)

    def matches(self) -> bool:
        """Tell whether the bytes are what was asked for."""
        return self._hash.digest() in self._digests


def check_of(metadata: str) -> Check | None:
    """Return what checks a body by integrity metadata, None where that asks for nothing."""
    parsed = parse(metadata) if metadata else None
    return None if parsed is None else Check(*parsed)


def _new(algorithm: str) -> _Hash:
    from hashlib import new  # noqa: PLC0415 -- few requests have integrity metadata

    return new(algorithm, usedforsecurity=True)
