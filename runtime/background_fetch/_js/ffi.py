"""The parts of `pyodide.ffi` that do not depend on conversions: `jsnull`, `JsException`, proxies of Python objects."""

from __future__ import annotations

from typing import Final, Generic, Literal, NoReturn, TypeVar

T = TypeVar("T")

DESTROYED: Final = "a function or awaitable that was lent for one call is used after it; wrap it in create_proxy()"


class JsNull:
    """The type of `jsnull`."""

    _instance: JsNull | None = None

    def __new__(cls) -> JsNull:  # noqa: PYI034 -- there is one, of no subclass
        """Return the one instance."""
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "jsnull"

    def __reduce__(self) -> str:
        return "jsnull"


jsnull: Final = JsNull()


class JsException(Exception):  # noqa: N818 -- Pyodide's name
    """An error of JavaScript. Those of the platform, DOMExceptions, are among them."""

    def __init__(self, name: str, message: str, error: BaseException | None = None) -> None:
        super().__init__(f"{name}: {message}" if message else name)
        self.name = name
        self.message = message
        self._error = error
        """What it stands for in the runtime."""

    @property
    def code(self) -> int:
        """The number of a DOMException's name."""
        code = getattr(self._error, "code", None)
        if not isinstance(code, int):
            raise AttributeError("code")  # noqa: TRY004 -- as one that is not there
        return code


class JsDoubleProxy(Generic[T]):
    """A Python object that JavaScript may keep, until `destroy` is called."""

    def __init__(self, value: T, *, once: bool = False) -> None:
        self._value = value
        self._once = once
        self._destroyed = ""
        """Why it can't be used any more."""
        self._view: object = None
        """What the runtime was given for it, so that a listener is found again."""

    def destroy(self) -> None:
        """Let go of the object; using the proxy from then on is an error."""
        self._destroyed = "Object has already been destroyed"

    def _return(self) -> None:
        """End a loan that was for one call."""
        self._destroyed = DESTROYED

    def unwrap(self) -> T:
        """Return the Python object."""
        return self._value

    def _use(self) -> T:
        """Return the object for a call; a proxy for one call has had it then."""
        if self._destroyed:
            raise JsException("Error", self._destroyed)
        if self._once:
            self.destroy()
        return self._value

    def __repr__(self) -> str:
        return f"<JsDoubleProxy of {self._value!r}>"


def create_proxy(obj: T, /, *, capture_this: bool = False, roundtrip: bool = True) -> JsDoubleProxy[T]:
    """Make a Python object last in JavaScript until the proxy is destroyed."""
    del capture_this, roundtrip
    return JsDoubleProxy(obj)


def create_once_callable(obj: T, /, *, _may_syncify: bool = False) -> JsDoubleProxy[T]:
    """Make a function last until it has been called once."""
    return JsDoubleProxy(obj, once=True)


def destroy_proxies(proxies: list[JsDoubleProxy[object]], /) -> None:
    """Destroy all of these."""
    for proxy in proxies:
        proxy.destroy()


def missing(module: str, name: str) -> NoReturn:
    """Refuse a name that the façade does not have."""
    raise AttributeError(f"module {module!r} has no attribute {name!r} here")
