"""Paths of the IR: `Interface`, `Interface.member`, `Interface.operation(argument)`.

Two more say how an operation is called, for its result then: `Interface.operation()` without arguments, and
`Interface.operation(argument.field)` with this member of the dictionary that is its last argument.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from idlwright.model import query
from idlwright.model.api import Api
from idlwright.model.definitions import (
    Callback,
    CallbackInterface,
    Definition,
    Dictionary,
    Interface,
    Mixin,
    Namespace,
)
from idlwright.model.members import Argument, Collection, Constructor, Member, Operation
from idlwright.model.types import Reference

WithMembers: TypeAlias = Interface | Mixin | Namespace | Dictionary | CallbackInterface


class Missing(NamedTuple):
    """Nothing is there: which word of the path, what could have been meant, and what is there instead."""

    word: str
    message: str
    candidates: tuple[str, ...] = ()
    """Whole paths."""
    instead: str | None = None
    """A path that certainly is the one meant."""


class Place(NamedTuple):
    """What a path leads to; several members when they are overloads."""

    definition: Definition
    members: tuple[Member, ...] = ()
    arguments: tuple[Argument, ...] = ()


class Directory:
    """A model whose members are found by name; those of a definition are sorted when they are first asked for."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self._written: dict[str, dict[str, tuple[Member, ...]]] = {}
        self._shown: dict[str, frozenset[str]] = {}

    def written(self, definition: Definition, name: str) -> tuple[Member, ...]:
        """Return the members of this name that are written in a definition: several, when they are overloads."""
        if definition.name not in self._written:
            by_name: dict[str, list[Member]] = {}
            for member in members_of(definition):
                by_name.setdefault(query.member_name(member), []).append(member)
            self._written[definition.name] = {key: tuple(found) for key, found in by_name.items()}
        return self._written[definition.name].get(name, ())

    def shows(self, definition: Definition, name: str) -> bool:
        """Tell whether the pages of a definition show a member or event of this name."""
        if definition.name not in self._shown:
            self._shown[definition.name] = frozenset(self._names(definition))
        return name in self._shown[definition.name]

    def _names(self, definition: Definition) -> Iterator[str]:
        if isinstance(definition, Interface):
            yield from (query.member_name(member) for member, _ in query.members_of(self.api, definition))
        else:
            yield from map(query.member_name, members_of(definition))
        if isinstance(definition, Interface | Mixin):
            yield from (event.name for event in query.events_of(self.api, definition))


def look_up(directory: Directory, path: str) -> Place | Missing:
    """Follow a path of policy: to what is written in a definition."""
    api = directory.api
    head, called, argument = path.removesuffix(")").partition("(")
    name, _, member = head.partition(".")
    definition = api.by_name.get(name)
    if definition is None:
        paths = tuple(f"{other}{path[len(name) :]}" for other in api.by_name)
        return Missing(name, f"nothing defines '{name}'", paths)
    found: tuple[Member, ...] = ()
    if member:
        found = directory.written(definition, member)
        if not found:
            return _no_member(directory, definition, member, path)
    if not called:
        return Place(definition, found)
    if not argument or "." in argument:
        return _call(api, head, found, argument) or Place(definition, found)
    arguments = tuple(_arguments(definition, found))
    same = tuple(each for each in arguments if each.name == argument)
    if not same:
        paths = tuple(f"{head}({each.name})" for each in arguments)
        return Missing(argument, f"'{head}' has no argument '{argument}'", paths)
    return Place(definition, found, same)


def _call(api: Api, head: str, found: tuple[Member, ...], argument: str) -> Missing | None:
    """Say why an operation can't be called in the way that a path tells, if so."""
    operation = found[0] if found else None
    if len(found) != 1 or not isinstance(operation, Operation):
        return Missing(head, f"'{head}' is no operation with only one way to be called")
    needed = next((each.name for each in operation.arguments if not each.optional), None)
    if not argument:
        message = f"'{head}' can't be called without the argument '{needed}'"
        return None if needed is None else Missing(head, message, (head, f"{head}({needed})"))
    name, _, field = argument.partition(".")
    last = operation.arguments[-1] if operation.arguments else None
    if last is None or last.name != name:
        right = () if last is None else (f"{head}({last.name}.{field})",)
        return Missing(name, f"'{name}' is not the last argument of '{head}', whose members may be keywords", right)
    bare = query.bare(api, last.type)
    dictionary = api.by_name.get(bare.name) if isinstance(bare, Reference) else None
    fields = [each.name for each in query.fields_of(api, dictionary)] if isinstance(dictionary, Dictionary) else []
    if field in fields:
        return None
    paths = tuple(f"{head}({name}.{each})" for each in fields)
    return Missing(field, f"'{head}({name})' has no member '{field}'", paths)


def has_page(directory: Directory, path: str) -> bool:
    """Tell whether a path of prose leads to a definition, or to a member or event that its pages show."""
    name, _, rest = path.partition(".")
    definition = directory.api.by_name.get(name)
    if definition is None or not rest:
        return definition is not None
    return directory.shows(definition, rest)


def members_of(definition: Definition) -> tuple[Member, ...]:
    """Return the members that are written in a definition."""
    return definition.members if isinstance(definition, WithMembers) else ()


def _arguments(definition: Definition, members: Iterable[Member]) -> Iterator[Argument]:
    """Yield the arguments that a path may name."""
    if isinstance(definition, Callback):
        yield from definition.arguments
    for member in members:
        if isinstance(member, Operation | Constructor | Collection):
            yield from member.arguments


def _no_member(directory: Directory, definition: Definition, member: str, path: str) -> Missing:
    """Say what is wrong with a member that a definition does not have."""
    name = definition.name
    message = f"'{name}' has no member '{member}'"
    rest = path[len(name) :]
    for source in _sources(directory.api, definition):
        if directory.written(source, member):
            return Missing(member, f"{message} of its own: it comes from '{source.name}'", (), source.name + rest)
    own = {query.member_name(each) for each in members_of(definition)}
    tail = rest[1 + len(member) :]
    return Missing(member, message, tuple(f"{name}.{each}{tail}" for each in sorted(own)))


def _sources(api: Api, definition: Definition) -> Iterator[Definition]:
    """Yield where a definition gets members from."""
    if not isinstance(definition, Interface | Dictionary):
        return
    for level in (definition, *query.ancestors(api, definition)):
        if level is not definition:
            yield level
        for mixin in level.includes if isinstance(level, Interface) else ():
            if mixin in api.by_name:
                yield api.by_name[mixin]
