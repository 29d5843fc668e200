"""In which file a new definition is put: with the interface that is the first to use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from idlwright.syntax.definitions import (
    Callback,
    CallbackInterface,
    Definition,
    Dictionary,
    Interface,
    Mixin,
    Namespace,
    Typedef,
)
from idlwright.syntax.members import Argument, Attribute, Collection, Constant, Constructor, Field, Operation
from idlwright.syntax.types import Annotated, Generic, Name, Nullable, Record, TypeExpression, Union

_HOSTS = (Interface, Mixin, Namespace, CallbackInterface)
REST = "definitions"
"""Name of the file of what no interface of the specification uses."""


def places(definitions: Iterable[Definition]) -> dict[str, str]:
    """Return for each name the file (without folder and ending) that its definition belongs in."""
    definitions = tuple(definitions)
    hosts = [definition for definition in definitions if isinstance(definition, _HOSTS)]
    guests = {each.name.text: each for each in definitions if not isinstance(each, _HOSTS)}
    found = {host.name.text: host.name.text for host in hosts}
    for host in hosts:
        for name in _reached(host, guests):
            found.setdefault(name, host.name.text)
    for name in guests:
        found.setdefault(name, REST)
    return found


def _reached(host: Definition, guests: Mapping[str, Definition]) -> Iterator[str]:
    """Yield the guests that a host uses, directly or through others, nearest first."""
    waiting, seen = [host], {host.name.text}
    while waiting:
        for name in _names(waiting.pop(0)):
            if name in guests and name not in seen:
                seen.add(name)
                waiting.append(guests[name])
                yield name


def _names(definition: Definition) -> Iterator[str]:
    """Yield the names that a definition uses."""
    match definition:
        case Typedef(type=type_):
            yield from _in_type(type_)
        case Callback(result=result, arguments=arguments):
            yield from _in_type(result)
            yield from _in_arguments(arguments)
        case Interface() | Mixin() | Namespace() | Dictionary() | CallbackInterface():
            if isinstance(definition, Dictionary) and definition.inherits:
                yield definition.inherits.text
            for member in definition.members:
                yield from _in_member(member)
        case _:
            return


def _in_member(member: Attribute | Operation | Constructor | Constant | Collection | Field) -> Iterator[str]:
    match member:
        case Attribute(type=type_) | Constant(type=type_) | Field(type=type_):
            yield from _in_type(type_)
        case Operation(result=result, arguments=arguments):
            yield from _in_type(result)
            yield from _in_arguments(arguments)
        case Constructor(arguments=arguments):
            yield from _in_arguments(arguments)
        case Collection(key=key, value=value, arguments=arguments):
            yield from _in_type(value)
            yield from _in_type(key) if key else ()
            yield from _in_arguments(arguments)


def _in_arguments(arguments: tuple[Argument, ...]) -> Iterator[str]:
    for argument in arguments:
        yield from _in_type(argument.type)


def _in_type(type_: TypeExpression) -> Iterator[str]:
    match type_:
        case Name(name=name):
            yield name
        case Nullable(inner=inner) | Annotated(inner=inner) | Generic(item=inner):
            yield from _in_type(inner)
        case Record(key=key, value=value):
            yield from _in_type(key)
            yield from _in_type(value)
        case Union(members=members):
            for member in members:
                yield from _in_type(member)
        case _:
            return
