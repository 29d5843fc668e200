"""What worker code holds: proxies of the platform's objects, classes, arrays, dictionaries, promises and bytes."""

# ruff: noqa: SLF001 -- one façade: its parts know each other

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NoReturn, cast, overload

from background_fetch._generated.support.platform import Platform
from background_fetch._generated.support.promise import Promise

from .conversions import Call, to_exception, to_worker
from .ffi import JsException
from .nulls import gives_null


class JsProxy:  # noqa: PLW1641 -- as in Pyodide
    """An object of the platform. As in Pyodide it can be compared, but not be hashed."""

    __slots__ = ("_target",)
    _target: Platform

    def __init__(self, target: Platform) -> None:
        object.__setattr__(self, "_target", target)

    def _unwrap(self) -> Platform:
        """Return the object of the runtime."""
        return self._target

    def __getattr__(self, name: str) -> object:
        if name.startswith("_") or name == "new":
            raise AttributeError(name)
        if name == "constructor":
            return JsClass(type(self._target))
        owner = type(self._target)
        member = getattr(owner, name, None)
        if member is None:
            raise AttributeError(name)
        if callable(member):
            return JsMethod(getattr(self._target, name), null=gives_null(owner, name))
        with Call():
            return to_worker(getattr(self._target, name), null=gives_null(owner, name))

    def __setattr__(self, name: str, value: object) -> None:
        member = getattr(type(self._target), name, None)
        if not isinstance(member, property):
            raise AttributeError(name)  # noqa: TRY004 -- as one that is not there
        if member.fset is None:
            raise JsException("TypeError", f"{name!r} can't be set: it is read-only")
        with Call(keeps=True) as call:
            setattr(self._target, name, call.argument(value))

    def __dir__(self) -> list[str]:
        return [name for name in dir(type(self._target)) if not name.startswith("_") and name != "new"]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, JsProxy) and other._target is self._target

    def __repr__(self) -> str:
        return f"[object {type(self._target).__name__}]"

    def __iter__(self) -> Iterator[object]:
        with Call():
            return map(to_worker, iter(cast("Sequence[object]", self._target)))

    def __len__(self) -> int:
        return len(cast("Sequence[object]", self._target))

    def __bool__(self) -> bool:
        return True

    def __contains__(self, item: object) -> bool:
        with Call() as call:
            return call.argument(item) in cast("Sequence[object]", self._target)

    def __getitem__(self, key: object) -> object:
        """Look up by the method `get`, where there is one."""
        get = getattr(type(self._target), "get", None)
        if not callable(get):
            raise TypeError(f"{type(self._target).__name__!r} object is not subscriptable")
        return cast("JsMethod", self.get)(key)

    def to_py(self, *, depth: int = -1) -> JsProxy:
        """Return the proxy: only plain values turn into Python's."""
        del depth
        return self


class JsMethod:
    """A method of the platform; keyword arguments are one more argument, an object with these members."""

    __slots__ = ("_method", "_null")

    def __init__(self, method: Callable[..., object], *, null: bool) -> None:
        self._method = method
        self._null = null

    def __call__(self, *arguments: object, **members: object) -> object:
        """Call it."""
        with Call() as call:
            found = [call.argument(each) for each in arguments]
            options = {name: call.argument(value) for name, value in members.items()}
            result = to_worker(self._method(*found, **options), null=self._null)
        return result._as_future() if isinstance(result, JsPromise) else result

    def __repr__(self) -> str:
        return f"function {self._method.__name__}() {{ [native code] }}"


class JsClass:  # noqa: PLW1641 -- as in Pyodide
    """A class of the platform: it constructs by `new` alone, and nothing is an instance of it by `isinstance`."""

    __slots__ = ("_class",)

    def __init__(self, class_: type) -> None:
        self._class = class_

    def _unwrap(self) -> type:
        """Return the class of the runtime."""
        return self._class

    @property
    def name(self) -> str:
        """The name of the class."""
        return self._class.__name__

    def new(self, *arguments: object, **members: object) -> object:
        """Construct an object."""
        with Call(keeps=True) as call:
            found = [call.argument(each) for each in arguments]
            options = {name: call.argument(value) for name, value in members.items()}
            return to_worker(self._class(*found, **options))

    def __call__(self, *_arguments: object, **_members: object) -> NoReturn:
        """Refuse: JavaScript's classes want `new`."""
        message = f"Class constructor {self.name} cannot be invoked without 'new'; use {self.name}.new(…)"
        raise JsException("TypeError", message)

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        member = getattr(self._class, name)
        if isinstance(member, property):
            raise AttributeError(name)  # noqa: TRY004 -- as one that is not there
        if callable(member):
            return JsMethod(member, null=gives_null(self._class, name))
        return to_worker(member)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, JsClass) and other._class is self._class

    def __repr__(self) -> str:
        return f"function {self.name}() {{ [native code] }}"


