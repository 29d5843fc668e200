"""The members of the global object: variables and functions of its module."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.light import replace
from idlwright.lower.names import python_name
from idlwright.lower.stubs.attributes import variable
from idlwright.lower.stubs.callables import Place, operations
from idlwright.lower.stubs.events import listener_operations, listening
from idlwright.lower.stubs.interfaces import exposed, groups
from idlwright.lower.stubs.scope import Scope
from idlwright.model import query
from idlwright.model.definitions import Interface
from idlwright.model.members import Attribute, Operation
from idlwright.model.types import Kind, Reference
from idlwright.view.stub import Function, Line


def global_interface(scope: Scope) -> Interface | None:
    """Return the interface whose [Global] names the project's global, the most derived one if several do."""
    name = scope.project.global_name
    found = [each for each in scope.api.definitions if isinstance(each, Interface) and name in _global_names(each)]
    depths = {each.name: len(list(query.ancestors(scope.api, each))) for each in found}
    return max(found, key=lambda each: depths[each.name], default=None)


def _global_names(interface: Interface) -> tuple[str, ...]:
    for attribute in interface.attributes:
        if attribute.name == "Global":
            return attribute.values or ((attribute.value,) if attribute.value else ())
    return ()


def global_members(scope: Scope, interface: Interface) -> Iterator[tuple[str, tuple[Function | Line, ...]]]:
    """Yield the names of the global object and their statements, the nearest declaration of each."""
    levels = [interface, *query.ancestors(scope.api, interface)]
    own = {level.name for level in levels}
    listeners = {id(operation) for operation, _ in listener_operations(scope, interface)}
    seen = set()
    for level in levels:
        if not isinstance(level, Interface):
            continue
        place = Place(owner=level.name, in_class=False)
        for group in groups(exposed(scope, level)):
            first = group[0]
            name = python_name(query.member_name(first))
            if name in seen or not isinstance(first, Attribute | Operation):
                continue
            seen.add(name)
            if isinstance(first, Attribute):
                yield name, (variable(scope, place, interface, _narrowed(first, own, interface)),)
            elif id(first) in listeners:
                yield name, listening(scope, place, interface, first)
            elif first.name:
                found = tuple(each for each in group if isinstance(each, Operation))
                yield name, operations(scope, place, found)


def _narrowed(attribute: Attribute, own: set[str], interface: Interface) -> Attribute:
    """An attribute that gives the global object itself (`self`) gives this one."""
    type_ = attribute.type
    if isinstance(type_, Reference) and type_.name in own and attribute.readonly:
        return replace(attribute, type=Reference(interface.name, Kind.INTERFACE))
    return attribute
