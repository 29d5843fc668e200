"""Collections: iterable, maplike, setlike and asynchronous iterable declarations as Python's protocols.

Behaviour gives one member: the items (`iterate`), the map (`map_entries`), the set (`set_entries`) or an asynchronous
iterator (`async_iterate`); all that users call is made of it. A member that the IDL declares by itself is left alone.
"""

from __future__ import annotations

from idlwright.lower.runtime.calls import Calling, public_parameters, seen_parameters
from idlwright.lower.runtime.collection_parts import ABC, for_each, impl, method
from idlwright.lower.runtime.conversions import conversions
from idlwright.lower.runtime.likes import maplike, setlike
from idlwright.lower.runtime.operations import Lowered, definition
from idlwright.lower.runtime.scope import Scope
from idlwright.model import query
from idlwright.model.members import Collection, CollectionKind, InterfaceMember, Operation
from idlwright.view.code import Call, lay_out
from idlwright.view.runtime import Method


def lower_collection(scope: Scope, owner: str, collection: Collection, members: tuple[InterfaceMember, ...]) -> Lowered:
    """Lower a declaration that makes an interface a collection."""
    declared = {query.member_name(member) for member in members if member is not collection}
    lowered = _LOWER[collection.kind](scope, owner, collection)
    public = tuple(method for method in lowered.public if _name(method) not in declared)
    return Lowered(public=public, behind=lowered.behind)


def _name(method: Method) -> str:
    return method.signature[0].partition("(")[0].split()[-1]


def _iterable(scope: Scope, owner: str, collection: Collection) -> Lowered:
    scope.support.add("_i")
    iterator = scope.library_name(ABC, "Iterator")
    value = scope.result(collection.value)
    key = scope.visible("int") if collection.key is None else scope.result(collection.key)
    pair = scope.visible(f"tuple[{key}, {value}]")
    item, kinds = (value, ("numbers", "live", "numbered"))
    if collection.key is not None:
        item, kinds = (pair, ("firsts", "seconds", "live"))
    keys, values, entries = (f"return _i.{kind}({impl(owner, '{}')}.iterate)" for kind in kinds)
    public = (
        method("__iter__", (), f"{iterator}[{item}]", "", f"return _i.live({impl(owner, '__iter__')}.iterate)"),
        method("keys", (), f"{iterator}[{key}]", "Go over the keys.", keys.format("keys")),
        method("values", (), f"{iterator}[{value}]", "Go over the values.", values.format("values")),
        method("entries", (), f"{iterator}[{pair}]", "Go over the keys and values.", entries.format("entries")),
        for_each(scope, owner, key, value, entries.format("forEach").removeprefix("return ")),
    )
    sequence = scope.library_name(ABC, "Sequence")
    doc = "What there is to go over now; it is asked for again at each step."
    return Lowered(public=public, behind=(method("iterate", (), f"{sequence}[{item}]", doc),))


def _async_iterable(scope: Scope, owner: str, collection: Collection) -> Lowered:
    iterator = scope.library_name(ABC, "AsyncIterator")
    value = scope.result(collection.value)
    key = "" if collection.key is None else scope.result(collection.key)
    item = scope.visible(f"tuple[{key}, {value}]") if key else value
    whole = "entries" if key else "values"
    named = (("entries", item, ""), ("keys", key, "firsts"), ("values", value, "seconds"))
    methods = [_went_over(scope, owner, collection, row) for row in (named if key else (("values", value, ""),))]
    public = [method("__aiter__", (), f"{iterator}[{item}]", "", f"return self.{whole}()"), *methods]
    calling, _ = _calling(owner, collection, whole)
    behind = Method(
        signature=definition("async_iterate", ("self", *seen_parameters(scope, calling)), f"{iterator}[{item}]"),
        docstring="Begin to go over the items.",
    )
    return Lowered(public=tuple(public), behind=(behind,))


def _calling(owner: str, collection: Collection, name: str) -> tuple[Calling, Operation]:
    operation = Operation(origin=collection.origin, name=name, result=collection.value, arguments=collection.arguments)
    return Calling(name=f"{owner}.{name}", path=f"{owner}.{collection.kind}", overloads=(operation,)), operation


def _went_over(scope: Scope, owner: str, collection: Collection, row: tuple[str, str, str]) -> Method:
    """Return a method that goes over the items asynchronously, or over one part of pairs."""
    name, result, part = row
    calling, operation = _calling(owner, collection, name)
    iterate = Call(f"{impl(owner, name)}.async_iterate", conversions(scope, calling, operation))
    if part:
        scope.support.add("_i")
        iterate = Call(f"_i.async_{part}", (iterate,))
    return Method(
        signature=definition(
            name, public_parameters(scope, calling, "self"), f"{scope.library_name(ABC, 'AsyncIterator')}[{result}]"
        ),
        docstring="Go over the items as they come.",
        body=lay_out(iterate, before="return ", indent=8),
    )


_LOWER = {
    CollectionKind.ITERABLE: _iterable,
    CollectionKind.MAPLIKE: maplike,
    CollectionKind.SETLIKE: setlike,
    CollectionKind.ASYNC_ITERABLE: _async_iterable,
}
