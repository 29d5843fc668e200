"""What every conversion is: a callable that takes a value and where it stands, and gives the value that Web IDL means.

A converter accepts what the stub accepts and raises `TypeError` for the rest. JavaScript's own coercions (null as
"null", "12" as 12) are deliberately not made: in Python they would hide mistakes.
"""

from __future__ import annotations

import enum
from collections.abc import Collection
from types import EllipsisType
from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


if TYPE_CHECKING:

    class Missing(enum.Enum):
        """The type of `MISSING`."""

        MISSING = "..."

    MISSING: Final = Missing.MISSING
    """Stands for an argument that was not given, where `None` would be a value; `...` when it runs."""
else:  # type checkers tell one member of an enumeration from all else, which they do not with `...`
    Missing = EllipsisType
    MISSING = ...


class Rank(enum.IntEnum):
    """The order in which the members of a union are tried; Web IDL, "convert to a union type".

    A mapping is tried as dictionary or record before it is tried as a sequence (in Python it is iterable as well), and
    a `bool` as boolean before it is tried as a number.
    """

    NULL = 0
    INTERFACE = 1
    BUFFER = 2
    BOOLEAN = 3
    NUMBER = 4
    STRING = 5
    CALLBACK = 6
    MAPPING = 7
    SEQUENCE = 8
    PROMISE = 9
    OBJECT = 10


class Converter(Generic[T_co]):
    """Turns a value into what its Web IDL type means in Python."""

    __slots__ = ()
    _expected: ClassVar[str] = ""
    _rank: ClassVar[Rank] = Rank.OBJECT

    @property
    def expected(self) -> str:
        """What a value has to be, for messages: `str`, `Request or str`."""
        return self._expected

    @property
    def words(self) -> tuple[str, ...]:
        """The same as alternatives, to be joined with others."""
        return (self.expected,)

    @property
    def rank(self) -> int:
        """Where the type stands in a union's order."""
        return self._rank

    def accepts(self, value: object) -> bool:
        """Tell whether a union or an overload chooses this type for the value; its content is not looked at."""
        raise NotImplementedError

    def keeps(self, values: Collection[object]) -> bool:  # noqa: ARG002 -- what nobody looks at may be anything
        """Tell whether it is plain that each value is converted to itself; who knows needs no place for messages."""
        return False

    def __call__(self, value: object, context: str) -> T_co:
        """Convert.

        Args:
            value: What the caller gave.
            context: Where it stands: `BackgroundFetchManager.fetch: argument 2 ('requests')`.

        Raises:
            TypeError: The value is not of this type.
        """
        raise NotImplementedError


def describe(value: object) -> str:
    """Name what was given, as messages do: `None`, `int`, `Request`."""
    return "None" if value is None else type(value).__name__


def mismatch(context: str, expected: str, value: object) -> TypeError:
    """Return the error for a value of another type."""
    return TypeError(f"{context} must be {expected}, not {describe(value)}")


def one_of(words: tuple[str, ...]) -> str:
    """Join words as a sentence does: `a`, `a or b`, `a, b or c`."""
    if len(words) < 2:  # noqa: PLR2004 -- one word needs no conjunction
        return "".join(words)
    return f"{', '.join(words[:-1])} or {words[-1]}"


def suggestion(word: str, known: tuple[str, ...]) -> str:
    """Return `; did you mean 'x'?` for a word that is close to a known one, else nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 -- only a failing call needs it

    close = get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


class New:
    """`X.new`, which constructs: the class itself."""

    __slots__ = ()

    def __get__(self, instance: object, owner: type[T]) -> type[T]:
        """Return the class."""
        return owner


def given(value: T | Missing, fallback: T) -> T:
    """Return the value, or the fallback for an argument that was not given."""
    return fallback if isinstance(value, Missing) else value


def optional(converter: Converter[T_co], value: object, context: str) -> T_co | None:
    """Convert an optional argument; None if it was not given, since its type has no None of its own."""
    return None if value is MISSING else converter(value, context)


def or_missing(converter: Converter[T_co], value: object, context: str) -> T_co | Missing:
    """Convert an optional argument whose type has None; `MISSING` if it was not given."""
    return MISSING if value is MISSING else converter(value, context)


def variadic(converter: Converter[T_co], values: tuple[object, ...], name: str, first: int) -> tuple[T_co, ...]:
    """Convert the arguments of `T... name`; `first` is the number of the first one, from 1."""
    return tuple(converter(value, f"{name}: argument {position}") for position, value in enumerate(values, start=first))
