"""The table by which a call with overloads is resolved. Source: Web IDL, "compute the effective overload set"."""

from __future__ import annotations

import math

from idlwright.lower.runtime.calls import Calling, argument_type, keyword_dictionary, takes_any_number
from idlwright.lower.runtime.scope import Scope
from idlwright.model import query
from idlwright.model.members import Constructor, Operation
from idlwright.model.types import Type
from idlwright.view.code import Call, Expression


def table(scope: Scope, calling: Calling) -> Expression:
    """Return the expression of an operation's `Overloads`."""
    reaches = [_reach(overload) for overload in calling.overloads]
    left = [_left(reaches, count) for count in range(calling.width + 2)]
    rows = tuple(
        _row(scope, calling, count, left[count], f"{count}: ") for count in range(calling.width + 1) if left[count]
    )
    taking = [number for number, overload in enumerate(calling.overloads) if keyword_dictionary(scope, overload)]
    members = [Call("", tuple(map(str, taking)))] if taking else []
    beyond = [_row(scope, calling, calling.width + 1, left[-1], "more=")] if left[-1] else []
    return Call("_o.Overloads", (f'"{calling.name}"', Call("", rows, "{}"), *members, *beyond))


def _reach(overload: Operation | Constructor) -> tuple[int, float]:
    """Return how many arguments an overload takes, at least and at most."""
    needed = sum(1 for argument in overload.arguments if not argument.optional and not argument.variadic)
    return needed, math.inf if takes_any_number(overload) else len(overload.arguments)


def _left(reaches: list[tuple[int, float]], count: int) -> list[int]:
    """Return the overloads that take so many arguments."""
    return [number for number, (least, most) in enumerate(reaches) if least <= count <= most]


def _row(scope: Scope, calling: Calling, count: int, left: list[int], before: str) -> Expression:
    if len(left) == 1:
        return f"{before}{left[0]}"
    position = _distinguishing(scope, calling, count, left)
    candidates = []
    for number in left:
        type_ = _type_at(scope, calling, number, position)
        candidates.append(Call("", (scope.converters.expression(type_), str(number))))
    return Call(f"{before}_o.Choice", (str(position), Call("", tuple(candidates))))


def _type_at(scope: Scope, calling: Calling, number: int, position: int) -> Type:
    arguments = calling.overloads[number].arguments
    return argument_type(scope, calling, arguments[min(position, len(arguments) - 1)])


def _distinguishing(scope: Scope, calling: Calling, count: int, left: list[int]) -> int:
    """Return the first position at which the overloads' types differ: the distinguishing argument index."""
    for position in range(count):
        types = [query.bare(scope.api, _type_at(scope, calling, number, position)) for number in left]
        if any(type_ != types[0] for type_ in types):
            return position
    return max(count - 1, 0)
