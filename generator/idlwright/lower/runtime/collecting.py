"""Collections: iterable, maplike, setlike and asynchronous iterable declarations as Python's protocols.

Behaviour gives one member: the items (`iterate`), the map (`map_entries`), the set (`set_entries`) or an asynchronous
iterator (`async_iterate`); all that users call is made of it. A member that the IDL declares by itself is left alone.
"""

from __future__ import annotations

from idlwright.lower.runtime.calls import Calling, conversions, public_parameters, seen_parameters
from idlwright.lower.runtime.operations import Lowered, definition
from idlwright.lower.runtime.scope import Scope
from idlwright.model import query
from idlwright.model.members import Collection, CollectionKind, InterfaceMember, Operation
from idlwright.model.types import Type
from idlwright.view.code import Call, lay_out
from idlwright.view.runtime import Method

_ABC = "collections.abc"
_ITERATION = "_i"


def lower_collection(scope: Scope, owner: str, collection: Collection, members: tuple[InterfaceMember, ...]) -> Lowered:
    """Lower a declaration that makes an interface a collection."""
    declared = {query.member_name(member) for member in members if member is not collection}
    lowered = _LOWER[collection.kind](scope, owner, collection)
    public = tuple(method for method in lowered.public if _name(method) not in declared)
    return Lowered(public=public, behind=lowered.behind)


def _name(method: Method) -> str:
    return method.signature[0].partition("(")[0].split()[-1]


def _method(name: str, parameters: tuple[str, ...], result: str, doc: str, *body: str) -> Method:
    return Method(
        signature=definition(name, ("self", *parameters), result),
        docstring=doc,
        body=tuple(f"        {line}" for line in body),
    )


def _property(name: str, result: str, doc: str, *body: str) -> Method:
    made = _method(name, (), result, doc, *body)
    return Method(decorators=("@property",), signature=made.signature, docstring=doc, body=made.body)


def _impl(owner: str, member: str) -> str:
    return f'_p.impl_of({owner}, self, "{member}")'


def _iterable(scope: Scope, owner: str, collection: Collection) -> Lowered:
    scope.support.add(_ITERATION)
    iterator = scope.library_name(_ABC, "Iterator")
    value = scope.result(collection.value)
    key = scope.visible("int") if collection.key is None else scope.result(collection.key)
    pair = scope.visible(f"tuple[{key}, {value}]")
    item, kinds = (value, ("numbers", "live", "numbered"))
    if collection.key is not None:
        item, kinds = (pair, ("firsts", "seconds", "live"))
    keys, values, entries = (f"return _i.{kind}({_impl(owner, '{}')}.iterate)" for kind in kinds)
    public = (
        _method("__iter__", (), f"{iterator}[{item}]", "", f"return _i.live({_impl(owner, '__iter__')}.iterate)"),
        _method("keys", (), f"{iterator}[{key}]", "Go over the keys.", keys.format("keys")),
        _method("values", (), f"{iterator}[{value}]", "Go over the values.", values.format("values")),
        _method("entries", (), f"{iterator}[{pair}]", "Go over the keys and values.", entries.format("entries")),
        _for_each(scope, owner, key, value, entries.format("forEach").removeprefix("return ")),
    )
    sequence = scope.library_name(_ABC, "Sequence")
    doc = "What there is to go over now; it is asked for again at each step."
    return Lowered(public=public, behind=(_method("iterate", (), f"{sequence}[{item}]", doc),))


def _for_each(scope: Scope, owner: str, key: str, value: str, pairs: str) -> Method:
    callback = f"{scope.library_name(_ABC, 'Callable')}[[{value}, {key}, {owner}], {scope.visible('object')}]"
    call = Call("_i.for_each", (pairs, "callback", "self", f'"{owner}.forEach"'))
    return Method(
        signature=definition("forEach", ("self", f"callback: {callback}", "/"), "None"),
        docstring="Call a function with each value, its key and this object.",
        body=lay_out(call, indent=8),
    )


def _convert(scope: Scope, owner: str, type_: Type, role: str, member: str) -> str:
    convert = scope.converters.argument(type_, f"_{owner}_{role}")
    number = 2 if (member, role) == ("set", "value") else 1
    return f"{convert}({role}, \"{owner}.{member}: argument {number} ('{role}')\")"


