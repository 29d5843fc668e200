"""Questions about types that several rules ask."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.model import query
from idlwright.model.api import Api
from idlwright.model.definitions import Dictionary
from idlwright.model.types import (
    FLOATS,
    INTEGERS,
    Annotated,
    Buffer,
    Generic,
    Kind,
    Nullable,
    Primitive,
    Record,
    Reference,
    String,
    Type,
)
from idlwright.model.types import Union as UnionType


def flattened(api: Api, type_: Type) -> Iterator[Type]:
    """Yield the members of a union, those of nested unions too, without nullability; of another type the type."""
    found = query.bare(api, type_)
    if isinstance(found, UnionType):
        for member in found.members:
            yield from flattened(api, member)
    else:
        yield found


def nullables(api: Api, type_: Type) -> int:
    """Count how often a type can be null: once for being nullable, once for each nullable member of a union."""
    found, count = query.resolve(api, type_), 0
    while isinstance(found, Nullable | Annotated):
        count += isinstance(found, Nullable)
        found = query.resolve(api, found.inner)
    if isinstance(found, UnionType):
        count += sum(nullables(api, member) for member in found.members)
    return count


def dictionary(api: Api, type_: Type) -> Dictionary | None:
    """Return the dictionary that a type, or one member of a union, is."""
    for member in flattened(api, type_):
        if isinstance(member, Reference) and member.kind is Kind.DICTIONARY:
            found = api.by_name[member.name]
            return found if isinstance(found, Dictionary) else None
    return None


def is_constant_type(api: Api, type_: Type) -> bool:
    """Tell whether a constant can have a type: numbers and booleans, also through typedefs, and what may be one."""
    found = query.resolve(api, type_)
    if isinstance(found, Reference):
        return found.kind is Kind.EXTERNAL
    return isinstance(found, Primitive) and found.name in _CONSTANTS


_CONSTANTS = frozenset((*INTEGERS, *FLOATS, "boolean"))


def spelled(type_: Type) -> str:
    """Return a type as Web IDL writes it, without the attributes of types."""
    match type_:
        case Primitive(name=name) | String(name=name) | Buffer(name=name) | Reference(name=name):
            return name
        case Nullable():
            return f"{spelled(type_.inner)}?"
        case Generic():
            return f"{type_.name}<{spelled(type_.item)}>"
        case Record():
            return f"record<{spelled(type_.key)}, {spelled(type_.value)}>"
        case UnionType():
            return f"({' or '.join(map(spelled, type_.members))})"
        case Annotated():
            return spelled(type_.inner)
