"""Rules of members: which may stand together in one definition, and which may not be where they are."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.check.labels import label
from idlwright.check.survey import Found, Subject
from idlwright.diagnostics import Note
from idlwright.model import query
from idlwright.model.definitions import (
    CallbackInterface,
    Definition,
    Dictionary,
    Enumeration,
    EnumValue,
    Interface,
    Mixin,
    Namespace,
)
from idlwright.model.members import (
    Attribute,
    Collection,
    CollectionKind,
    Constructor,
    Member,
    Operation,
    Special,
)


def all_members(subject: Subject, definition: Definition) -> tuple[Member, ...]:
    """Return the members of a definition; those of an interface with those of its mixins."""
    if isinstance(definition, Interface):
        return tuple(member for member, _ in query.members_of(subject.api, definition))
    if isinstance(definition, Mixin | Namespace | Dictionary | CallbackInterface):
        return definition.members
    return ()


def duplicate_member(subject: Subject) -> Iterator[Found]:
    """Two members of one name; operations may share theirs, as overloads."""
    for definition in subject.api.definitions:
        first: dict[str, Member] = {}
        for member in all_members(subject, definition):
            if isinstance(member, Constructor | Collection):
                continue
            name = query.member_name(member)
            found = first.setdefault(name, member)
            if found is not member and not (isinstance(found, Operation) and isinstance(member, Operation)):
                note = Note(message="the first one is here", span=found.span)
                message = f"there is {_article(label(found))} already"
                yield Found(member.span, message, (definition, member), notes=(note,))


def _article(words: str) -> str:
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def inherited_field(subject: Subject) -> Iterator[Found]:
    """A field that the dictionary inherits already."""
    for definition in subject.api.definitions:
        if not isinstance(definition, Dictionary):
            continue
        inherited = {
            field.name: (level, field)
            for level in query.ancestors(subject.api, definition)
            if isinstance(level, Dictionary)
            for field in level.members
        }
        for field in definition.members:
            if field.name in inherited:
                level, other = inherited[field.name]
                note = Note(message="it is here", span=other.span)
                message = f"dictionary '{level.name}' has a field '{field.name}' already"
                yield Found(field.span, message, (definition, field), notes=(note,))


def namespace_member(subject: Subject) -> Iterator[Found]:
    """A member of a namespace that only objects can have."""
    for definition, member in subject.members:
        if not isinstance(definition, Namespace):
            continue
        match member:
            case Attribute(readonly=False):
                message = f"attribute '{member.name}' of a namespace must be 'readonly: true'"
            case Attribute(static=True) | Operation(static=True):
                message = "members of a namespace are static anyway"
            case Operation(special=Special()):
                message = f"a namespace can't have a {member.special}"
            case _:
                continue
        yield Found(member.span, message, (definition, member))


def mixin_member(subject: Subject) -> Iterator[Found]:
    """A member that a mixin can't bring along."""
    for definition, member in subject.members:
        if not isinstance(definition, Mixin):
            continue
        match member:
            case Attribute(static=True) | Operation(static=True):
                yield Found(member.span, "a mixin can't have static members", (definition, member))
            case Attribute(inherit=True):
                yield Found(member.span, "an attribute of a mixin can't 'inherit'", (definition, member))
            case Operation(special=Special.GETTER | Special.SETTER | Special.DELETER):
                message = f"a mixin can't have a {member.special}"
                yield Found(member.span, message, (definition, member), "put it into the interfaces")
            case _:
                continue


def callback_interface_operation(subject: Subject) -> Iterator[Found]:
    """A callback interface with no operation, or with several."""
    for definition in subject.api.definitions:
        if isinstance(definition, CallbackInterface):
            count = sum(isinstance(member, Operation) for member in definition.members)
            if count != 1:
                message = f"a callback interface has exactly one operation, not {count}"
                yield Found(definition.span, message, (definition,))


def one_collection(subject: Subject) -> Iterator[Found]:
    """An interface that is two collections at once."""
    for definition in subject.api.definitions:
        if not isinstance(definition, Interface):
            continue
        first: Collection | None = None
        for member in definition.members:
            if isinstance(member, Collection) and first is None:
                first = member
            elif isinstance(member, Collection) and first is not None:
                note = Note(message=f"the '{first.kind}' is here", span=first.span)
                message = f"an interface is at most one collection: '{member.kind}' does not go with '{first.kind}'"
                yield Found(member.span, message, (definition, member), notes=(note,))


COLLECTION_MEMBERS = {
    CollectionKind.MAPLIKE: ("entries", "forEach", "get", "has", "keys", "size", "values"),
    CollectionKind.SETLIKE: ("entries", "forEach", "has", "keys", "size", "values"),
    CollectionKind.ITERABLE: ("entries", "forEach", "keys", "values"),
    CollectionKind.ASYNC_ITERABLE: ("entries", "keys", "values"),
}
"""Members that a declaration brings along; `set`, `add`, `delete` and `clear` may be written by hand instead."""


def collection_member(subject: Subject) -> Iterator[Found]:
    """A member that the collection declaration brings along already."""
    for definition in subject.api.definitions:
        members = all_members(subject, definition) if isinstance(definition, Interface) else ()
        for collection in members:
            if not isinstance(collection, Collection):
                continue
            for member in members:
                if (
                    not isinstance(member, Collection)
                    and query.member_name(member) in COLLECTION_MEMBERS[collection.kind]
                ):
                    note = Note(message=f"the '{collection.kind}' is here", span=collection.span)
                    message = f"'{collection.kind}' brings a member '{query.member_name(member)}' along"
                    yield Found(member.span, message, (definition, member), notes=(note,))


def inherit_attribute(subject: Subject) -> Iterator[Found]:
    """`inherit: true` where no ancestor has the attribute, or none that can be set."""
    for definition, member in subject.members:
        if not (isinstance(member, Attribute) and member.inherit and isinstance(definition, Interface)):
            continue
        chain = [level for level in query.ancestors(subject.api, definition) if isinstance(level, Interface)]
        names = {
            other.name
            for level in chain
            for other in all_members(subject, level)
            if isinstance(other, Attribute) and other.readonly
        }
        if member.name not in names:
            message = f"nothing that '{definition.name}' inherits from has a readonly attribute '{member.name}'"
            yield Found(member.span, message, (definition, member), "drop 'inherit'")


SPECIAL_ARGUMENTS = {Special.GETTER: 1, Special.SETTER: 2, Special.DELETER: 1, Special.STRINGIFIER: 0}


def special_arguments(subject: Subject) -> Iterator[Found]:
    """A special operation with the wrong number of arguments."""
    for definition, member in subject.members:
        if not (isinstance(member, Operation) and member.special):
            continue
        needed = SPECIAL_ARGUMENTS[member.special]
        if len(member.arguments) != needed or any(each.optional or each.variadic for each in member.arguments):
            plural = "argument" if needed == 1 else "arguments"
            message = f"a {member.special} has {needed or 'no'} {'required ' if needed else ''}{plural}"
            yield Found(member.span, message, (definition, member))


def duplicate_value(subject: Subject) -> Iterator[Found]:
    """An enumeration with a value twice."""
    for definition in subject.api.definitions:
        if not isinstance(definition, Enumeration):
            continue
        first: dict[str, EnumValue] = {}
        for value in definition.values:
            found = first.setdefault(value.value, value)
            if found is not value:
                note = Note(message="the first one is here", span=found.span)
                yield Found(value.span, f'the value "{value.value}" is there twice', (definition,), notes=(note,))
