"""Interfaces and namespaces as classes, with the members of their mixins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from idlwright.light import replace
from idlwright.lower.names import python_name
from idlwright.lower.stubs.attributes import attribute, constant
from idlwright.lower.stubs.callables import Place, operations
from idlwright.lower.stubs.collections import collection, specials, syntax
from idlwright.lower.stubs.construction import EXCEPTION, construction
from idlwright.lower.stubs.events import listener_operations, listening, restated
from idlwright.lower.stubs.layout import function, header
from idlwright.lower.stubs.scope import Scope
from idlwright.lower.stubs.twins import twin_classes, twin_line, twin_names
from idlwright.model import query
from idlwright.model.definitions import Interface, Namespace
from idlwright.model.members import Attribute, Collection, Constant, Constructor, InterfaceMember, Operation
from idlwright.view.stub import Class, Function, Line

EXCEPTIONS = "Exception"
"""Python's own, which WebAssembly has an interface of the name of."""


def interface(scope: Scope, definition: Interface) -> tuple[Class, ...]:
    """Lower an interface; helpers of its own stand before it."""
    members = exposed(scope, definition)
    helpers = tuple(twin_classes(scope, Place(owner=definition.name), members))
    scope.enter(python_name(query.member_name(member)) for member in members)
    place = Place(owner=definition.name)
    body = (
        *_constants(scope, place, members),
        *_brand(scope, definition),
        *construction(scope, place, definition),
        *_restated(scope, place, definition, members),
        *_members(scope, place, definition, members),
        *specials(scope, place, members),
        *syntax(scope, place, definition),
    )
    scope.leave()
    lines = header(definition.name, _bases(scope, definition), empty=False)
    docstring = scope.docstring(definition.docs, definition.name)
    return (*helpers, Class(lines=lines, docstring=docstring, members=body))


def namespace(scope: Scope, definition: Namespace) -> Class:
    """Lower a namespace: a class that can't be made, with static members."""
    scope.enter(python_name(query.member_name(member)) for member in definition.members)
    place = Place(owner=definition.name)
    never = scope.library_name("typing", "Never")
    body: list[Function | Line] = list(_constants(scope, place, definition.members))
    body.append(function("__init__", ("self", f"namespace: {never}", "/"), "None"))
    for group in groups(definition.members):
        if isinstance(group[0], Attribute):
            body.extend(attribute(scope, place, definition, replace(group[0], static=True)))
        else:
            found = tuple(replace(each, static=True) for each in group if isinstance(each, Operation))
            body.extend(operations(scope, place, found))
    scope.leave()
    bases = (scope.library_name("typing", "Protocol"),) if scope.target.classes_are_protocols else ()
    lines = header(definition.name, bases, empty=False)
    return Class(lines=lines, docstring=scope.docstring(definition.docs, definition.name), members=tuple(body))


def exposed(scope: Scope, definition: Interface) -> tuple[InterfaceMember, ...]:
    """Return an interface's members and those of its mixins, as far as the target's global has them."""
    pairs = query.members_of(scope.api, definition)
    if scope.target.exports_types:
        return tuple(member for member, _ in pairs)
    name = scope.project.global_name
    return tuple(member for member, _ in pairs if member.exposed is None or query.exposed_in(definition, member, name))


def groups(members: Iterable[InterfaceMember]) -> list[tuple[InterfaceMember, ...]]:
    """Group overloads; constants and constructors stand elsewhere."""
    found: dict[tuple[str, bool, bool], list[InterfaceMember]] = {}
    for member in members:
        if isinstance(member, Constant | Constructor):
            continue
        static = isinstance(member, Operation) and member.static
        key = (query.member_name(member), isinstance(member, Operation), static)
        found.setdefault(key, []).append(member)
    return [tuple(group) for group in found.values()]


def _bases(scope: Scope, definition: Interface) -> tuple[str, ...]:
    protocol = (scope.library_name("typing", "Protocol"),) if scope.target.classes_are_protocols else ()
    if definition.inherits and query.interface(scope.api, definition.inherits):
        return (scope.local(definition.inherits), *protocol)
    if definition.name == EXCEPTION and not protocol:
        if EXCEPTIONS not in scope.api.by_name:
            return (EXCEPTIONS,)
        scope.modules.add("builtins")
        return (f"builtins.{EXCEPTIONS}",)
    return protocol


def _constants(scope: Scope, place: Place, members: Iterable[InterfaceMember]) -> Iterator[Line]:
    return (constant(scope, place, member) for member in members if isinstance(member, Constant))


def _brand(scope: Scope, definition: Interface) -> Iterator[Function]:
    """Yield what tells protocols apart that have the same members, or none; and what tells the class of an object."""
    if scope.target.classes_are_protocols:
        decorators = (scope.builtin("property"),)
        yield function(f"_is_{definition.name}", ("self",), "None", decorators=decorators)
        if definition.inherits is None:
            yield function("constructor", ("self",), scope.local("JsClass"), decorators=decorators)


def _restated(
    scope: Scope, place: Place, definition: Interface, members: tuple[InterfaceMember, ...]
) -> Iterator[Function]:
    own = {member.name for member in members if isinstance(member, Operation)}
    for overloads in restated(scope, place, definition):
        if not any(f"def {name}(" in line for name in own for line in overloads[0].lines):
            yield from overloads


def _members(
    scope: Scope, place: Place, definition: Interface, members: tuple[InterfaceMember, ...]
) -> Iterator[Function | Line]:
    typed = {id(operation) for operation, _ in listener_operations(scope, definition)}
    twins = twin_names(members)
    for group in groups(members):
        match group[0]:
            case Attribute() as first:
                yield from attribute(scope, place, definition, first)
            case Operation() as first if id(first) in typed:
                yield from listening(scope, place, definition, first)
            case Operation() as first if first.name in twins:
                if first.static:
                    yield twin_line(scope, place, first)
            case Operation() as first if first.name:
                yield from operations(scope, place, tuple(each for each in group if isinstance(each, Operation)))
            case Collection() as first:
                yield from collection(scope, place, first, members)
            case Operation() | Constant() | Constructor():
                continue
            case _:
                assert_never(group[0])
