"""The model laid out in lists, so that a rule is one loop over what it is about."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import field
from typing import NamedTuple, TypeAlias

from idlwright.diagnostics import Note, Span
from idlwright.diagnostics.suggest import Guesses
from idlwright.light import dataclass
from idlwright.model import definitions, members
from idlwright.model.api import Api
from idlwright.model.types import Annotated, Generic, Nullable, Record, Type, Union
from idlwright.project import Project

Step: TypeAlias = definitions.Definition | definitions.EventFired | members.Member | members.Argument
Where: TypeAlias = tuple[Step, ...]
"""The nodes around a place, outermost first."""


class Role(enum.StrEnum):
    """What a type is the type of."""

    ATTRIBUTE = "attribute"
    RESULT = "result"
    ARGUMENT = "argument"
    CONSTANT = "const"
    FIELD = "field"
    COLLECTION = "collection"
    TYPEDEF = "typedef"
    OVERRIDE = "override"


class Use(NamedTuple):
    """A type where it is used."""

    role: Role
    type: Type
    where: Where


class Part(NamedTuple):
    """A type, or a type inside of one."""

    type: Type
    where: Where


class Signature(NamedTuple):
    """What has arguments."""

    arguments: tuple[members.Argument, ...]
    where: Where


class Found(NamedTuple):
    """What a rule has to say; the table adds which rule it was and how much that weighs."""

    span: Span | None
    message: str
    where: Where = ()
    help: str | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What rules look at."""

    api: Api
    project: Project
    members: list[tuple[definitions.Definition, members.Member]] = field(default_factory=list)
    events: list[tuple[definitions.Definition, definitions.EventFired]] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    guesses: Guesses = field(default_factory=Guesses)


def survey(api: Api, project: Project) -> Subject:
    """Lay a model out."""
    subject = Subject(api=api, project=project)
    for definition in api.definitions:
        match definition:
            case definitions.Typedef():
                subject.uses.append(Use(Role.TYPEDEF, definition.type, (definition,)))
            case definitions.Callback():
                subject.uses.append(Use(Role.RESULT, definition.result, (definition,)))
                _arguments(subject, definition.arguments, (definition,))
            case definitions.Enumeration() | definitions.External():
                pass
            case _:
                for member in definition.members:
                    subject.members.append((definition, member))
                    _member(subject, member, (definition, member))
        if isinstance(definition, definitions.Interface | definitions.Mixin):
            subject.events.extend((definition, event) for event in definition.events)
    subject.uses.extend(Use(Role.OVERRIDE, override.type, ()) for override in api.overrides)
    for use in subject.uses:
        subject.parts.extend(Part(type_, use.where) for type_ in parts(use.type))
    return subject


def _member(subject: Subject, member: members.Member, where: Where) -> None:
    """Note the types and arguments of a member."""
    match member:
        case members.Attribute():
            subject.uses.append(Use(Role.ATTRIBUTE, member.type, where))
        case members.Constant():
            subject.uses.append(Use(Role.CONSTANT, member.type, where))
        case members.Field():
            subject.uses.append(Use(Role.FIELD, member.type, where))
        case members.Operation():
            subject.uses.append(Use(Role.RESULT, member.result, where))
            _arguments(subject, member.arguments, where)
        case members.Constructor():
            _arguments(subject, member.arguments, where)
        case members.Collection():
            if member.key is not None:
                subject.uses.append(Use(Role.COLLECTION, member.key, where))
            subject.uses.append(Use(Role.COLLECTION, member.value, where))
            _arguments(subject, member.arguments, where)


def _arguments(subject: Subject, arguments: tuple[members.Argument, ...], where: Where) -> None:
    """Note a signature and the types in it."""
    subject.signatures.append(Signature(arguments, where))
    subject.uses.extend(Use(Role.ARGUMENT, argument.type, (*where, argument)) for argument in arguments)


def parts(type_: Type) -> Iterator[Type]:
    """Yield a type and the types inside of it, without following names."""
    yield type_
    match type_:
        case Nullable(inner=inner) | Annotated(inner=inner) | Generic(item=inner):
            yield from parts(inner)
        case Record():
            yield from parts(type_.key)
            yield from parts(type_.value)
        case Union():
            for member in type_.members:
                yield from parts(member)
        case _:
            return
