"""Rules of names: no two may become one, in Python or on a disk, and none may hide what generated code uses."""

from __future__ import annotations

import keyword
from collections.abc import Iterator

from idlwright.check.labels import label
from idlwright.check.member_rules import all_members
from idlwright.check.survey import Found, Subject, Where
from idlwright.diagnostics import Note, Span
from idlwright.model import query
from idlwright.model.definitions import Definition, Dictionary, Interface, Mixin
from idlwright.model.members import Collection, Constructor, Member
from idlwright.model.types import BUFFERS, GENERICS, PRIMITIVES, STRINGS

WEB_IDL = frozenset((*PRIMITIVES, *STRINGS, *BUFFERS, *GENERICS, "record"))
PYTHON = frozenset(
    (
        "bool", "bytearray", "bytes", "classmethod", "complex", "dict", "float", "frozenset", "int", "list",
        "memoryview", "object", "property", "range", "set", "slice", "staticmethod", "str", "super", "tuple", "type",
        "Annotated", "Any", "AsyncIterable", "AsyncIterator", "Awaitable", "Buffer", "Callable", "ClassVar", "Final",
        "Generator", "Generic", "Iterable", "Iterator", "Literal", "Mapping", "Never", "NoReturn", "NotRequired",
        "Protocol", "Required", "Self", "Sequence", "TYPE_CHECKING", "TypeAlias", "TypedDict", "TypeVar", "Union",
        "Unpack", "deprecated", "final", "overload",
        "JsNull", "annotations", "builtins", "js", "pyodide", "typing",
    )
)  # fmt: skip
"""What generated annotations are made of."""

IMPLEMENTATION = "Impl"
"""Behind an interface's name: the protocol of its behaviour."""


def python_name(name: str) -> str:
    """Return a name as generated code has it; the same as in lower, which comes after the checks."""
    return f"{name}_" if keyword.iskeyword(name) else name


def reserved_definition(subject: Subject) -> Iterator[Found]:
    """A definition that can't be referred to, or that hides what annotations are made of."""
    for definition in subject.api.definitions:
        if definition.name in WEB_IDL:
            message = f"'{definition.name}' is a type of Web IDL itself, so no type can mean this definition"
        elif definition.name in PYTHON or definition.name.startswith("_") or keyword.iskeyword(definition.name):
            message = f"generated code needs the name '{definition.name}' for itself"
        elif _implements(subject, definition):
            message = f"generated code needs the name '{definition.name}' for what implements the interface"
        else:
            continue
        yield Found(definition.span, message, (definition,))


def _implements(subject: Subject, definition: Definition) -> bool:
    """Tell whether a definition has the name of the protocol behind an interface."""
    before, suffix, after = definition.name.rpartition(IMPLEMENTATION)
    return bool(suffix) and not after and query.interface(subject.api, before) is not None


def reserved_member(subject: Subject) -> Iterator[Found]:
    """A member or argument whose name generated code needs for itself."""
    for definition, member in subject.members:
        name = query.member_name(member)
        if name.startswith("_") or (name == "new" and isinstance(definition, Interface | Mixin)):
            yield Found(member.span, f"generated code needs the name '{name}' for itself", (definition, member))
    for signature in subject.signatures:
        for argument in signature.arguments:
            if argument.name == "self" or argument.name.startswith("_"):
                message = f"generated code needs the name '{argument.name}' for itself"
                yield Found(argument.span, message, (*signature.where, argument))


def unspeakable_name(subject: Subject) -> Iterator[Found]:
    """A name that Web IDL allows and Python does not: one with a hyphen in it."""
    named: list[tuple[str, Where, Span | None]] = [
        (definition.name, (definition,), definition.span) for definition in subject.api.definitions
    ]
    named += [(query.member_name(member), (definition, member), member.span) for definition, member in subject.members]
    named += [
        (argument.name, (*signature.where, argument), argument.span)
        for signature in subject.signatures
        for argument in signature.arguments
    ]
    for name, where, span in named:
        if not name.isidentifier():
            yield Found(span, f"'{name}' can't be a name in Python", where)


def python_name_clash(subject: Subject) -> Iterator[Found]:
    """Two names that are one in Python, where a keyword gets an underscore behind it."""
    for definition in subject.api.definitions:
        names = [(member, query.member_name(member)) for member in _named(subject, definition)]
        first: dict[str, tuple[Member, str]] = {}
        for member, name in names:
            found, other = first.setdefault(python_name(name), (member, name))
            if other != name:
                note = Note(message=f"'{other}' is here", span=found.span)
                message = f"'{name}' and '{other}' are both '{python_name(name)}' in Python"
                yield Found(member.span, message, (definition, member), notes=(note,))
    for signature in subject.signatures:
        spelled: dict[str, str] = {}
        for argument in signature.arguments:
            other = spelled.setdefault(python_name(argument.name), argument.name)
            if other != argument.name:
                message = f"'{argument.name}' and '{other}' are both '{python_name(argument.name)}' in Python"
                yield Found(argument.span, message, (*signature.where, argument))


def _named(subject: Subject, definition: Definition) -> tuple[Member, ...]:
    """Return the members that become names in Python."""
    if isinstance(definition, Dictionary):
        return query.fields_of(subject.api, definition)
    return tuple(
        member for member in all_members(subject, definition) if not isinstance(member, Collection | Constructor)
    )


def case_clash(subject: Subject) -> Iterator[Found]:
    """Two definitions, or two members, whose pages would be one file where the disk does not tell cases apart."""
    first: dict[str, Definition] = {}
    for definition in subject.api.definitions:
        found = first.setdefault(definition.name.casefold(), definition)
        if found is not definition:
            note = Note(message=f"'{found.name}' is here", span=found.span)
            message = f"{label(definition)} and {label(found)} differ only in case, so their pages would be one file"
            yield Found(definition.span, message, (definition,), notes=(note,))
