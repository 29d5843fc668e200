"""Names of files for what was downloaded: from addresses that somebody else has written."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote, urlsplit

LONGEST: Final = 200
"""Bytes; most file systems take 255, and a number may have to be added."""
NAMELESS: Final = "index.html"


def file_name(url: str) -> str:
    """Return the name of a file for an address: the last part of its path, without anything that could lead elsewhere.

    Args:
        url: The address.
    """
    last = unquote(urlsplit(url).path.rsplit("/", 1)[-1], errors="replace")
    name = "".join(char if _harmless(char) else "_" for char in last).strip(" .")
    return _shortened(name) or NAMELESS


def _harmless(char: str) -> bool:
    return char.isprintable() and char not in '/\\:*?"<>|'


def _shortened(name: str) -> str:
    return name.encode("utf-8", "replace")[:LONGEST].decode("utf-8", "ignore").rstrip(" .")


def numbered(name: str, number: int) -> str:
    """Return a name with a number before its ending: for the second file of one name, and those after it."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-{number}.{ending}" if dot and stem else f"{name}-{number}"
