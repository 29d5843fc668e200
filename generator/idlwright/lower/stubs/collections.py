"""Collections, special operations and stringifiers as the protocols of Python, and the methods that Web IDL adds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from idlwright.lower.names import python_name
from idlwright.lower.stubs.callables import Place
from idlwright.lower.stubs.layout import function
from idlwright.lower.stubs.parameters import parameters, signatures
from idlwright.lower.stubs.scope import Scope
from idlwright.lower.types import either, plain
from idlwright.model import keyed, query
from idlwright.model.definitions import Interface
from idlwright.model.members import Attribute, Collection, CollectionKind, InterfaceMember, Operation, Special
from idlwright.model.types import INTEGERS, Primitive
from idlwright.view.stub import Function

_ASSIGNED = 2
"""Arguments of an operation that sets an item: its key and its value."""
_SPECIAL = {Special.GETTER: "__getitem__", Special.SETTER: "__setitem__", Special.DELETER: "__delitem__"}


def specials(scope: Scope, place: Place, members: tuple[InterfaceMember, ...]) -> Iterator[Function]:
    """Lower what special operations mean to Python's syntax; those with names are operations as well."""
    found = [each for each in members if isinstance(each, Operation) and each.special is not None]
    named = any(isinstance(each, Attribute) and each.stringifier for each in members)
    if named or any(each.special is Special.STRINGIFIER for each in found):
        yield function("__str__", ("self",), scope.builtin("str"))
    if scope.target.methods_are_syntax:
        return
    for kind, dunder in _SPECIAL.items():
        made = [_special(scope, place, each, dunder) for each in found if each.special is kind]
        if len(made) > 1:
            mark = f"    @{scope.library_name('typing', 'overload')}"
            made = [Function(lines=(mark, *each.lines)) for each in made]
        yield from made


def _special(scope: Scope, place: Place, operation: Operation, dunder: str) -> Function:
    path = f"{place.owner}.{operation.name or operation.special}"
    signature = signatures(scope, path, operation.arguments)[0]
    result = "None"
    if operation.special is Special.GETTER:
        # What is not there is an IndexError or KeyError, as Python has it.
        result = scope.result(keyed.present(scope.api, scope.decided(path, operation.result)))
    return function(dunder, parameters(scope, signature, "self"), result)


def syntax(scope: Scope, place: Place, interface: Interface) -> Iterator[Function]:
    """Lower what other members let Python's syntax do: `len`, and where methods are syntax `in` and `[]`."""
    members = tuple(member for member, _ in query.members_of(scope.api, interface))
    if any(isinstance(each, Collection) and _sized(each) for each in members):
        return
    if _counted(scope, members) and any(
        isinstance(each, Collection) or (isinstance(each, Operation) and each.special is Special.GETTER)
        for each in members
    ):
        yield function("__len__", ("self",), scope.builtin("int"))
    if not any(isinstance(each, Collection) for each in members):
        return
    if not scope.target.methods_are_syntax:
        yield from _lookups(scope, place, members)
        return
    for name, dunder in (("has", "__contains__"), ("get", "__getitem__")):
        for found in members:
            if isinstance(found, Operation) and found.name == name and found.arguments:
                signature = signatures(scope, f"{place.owner}.{name}", found.arguments[:1])[0]
                result = scope.result(scope.decided(f"{place.owner}.{name}", found.result))
                yield function(dunder, parameters(scope, signature, "self"), result)
                break
    yield from _assignments(scope, place, members)


def _lookups(scope: Scope, place: Place, members: tuple[InterfaceMember, ...]) -> Iterator[Function]:
    """Yield the look-up of pairs by their keys, which Python expects of what has `keys`."""
    get, has = (keyed.lookup(scope.api, members, name) for name in ("get", "has"))
    if has is not None:
        yield function("__contains__", ("self", f"key: {scope.builtin('object')}", "/"), scope.builtin("bool"))
    if get is not None:
        path = f"{place.owner}.get"
        given = parameters(scope, signatures(scope, path, get.arguments[:1])[0], "self")
        yield function("__getitem__", given, scope.result(keyed.present(scope.api, scope.decided(path, get.result))))


def _assignments(scope: Scope, place: Place, members: tuple[InterfaceMember, ...]) -> Iterator[Function]:
    """Yield what lets items be set, by the method `set`, and be deleted: where `delete` tells that it did so."""
    found = [each for each in members if isinstance(each, Operation)]
    setters = [each for each in found if each.name == "set" and len(each.arguments) >= _ASSIGNED]
    marks = (scope.library_name("typing", "overload"),) if len(setters) > 1 else ()
    for each in setters:
        signature = signatures(scope, f"{place.owner}.set", each.arguments[:_ASSIGNED])[0]
        yield function("__setitem__", parameters(scope, signature, "self"), "None", decorators=marks)
    for each in found:
        if each.name == "delete" and each.arguments and each.result == Primitive(name="boolean"):
            signature = signatures(scope, f"{place.owner}.delete", each.arguments[:1])[0]
            yield function("__delitem__", parameters(scope, signature, "self"), "None")
            break


def _counted(scope: Scope, members: tuple[InterfaceMember, ...]) -> bool:
    return any(
        isinstance(member, Attribute)
        and member.name in {"length", "size"}
        and isinstance(bare := query.bare(scope.api, member.type), Primitive)
        and bare.name in INTEGERS
        for member in members
    )


def _sized(collection: Collection) -> bool:
    return collection.kind in {CollectionKind.MAPLIKE, CollectionKind.SETLIKE}


def collection(
    scope: Scope, place: Place, member: Collection, members: tuple[InterfaceMember, ...]
) -> Iterator[Function]:
    """Lower a collection's declaration; what the IDL declares by itself is left alone."""
    declared = {python_name(query.member_name(each)) for each in members if each is not member}
    for name, made in _named(scope, place, member, members):
        if name not in declared:
            yield made


def _named(
    scope: Scope, place: Place, member: Collection, members: tuple[InterfaceMember, ...]
) -> Iterator[tuple[str, Function]]:
    match member.kind:
        case CollectionKind.ITERABLE:
            made = _iterable(scope, place, member, members)
        case CollectionKind.ASYNC_ITERABLE:
            made = _async_iterable(scope, place, member)
        case CollectionKind.MAPLIKE | CollectionKind.SETLIKE:
            made = _like(scope, place, member)
        case _:
            assert_never(member.kind)
    for each in made:
        line = next(line for line in each.lines if line.startswith("    def "))
        yield line.removeprefix("    def ").partition("(")[0], each


def _pair(scope: Scope, key: str, value: str) -> str:
    joined = plain(f"{key}{scope.target.joint}{value}")
    return scope.filled(scope.target.pair, joined if scope.target.joint == ", " else either((joined,)))


def _iterator(scope: Scope, of: str, name: str = "Iterator") -> str:
    return f"{scope.library_name('collections.abc', name)}[{of}]"


def _iterable(
    scope: Scope, place: Place, member: Collection, members: tuple[InterfaceMember, ...]
) -> Iterator[Function]:
    value = scope.result(member.value)
    key = scope.builtin("int") if member.key is None else scope.result(member.key)
    each = value if member.key is None else _pair(scope, key, value)
    has_get = any(isinstance(other, Operation) and other.name == "get" for other in members)
    if scope.target.methods_are_syntax and has_get and _counted(scope, members):
        each = key
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
