"""Objects: interfaces, callbacks, buffers, promises, `any`.

Sources: Web IDL, "Interface types", "Callback function types", "Callback interface types", "Buffer source types",
"Promise types", "any", "object".
"""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, Final, Generic, TypeVar, cast

from .base import Converter, Rank, mismatch

if TYPE_CHECKING:
    from .promise import Promise

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Instance(Converter[T_co], Generic[T_co]):
    """An interface: an instance of its public class."""

    __slots__ = ("_type",)
    _rank = Rank.INTERFACE

    def __init__(self, type_: type[T_co]) -> None:
        self._type = type_

    @property
    def expected(self) -> str:
        """Name the class."""
        return self._type.__name__

    def accepts(self, value: object) -> bool:
        """Accept an instance."""
        return isinstance(value, self._type)

    def __call__(self, value: object, context: str) -> T_co:
        """Return the object itself."""
        if isinstance(value, self._type):
            return value
        raise mismatch(context, self._type.__name__, value)


class Function(Converter[T_co]):
    """A callback function: anything that can be called."""

    __slots__ = ()
    _expected = "a callable"
    _rank = Rank.CALLBACK

    def accepts(self, value: object) -> bool:
        """Accept what can be called."""
        return callable(value)

    def __call__(self, value: object, context: str) -> T_co:
        """Return the callable itself: listeners are found again by identity."""
        if callable(value):
            return cast("T_co", value)
        raise mismatch(context, self.expected, value)


class CallbackObject(Converter[T_co]):
    """A callback interface: a callable, or an object with its one operation."""

    __slots__ = ("_operation",)
    _rank = Rank.CALLBACK

    def __init__(self, operation: str) -> None:
        self._operation = operation

    @property
    def expected(self) -> str:
        """Name both forms."""
        return f"a callable or an object with {self._operation}()"

    def accepts(self, value: object) -> bool:
        """Accept both forms; whether the operation can be called is found out when it is, as Web IDL says."""
        return callable(value) or hasattr(value, self._operation)

    def __call__(self, value: object, context: str) -> T_co:
        """Return the object itself: listeners are found again by identity."""
        if self.accepts(value):
            return cast("T_co", value)
        raise mismatch(context, self.expected, value)


class Buffer(Converter[memoryview]):
    """A buffer source: bytes, bytearray, memoryview, array and whatever else has Python's buffer protocol."""

    __slots__ = ("_writable",)
    _rank = Rank.BUFFER

    def __init__(self, *, writable: bool) -> None:
        self._writable = writable

    @property
    def expected(self) -> str:
        """Name the kind of buffer."""
        return "a writable buffer" if self._writable else "a bytes-like object"

    def accepts(self, value: object) -> bool:
        """Accept what a memoryview can be taken of."""
        try:
            view = memoryview(cast("bytes", value))
        except TypeError:
            return False
        return not (self._writable and view.readonly)

    def __call__(self, value: object, context: str) -> memoryview:
        """Return a view of the very bytes that the caller holds."""
        if self.accepts(value):
            return memoryview(cast("bytes", value))
        raise mismatch(context, self.expected, value)


class Anything(Converter[object]):
    """`any` and `object`: every value, as it is."""

    __slots__ = ()
    _expected = "any object"
    _rank = Rank.OBJECT

    def accepts(self, value: object) -> bool:  # noqa: ARG002 -- every value is one
        """Accept everything."""
        return True

    def __call__(self, value: object, context: str) -> object:  # noqa: ARG002 -- nothing is refused
        """Return the value."""
        return value


class Nothing(Converter[None]):
    """`undefined`, which is None."""

    __slots__ = ()
    _expected = "None"
    _rank = Rank.NULL

    def accepts(self, value: object) -> bool:
        """Accept None."""
        return value is None

    def __call__(self, value: object, context: str) -> None:
        """Return None."""
        if value is not None:
            raise mismatch(context, self.expected, value)


class Refused(Converter[T_co]):
    """A type that has no values here, such as an interface that is deliberately left out."""

    __slots__ = ("_name",)
    _rank = Rank.INTERFACE

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def expected(self) -> str:
        """Name the type."""
        return self._name

    def accepts(self, value: object) -> bool:  # noqa: ARG002 -- no value is one
        """Accept nothing."""
        return False

    def __call__(self, value: object, context: str) -> T_co:
        """Refuse the value."""
        raise mismatch(context, f"{self._name} (which is not available here)", value)


class PromiseOf(Converter["Promise[T]"], Generic[T]):
    """`Promise<T>`: an awaitable; what it comes to is converted when it does."""

    __slots__ = ("_inner",)
    _expected = "an awaitable"
    _rank = Rank.PROMISE

    def __init__(self, inner: Converter[T]) -> None:
        self._inner = inner

    def accepts(self, value: object) -> bool:
        """Accept an awaitable."""
        return isinstance(value, Awaitable)

    def __call__(self, value: object, context: str) -> Promise[T]:
        """Return a promise of the converted value."""
        from .promise import Promise  # noqa: PLC0415 -- promises need converters for nothing; no circle at import

        if not isinstance(value, Awaitable):
            raise mismatch(context, self.expected, value)
        if isinstance(self._inner, Anything):
            return Promise.of(value)
        if isinstance(value, Promise):
            inner = self._inner
            return value._converted(lambda found: inner(found, context))  # noqa: SLF001 -- promises are ours
        return Promise.of(self._settled(value, context))

    async def _settled(self, value: Awaitable[object], context: str) -> T:
        return self._inner(await value, context)


def instance(type_: type[T]) -> Converter[T]:
    """Return the converter of an interface."""
    return Instance(type_)


def function() -> Converter[T]:
    """Return the converter of a callback function; its type is said where it is stored."""
    return Function()


def callback_object(operation: str) -> Converter[T]:
    """Return the converter of a callback interface."""
    return CallbackObject(operation)


def refused(name: str) -> Converter[T]:
    """Return the converter of a type without values."""
    return Refused(name)


def promise_of(inner: Converter[T]) -> Converter[Promise[T]]:
    """Return the converter of `Promise<T>`."""
    return PromiseOf(inner)


ANY: Final = Anything()
OBJECT: Final = ANY
UNDEFINED: Final = Nothing()
BUFFER: Final = Buffer(writable=False)
WRITABLE_BUFFER: Final = Buffer(writable=True)
