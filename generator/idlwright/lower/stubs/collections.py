"""Collections, special operations and stringifiers as the protocols of Python, and the methods that Web IDL adds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from idlwright.lower.stubs.callables import Place
from idlwright.lower.stubs.layout import function
from idlwright.lower.stubs.parameters import parameters, signatures
from idlwright.lower.stubs.scope import Scope
from idlwright.lower.types import either, plain
from idlwright.model import query
from idlwright.model.definitions import Interface
from idlwright.model.members import Attribute, Collection, CollectionKind, Operation, Special
from idlwright.model.types import INTEGERS, Primitive
from idlwright.view.stub import Function

_SPECIAL = {Special.GETTER: "__getitem__", Special.SETTER: "__setitem__", Special.DELETER: "__delitem__"}


def special(scope: Scope, place: Place, operation: Operation) -> Iterator[Function]:
    """Lower what a special operation means to Python's syntax; its name, if it has one, is an operation as well."""
    if operation.special is None:
        return
    if operation.special is Special.STRINGIFIER:
        yield stringifier(scope)
        return
    path = f"{place.owner}.{operation.name or operation.special}"
    signature = signatures(scope, path, operation.arguments)[0]
    result = "None"
    if operation.special is Special.GETTER:
        result = scope.result(scope.decided(path, operation.result))
    yield function(_SPECIAL[operation.special], parameters(scope, signature, "self"), result)


def stringifier(scope: Scope) -> Function:
    """Return what `str(…)` calls."""
    return function("__str__", ("self",), scope.builtin("str"))


def length(scope: Scope, interface: Interface) -> Iterator[Function]:
    """Lower the length of what is iterable or has an indexed getter."""
    members = [member for member, _ in query.members_of(scope.api, interface)]
    counted = any(
        isinstance(member, Attribute)
        and member.name in {"length", "size"}
        and isinstance(bare := query.bare(scope.api, member.type), Primitive)
        and bare.name in INTEGERS
        for member in members
    )
    iterable = any(
        isinstance(member, Collection) or (isinstance(member, Operation) and member.special is Special.GETTER)
        for member in members
    )
    if counted and iterable and not any(isinstance(each, Collection) and _sized(each) for each in members):
        yield function("__len__", ("self",), scope.builtin("int"))


def _sized(collection: Collection) -> bool:
    return collection.kind in {CollectionKind.MAPLIKE, CollectionKind.SETLIKE}


def collection(scope: Scope, place: Place, member: Collection) -> Iterator[Function]:
    """Lower a collection's declaration."""
    match member.kind:
        case CollectionKind.ITERABLE:
            yield from _iterable(scope, place, member)
        case CollectionKind.ASYNC_ITERABLE:
            yield from _async_iterable(scope, place, member)
        case CollectionKind.MAPLIKE | CollectionKind.SETLIKE:
            yield from _like(scope, place, member)
        case _:
            assert_never(member.kind)


def _pair(scope: Scope, key: str, value: str) -> str:
    joined = plain(f"{key}{scope.target.joint}{value}")
    return scope.filled(scope.target.pair, joined if scope.target.joint == ", " else either((joined,)))


def _iterator(scope: Scope, of: str, name: str = "Iterator") -> str:
    return f"{scope.library_name('collections.abc', name)}[{of}]"


def _iterable(scope: Scope, place: Place, member: Collection) -> Iterator[Function]:
    value = scope.result(member.value)
    key = scope.builtin("int") if member.key is None else scope.result(member.key)
    each = value if member.key is None else _pair(scope, key, value)
    yield function("__iter__", ("self",), _iterator(scope, each))
    yield from _views(scope, place, key, value)


def _views(scope: Scope, place: Place, key: str, value: str) -> Iterator[Function]:
    pair = _pair(scope, key, value)
    call = scope.library_name("collections.abc", "Callable")
    each = f"{call}[[{value}, {key}, {scope.local(place.owner)}], object]"
    yield function("entries", ("self",), _iterator(scope, pair))
    yield function("forEach", ("self", f"callback: {each}", "/"), "None")
    yield function("keys", ("self",), _iterator(scope, key))
    yield function("values", ("self",), _iterator(scope, value))


def _async_iterable(scope: Scope, place: Place, member: Collection) -> Iterator[Function]:
    value = scope.result(member.value)
    key = value if member.key is None else scope.result(member.key)
    each = value if member.key is None else _pair(scope, key, value)
    yield function("__aiter__", ("self",), _iterator(scope, each, "AsyncIterator"))
    path = f"{place.owner}.{member.kind}"
    ways = signatures(scope, path, member.arguments)
    named = [("values", value)] if member.key is None else [("entries", each), ("keys", key), ("values", value)]
    for name, result in named:
        for way in ways:
            marks = (scope.library_name("typing", "overload"),) if len(ways) > 1 else ()
            items = parameters(scope, way, "self")
            yield function(name, items, _iterator(scope, result, "AsyncIterator"), decorators=marks)


def _like(scope: Scope, place: Place, member: Collection) -> Iterator[Function]:
    value = scope.result(member.value)
    key = value if member.key is None else scope.result(member.key)
    given = scope.given(member.value if member.key is None else member.key)
    yield function("__contains__", ("self", f"key: {scope.builtin('object')}", "/"), scope.builtin("bool"))
    yield function("__iter__", ("self",), _iterator(scope, key))
    yield function("__len__", ("self",), scope.builtin("int"))
    yield function("size", ("self",), scope.builtin("int"), decorators=(scope.builtin("property"),))
    yield from _views(scope, place, key, value)
    yield function("has", ("self", f"key: {given}", "/"), scope.builtin("bool"))
    if member.key is not None:
        yield function("__getitem__", ("self", f"key: {given}", "/"), value)
        yield function("get", ("self", f"key: {given}", "/"), f"{value} | None")
    if member.readonly:
        return
    if member.key is None:
        yield function("add", ("self", f"value: {given}", "/"), scope.local(place.owner))
    else:
        items = ("self", f"key: {given}", f"value: {scope.given(member.value)}", "/")
        yield function("set", items, scope.local(place.owner))
    yield function("clear", ("self",), "None")
    yield function("delete", ("self", f"key: {given}", "/"), scope.builtin("bool"))
