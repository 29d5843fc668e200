"""Sizes as people read them."""

from __future__ import annotations

from typing import Final

_UNITS: Final = ("KiB", "MiB", "GiB", "TiB", "PiB")


def size(count: float) -> str:
    """Return a number of bytes with a unit.

    Args:
        count: Bytes.
    """
    if count < 1024:  # noqa: PLR2004 -- the size of a unit
        return f"{count:.0f} B"
    for unit in _UNITS:
        count /= 1024
        if count < 1023.95 or unit == _UNITS[-1]:  # noqa: PLR2004 -- what would be shown as 1024.0
            return f"{count:.1f} {unit}"
    raise AssertionError
