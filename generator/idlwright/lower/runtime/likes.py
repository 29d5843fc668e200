"""Maplike and setlike declarations: Python's mapping and set protocols, and the methods that Web IDL adds.

Source: Web IDL, "Maplike declarations", "Setlike declarations".
"""

from __future__ import annotations

from idlwright.lower.runtime.collection_parts import ABC, converted, for_each, impl, method, property_
from idlwright.lower.runtime.operations import Lowered
from idlwright.lower.runtime.scope import Scope
from idlwright.model.members import Collection
from idlwright.model.types import Type
from idlwright.view.runtime import Method

_MAP = "map_entries"
_SET = "set_entries"


def maplike(scope: Scope, owner: str, collection: Collection) -> Lowered:
    """Lower a maplike declaration."""
    scope.support.add("_i")
    key_type = collection.key or collection.value
    key, value = scope.result(key_type), scope.result(collection.value)
    entries = _over(owner, "forEach", "pairs", _MAP)
    public = (
        *_sized(scope, owner, key, key_type, _MAP),
        *_looked_up(scope, owner, value, key_type),
        *_views(scope, owner, (key, value), ("keys", "values", "pairs"), _MAP),
        for_each(scope, owner, key, value, entries),
        *(() if collection.readonly else _changing_map(scope, owner, key_type, collection.value)),
    )
    mapping = scope.library_name(ABC, "Mapping" if collection.readonly else "MutableMapping")
    doc = "The entries, in the order in which they came."
    return Lowered(public=public, behind=(property_(_MAP, f"{mapping}[{key}, {value}]", doc),))


def setlike(scope: Scope, owner: str, collection: Collection) -> Lowered:
    """Lower a setlike declaration."""
    scope.support.add("_i")
    value = scope.result(collection.value)
    entries = _over(owner, "forEach", "doubled", _SET)
    public = (
        *_sized(scope, owner, value, collection.value, _SET),
        *_views(scope, owner, (value, value), ("keys", "keys", "doubled"), _SET),
        for_each(scope, owner, value, value, entries),
        *(() if collection.readonly else _changing_set(scope, owner, collection.value)),
    )
    values = scope.library_name(ABC, "Set" if collection.readonly else "MutableSet")
    doc = "The values, in the order in which they came."
    return Lowered(public=public, behind=(property_(_SET, f"{values}[{value}]", doc),))


def _over(owner: str, member: str, kind: str, what: str) -> str:
    return f"_i.{kind}({impl(owner, member)}.{what})"


def _sized(scope: Scope, owner: str, key: str, key_type: Type, what: str) -> tuple[Method, ...]:
    iterator = scope.library_name(ABC, "Iterator")
    whole, yes, count = scope.visible("object"), scope.visible("bool"), scope.visible("int")
    return (
        property_("size", count, "How many there are.", f"return len({impl(owner, 'size')}.{what})"),
        method("__len__", (), count, "", f"return len({impl(owner, '__len__')}.{what})"),
        method("__iter__", (), f"{iterator}[{key}]", "", f"return {_over(owner, '__iter__', 'keys', what)}"),
        method("__contains__", (f"key: {whole}", "/"), yes, "", f"return key in {impl(owner, '__contains__')}.{what}"),
        method(
            "has",
            (f"key: {scope.given(key_type)}", "/"),
            yes,
            "Tell whether it is there.",
            *converted(scope, f"{owner}.has: argument 1", "key", key_type),
            f"return _key in {impl(owner, 'has')}.{what}",
        ),
    )


def _looked_up(scope: Scope, owner: str, value: str, key_type: Type) -> tuple[Method, ...]:
    given = (f"key: {scope.given(key_type)}", "/")
    maybe = value if value.endswith("None") or value == "object" else f"{value} | None"
    return (
        method(
            "__getitem__",
            given,
            value,
            "",
            *converted(scope, f"{owner}.__getitem__: argument 1", "key", key_type),
            f"return {impl(owner, '__getitem__')}.{_MAP}[_key]",
        ),
        method(
            "get",
            given,
            maybe,
            "Return the value of a key, None if it is not there.",
            *converted(scope, f"{owner}.get: argument 1", "key", key_type),
            f"return {impl(owner, 'get')}.{_MAP}.get(_key)",
        ),
    )


def _views(
    scope: Scope, owner: str, pair: tuple[str, str], kinds: tuple[str, str, str], what: str
) -> tuple[Method, ...]:
    iterator = scope.library_name(ABC, "Iterator")
    results = (*pair, scope.visible(f"tuple[{pair[0]}, {pair[1]}]"))
    return tuple(
        method(name, (), f"{iterator}[{result}]", f"Go over the {name}.", f"return {_over(owner, name, kind, what)}")
        for name, result, kind in zip(("keys", "values", "entries"), results, kinds, strict=True)
    )


def _changing_map(scope: Scope, owner: str, key_type: Type, value_type: Type) -> tuple[Method, ...]:
    setter = method(
        "set",
        (f"key: {scope.given(key_type)}", f"value: {scope.given(value_type)}", "/"),
        owner,
        "Set an entry.",
        *converted(scope, f"{owner}.set: argument 1", "key", key_type),
        *converted(scope, f"{owner}.set: argument 2", "value", value_type),
        f"{impl(owner, 'set')}.{_MAP}[_key] = _value",
        "return self",
    )
    return (setter, *_shrinking(scope, owner, key_type, _MAP, "del _entries[_key]"))


def _changing_set(scope: Scope, owner: str, value_type: Type) -> tuple[Method, ...]:
    adder = method(
        "add",
        (f"value: {scope.given(value_type)}", "/"),
        owner,
        "Add a value.",
        *converted(scope, f"{owner}.add: argument 1", "value", value_type),
        f"{impl(owner, 'add')}.{_SET}.add(_value)",
        "return self",
    )
    return (adder, *_shrinking(scope, owner, value_type, _SET, "_entries.discard(_key)"))


def _shrinking(scope: Scope, owner: str, key_type: Type, what: str, remove: str) -> tuple[Method, ...]:
    return (
        method(
            "delete",
            (f"key: {scope.given(key_type)}", "/"),
            scope.visible("bool"),
            "Remove it; tell whether it was there.",
            *converted(scope, f"{owner}.delete: argument 1", "key", key_type),
            f"_entries = {impl(owner, 'delete')}.{what}",
            "if _key not in _entries:",
            "    return False",
            remove,
            "return True",
        ),
        method("clear", (), "None", "Remove all.", f"{impl(owner, 'clear')}.{what}.clear()"),
    )
