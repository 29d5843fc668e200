"""How Python goes over the collections of the platform, which may change while it does.

Source: Web IDL, "Iterable declarations", "Maplike declarations", "Setlike declarations", "Indexed properties".
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from .base import describe

K = TypeVar("K")
S = TypeVar("S")
V = TypeVar("V")


def live(get: Callable[[], Sequence[V]]) -> Iterator[V]:
    """Yield the items; they are asked for again at each step, as Web IDL's iterators do."""
    position = 0
    while position < len(items := get()):
        yield items[position]
        position += 1


def numbered(get: Callable[[], Sequence[V]]) -> Iterator[tuple[int, V]]:
    """Yield each item with its number."""
    return enumerate(live(get))


def numbers(get: Callable[[], Sequence[V]]) -> Iterator[int]:
    """Yield the items' numbers."""
    return (number for number, _ in numbered(get))


def firsts(get: Callable[[], Sequence[tuple[K, V]]]) -> Iterator[K]:
    """Yield the keys of pairs."""
    return (pair[0] for pair in live(get))


def seconds(get: Callable[[], Sequence[tuple[K, V]]]) -> Iterator[V]:
    """Yield the values of pairs."""
    return (pair[1] for pair in live(get))


def keys(entries: Collection[K]) -> Iterator[K]:
    """Yield the keys of a map (or the values of a set): what goes meanwhile is left out, what comes is included."""
    seen: set[K] = set()
    while pending := [key for key in entries if key not in seen]:
        for key in pending:
            seen.add(key)
            if key in entries:
                yield key


def values(entries: Mapping[K, V]) -> Iterator[V]:
    """Yield the values of a map."""
    return (entries[key] for key in keys(entries))


def pairs(entries: Mapping[K, V]) -> Iterator[tuple[K, V]]:
    """Yield the entries of a map."""
    return ((key, entries[key]) for key in keys(entries))


def doubled(entries: Collection[V]) -> Iterator[tuple[V, V]]:
    """Yield each value of a set twice, which is what its entries are."""
    return ((value, value) for value in keys(entries))


def for_each(pairs_: Iterator[tuple[K, V]], callback: Callable[[V, K, S], object], whole: S, name: str) -> None:
    """Call back with value, key and the collection for each pair."""
    if not callable(callback):
        raise TypeError(f"{name}: argument 1 ('callback') must be a callable, not {describe(callback)}")
    for key, value in pairs_:
        callback(value, key, whole)


def found(value: V | None, key: object) -> V:
    """Return what a getter found.

    Raises:
        IndexError: It found nothing, by number.
        KeyError: It found nothing, by name.
    """
    if value is not None:
        return value
    if isinstance(key, int):
        raise IndexError(key)
    raise KeyError(key)


def contains(has: Callable[..., bool], key: object) -> bool:
    """Tell whether `has` takes a key and knows it; nothing is found under what can't be a key."""
    try:
        return has(key)
    except TypeError:
        return False


async def async_firsts(whole: AsyncIterator[tuple[K, V]]) -> AsyncIterator[K]:
    """Yield the keys of pairs as they come."""
    async for key, _ in whole:
        yield key


async def async_seconds(whole: AsyncIterator[tuple[K, V]]) -> AsyncIterator[V]:
    """Yield the values of pairs as they come."""
    async for _, value in whole:
        yield value
