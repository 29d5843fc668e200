"""Between the runtime's values and those that worker code sees.

`to_worker` shows the runtime's values; `Call` converts arguments and takes borrowed proxies back when the call ends.
"""

# ruff: noqa: SLF001 -- one façade: its parts know each other

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.platform import Platform
from background_fetch._generated.support.promise import Promise

from .ffi import JsDoubleProxy, JsException, JsNull, jsnull

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

_ERRORS: Final[dict[type[BaseException], str]] = {TypeError: "TypeError", ValueError: "RangeError"}


def to_worker(value: object, *, null: bool = False) -> object:
    """Show a value of the runtime to worker code.

    Args:
        value: The value.
        null: Whether None stands for `null`, not for `undefined`.
    """
    from . import proxies  # noqa: PLC0415 -- proxies convert what their members give

    match value:
        case None:
            return jsnull if null else None
        case bool() | int() | float() | str():
            return value
        case Promise():
            return proxies.JsPromise(value, null=null)
        case list() | tuple():
            return proxies.JsArray([to_worker(item) for item in value])
        case bytes() | bytearray() | memoryview():
            return proxies.JsBuffer(bytes(value))
        case Mapping():
            return proxies.JsObject({str(key): to_worker(item) for key, item in value.items()})
        case DOMException():
            return to_exception(value)
        case Platform():
            return proxies.JsProxy(value)
        case partial() if value.func is _called:
            return value.args[0].unwrap()
        case _:
            return value


def to_exception(error: BaseException) -> BaseException:
    """Return the error as worker code sees it; Python's own stay what they are."""
    if isinstance(error, DOMException):
        return JsException(error.name, error.message, error)
    name = _ERRORS.get(type(error))
    return JsException(name, str(error), error) if name else error


class Call:
    """One call from worker code into the runtime. Use it by `with`; errors become JsExceptions."""

    def __init__(self, *, keeps: bool = False) -> None:
        """Begin a call.

        Args:
            keeps: Whether functions last, as those given to a promise do and those that an attribute is set to.
        """
        self._keeps = keeps
        self._borrowed: list[JsDoubleProxy[object]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for proxy in self._borrowed:
            proxy._return()
        if error is not None:
            shown = to_exception(error)
            if shown is not error:
                raise shown from None

    def argument(self, value: object) -> object:
        """Convert an argument for the runtime."""
        from . import proxies  # noqa: PLC0415 -- see to_worker

        match value:
            case JsNull():
                return None
            case proxies.PyodideFuture():
                return self._proxied(self._borrow(value))
            case proxies.JsProxy() | proxies.JsPromise() | proxies.JsBuffer() | proxies.JsClass():
                return value._unwrap()
            case proxies.JsObject() | proxies.JsArray() | Mapping() | list() | tuple() | set() | frozenset():
                return self._container(value)
            case JsException():
                return value._error or value
            case JsDoubleProxy():
                return self._proxied(value)
            case _ if callable(value) or isinstance(value, Awaitable):
                return self._proxied(self._borrow(value))
            case _:
                return value

    def _container(self, value: object) -> object:
        items = getattr(value, "_unwrap", lambda: value)()
        if isinstance(items, Mapping):
            return {key: self.argument(item) for key, item in items.items()}
        return [self.argument(item) for item in cast("list[object]", items)]

    def _borrow(self, value: object) -> JsDoubleProxy[object]:
        proxy = JsDoubleProxy(value)
        if not self._keeps:
            self._borrowed.append(proxy)
        return proxy

    def _proxied(self, proxy: JsDoubleProxy[object]) -> object:
        value = proxy.unwrap()
        if proxy._view is None:
            if isinstance(value, Awaitable):
                proxy._view = _promised(proxy)
            elif callable(value):
                proxy._view = partial(_called, proxy)
            else:
                proxy._view = value
        return proxy._view


def _called(proxy: JsDoubleProxy[object], *arguments: object) -> object:
    """Call a function of worker code from the runtime."""
    function = cast("Callable[..., object]", proxy._use())
    result = function(*map(to_worker, arguments))
    return _given(result)


def _given(value: object) -> object:
    """Convert what worker code returns, in one way or another."""
    with Call(keeps=True) as call:
        return call.argument(value)


def _promised(proxy: JsDoubleProxy[object]) -> Promise[object]:
    """Return the promise that JavaScript makes of an awaitable: a microtask later it asks it for `then`."""
    promise: Promise[object] = Promise.resolve(None).then(lambda _: cast("Any", proxy._use()))
    return promise._converted(_given)
