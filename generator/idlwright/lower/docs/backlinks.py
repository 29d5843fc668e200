"""Who uses a definition: taken by, returned by, fired at … : one walk over the API, read by every page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from idlwright.lower.docs.addresses import Addresses, Place
from idlwright.model import query
from idlwright.model.definitions import Callback, Definition, Dictionary, Interface, Typedef
from idlwright.model.members import Attribute, Collection, Constant, Constructor, InterfaceMember, Operation
from idlwright.model.types import (
    Annotated,
    Buffer,
    Generic,
    Nullable,
    Primitive,
    Record,
    Reference,
    String,
    Type,
    Union,
)

Backlinks = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Name → in what role → references (`Interface.member`) in alphabetical order."""

ROLES = (
    "Inherited by",
    "Included by",
    "Returned by",
    "Type of",
    "Taken by",
    "Member of collection",
    "Event type of",
    "Part of the type",
    "Part of the dictionary",
    "Used by the callback",
)
"""All roles, in the order of the page."""


def backlinks(addresses: Addresses) -> Backlinks:
    """Collect the uses of every definition."""
    found: dict[str, dict[str, set[str]]] = {}
    for place in addresses.places:
        for name, role, reference in _uses(place):
            found.setdefault(name, {}).setdefault(role, set()).add(reference)
    return {
        name: {role: tuple(sorted(roles[role])) for role in ROLES if role in roles} for name, roles in found.items()
    }


def names_in(type_: Type) -> Iterator[str]:
    """Yield the names of definitions in a type."""
    match type_:
        case Reference(name=name):
            yield name
        case Nullable(inner=inner) | Annotated(inner=inner) | Generic(item=inner):
            yield from names_in(inner)
        case Record(key=key, value=value):
            yield from names_in(key)
            yield from names_in(value)
        case Union(members=members):
            for member in members:
                yield from names_in(member)
        case Primitive() | String() | Buffer():
            return
        case _:
            assert_never(type_)


def _uses(place: Place) -> Iterator[tuple[str, str, str]]:
    """Yield name, role and reference of each use that a definition makes of others."""
    owner = place.definition.name
    yield from _own_uses(place.definition)
    for event in place.events:
        yield event.event.interface, "Event type of", f"{owner}.{event.event.name}_event"
    for each in place.members:
        for member in each.group:
            reference = f"{owner}.{query.member_name(member)}"
            yield from ((name, role, reference) for name, role in _member_uses(member))


def _own_uses(definition: Definition) -> Iterator[tuple[str, str, str]]:
    owner = definition.name
    match definition:
        case Interface(inherits=parent, includes=mixins):
            yield from ((name, "Inherited by", owner) for name in (parent,) if name)
            yield from ((name, "Included by", owner) for name in mixins)
        case Dictionary(inherits=parent, members=fields):
            yield from ((name, "Inherited by", owner) for name in (parent,) if name)
            for field in fields:
                yield from ((name, "Part of the dictionary", f"{owner}.{field.name}") for name in names_in(field.type))
        case Typedef(type=type_):
            yield from ((name, "Part of the type", owner) for name in names_in(type_))
        case Callback(result=result, arguments=arguments):
            for type_ in (result, *(argument.type for argument in arguments)):
                yield from ((name, "Used by the callback", owner) for name in names_in(type_))
        case _:
            return


def _member_uses(member: InterfaceMember) -> Iterator[tuple[str, str]]:
    match member:
        case Attribute(type=type_) | Constant(type=type_):
            yield from ((name, "Type of") for name in names_in(type_))
        case Operation(result=result, arguments=arguments):
            yield from ((name, "Returned by") for name in names_in(result))
            yield from ((name, "Taken by") for argument in arguments for name in names_in(argument.type))
        case Constructor(arguments=arguments):
            yield from ((name, "Taken by") for argument in arguments for name in names_in(argument.type))
        case Collection(key=key, value=value, arguments=arguments):
            types = [each for each in (key, value) if each is not None]
            yield from ((name, "Member of collection") for type_ in types for name in names_in(type_))
            yield from ((name, "Taken by") for argument in arguments for name in names_in(argument.type))
        case _:
            assert_never(member)
