"""What the generated classes stand on: one hidden implementation object each, and nothing that a user could confuse.

- What an object is, is behind it: `_impl`. The platform makes objects by `_wrap`, users by the constructor.
- A member called on something else than an instance is a `TypeError` (Web IDL's brand check).
- What the hand-written behaviour does not implement yet says so by a `NotSupportedError` that names the file to write.
"""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from types import MethodType
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Concatenate,
    Generic,
    NoReturn,
    ParamSpec,
    Protocol,
    TypeVar,
    cast,
    overload,
)

from .base import New, describe
from .exceptions import DOMException
from .promise import Promise

P = ParamSpec("P")
T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., object])
G = TypeVar("G", bound=Callable[..., object])
I = TypeVar("I")  # noqa: E741 -- an implementation
I_co = TypeVar("I_co", covariant=True)
W = TypeVar("W")
W_co = TypeVar("W_co", covariant=True)


class _HasImpl(Protocol[I_co]):
    @property
    def _impl(self) -> I_co: ...


class Handlers(Protocol):
    """What an interface with event handler attributes (`onprogress`) has behind it."""

    def event_handler(self, type_: str, /) -> Callable[..., object] | None:
        """Return the handler of the events of a type."""

    def set_event_handler(self, type_: str, value: Callable[..., object] | None, /) -> None:
        """Set the handler of the events of a type; None removes it."""


if TYPE_CHECKING:

    class _Wrapping(Generic[I_co, W_co]):
        # Covariant in the implementation, which a parameter must not be by the book: `Child._wrap` takes less than
        # `Parent._wrap`. Both are called on a class that is written out, so no call can pass the wrong one.
        def __call__(self, impl: I_co, /) -> W_co:  # type: ignore[misc]
            raise NotImplementedError

    class _Wrap(Generic[I_co]):
        def __get__(self, instance: object, owner: type[W], /) -> _Wrapping[I_co, W]:
            raise NotImplementedError

    def wraps(declared: Callable[[Any, I], None], /) -> _Wrap[I]:
        """Declare what `_wrap` of a class takes; for type checkers only, since `Platform` has the one that works."""
        raise NotImplementedError


class Platform:
    """Base of all generated classes but exceptions."""

    __slots__ = ("__weakref__", "_impl", "_same")
    _shown: ClassVar[tuple[str, ...]] = ()
    """Names of the attributes that the repr shows."""
    new: ClassVar[New] = New()
    """`X.new(…)` constructs as `X(…)` does, as JavaScript's `new` is written in Python."""

    if TYPE_CHECKING:

        @property
        def _impl(self) -> object: ...

    else:

        @classmethod
        def _wrap(cls, impl: object) -> Platform:
            made = cls.__new__(cls)
            initialize(made, impl)
            return made

    def __repr__(self) -> str:
        shown = "".join(f" {name}={value!r}" for name, value in _readable(self))
        return f"<{type(self).__name__}{shown}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"cannot pickle {type(self).__name__}: it is an object of the platform")


class PlatformException(DOMException):
    """Base of generated classes that inherit from DOMException."""

    if TYPE_CHECKING:

        @property
        def _impl(self) -> object: ...

    else:

        @classmethod
        def _wrap(cls, impl: object) -> PlatformException:
            made = cls.__new__(cls)
            DOMException.__init__(made)
            initialize(made, impl)
            return made


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


def behind(receiver: _HasImpl[object], cls: type[T]) -> T:
    """Return what is behind an object, which has to be of one's own class `cls`: behaviour asks for private state so.

    Raises:
        TypeError: It is of another class: another package's object, or one whose construction has not ended.
    """
    found = getattr(receiver, "_impl", None)
    if isinstance(found, cls):
        return found
    raise TypeError(f"what is behind the {describe(receiver)} is {describe(found)}, not {cls.__name__}")


def initialize(receiver: object, impl: object) -> None:
    """Put an implementation behind an object that is being constructed, whatever its class does with attributes."""
    object.__setattr__(receiver, "_impl", impl)


def same_object(receiver: object, member: str, get: Callable[[], T]) -> T:
    """Return what `get` gave the first time: `[SameObject]`."""
    cache = cast("dict[str, T] | None", getattr(receiver, "_same", None))
    if cache is None:
        cache = {}
        object.__setattr__(receiver, "_same", cache)
    if member not in cache:
        cache[member] = get()
    return cache[member]


class Static(Generic[T]):
    """A static attribute: it is read on the class."""

    def __init__(self, get: Callable[[], T], doc: str = "") -> None:
        self._get = get
        self.__doc__ = doc

    def __get__(self, instance: object, owner: type) -> T:
        """Ask behaviour."""
        return self._get()


def illegal(declared: F) -> F:
    """Make an `__init__` that refuses, whatever it is given, of the one that is declared for people and checkers."""

    @functools.wraps(declared)
    def refuse(receiver: object, *_arguments: object, **_members: object) -> NoReturn:
        raise TypeError(f"{type(receiver).__name__}: Illegal constructor")

    return cast("F", refuse)


class Both(Generic[F, G]):
    """A static operation and one of objects under the same name, as `Response.json` is."""

    __slots__ = ("_method", "_static")

    def __init__(self, static: F, method: Callable[..., object]) -> None:
        self._static: F = getattr(static, "__func__", static)  # what the body of a class has is a staticmethod object
        self._method = method

    @overload
    def __get__(self, instance: None, owner: type) -> F: ...

    @overload
    def __get__(self, instance: object, owner: type) -> G: ...

    def __get__(self, instance: object, owner: type) -> F | G:
        """Return the static operation of a class, that of the object of an object."""
        return self._static if instance is None else cast("G", MethodType(self._method, instance))


def both(static: F, method: Callable[Concatenate[Any, P], T]) -> Both[F, Callable[P, T]]:
    """Return what stands for both operations."""
    return Both(static, method)


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


def unbound_statics(what: str, file: str) -> Any:
    """Return what stands in for static members until behaviour is bound to them."""
    return Unbound(what, file)


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
