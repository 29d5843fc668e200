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
from idlwright.model.types import Generic

Overload: TypeAlias = Operation | Constructor
MAX_OVERLOADS = 32
"""No operation of the web platform has more than 7."""


class Call(NamedTuple):
    """How an overload can be called: with so many arguments at least, and with these at most."""

    least: int
    arguments: tuple[Argument, ...]


class Clash(NamedTuple):
    """Two overloads that do not go together: the least number of arguments to call both, and their numbers."""

    least: int
    one: int
    other: int
    message: str


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
    """Two overloads that some calls fit both of, or that Web IDL's algorithm would not tell apart."""
    for definition, overloads in groups(subject):
        reported: set[int] = set()
        for clash in sorted(_clashes(subject.api, overloads[:MAX_OVERLOADS])):
            if clash.other not in reported:
                reported.add(clash.other)
                note = Note(message="the other one is here", span=overloads[clash.one].span)
                found = overloads[clash.other]
                yield Found(found.span, clash.message, (definition, found), notes=(note,))


def _clashes(api: Api, overloads: list[Overload]) -> Iterator[Clash]:
    """Yield the pairs of overloads that do not go together.

    Source: Web IDL, "distinguishing argument index": of all overloads that take so many arguments, one place tells
    which is meant, and all before it has the same types in each. Whether that may be left out may differ here, since
    URLPattern's constructors differ in it.
    """
    name = query.member_name(overloads[0])
    longest = max(len(overload.arguments) for overload in overloads)
    calls = [_call(overload, longest) for overload in overloads]
    told: list[tuple[int, int, int, int, int]] = []
    for (first, one), (second, other) in combinations(enumerate(calls), 2):
        count, most = max(one.least, other.least), min(len(one.arguments), len(other.arguments))
        if count > most:
            continue
        position = _told_apart(api, one.arguments, other.arguments)
        if position is None or count <= position:
            said = f"a call with {_counted(count)} does not tell which overload of '{name}' is meant"
            yield Clash(count, first, second, said)
        else:
            told.append((count, most, position, first, second))
    yield from _told_at_several_places(name, told)


def _counted(count: int) -> str:
    return f"{count} argument{'' if count == 1 else 's'}" if count else "no argument"


def _told_at_several_places(name: str, told: list[tuple[int, int, int, int, int]]) -> Iterator[Clash]:
    """Yield the first pair that is told apart elsewhere than another one that takes as many arguments."""
    farthest: dict[int, int] = {}
    for least, most, position, first, second in sorted(told):
        others = (place for place, end in farthest.items() if place != position and end >= least)
        place = next(others, None)
        if place is not None:
            places = f"at argument {min(place, position) + 1} and others at {max(place, position) + 1}"
            message = f"of the overloads of '{name}' that take {_counted(least)}, some are told apart {places}"
            yield Clash(least, first, second, f"{message}; it must be one place for all")
            return
        farthest[position] = max(most, farthest.get(position, 0))


def _call(overload: Overload, longest: int) -> Call:
    """Return how an overload can be called, where the longest of all takes so many arguments."""
    arguments = list(overload.arguments)
    least = next((n for n in range(len(arguments), 0, -1) if not _may_be_missing(arguments[n - 1])), 0)
    while arguments and arguments[-1].variadic and len(arguments) < longest:
        arguments.append(arguments[-1])
    return Call(least, tuple(arguments))


def _may_be_missing(argument: Argument) -> bool:
    return argument.optional or argument.variadic


def _told_apart(api: Api, some: tuple[Argument, ...], others: tuple[Argument, ...]) -> int | None:
    """Return the first position that tells which is meant, all before it being the same; None where there is none."""
    for position, (one, other) in enumerate(zip(some, others, strict=False)):
        left, right = one.type, other.type
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
