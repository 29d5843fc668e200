"""The modules `js`, `pyodide` and `pyodide.ffi` of one worker."""

# ruff: noqa: SLF001 -- one façade: its parts know each other

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import background_fetch._generated as generated
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.platform import Platform
from background_fetch._generated.support.promise import Promise

from . import ffi
from .conversions import Call
from .proxies import JsArray, JsBuffer, JsClass, JsObject, JsPromise, JsProxy, PyodideFuture

if TYPE_CHECKING:
    from background_fetch._generated.service_workers import ServiceWorkerGlobalScope

_WINDOW_ONLY: Final = frozenset({"Navigator", "Window"})
"""Classes that a service worker's global object does not have."""


_Executor: TypeAlias = "Callable[[Callable[..., None], Callable[..., None]], object]"


class Namespace:
    """A built-in object of JavaScript, as far as worker code needs it."""

    def __init__(self, name: str, members: Mapping[str, Callable[..., object]]) -> None:
        self._name = name
        self.__dict__.update(members)

    def __repr__(self) -> str:
        return f"[object {self._name}]"


class JsModule(ModuleType):
    """`js`: what the worker's global object has."""

    def __init__(self, scope: ServiceWorkerGlobalScope) -> None:
        super().__init__("js", "The global object of the worker.")
        self.__dict__["_scope"] = JsProxy(scope)
        self.__dict__["_builtins"] = _builtins()

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in {"self", "globalThis"}:
            return self.__dict__["_scope"]
        if name in self.__dict__["_builtins"]:
            return self.__dict__["_builtins"][name]
        member = getattr(generated, name, None)
        if isinstance(member, type) and issubclass(member, Platform | DOMException) and name not in _WINDOW_ONLY:
            return JsClass(member)
        try:
            return getattr(self.__dict__["_scope"], name)
        except AttributeError:
            ffi.missing("js", name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self.__dict__["_scope"], name, value)


class JsPromiseClass:
    """`js.Promise`."""

    name = "Promise"

    @staticmethod
    def new(executor: _Executor | ffi.JsDoubleProxy[_Executor], /) -> JsPromise:
        """Construct a promise."""

        def run(resolve: Callable[[Any], None], reject: Callable[[BaseException], None]) -> None:
            def resolved(value: object = None) -> None:
                with Call(keeps=True) as call:
                    resolve(call.argument(value))

            def rejected(error: object = None) -> None:
                reject(error if isinstance(error, BaseException) else ffi.JsException("Error", str(error)))

            function = executor._use() if isinstance(executor, ffi.JsDoubleProxy) else executor
            function(resolved, rejected)

        return JsPromise(Promise(run))

    @staticmethod
    def resolve(value: object = None, /) -> PyodideFuture:
        """Return a promise of the value."""
        with Call() as call:
            found = call.argument(value)
        return PyodideFuture(found if isinstance(found, Promise) else Promise.resolve(found))

    @staticmethod
    def reject(error: object = None, /) -> PyodideFuture:
        """Return a promise that is rejected."""
        return PyodideFuture(
            Promise.reject(error if isinstance(error, BaseException) else ffi.JsException("Error", str(error)))
        )


def _builtins() -> Mapping[str, object]:
    return {
        "Promise": JsPromiseClass(),
        "Object": Namespace("Object", {"fromEntries": _from_entries, "new": JsObject}),
        "console": Namespace("console", {"log": print, "info": print, "warn": print, "error": print}),
    }


def _from_entries(entries: Iterable[tuple[str, object]]) -> JsObject:
    """Return the object with these members."""
    return JsObject({str(key): value for key, value in entries})


def _to_js(
    obj: object,
    /,
    *,
    depth: int = -1,
    dict_converter: Callable[[Iterable[tuple[str, object]]], object] | None = None,
    **_others: object,
) -> object:
    """Turn lists, dicts and bytes into arrays, objects and buffers; the rest stays as it is."""
    if depth == 0:
        return obj
    if isinstance(obj, list | tuple):
        return JsArray([_to_js(item, depth=depth - 1, dict_converter=dict_converter) for item in obj])
    if isinstance(obj, Mapping):
        items = [(key, _to_js(value, depth=depth - 1, dict_converter=dict_converter)) for key, value in obj.items()]
        return dict_converter(items) if dict_converter else dict(items)
    if isinstance(obj, bytes | bytearray | memoryview):
        return JsBuffer(bytes(obj))
    return obj


def make_modules(scope: ServiceWorkerGlobalScope) -> dict[str, ModuleType]:
    """Return the modules that a worker can import, by name."""
    found = ModuleType("pyodide.ffi", "Between Python and JavaScript.")
    found.__dict__.update(
        JsException=ffi.JsException,
        JsNull=ffi.JsNull,
        jsnull=ffi.jsnull,
        JsProxy=JsProxy,
        JsArray=JsArray,
        JsBuffer=JsBuffer,
        JsPromise=JsPromise,
        JsDoubleProxy=ffi.JsDoubleProxy,
        create_proxy=ffi.create_proxy,
        create_once_callable=ffi.create_once_callable,
        destroy_proxies=ffi.destroy_proxies,
        to_js=_to_js,
    )
    package = ModuleType("pyodide", "Pyodide, as far as a worker needs it.")
    package.__dict__.update(ffi=found, __path__=[])
    return {"js": JsModule(scope), "pyodide": package, "pyodide.ffi": found}
