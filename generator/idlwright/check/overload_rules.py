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
from idlwright.model.members import Argument, Constructor, Operation
from idlwright.model.types import Generic, Type

Overload: TypeAlias = Operation | Constructor
MAX_OVERLOADS = 32
"""No operation of the web platform has more than 7."""


class Call(NamedTuple):
    """How an overload can be called: with so many arguments at least, of these types, and with as many at most."""

    least: int
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


def too_many_overloads(subject: Subject) -> Iterator[Found]:
    """More overloads of a name than anybody tells apart; each is compared with each."""
    for definition, overloads in groups(subject):
        if len(overloads) > MAX_OVERLOADS:
            name = query.member_name(overloads[0])
            message = f"'{name}' has {len(overloads)} overloads; {MAX_OVERLOADS} are allowed"
            yield Found(overloads[MAX_OVERLOADS].span, message, (definition, overloads[MAX_OVERLOADS]))


def ambiguous_overload(subject: Subject) -> Iterator[Found]:
    """Two overloads that some calls fit both of."""
    for definition, overloads in groups(subject):
        reported: set[int] = set()
        for count, one, other in sorted(_ambiguous(subject.api, overloads[:MAX_OVERLOADS])):
            if other in reported:
                continue
            reported.add(other)
            arguments = f"{count} argument{'' if count == 1 else 's'}" if count else "no argument"
            found = overloads[other]
            message = f"a call with {arguments} does not tell which overload of '{query.member_name(found)}' is meant"
            note = Note(message="the other one is here", span=overloads[one].span)
            yield Found(found.span, message, (definition, found), notes=(note,))


def _ambiguous(api: Api, overloads: list[Overload]) -> Iterator[tuple[int, int, int]]:
    """Yield the least number of arguments with which two overloads are both meant, and the numbers of the two."""
    longest = max(len(overload.arguments) for overload in overloads)
    calls = [_call(overload, longest) for overload in overloads]
    for (first, one), (second, other) in combinations(enumerate(calls), 2):
        count = max(one.least, other.least)
        if count > min(len(one.types), len(other.types)):
            continue
        told = _told_apart(api, one.types, other.types)
        if told is None or count <= told:
            yield count, first, second


def _call(overload: Overload, longest: int) -> Call:
    """Return how an overload can be called, where the longest of all takes so many arguments."""
    arguments = list(overload.arguments)
    least = next((n for n in range(len(arguments), 0, -1) if not _may_be_missing(arguments[n - 1])), 0)
    while arguments and arguments[-1].variadic and len(arguments) < longest:
        arguments.append(arguments[-1])
    return Call(least, tuple(argument.type for argument in arguments))


def _may_be_missing(argument: Argument) -> bool:
    return argument.optional or argument.variadic


def _told_apart(api: Api, some: tuple[Type, ...], others: tuple[Type, ...]) -> int | None:
    """Return the first position that tells which is meant, all before it being the same; None where there is none."""
    for position, (left, right) in enumerate(zip(some, others, strict=False)):
        if distinguishable(api, left, right):
            return position
        if left != right and query.bare(api, left) != query.bare(api, right):
            return None
    return None


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
