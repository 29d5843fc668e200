"""Numbers and booleans.

Sources: Web IDL, "Integer types" (ConvertToInt), "float", "double" and their unrestricted forms. A `bool` is an `int`
to every type checker, so a number takes it too, as JavaScript does.
"""

from __future__ import annotations

import math
from typing import Final

from .base import Converter, Rank, mismatch

_SAFE: Final = 2**53 - 1
"""`long long` with [EnforceRange] or [Clamp] is bounded by what a double holds exactly."""


class Boolean(Converter[bool]):
    """`boolean`: True or False, and nothing that merely counts as true."""

    __slots__ = ()
    _expected = "bool"
    _rank = Rank.BOOLEAN

    def accepts(self, value: object) -> bool:
        """Accept a bool."""
        return isinstance(value, bool)

    def __call__(self, value: object, context: str) -> bool:
        """Return the value itself."""
        if isinstance(value, bool):
            return value
        raise mismatch(context, "bool", value)


class Integer(Converter[int]):
    """An integer type: numbers out of range wrap around, as Web IDL has it for a type without attributes."""

    __slots__ = ("_bits", "_signed")
    _expected = "int"
    _rank = Rank.NUMBER

    def __init__(self, bits: int, *, signed: bool) -> None:
        self._bits = bits
        self._signed = signed

    def accepts(self, value: object) -> bool:
        """Accept an int."""
        return isinstance(value, int)

    def __call__(self, value: object, context: str) -> int:
        """Return the number, brought into range."""
        if not isinstance(value, int):
            raise mismatch(context, "int", value)
        return self._into_range(int(value), context)

    def _into_range(self, number: int, context: str) -> int:  # noqa: ARG002 -- the siblings need the context
        wrapped = number & ((1 << self._bits) - 1)
        return wrapped - (1 << self._bits) if self._signed and wrapped >> (self._bits - 1) else wrapped

    def _bounds(self) -> tuple[int, int]:
        if self._bits == 64:  # noqa: PLR2004 -- the one width that a double can't hold
            return (-_SAFE if self._signed else 0), _SAFE
        half = 1 << (self._bits - 1)
        return (-half, half - 1) if self._signed else (0, 2 * half - 1)


class EnforcedInteger(Integer):
    """`[EnforceRange]`: numbers out of range are refused."""

    __slots__ = ()

    def _into_range(self, number: int, context: str) -> int:
        low, high = self._bounds()
        if low <= number <= high:
            return number
        raise TypeError(f"{context} must be between {low} and {high}, not {number}")


class ClampedInteger(Integer):
    """`[Clamp]`: numbers out of range become the nearest bound; fractions are rounded to the nearest, half to even."""

    __slots__ = ()

    def accepts(self, value: object) -> bool:
        """Accept an int."""
        return isinstance(value, int)

    def _into_range(self, number: int, context: str) -> int:  # noqa: ARG002 -- a clamped number is never refused
        low, high = self._bounds()
        return min(max(number, low), high)


class BigInt(Converter[int]):
    """`bigint`: any int."""

    __slots__ = ()
    _expected = "int"
    _rank = Rank.NUMBER

    def accepts(self, value: object) -> bool:
        """Accept an int."""
        return isinstance(value, int)

    def __call__(self, value: object, context: str) -> int:
        """Return the number."""
        if isinstance(value, int):
            return int(value)
        raise mismatch(context, "int", value)


class Double(Converter[float]):
    """`double`: a finite number."""

    __slots__ = ()
    _expected = "float"
    _rank = Rank.NUMBER

    def accepts(self, value: object) -> bool:
        """Accept a float or an int."""
        return isinstance(value, int | float)

    def __call__(self, value: object, context: str) -> float:
        """Return the number as a float."""
        if not isinstance(value, int | float):
            raise mismatch(context, "float", value)
        return self._checked(_as_float(value), context)

    def _checked(self, number: float, context: str) -> float:
        if math.isfinite(number):
            return number
        raise TypeError(f"{context} must be a finite number, not {number}")


class UnrestrictedDouble(Double):
    """`unrestricted double`: infinities and NaN as well."""

    __slots__ = ()

    def _checked(self, number: float, context: str) -> float:  # noqa: ARG002 -- nothing is refused
        return number


class SingleFloat(Double):
    """`float`: rounded to single precision; what then is infinite is refused."""

    __slots__ = ()

    def _checked(self, number: float, context: str) -> float:
        return super()._checked(_single(number), context)


class UnrestrictedSingleFloat(Double):
    """`unrestricted float`: rounded to single precision, infinities and NaN as well."""

    __slots__ = ()

    def _checked(self, number: float, context: str) -> float:  # noqa: ARG002 -- nothing is refused
        return _single(number)


def _as_float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:  # an int beyond the doubles, which rounds to infinity
        return -math.inf if number < 0 else math.inf


def _single(number: float) -> float:
    from struct import error, pack, unpack  # noqa: PLC0415 -- few APIs have single precision

    try:
        return float(unpack("<f", pack("<f", number))[0])
    except (error, OverflowError):
        return math.copysign(math.inf, number)


BOOLEAN: Final = Boolean()
BYTE: Final = Integer(8, signed=True)
OCTET: Final = Integer(8, signed=False)
SHORT: Final = Integer(16, signed=True)
UNSIGNED_SHORT: Final = Integer(16, signed=False)
LONG: Final = Integer(32, signed=True)
UNSIGNED_LONG: Final = Integer(32, signed=False)
LONG_LONG: Final = Integer(64, signed=True)
UNSIGNED_LONG_LONG: Final = Integer(64, signed=False)
BIGINT: Final = BigInt()
DOUBLE: Final = Double()
UNRESTRICTED_DOUBLE: Final = UnrestrictedDouble()
FLOAT: Final = SingleFloat()
UNRESTRICTED_FLOAT: Final = UnrestrictedSingleFloat()
