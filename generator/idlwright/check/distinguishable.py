"""Whether a value tells which of two types is meant (Web IDL, "distinguishable")."""

from __future__ import annotations

from typing import assert_never

from idlwright.check.types import flattened, nullables
from idlwright.model import query
from idlwright.model.api import Api
from idlwright.model.definitions import Callback, Interface
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
    Union,
)

_NUMERIC = frozenset((*INTEGERS, *FLOATS)) - {"bigint"}
_OBJECTS = frozenset(("interface", "external", "callback", "dictionary", "sequence", "object"))
_REFERENCES = {
    Kind.INTERFACE: "interface",
    Kind.DICTIONARY: "dictionary",
    Kind.ENUM: "string",
    Kind.CALLBACK: "callback",
    Kind.CALLBACK_INTERFACE: "dictionary",
    Kind.EXTERNAL: "external",
    Kind.TYPEDEF: "any",
}
_GENERICS = {
    "sequence": "sequence",
    "FrozenArray": "sequence",
    "async_sequence": "sequence",
    "ObservableArray": "any",
    "Promise": "any",
}


def distinguishable(api: Api, one: Type, other: Type) -> bool:
    """Tell whether a value can't be meant as both types."""
    if _both_take_nothing(api, one, other):
        return False
    return all(_differ(api, left, right) for left in flattened(api, one) for right in flattened(api, other))


def _both_take_nothing(api: Api, one: Type, other: Type) -> bool:
    """Tell whether null (or undefined) goes with both: nullable types, and dictionaries beside one."""
    first, second = bool(nullables(api, one)), bool(nullables(api, other))
    if first and second:
        return True
    return (first and _has_dictionary(api, other)) or (second and _has_dictionary(api, one))


def _has_dictionary(api: Api, type_: Type) -> bool:
    return any(isinstance(member, Reference) and member.kind is Kind.DICTIONARY for member in flattened(api, type_))


def _differ(api: Api, one: Type, other: Type) -> bool:
    """Tell whether two types that are neither nullable nor unions can be told apart."""
    pair = {category(one), category(other)}
    if "any" in pair:
        return False
    if pair == {"interface"}:
        return not _share_objects(api, one, other)
    if pair in ({"external"}, {"interface", "external"}):
        return one != other
    if pair == {"callback", "dictionary"}:
        return not (_takes_all(api, one) or _takes_all(api, other))
    if pair == {"undefined", "dictionary"} or len(pair) == 1:
        return False
    return not ("object" in pair and pair <= _OBJECTS)


def category(type_: Type) -> str:
    """Return the row of Web IDL's table that a type is in; `any` for what is in none and so never distinguishable."""
    match type_:
        case Primitive(name=name):
            return "numeric" if name in _NUMERIC else name
        case String():
            return "string"
        case Buffer():
            return "interface"
        case Record():
            return "dictionary"
        case Reference(kind=kind):
            return _REFERENCES[kind]
        case Generic(name=name):
            return _GENERICS[name]
        case Nullable() | Union() | Annotated():
            return "any"
        case _:
            assert_never(type_)


def _share_objects(api: Api, one: Type, other: Type) -> bool:
    """Tell whether an object can be of both interfaces: they are the same, or one inherits from the other."""
    if isinstance(one, Buffer) or isinstance(other, Buffer):
        return one == other
    names = [type_.name for type_ in (one, other) if isinstance(type_, Reference)]
    lines = []
    for name in names:
        found = api.by_name[name]
        line = {name}
        if isinstance(found, Interface):
            line.update(parent.name for parent in query.ancestors(api, found))
        lines.append(line)
    return names[0] in lines[1] or names[1] in lines[0]


def _takes_all(api: Api, type_: Type) -> bool:
    """Tell whether a type is a callback that takes any object, or nothing, as null."""
    found = api.by_name[type_.name] if isinstance(type_, Reference) else None
    return isinstance(found, Callback) and any(
        attribute.name == "LegacyTreatNonObjectAsNull" for attribute in found.attributes
    )