def _maplike(scope: Scope, owner: str, collection: Collection) -> Lowered:
    scope.support.add(_ITERATION)
    iterator = scope.library_name(_ABC, "Iterator")
    key_type = collection.key or collection.value
    key, value = scope.result(key_type), scope.result(collection.value)
    given = scope.given(key_type)
    pair = scope.visible(f"tuple[{key}, {value}]")
    public = [
        *_sized(scope, owner, key, "map_entries", key_type),
        _method(
            "get", (f"key: {given}", "/"), _or_none(value), "The value of a key, None if it is not there.",
            *_call(owner, "get", "map_entries.get", _convert(scope, owner, key_type, "key", "get")),
        ),
        _method(
            "__getitem__", (f"key: {given}", "/"), value, "",
            f"_key = {_convert(scope, owner, key_type, 'key', '__getitem__')}",
            f"return {_impl(owner, '__getitem__')}.map_entries[_key]",
        ),
        _method("keys", (), f"{iterator}[{key}]", "Go over the keys.", _over(owner, "keys", "keys", "map")),
        _method("values", (), f"{iterator}[{value}]", "Go over the values.", _over(owner, "values", "values", "map")),
        _method("entries", (), f"{iterator}[{pair}]", "Go over the entries.", _over(owner, "entries", "pairs", "map")),
        _for_each(scope, owner, key, value, _over(owner, "forEach", "pairs", "map").removeprefix("return ")),
    ]  # fmt: skip
    if not collection.readonly:
        public.extend(_changing_map(scope, owner, key_type, collection.value))
    mapping = scope.library_name(_ABC, "Mapping" if collection.readonly else "MutableMapping")
    doc = "The entries, in the order in which they came."
    return Lowered(public=tuple(public), behind=(_property("map_entries", f"{mapping}[{key}, {value}]", doc),))


def _changing_map(scope: Scope, owner: str, key_type: Type, value_type: Type) -> tuple[Method, ...]:
    given = scope.given(key_type)
    value = _convert(scope, owner, value_type, "value", "set")
    return (
        _method(
            "set", (f"key: {given}", f"value: {scope.given(value_type)}", "/"), owner, "Set an entry.",
            f"_entries = {_impl(owner, 'set')}.map_entries",
            f"_entries[{_convert(scope, owner, key_type, 'key', 'set')}] = {value}",
            "return self",
        ),
        _method(
            "delete", (f"key: {given}", "/"), scope.visible("bool"), "Remove an entry; tell whether there was one.",
            f"_entries = {_impl(owner, 'delete')}.map_entries",
            f"_key = {_convert(scope, owner, key_type, 'key', 'delete')}",
            "if _key not in _entries:",
            "    return False",
            "del _entries[_key]",
            "return True",
        ),
        _method("clear", (), "None", "Remove all entries.", f"{_impl(owner, 'clear')}.map_entries.clear()"),
    )  # fmt: skip


def _or_none(text: str) -> str:
    return text if text.endswith("None") or text == "object" else f"{text} | None"


def _over(owner: str, member: str, kind: str, what: str) -> str:
    return f"return _i.{kind}({_impl(owner, member)}.{what}_entries)"


def _call(owner: str, member: str, path: str, argument: str) -> tuple[str, ...]:
    return tuple(
        line[8:] for line in lay_out(Call(f"{_impl(owner, member)}.{path}", (argument,)), before="return ", indent=8)
    )


def _sized(scope: Scope, owner: str, key: str, what: str, key_type: Type) -> tuple[Method, ...]:
    iterator = scope.library_name(_ABC, "Iterator")
    role = "key"
    has = _convert(scope, owner, key_type, role, "has")
    whole, bool_, int_ = scope.visible("object"), scope.visible("bool"), scope.visible("int")
    return (
        _property("size", int_, "How many there are.", f'return len({_impl(owner, "size")}.{what})'),
        _method("__len__", (), int_, "", f'return len({_impl(owner, "__len__")}.{what})'),
        _method("__iter__", (), f"{iterator}[{key}]", "", f"return _i.keys({_impl(owner, '__iter__')}.{what})"),
        _method(
            "__contains__", (f"{role}: {whole}", "/"), bool_, "",
            f'return {role} in {_impl(owner, "__contains__")}.{what}',
        ),
        _method(
            "has", (f"{role}: {scope.given(key_type)}", "/"), bool_, "Tell whether it is there.",
            f'return {has} in {_impl(owner, "has")}.{what}',
        ),
    )  # fmt: skip


