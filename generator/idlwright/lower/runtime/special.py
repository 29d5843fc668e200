"""Getters, setters, deleters and stringifiers as Python's special methods."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.lower.names import python_name
from idlwright.lower.runtime.operations import Lowered, definition
from idlwright.lower.runtime.scope import Scope
from idlwright.lower.runtime.spelling import converted, either
from idlwright.lower.targets import CPYTHON, Direction
from idlwright.lower.types import annotation
from idlwright.model import keyed, query
from idlwright.model.members import Argument, Attribute, Collection, CollectionKind, InterfaceMember, Operation, Special
from idlwright.model.types import INTEGERS, Nullable, Primitive, String
from idlwright.view.code import Call, lay_out
from idlwright.view.runtime import Method

_DUNDERS = {Special.GETTER: "__getitem__", Special.SETTER: "__setitem__", Special.DELETER: "__delitem__"}
_BODY = 8
_BEHIND = {Special.GETTER: "get_item", Special.SETTER: "set_item", Special.DELETER: "delete_item"}


def lower_special(scope: Scope, owner: str, members: tuple[InterfaceMember, ...]) -> Lowered:
    """Lower getters, setters and deleters; those by number and those by name become one method each."""
    public: list[Method] = []
    behind: list[Method] = []
    for special, dunder in _DUNDERS.items():
        found = tuple(each for each in members if isinstance(each, Operation) and each.special is special)
        if found:
            public.append(_dunder(scope, owner, dunder, found))
            unnamed = tuple(each for each in found if not each.name)
            if unnamed:
                behind.append(_behind(scope, _BEHIND[special], unnamed))
    public.extend(_length(scope, members))
    public.extend(_lookups(scope, members))
    return Lowered(public=tuple(public), behind=tuple(behind))


def _by_name(scope: Scope, operation: Operation) -> bool:
    return isinstance(query.bare(scope.api, operation.arguments[0].type), String)


def _given(scope: Scope, operations: tuple[Operation, ...], position: int) -> str:
    types = [each.arguments[position].type for each in operations]
    return scope.use(either(annotation(scope.api, type_, CPYTHON, Direction.ARGUMENT) for type_ in types))


def _result(scope: Scope, operations: tuple[Operation, ...]) -> str:
    """Return the type of what getters find: a nullable one's None is an error in Python."""
    found = [keyed.present(scope.api, each.result) for each in operations]
    return scope.use(either(annotation(scope.api, each, CPYTHON, Direction.RESULT) for each in found))


def _parameters(scope: Scope, operations: tuple[Operation, ...]) -> tuple[str, ...]:
    width = len(operations[0].arguments)
    names = ("key", "value")[:width]
    return (*(f"{name}: {_given(scope, operations, position)}" for position, name in enumerate(names)), "/")


def _dunder(scope: Scope, owner: str, dunder: str, operations: tuple[Operation, ...]) -> Method:
    getter = dunder == "__getitem__"
    lines: list[str] = []
    names = [each for each in operations if _by_name(scope, each)]
    numbers = [each for each in operations if not _by_name(scope, each)]
    if names and numbers:
        lines.append(f"        if isinstance(key, {scope.visible('str')}):")
        lines.extend(_lines(scope, owner, dunder, names[0], _BODY + 4))
        if not getter:
            lines.append("            return")
    lines.extend(_lines(scope, owner, dunder, (numbers or names)[0], _BODY))
    return Method(
        signature=definition(
            dunder, ("self", *_parameters(scope, operations)), _result(scope, operations) if getter else "None"
        ),
        body=tuple(lines),
    )


def _lines(scope: Scope, owner: str, dunder: str, operation: Operation, indent: int) -> tuple[str, ...]:
    getter = dunder == "__getitem__"
    names = ("key", "value")[: len(operation.arguments)]
    if operation.name:
        call = Call(f"self.{python_name(operation.name)}", names)
    else:
        items = (_convert(scope, owner, *row) for row in zip(operation.arguments, names, strict=True))
        member = _BEHIND[operation.special or Special.GETTER]
        call = Call(f'_p.impl_of({owner}, self, "{dunder}").{member}', tuple(items))
    if getter and isinstance(query.resolve(scope.api, operation.result), Nullable):
        scope.support.add("_i")
        call = Call("_i.found", (call, "key"))
    return lay_out(call, before="return " if getter else "", indent=indent)


