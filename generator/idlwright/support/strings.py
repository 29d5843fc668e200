"""Strings and enumerations. Sources: Web IDL, "DOMString", "USVString", "ByteString", "Enumeration types"."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, TypeVar, cast

from .base import Converter, Rank, mismatch, one_of, suggestion

E_co = TypeVar("E_co", bound=str, covariant=True)
_MANY: Final = 8
"""Up to so many values of an enumeration are named in a message."""


class DomString(Converter[str]):
    """`DOMString`: any str, lone surrogates included."""

    __slots__ = ()
    _expected = "str"
    _rank = Rank.STRING

    def accepts(self, value: object) -> bool:
        """Accept a str."""
        return isinstance(value, str)

    def keeps(self, values: Collection[object]) -> bool:
        """Tell whether all values are texts."""
        return _joined(values) is not None

    def __call__(self, value: object, context: str) -> str:
        """Return the text."""
        if isinstance(value, str):
            return value
        raise mismatch(context, self.expected, value)


class _Ascii(DomString):
    """What keeps texts of ASCII, as nearly all are, and looks at others."""

    __slots__ = ()

    def keeps(self, values: Collection[object]) -> bool:
        """Tell whether all values are texts of ASCII."""
        joined = _joined(values)
        return joined is not None and joined.isascii()

    def __call__(self, value: object, context: str) -> str:
        """Return the text."""
        if isinstance(value, str):
            return value if value.isascii() else self._beyond(value, context)
        raise mismatch(context, self.expected, value)

    def _beyond(self, text: str, context: str) -> str:
        raise NotImplementedError


class UsvString(_Ascii):
    """`USVString`: scalar values only; a lone surrogate becomes U+FFFD."""

    __slots__ = ()

    def _beyond(self, text: str, context: str) -> str:  # noqa: ARG002 -- nothing is refused
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class ByteString(_Ascii):
    """`ByteString`: each character stands for one byte, U+0000 to U+00FF."""

    __slots__ = ()

    def _beyond(self, text: str, context: str) -> str:
        for position, character in enumerate(text):
            if character > "\xff":
                raise TypeError(
                    f"{context} must have characters up to U+00FF only, not U+{ord(character):04X} at {position}"
                )
        return text


def _joined(values: Collection[object]) -> str | None:
    """Return the values in one text, None if one is none: the quickest way to look at many."""
    try:
        return "".join(cast("Collection[str]", values))
    except TypeError:
        return None


class EmptyForNull(Converter[str]):
    """`[LegacyNullToEmptyString]`: None stands for the empty string."""

    __slots__ = ("_inner",)
    _rank = Rank.STRING

    def __init__(self, inner: Converter[str]) -> None:
        self._inner = inner

    @property
    def expected(self) -> str:
        """Name the text, or None."""
        return f"{self._inner.expected} or None"

    def accepts(self, value: object) -> bool:
        """Accept None and what the text accepts."""
        return value is None or self._inner.accepts(value)

    def __call__(self, value: object, context: str) -> str:
        """Return the text, empty for None."""
        return "" if value is None else self._inner(value, context)


class Enumeration(Converter[E_co]):
    """An enumeration: one of its texts."""

    __slots__ = ("_name", "_values")
    _rank = Rank.STRING

    def __init__(self, name: str, values: tuple[str, ...]) -> None:
        self._name = name
        self._values = values

    @property
    def expected(self) -> str:
        """Name the values where they are few, else the enumeration."""
        return one_of(self.words)

    @property
    def words(self) -> tuple[str, ...]:
        """The values where they are few."""
        return tuple(map(repr, self._values)) if len(self._values) <= _MANY else (f"a value of {self._name}",)

    def accepts(self, value: object) -> bool:
        """Accept any str: which ones are values is judged by the conversion."""
        return isinstance(value, str)

    def __call__(self, value: object, context: str) -> E_co:
        """Return the value."""
        if not isinstance(value, str):
            raise mismatch(context, self.expected, value)
        if value in self._values:
            return cast("E_co", value)
        hint = suggestion(value, self._values)
        raise TypeError(f"{context} must be {self.expected}, not {value!r}{hint}")


DOM_STRING: Final = DomString()
USV_STRING: Final = UsvString()
BYTE_STRING: Final = ByteString()
