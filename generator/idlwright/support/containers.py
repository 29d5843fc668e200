"""Types made of types: nullable, sequences, records, unions.

Sources: Web IDL, "Nullable types", "Sequences", "Frozen arrays", "Records", "Union types". The makers below give types
that a checker can follow: a union's members share one covariant type, which the annotation of the constant says.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, Callable, Iterable, Mapping
from operator import attrgetter
from typing import Generic, TypeVar

from .base import Converter, Rank, describe, mismatch, one_of

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
_TEXTS = (str, bytes, bytearray)
"""Iterable, and never meant as a sequence of their characters."""
_SETTLED = frozenset((str, dict, list, tuple))
"""Types whose instances are all accepted by a converter, or none."""


class Lazy(Converter[T_co]):
    """A converter that is looked up when it is first needed: definitions refer to each other in circles."""

    __slots__ = ("_find", "_found")

    def __init__(self, find: Callable[[], Converter[T_co]]) -> None:
        self._find = find
        self._found: Converter[T_co] | None = None

    @property
    def _inner(self) -> Converter[T_co]:
        if self._found is None:
            self._found = self._find()
        return self._found

    @property
    def expected(self) -> str:
        """What the type behind expects."""
        return self._inner.expected

    @property
    def words(self) -> tuple[str, ...]:
        """The alternatives of the type behind."""
        return self._inner.words

    @property
    def rank(self) -> int:
        """Where the type behind stands."""
        return self._inner.rank

    def accepts(self, value: object) -> bool:
        """Accept what the type behind accepts."""
        return self._inner.accepts(value)

    def __call__(self, value: object, context: str) -> T_co:
        """Convert as the type behind does."""
        return (self._found or self._inner)(value, context)


class Nullable(Converter[T_co | None]):
    """`T?`."""

    __slots__ = ("inner",)

    def __init__(self, inner: Converter[T_co]) -> None:
        self.inner = inner

    @property
    def expected(self) -> str:
        """Name the type, or None."""
        return one_of(self.words)

    @property
    def words(self) -> tuple[str, ...]:
        """The alternatives of the type, and None."""
        return (*self.inner.words, "None")

    @property
    def rank(self) -> int:
        """Stand where the type itself does."""
        return self.inner.rank

    def accepts(self, value: object) -> bool:
        """Accept None and what the type accepts."""
        return value is None or self.inner.accepts(value)

    def __call__(self, value: object, context: str) -> T_co | None:
        """Convert, and keep None."""
        if value is None:
            return None
        try:
            return self.inner(value, context)
        except TypeError:
            if self.inner.accepts(value):
                raise
            raise mismatch(context, self.expected, value) from None


class _Iterable(Converter[T_co]):
    __slots__ = ()
    _rank = Rank.SEQUENCE

    def accepts(self, value: object) -> bool:
        """Accept an iterable that is no text."""
        return isinstance(value, Iterable) and not isinstance(value, _TEXTS)


class _Items(_Iterable[T_co], Generic[T, T_co]):
    __slots__ = ("_item",)

    def __init__(self, item: Converter[T]) -> None:
        self._item = item

    @property
    def expected(self) -> str:
        """Name the items."""
        return f"an iterable of {self._item.expected}"

    def _items(self, value: object, context: str) -> list[T]:
        convert = self._item
        if type(value) is list and convert.keeps(value):
            return list(value)
        if not isinstance(value, Iterable) or isinstance(value, _TEXTS):
            raise mismatch(context, self.expected, value)
        return [convert(item, f"{context}[{position}]") for position, item in enumerate(value)]


class Sequence(_Items[T, list[T]]):
    """`sequence<T>` and `ObservableArray<T>`: a new list."""

    __slots__ = ()

    def __call__(self, value: object, context: str) -> list[T]:
        """Convert each item."""
        return self._items(value, context)


class Frozen(_Items[T, tuple[T, ...]]):
    """`FrozenArray<T>`: a tuple."""

    __slots__ = ()

    def __call__(self, value: object, context: str) -> tuple[T, ...]:
        """Convert each item."""
        return tuple(self._items(value, context))


class AsyncSequence(Converter[AsyncIterable[T]]):
    """`async_sequence<T>`: items are converted as they come."""

    __slots__ = ("_item",)
    _rank = Rank.SEQUENCE

    def __init__(self, item: Converter[T]) -> None:
        self._item = item

    @property
    def expected(self) -> str:
        """Name the items."""
        return f"an iterable or asynchronous iterable of {self._item.expected}"

    def accepts(self, value: object) -> bool:
        """Accept what can be iterated in either way and is no text."""
        return isinstance(value, AsyncIterable | Iterable) and not isinstance(value, _TEXTS)

    def __call__(self, value: object, context: str) -> AsyncIterable[T]:
        """Return an asynchronous iterable of the converted items."""
        if not self.accepts(value):
            raise mismatch(context, self.expected, value)
        return _converted(value, self._item, context)


async def _converted(value: object, item: Converter[T], context: str) -> AsyncIterable[T]:
    position = 0
    if isinstance(value, AsyncIterable):
        async for found in value:
            yield item(found, f"{context}[{position}]")
            position += 1
    elif isinstance(value, Iterable):
        for found in value:
            yield item(found, f"{context}[{position}]")
            position += 1


class Record(Converter[dict[str, T]]):
    """`record<K, V>`: a new dict, from a mapping."""

    __slots__ = ("_key", "_value")
    _rank = Rank.MAPPING

    def __init__(self, key: Converter[str], value: Converter[T]) -> None:
        self._key = key
        self._value = value

    @property
    def expected(self) -> str:
        """Name the values."""
        return f"a mapping of {self._key.expected} to {self._value.expected}"

    def accepts(self, value: object) -> bool:
        """Accept a mapping."""
        return isinstance(value, Mapping)

    def __call__(self, value: object, context: str) -> dict[str, T]:
        """Convert keys and values."""
        if type(value) is dict and self._key.keeps(value) and self._value.keeps(value.values()):
            return dict(value)
        if not isinstance(value, Mapping):
            raise mismatch(context, self.expected, value)
        return {
            self._key(key, f"{context}, key {key!r},"): self._value(found, f"{context}[{key!r}]")
            for key, found in value.items()
        }


class Union(Converter[T_co]):
    """`(A or B or …)`: the first member, in Web IDL's order, that takes the value."""

    __slots__ = ("_chosen", "_members", "_ordered")

    def __init__(self, members: tuple[Converter[T_co], ...]) -> None:
        self._members = members
        self._chosen: dict[type, Converter[T_co]] = {}
        self._ordered: tuple[Converter[T_co], ...] = ()

    @property
    def expected(self) -> str:
        """Name the members, in the order of the IDL."""
        return one_of(self.words)

    @property
    def words(self) -> tuple[str, ...]:
        """The alternatives of the members, each once."""
        return tuple(dict.fromkeys(word for member in self._members for word in member.words))

    @property
    def rank(self) -> int:
        """Stand where the first member does."""
        return min(member.rank for member in self._members)

    def accepts(self, value: object) -> bool:
        """Accept what any member accepts."""
        return any(member.accepts(value) for member in self._members)

    def __call__(self, value: object, context: str) -> T_co:
        """Convert by the member that takes the value."""
        chosen = self._chosen.get(type(value))
        if chosen is not None:
            return chosen(value, context)
        if not self._ordered:
            self._ordered = tuple(sorted(self._members, key=attrgetter("rank")))
        for member in self._ordered:
            if member.accepts(value):
                if type(value) in _SETTLED:
                    self._chosen[type(value)] = member
                return member(value, context)
        raise TypeError(f"{context} must be {self.expected}, not {describe(value)}")


def lazy(find: Callable[[], Converter[T_co]]) -> Converter[T_co]:
    """Return a converter that stands for one defined later or in another module."""
    return Lazy(find)


def nullable(inner: Converter[T_co]) -> Converter[T_co | None]:
    """Return the converter of `T?`."""
    return Nullable(inner)


def sequence(item: Converter[T]) -> Converter[list[T]]:
    """Return the converter of `sequence<T>`."""
    return Sequence(item)


def frozen(item: Converter[T]) -> Converter[tuple[T, ...]]:
    """Return the converter of `FrozenArray<T>`."""
    return Frozen(item)


def async_sequence(item: Converter[T]) -> Converter[AsyncIterable[T]]:
    """Return the converter of `async_sequence<T>`."""
    return AsyncSequence(item)


def record(key: Converter[str], value: Converter[T]) -> Converter[dict[str, T]]:
    """Return the converter of `record<K, V>`."""
    return Record(key, value)


def union(*members: Converter[T_co]) -> Converter[T_co]:
    """Return the converter of a union; the order of the members is that of the IDL."""
    return Union(members)