def _convert(scope: Scope, owner: str, argument: Argument, name: str) -> Call:
    convert = scope.converters.argument(argument.type, f"_{owner}_item_{argument.name}")
    return Call(convert, (name, f'"{owner}[…]: the {name}"'))


def _behind(scope: Scope, name: str, operations: tuple[Operation, ...]) -> Method:
    width = len(operations[0].arguments)
    parameters = tuple(
        f"{part}: {scope.use(either(converted(scope.api, each.arguments[position].type) for each in operations))}"
        for position, part in enumerate(("key", "value")[:width])
    )
    getter = name == _BEHIND[Special.GETTER]
    result = "None"
    if getter:
        result = scope.use(either(annotation(scope.api, each.result, CPYTHON, Direction.RESULT) for each in operations))
    return Method(
        signature=definition(name, ("self", *parameters, "/"), result),
        docstring="Raise an IndexError or KeyError for what is not there.",
    )


def _length(scope: Scope, members: tuple[InterfaceMember, ...]) -> tuple[Method, ...]:
    """Return `__len__` of what is iterable or has a getter, and counts its items."""
    counted = [
        member.name
        for member in members
        if isinstance(member, Attribute)
        and member.name in {"length", "size"}
        and isinstance(bare := query.bare(scope.api, member.type), Primitive)
        and bare.name in INTEGERS
    ]
    collections = [member.kind for member in members if isinstance(member, Collection)]
    getter = any(isinstance(member, Operation) and member.special is Special.GETTER for member in members)
    if (
        not counted
        or not (collections or getter)
        or set(collections) & {CollectionKind.MAPLIKE, CollectionKind.SETLIKE}
    ):
        return ()
    signature = definition("__len__", ("self",), scope.visible("int"))
    return (Method(signature=signature, body=(f"        return self.{counted[0]}",)),)


def _lookups(scope: Scope, members: tuple[InterfaceMember, ...]) -> Iterator[Method]:
    """Yield what `keys` asks for in Python: pairs are looked up by their keys, by the members that do so."""
    get, has = (keyed.lookup(scope.api, members, name) for name in ("get", "has"))
    if get is not None:
        there = keyed.present(scope.api, get.result)
        result = scope.use(annotation(scope.api, there, CPYTHON, Direction.RESULT))
        body: tuple[str, ...] = ("        return self.get(key)",)
        if there != get.result:
            # A union's parts would be lost on the way through a function of support.
            body = (
                "        found = self.get(key)",
                "        if found is None:",
                f"            raise {scope.visible('KeyError')}(key)",
                "        return found",
            )
        key = f"key: {_given(scope, (get,), 0)}"
        yield Method(signature=definition("__getitem__", ("self", key, "/"), result), body=body)
    if has is not None:
        scope.support.add("_i")
        key = f"key: {scope.visible('object')}"
        yield Method(
            signature=definition("__contains__", ("self", key, "/"), scope.visible("bool")),
            body=("        return _i.contains(self.has, key)",),
        )


def lower_stringifier(scope: Scope, owner: str, members: tuple[InterfaceMember, ...]) -> Lowered:
    """Lower a stringifier: `str()` of an object."""
    for member in members:
        if isinstance(member, Attribute) and member.stringifier:
            return Lowered(public=(_string(scope, f"self.{python_name(member.name)}"),))
        if isinstance(member, Operation) and member.special is Special.STRINGIFIER:
            if member.name:
                return Lowered(public=(_string(scope, f"self.{python_name(member.name)}()"),))
            signature = definition("stringify", ("self",), scope.visible("str"))
            behind = Method(signature=signature, docstring="What `str()` gives.")
            call = f'_p.impl_of({owner}, self, "__str__").stringify()'
            return Lowered(public=(_string(scope, call),), behind=(behind,))
    return Lowered()


def _string(scope: Scope, value: str) -> Method:
    return Method(
        signature=definition("__str__", ("self",), scope.visible("str")),
        body=(f"        return {value}",),
    )
