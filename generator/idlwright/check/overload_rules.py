"""Rules of overloads: each call must tell which of them is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple, TypeAlias

from idlwright.check.distinguishable import distinguishable
from idlwright.check.member_rules import all_members
from idlwright.check.survey import Found, Subject
from idlwright.diagnostics import Note
from idlwright.model import query
from idlwright.model.api import Api
from idlwright.model.definitions import Definition
from idlwright.model.members import Constructor, Operation
from idlwright.model.types import Generic, Type

Overload: TypeAlias = Operation | Constructor


class Call(NamedTuple):
    """An overload as it is called with a certain number of arguments."""

    overload: Overload
    types: tuple[Type, ...]


def groups(subject: Subject) -> Iterator[tuple[Definition, list[Overload]]]:
    """Yield the overloads that share a name, where there are several."""
    for definition in subject.api.definitions:
        by_name: dict[tuple[str, bool], list[Overload]] = defaultdict(list)
        for member in all_members(subject, definition):
            if isinstance(member, Operation | Constructor):
                static = isinstance(member, Operation) and member.static
                by_name[query.member_name(member), static].append(member)
        for overloads in by_name.values():
            if len(overloads) > 1:
                yield definition, overloads


def ambiguous_overload(subject: Subject) -> Iterator[Found]:
    """Two overloads that some calls fit both of."""
    for definition, overloads in groups(subject):
        reported: set[int] = set()
        for calls in _by_length(overloads):
            for one, other in _ambiguous(subject.api, calls):
                if id(other.overload) in reported:
                    continue
                reported.add(id(other.overload))
                count = len(one.types)
                arguments = f"{count} argument{'' if count == 1 else 's'}" if count else "no argument"
                name = query.member_name(other.overload)
                message = f"a call with {arguments} does not tell which overload of '{name}' is meant"
                note = Note(message="the other one is here", span=one.overload.span)
                yield Found(other.overload.span, message, (definition, other.overload), notes=(note,))


def _by_length(overloads: list[Overload]) -> list[list[Call]]:
    """Return the effective overload sets: for each number of arguments what can be called with it."""
    longest = max(len(overload.arguments) for overload in overloads)
    sets: list[list[Call]] = [[] for _ in range(longest + 1)]
    for overload in overloads:
        arguments = list(overload.arguments)
        while arguments and arguments[-1].variadic and len(arguments) < longest:
            arguments.append(arguments[-1])
        types = tuple(argument.type for argument in arguments)
        for count in range(len(types), -1, -1):
            sets[count].append(Call(overload, types[:count]))
            if count and not (arguments[count - 1].optional or arguments[count - 1].variadic):
                break
    return sets


def _ambiguous(api: Api, calls: list[Call]) -> Iterator[tuple[Call, Call]]:
    """Yield the pairs for which no position tells which is meant, all positions before being the same."""
    for one, other in combinations(calls, 2):
        for left, right in zip(one.types, other.types, strict=True):
            if distinguishable(api, left, right):
                break
            if left != right and query.bare(api, left) != query.bare(api, right):
                yield one, other
                break
        else:
            yield one, other


def overload_promise(subject: Subject) -> Iterator[Found]:
    """Overloads of which some return a promise and some do not: errors would go two ways."""
    for definition, overloads in groups(subject):
        first = overloads[0]
        for overload in overloads[1:]:
            if _is_promise(subject.api, first) != _is_promise(subject.api, overload):
                note = Note(message="the other one is here", span=first.span)
                message = f"either all overloads of '{query.member_name(first)}' return a promise, or none"
                yield Found(overload.span, message, (definition, overload), notes=(note,))


def _is_promise(api: Api, operation: Overload) -> bool:
    if isinstance(operation, Constructor):
        return False
    found = query.resolve(api, operation.result)
    return isinstance(found, Generic) and found.name == "Promise"