class JsPromise:  # noqa: PLW1641 -- as in Pyodide
    """A promise of the platform: what an attribute holds and `Promise.new` makes."""

    __slots__ = ("_null", "_promise")

    def __init__(self, promise: Promise[Any], *, null: bool = False) -> None:
        self._promise = promise
        self._null = null

    def _as_future(self) -> PyodideFuture:
        """Return it as what a call returns."""
        return PyodideFuture(self._promise, null=self._null)

    def _unwrap(self) -> Promise[Any]:
        """Return the promise of the runtime."""
        return self._promise

    def __await__(self) -> Generator[Any, None, Any]:
        with Call():
            value = yield from self._promise.__await__()
        return to_worker(value, null=self._null)

    def then(
        self, on_fulfilled: Callable[[Any], object] | None = None, on_rejected: Callable[[Any], object] | None = None, /
    ) -> JsPromise:
        """Return the promise of what one of the reactions returns."""
        return type(self)(self._promise.then(self._shown(on_fulfilled), self._caught(on_rejected)))

    def catch(self, on_rejected: Callable[[Any], object], /) -> JsPromise:
        """Return the promise of the value, or of what the reaction makes of the error."""
        return self.then(None, on_rejected)

    def finally_(self, on_finally: Callable[[], object], /) -> JsPromise:
        """Return the promise of the same outcome, after `on_finally` has run."""
        with Call(keeps=True) as call:
            return type(self)(self._promise.finally_(cast("Callable[[], object]", call.argument(on_finally))))

    def _shown(self, reaction: Callable[[Any], object] | None) -> Callable[[Any], Any]:
        null = self._null
        with Call(keeps=True) as call:
            function = call.argument(reaction)
        if not callable(function):
            return lambda value: to_worker(value, null=null)
        return lambda value: function(to_worker(value, null=null))

    @staticmethod
    def _caught(reaction: Callable[[Any], object] | None) -> Callable[[Any], Any]:
        with Call(keeps=True) as call:
            function = call.argument(reaction)

        def caught(error: BaseException) -> object:
            if callable(function):
                return function(to_exception(error))
            raise error

        return caught

    def __eq__(self, other: object) -> bool:
        return isinstance(other, JsPromise) and other._promise is self._promise

    def __repr__(self) -> str:
        return "[object Promise]"


class PyodideFuture(JsPromise):
    """What a call of the platform returns for a promise: a future of Python's, which given back is lent like others."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        return f"<PyodideFuture of {self._promise!r}>"


class JsArray(Sequence[Any]):
    """An array."""

    __slots__ = ("_items",)

    def __init__(self, items: list[object]) -> None:
        self._items = items

    def _unwrap(self) -> list[object]:
        """Return the items."""
        return self._items

    @property
    def length(self) -> int:
        """The number of items."""
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> JsArray: ...
    def __getitem__(self, index: int | slice) -> Any:
        return JsArray(self._items[index]) if isinstance(index, slice) else self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def to_py(self, *, depth: int = -1) -> list[object]:
        """Return a list of the items."""
        return [_to_py(item, depth) for item in self._items]

    def __repr__(self) -> str:
        return ",".join(map(str, self._items))


class JsObject:
    """A dictionary of the platform, or an object made by worker code: members are attributes, not items."""

    __slots__ = ("_members",)
    _members: Mapping[str, object]

    def __init__(self, members: Mapping[str, object]) -> None:
        object.__setattr__(self, "_members", MappingProxyType(dict(members)))

    def _unwrap(self) -> Mapping[str, object]:
        """Return the members."""
        return self._members

    def __getattr__(self, name: str) -> object:
        if name in self._members:
            return self._members[name]
        raise AttributeError(name)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{name!r} can't be set: what the platform tells is read-only")

    def __dir__(self) -> list[str]:
        return [*self._members]

    def to_py(self, *, depth: int = -1) -> dict[str, object]:
        """Return a dict of the members."""
        return {name: _to_py(value, depth) for name, value in self._members.items()}

    def __repr__(self) -> str:
        return "[object Object]"


class JsBuffer:
    """Bytes of the platform."""

    __slots__ = ("_bytes",)

    def __init__(self, content: bytes) -> None:
        self._bytes = content

    def _unwrap(self) -> bytes:
        """Return the bytes."""
        return self._bytes

    def to_bytes(self) -> bytes:
        """Return the bytes."""
        return self._bytes

    def to_py(self, *, depth: int = -1) -> memoryview:
        """Return a view of the bytes."""
        del depth
        return memoryview(self._bytes)

    def __len__(self) -> int:
        return len(self._bytes)


def _to_py(value: object, depth: int) -> object:
    if depth == 1 or not isinstance(value, JsArray | JsObject | JsBuffer):
        return value
    return value.to_py(depth=depth - 1)
