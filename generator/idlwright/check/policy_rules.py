"""Rules of policy and of the edge of the schema."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.check.survey import Found, Role, Subject, Where
from idlwright.check.types import spelled
from idlwright.model import query
from idlwright.model.definitions import Dictionary, External, Interface
from idlwright.model.members import Argument, Attribute, Collection, Constant, Constructor, Field, Operation
from idlwright.model.types import Reference, Type


def unused_external(subject: Subject) -> Iterator[Found]:
    """A name that is declared external, but not used."""
    used = {part.type.name for part in subject.parts if isinstance(part.type, Reference)}
    used |= {event.interface for _, event in subject.events}
    for definition in subject.api.definitions:
        if isinstance(definition, Interface | Dictionary) and definition.inherits:
            used.add(definition.inherits)
    for definition in subject.api.definitions:
        if isinstance(definition, External) and definition.name not in used:
            yield Found(definition.span, f"nothing uses '{definition.name}'", (definition,), "delete it")


def same_override(subject: Subject) -> Iterator[Found]:
    """An override that says what the IDL says."""
    overrides = {override.path: override for override in subject.api.overrides}
    types: dict[str, list[Type]] = {}
    for use in subject.uses if overrides else ():
        if use.role is not Role.OVERRIDE and (path := _path(use.where)) in overrides:
            types.setdefault(path, []).append(use.type)
    for path, found in types.items():  # several are overloads
        override = overrides[path]
        if all(type_ == override.type for type_ in found):
            message = f"'{path}' is '{spelled(override.type)}' already"
            yield Found(override.span, message, (), "delete the override")


def _path(where: Where) -> str:
    """Return the path of policy that leads to a place."""
    path = ""
    for step in where:
        match step:
            case Argument(name=name):
                path = f"{path}({name})"
            case Operation() | Attribute() | Constructor() | Constant() | Field() | Collection():
                path = f"{path}.{query.member_name(step)}"
            case _:
                path = step.name
    return path
