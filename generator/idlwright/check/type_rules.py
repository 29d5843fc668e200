"""Rules of types: what may be nullable, what may be in a union, which types go where."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from idlwright.check.distinguishable import distinguishable
from idlwright.check.survey import Found, Role, Subject
from idlwright.check.types import flattened, is_constant_type, nullables, spelled
from idlwright.model import query
from idlwright.model.members import Attribute
from idlwright.model.types import Generic, Kind, Nullable, Primitive, Record, Reference, String, Union


def nullable(subject: Subject) -> Iterator[Found]:
    """`T?` of a T that has no null, or has it already."""
    api = subject.api
    for part in subject.parts:
        if not isinstance(part.type, Nullable):
            continue
        inner = query.resolve(api, part.type.inner)
        bare = query.bare(api, inner)
        if nullables(api, inner):
            yield Found(part.type.span, f"'{spelled(part.type.inner)}' is nullable already", part.where, "drop the '?'")
        elif isinstance(bare, Primitive) and bare.name == "any":
            yield Found(part.type.span, "'any' has null among its values", part.where, "drop the '?'")
        elif isinstance(bare, Generic) and bare.name in {"Promise", "ObservableArray"}:
            help_ = "put the '?' inside: 'Promise<T?>'" if bare.name == "Promise" else "drop the '?'"
            yield Found(part.type.span, f"'{spelled(bare)}' is always there, never null", part.where, help_)


def union_members(subject: Subject) -> Iterator[Found]:
    """`(A or B)` where a value may be meant as both."""
    for part in subject.parts:
        if not isinstance(part.type, Union):
            continue
        if nullables(subject.api, part.type) > 1:
            yield Found(part.type.span, "more than one member of this union is nullable", part.where)
        for one, other in combinations(part.type.members, 2):
            both_null = nullables(subject.api, one) and nullables(subject.api, other)
            if not both_null and not distinguishable(subject.api, one, other):
                message = f"no value tells '{spelled(one)}' from '{spelled(other)}' in a union"
                yield Found(other.span, message, part.where)


def record_key(subject: Subject) -> Iterator[Found]:
    """`record<K, V>` where K is no string."""
    for part in subject.parts:
        if not isinstance(part.type, Record):
            continue
        key = query.bare(subject.api, part.type.key)
        enum = isinstance(key, Reference) and key.kind is Kind.ENUM
        if not isinstance(key, String) and not enum:
            yield Found(part.type.key.span, f"the key of a record is a string, not '{spelled(key)}'", part.where)


def attribute_type(subject: Subject) -> Iterator[Found]:
    """An attribute whose value would be a copy each time."""
    for use in subject.uses:
        if use.role is not Role.ATTRIBUTE:
            continue
        for member in flattened(subject.api, use.type):
            match member:
                case Generic(name="sequence" | "async_sequence"):
                    help_ = f"write 'FrozenArray<{spelled(member.item)}>'"
                case Reference(kind=Kind.DICTIONARY) | Record():
                    help_ = "make it an operation, or the dictionary an interface"
                case _:
                    continue
            message = f"an attribute can't have the type '{spelled(member)}'"
            yield Found(use.type.span, message, use.where, help_)


def constant_type(subject: Subject) -> Iterator[Found]:
    """A constant that is neither a number nor a boolean."""
    for use in subject.uses:
        if use.role is Role.CONSTANT and not is_constant_type(subject.api, use.type):
            message = f"a constant is a number or a boolean, not '{spelled(use.type)}'"
            yield Found(use.type.span, message, use.where)


def undefined_type(subject: Subject) -> Iterator[Found]:
    """`undefined` where a value has to be."""
    for use in subject.uses:
        if use.role in {Role.ATTRIBUTE, Role.ARGUMENT, Role.FIELD} and query.is_undefined(
            query.bare(subject.api, use.type)
        ):
            yield Found(use.type.span, f"the type of this {use.role} is never anything but undefined", use.where)


def stringifier_type(subject: Subject) -> Iterator[Found]:
    """A stringifier attribute that is no string."""
    for definition, member in subject.members:
        if isinstance(member, Attribute) and member.stringifier:
            found = query.resolve(subject.api, member.type)
            if not isinstance(query.bare(subject.api, found), String) or nullables(subject.api, found):
                message = f"what an object is as a string must be a string, not '{spelled(member.type)}'"
                yield Found(member.type.span, message, (definition, member))
