"""Which way dictionaries go: those that only come back are spelled as results, all others as what may be given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from idlwright.lower.targets import Direction
from idlwright.model import query
from idlwright.model.api import Api
from idlwright.model.definitions import (
    Callback,
    CallbackInterface,
    Definition,
    Dictionary,
    Enumeration,
    External,
    Interface,
    Mixin,
    Namespace,
    Typedef,
)
from idlwright.model.members import (
    Argument,
    Attribute,
    Collection,
    Constant,
    Constructor,
    InterfaceMember,
    Operation,
)
from idlwright.model.types import Annotated, Generic, Kind, Nullable, Record, Reference, Type, Union

Use = tuple[Type, Direction]
_OPPOSITE = {Direction.ARGUMENT: Direction.RESULT, Direction.RESULT: Direction.ARGUMENT}


def returned(api: Api) -> frozenset[str]:
    """Return the names of the dictionaries that come back from anywhere."""
    return frozenset(name for name, direction in _uses(api) if direction is Direction.RESULT)


def field_directions(api: Api) -> dict[str, Direction]:
    """Return for each dictionary in which direction its fields are spelled in its TypedDict."""
    uses = _uses(api)
    names = [each.name for each in api.definitions if isinstance(each, Dictionary)]
    return {
        name: Direction.RESULT
        if (name, Direction.RESULT) in uses and (name, Direction.ARGUMENT) not in uses
        else Direction.ARGUMENT
        for name in names
    }


def is_result(path: str) -> bool:
    """Tell whether a path of policy is that of a result, or of an attribute or a field, and not that of an argument."""
    argument = path.partition("(")[2].removesuffix(")")
    return not argument or "." in argument


def _uses(api: Api) -> set[tuple[str, Direction]]:
    overrides = {override.path: override.type for override in api.overrides}
    waiting = [use for definition in api.definitions for use in _of_definition(definition)]
    waiting.extend((type_, Direction.RESULT) for path, type_ in overrides.items() if is_result(path))
    found: set[tuple[str, Direction]] = set()
    seen: set[tuple[str, Direction]] = set()
    while waiting:
        type_, direction = waiting.pop()
        for reference in _references(type_):
            if (reference.name, direction) in seen:
                continue
            seen.add((reference.name, direction))
            definition = api.by_name.get(reference.name)
            if isinstance(definition, Dictionary):
                chain = [definition, *query.ancestors(api, definition)]
                found.update((each.name, direction) for each in chain)
                waiting.extend((field.type, direction) for field in query.fields_of(api, definition))
            elif isinstance(definition, Typedef):
                waiting.append((definition.type, direction))
    return found


def _references(type_: Type) -> Iterator[Reference]:
    match type_:
        case Reference(kind=Kind.DICTIONARY | Kind.TYPEDEF):
            yield type_
        case Nullable(inner=inner) | Annotated(inner=inner):
            yield from _references(inner)
        case Generic(item=item):
            yield from _references(item)
        case Record(value=value):
            yield from _references(value)
        case Union(members=members):
            for member in members:
                yield from _references(member)
        case _:
            return


def _of_definition(definition: Definition) -> Iterator[Use]:
    match definition:
        case Interface() | Mixin() | Namespace() | CallbackInterface():
            turned = isinstance(definition, CallbackInterface)
            for member in definition.members:
                for type_, direction in _of_member(member):
                    yield type_, _OPPOSITE[direction] if turned else direction
        case Callback():
            yield definition.result, Direction.ARGUMENT
            yield from ((argument.type, Direction.RESULT) for argument in definition.arguments)
        case Dictionary() | Enumeration() | Typedef() | External():
            return
        case _:
            assert_never(definition)


def _of_member(member: InterfaceMember) -> Iterator[Use]:
    match member:
        case Attribute():
            yield member.type, Direction.RESULT
            if not member.readonly:
                yield member.type, Direction.ARGUMENT
        case Operation():
            yield member.result, Direction.RESULT
            yield from _of_arguments(member.arguments)
        case Constructor():
            yield from _of_arguments(member.arguments)
        case Constant():
            return
        case Collection():
            yield member.value, Direction.RESULT
            if member.key is not None:
                yield member.key, Direction.RESULT
            if not member.readonly:
                yield member.value, Direction.ARGUMENT
            yield from _of_arguments(member.arguments)
        case _:
            assert_never(member)


def _of_arguments(arguments: tuple[Argument, ...]) -> Iterator[Use]:
    for argument in arguments:
        yield argument.type, Direction.ARGUMENT