def _setlike(scope: Scope, owner: str, collection: Collection) -> Lowered:
    scope.support.add(_ITERATION)
    iterator = scope.library_name(_ABC, "Iterator")
    value, given = scope.result(collection.value), scope.given(collection.value)
    pair = scope.visible(f"tuple[{value}, {value}]")
    public = [
        *_sized(scope, owner, value, "set_entries", collection.value),
        _method("keys", (), f"{iterator}[{value}]", "Go over the values.", _over(owner, "keys", "keys", "set")),
        _method("values", (), f"{iterator}[{value}]", "Go over the values.", _over(owner, "values", "keys", "set")),
        _method(
            "entries", (), f"{iterator}[{pair}]", "Go over the values, each twice.",
            _over(owner, "entries", "doubled", "set"),
        ),
        _for_each(scope, owner, value, value, _over(owner, "forEach", "doubled", "set").removeprefix("return ")),
    ]  # fmt: skip
    if not collection.readonly:
        add = _convert(scope, owner, collection.value, "value", "add")
        delete = _convert(scope, owner, collection.value, "key", "delete")
        public.extend((
            _method(
                "add", (f"value: {given}", "/"), owner, "Add a value.",
                f"{_impl(owner, 'add')}.set_entries.add({add})", "return self",
            ),
            _method(
                "delete", (f"key: {given}", "/"), scope.visible("bool"), "Remove a value; tell whether it was there.",
                f"_entries = {_impl(owner, 'delete')}.set_entries", f"_value = {delete}",
                "if _value not in _entries:", "    return False", "_entries.discard(_value)", "return True",
            ),
            _method("clear", (), "None", "Remove all values.", f"{_impl(owner, 'clear')}.set_entries.clear()"),
        ))  # fmt: skip
    entries = (_ABC, "Set") if collection.readonly else (_ABC, "MutableSet")
    doc = "The values, in the order in which they came."
    result = f"{scope.library_name(*entries)}[{value}]"
    return Lowered(public=tuple(public), behind=(_property("set_entries", result, doc),))


def _async_iterable(scope: Scope, owner: str, collection: Collection) -> Lowered:
    iterator = scope.library_name(_ABC, "AsyncIterator")
    value = scope.result(collection.value)
    key = "" if collection.key is None else scope.result(collection.key)
    item = scope.visible(f"tuple[{key}, {value}]") if key else value
    whole = "entries" if key else "values"
    named = (("entries", item, ""), ("keys", key, "firsts"), ("values", value, "seconds"))
    methods = [_went_over(scope, owner, collection, *row) for row in (named if key else (("values", value, ""),))]
    public = [_method("__aiter__", (), f"{iterator}[{item}]", "", f"return self.{whole}()"), *methods]
    calling, _ = _calling(owner, collection, whole)
    behind = Method(
        signature=definition("async_iterate", ("self", *seen_parameters(scope, calling)), f"{iterator}[{item}]"),
        docstring="Begin to go over the items.",
    )
    return Lowered(public=tuple(public), behind=(behind,))


def _calling(owner: str, collection: Collection, name: str) -> tuple[Calling, Operation]:
    operation = Operation(origin=collection.origin, name=name, result=collection.value, arguments=collection.arguments)
    return Calling(name=f"{owner}.{name}", path=f"{owner}.{collection.kind}", overloads=(operation,)), operation


def _went_over(scope: Scope, owner: str, collection: Collection, name: str, result: str, part: str) -> Method:
    """Return a method that goes over the items asynchronously, or over one part of pairs."""
    calling, operation = _calling(owner, collection, name)
    iterate = Call(f"{_impl(owner, name)}.async_iterate", conversions(scope, calling, operation))
    if part:
        scope.support.add(_ITERATION)
        iterate = Call(f"_i.async_{part}", (iterate,))
    return Method(
        signature=definition(
            name, public_parameters(scope, calling, "self"), f"{scope.library_name(_ABC, 'AsyncIterator')}[{result}]"
        ),
        docstring="Go over the items as they come.",
        body=lay_out(iterate, before="return ", indent=8),
    )


_LOWER = {
    CollectionKind.ITERABLE: _iterable,
    CollectionKind.MAPLIKE: _maplike,
    CollectionKind.SETLIKE: _setlike,
    CollectionKind.ASYNC_ITERABLE: _async_iterable,
}
