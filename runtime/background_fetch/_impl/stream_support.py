"""What readable and writable streams have in common. Source: Streams, "Queuing strategies", "Supporting operations"."""

# ruff: noqa: SLF001 -- promises of streams are settled from outside, and mark their errors as taken

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from math import isnan
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from background_fetch._generated.support.base import describe
from background_fetch._generated.support.promise import Promise

if TYPE_CHECKING:
    from background_fetch._generated.streams import QueuingStrategy

T = TypeVar("T")
Size = Callable[[object], float]


class Capability(Generic[T]):
    """A promise, and what settles it."""

    __slots__ = ("promise", "reject", "resolve")

    def __init__(self) -> None:
        def executor(resolve: Callable[[T | Awaitable[T]], None], reject: Callable[[BaseException], None]) -> None:
            self.resolve = resolve
            self.reject = reject

        self.promise: Promise[T] = Promise(executor)


def taken(promise: Promise[T]) -> Promise[T]:
    """Return a promise whose error need not be reported: "Set promise.[[PromiseIsHandled]] to true"."""
    promise._handled = True
    return promise


def settled() -> Promise[None]:
    """Return a promise that is fulfilled."""
    return Promise.resolve(None)


def refused(error: BaseException) -> Promise[None]:
    """Return a promise that is rejected and reported by nobody."""
    return taken(Promise.reject(error))


def error_of(reason: object) -> BaseException:
    """Return what is raised for a reason: an exception itself, or one that holds what was given instead."""
    return reason if isinstance(reason, BaseException) else TypeError(f"the stream has failed: {reason!r}")


def called(function: Callable[..., object], *arguments: object) -> Promise[object]:
    """Call a function of the user; what it raises, or what it comes to, is in the promise."""
    try:
        result = function(*arguments)
        if isinstance(result, Awaitable):
            return Promise.of(cast("Awaitable[object]", result))
    except Exception as error:  # noqa: BLE001 -- exactly what a promise is for
        return Promise.reject(error)
    return Promise.resolve(result)


def member(owner: object, name: str, what: str) -> Callable[..., object] | None:
    """Return a function of an underlying source or sink: a key of a mapping, or an attribute.

    Raises:
        TypeError: It can't be called.
    """
    found = value(owner, name)
    if found is None or callable(found):
        return found
    raise TypeError(f"{what}: {name} must be a callable, not {describe(found)}")


def value(owner: object, name: str) -> object:
    """Return a member of an underlying source or sink, None where it has none."""
    if isinstance(owner, Mapping):
        return cast("Mapping[str, object]", owner).get(name)
    return cast("object", getattr(owner, name, None))


def high_water_mark(strategy: QueuingStrategy, default: float) -> float:
    """Return how much may be queued. Source: "extract the high water mark".

    Raises:
        ValueError: It is negative or no number.
    """
    mark = strategy.get("highWaterMark", default)
    if isnan(mark) or mark < 0:
        raise ValueError(f"highWaterMark must be a number from 0, not {mark}")
    return mark


def measured(size: Size | None, chunk: object) -> float:
    """Return the size of a chunk.

    Raises:
        ValueError: It is negative, endless or no number.
    """
    if size is None:
        return 1
    found = float(size(chunk))
    if isnan(found) or found < 0 or found == float("inf"):
        raise ValueError(f"the size of a chunk must be a finite number from 0, not {found}")
    return found
