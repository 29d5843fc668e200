"""What the generated classes stand on: one hidden implementation object each, and nothing that a user could confuse.

- An object has exactly one slot of state, `_impl`. The platform makes objects by `_wrap`, users by the constructor.
- A member called on something else than an instance is a `TypeError` (Web IDL's brand check).
- What the hand-written behaviour does not implement yet says so by a `NotSupportedError` that names the file to write.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar, Generic, NoReturn, Protocol, TypeVar, cast

from .base import describe
from .exceptions import DOMException
from .promise import Promise

T = TypeVar("T")
I_co = TypeVar("I_co", covariant=True)
W_co = TypeVar("W_co", covariant=True)
W = TypeVar("W")


class _HasImpl(Protocol[I_co]):
    @property
    def _impl(self) -> I_co: ...


if TYPE_CHECKING:

    class _Wrapping(Generic[I_co, W_co]):
        # Covariant in the implementation, which a parameter must not be by the book: `Child._wrap` takes less than
        # `Parent._wrap`. Both are called on a class that is written out, so no call can pass the wrong one.
        def __call__(self, impl: I_co, /) -> W_co: ...  # type: ignore[misc]

    class Wrap(Generic[I_co]):
        """The type of `X._wrap`: takes X's implementation, gives an X."""

        def __get__(self, instance: object, owner: type[W]) -> _Wrapping[I_co, W]: ...


class Platform:
    """Base of all generated classes."""

    __slots__ = ("__weakref__", "_impl", "_same")
    _shown: ClassVar[tuple[str, ...]] = ()
    """Names of the attributes that the repr shows."""

    if TYPE_CHECKING:

        @property
        def _impl(self) -> object: ...

    else:

        @classmethod
        def _wrap(cls, impl: object) -> Platform:
            made = cls.__new__(cls)
            _SLOT.__set__(made, impl)
            return made

    def __repr__(self) -> str:
        shown = "".join(f" {name}={value!r}" for name, value in _readable(self))
        return f"<{type(self).__name__}{shown}>"


def _readable(shown: Platform) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for name in shown._shown:  # noqa: SLF001 -- the class's own business
        try:
            found.append((name, getattr(shown, name)))
        except Exception:  # noqa: BLE001 -- a repr never fails, whatever the behaviour does
            return []
    return found


def impl_of(cls: type, receiver: _HasImpl[T], member: str) -> T:
    """Return the implementation behind `receiver`, which has to be an instance of `cls`.

    Raises:
        TypeError: It is something else, or an instance whose class forgot to call `super().__init__()`.
    """
    if not isinstance(receiver, cls):
        raise TypeError(f"{cls.__name__}.{member} is called on {describe(receiver)}, not on {cls.__name__}")
    try:
        return receiver._impl  # noqa: SLF001 -- this is the one place that reads it
    except AttributeError:
        if hasattr(receiver, "_impl"):
            raise
        raise TypeError(f"{describe(receiver)}.__init__ did not call super().__init__()") from None


def initialize(receiver: Platform, impl: object) -> None:
    """Put an implementation behind an object that is being constructed."""
    _SLOT.__set__(receiver, impl)


class _Slot(Protocol):
    def __set__(self, instance: object, value: object, /) -> None: ...


_SLOT = cast("_Slot", Platform.__dict__["_impl"])
_SAME = cast("_Slot", Platform.__dict__["_same"])


def same_object(receiver: Platform, member: str, get: Callable[[], T]) -> T:
    """Return what `get` gave the first time: `[SameObject]`."""
    cache = cast("dict[str, T]", getattr(receiver, "_same", None))
    if cache is None:
        cache = {}
        _SAME.__set__(receiver, cache)
    if member not in cache:
        cache[member] = get()
    return cache[member]


def illegal_constructor(receiver: object) -> NoReturn:
    """Refuse to construct an interface without constructor."""
    name = receiver.__name__ if isinstance(receiver, type) else type(receiver).__name__
    raise TypeError(f"{name}: Illegal constructor")


class Unbound:
    """Stands where behaviour is missing; calling it, or reading a member, says which file to write."""

    __slots__ = ("_file", "_what")

    def __init__(self, what: str, file: str) -> None:
        self._what = what
        self._file = file

    def __call__(self, *_arguments: object) -> NoReturn:
        """Raise NotSupportedError."""
        not_supported(self._what, self._file)

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        not_supported(f"{self._what}.{name}", self._file)


def unbound(what: str, file: str) -> Callable[..., NoReturn]:
    """Return what stands in for a constructor until behaviour is bound to it."""
    return Unbound(what, file)


def unbound_statics(what: str, file: str, protocol: type[T]) -> T:
    """Return what stands in for static operations until behaviour is bound to them."""
    del protocol
    return cast("T", Unbound(what, file))


def not_supported(what: str, file: str) -> NoReturn:
    """Raise the NotSupportedError of a member without behaviour."""
    raise DOMException(f"{what} is not implemented; its behaviour belongs into {file}", "NotSupportedError")


def promise(steps: Callable[[], Awaitable[T]]) -> Promise[T]:
    """Return the promise of an operation: whatever goes wrong before the first await rejects it as well.

    Source: Web IDL, "create an operation function": an exception of an operation that returns a promise, those of
    its arguments' conversion included, becomes a rejection.
    """
    try:
        awaitable = steps()
    except Exception as error:  # noqa: BLE001 -- exactly what the specification demands
        return Promise.reject(error)
    return Promise.of(awaitable)
