"""Annotations that generated code shares: what may be given where a sequence or a buffer is wanted."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

T_co = TypeVar("T_co", covariant=True)

if TYPE_CHECKING:
    from typing_extensions import Buffer
elif sys.version_info >= (3, 12):
    from collections.abc import Buffer
else:

    class Buffer:
        """What has Python's buffer protocol; Python 3.11 has no name for it."""


class Items(Protocol[T_co]):
    """An iterable whose `in` takes any object: a str, whose `in` takes a str only, is none."""

    def __iter__(self) -> Iterator[T_co]: ...

    def __contains__(self, value: object, /) -> bool: ...


SequenceOf: TypeAlias = Items[T_co] | Iterator[T_co]
"""An iterable that is no str: list, tuple, set, generator …"""

__all__ = ["Buffer", "SequenceOf"]
