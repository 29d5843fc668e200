"""`[Default] object toJSON()`, which follows from the attributes.

Source: Web IDL, "Default operations", "default toJSON steps".
"""

from __future__ import annotations

from idlwright.lower.defaults import python_string
from idlwright.lower.names import python_name
from idlwright.lower.runtime.docstrings import docstring
from idlwright.lower.runtime.operations import Lowered, definition
from idlwright.lower.runtime.scope import Scope
from idlwright.model import query
from idlwright.model.definitions import Interface
from idlwright.model.members import Attribute, InterfaceMember, Operation
from idlwright.model.types import Generic, Kind, Primitive, Record, Reference, String
from idlwright.view.code import Call, lay_out
from idlwright.view.runtime import Method


def is_default_json(member: InterfaceMember) -> bool:
    """Tell whether a member is the default toJSON."""
    return (
        isinstance(member, Operation)
        and member.name == "toJSON"
        and any(each.name == "Default" for each in member.attributes)
    )


def lower_default_json(scope: Scope, owner: str, operation: Operation) -> Lowered:
    """Lower the default toJSON."""
    names: dict[str, None] = {}
    for members in reversed(_levels(scope, owner)):
        if any(map(is_default_json, members)):
            attributes = (each for each in members if isinstance(each, Attribute))
            names.update((each.name, None) for each in attributes if _is_json(scope, each))
    items = tuple(f"{python_string(name)}: self.{python_name(name)}" for name in names)
    method = Method(
        signature=definition("toJSON", ("self",), scope.result(operation.result)),
        docstring=docstring(operation.docs) or "Return the attributes, for JSON.",
        body=lay_out(Call("", items, "{}"), before="return ", indent=8),
    )
    return Lowered(public=(method,))


def _levels(scope: Scope, name: str) -> list[tuple[InterfaceMember, ...]]:
    """Return the members of an interface and of its ancestors, the nearest first."""
    found = query.interface(scope.api, name)
    levels = [found, *query.ancestors(scope.api, found)] if found else []
    return [
        tuple(member for member, _ in query.members_of(scope.api, level))
        for level in levels
        if isinstance(level, Interface)
    ]


def _is_json(scope: Scope, member: Attribute) -> bool:
    """Tell whether an attribute is of a JSON type."""
    if member.static:
        return False
    found = query.bare(scope.api, member.type)
    if isinstance(found, Reference):
        return found.kind in {Kind.ENUM, Kind.DICTIONARY} or any(
            isinstance(each, Operation) and each.name == "toJSON"
            for members in _levels(scope, found.name)
            for each in members
        )
    if isinstance(found, Primitive):
        return found.name not in {"any", "undefined", "symbol", "bigint"}
    return isinstance(found, String | Record) or (isinstance(found, Generic) and found.name != "Promise")
