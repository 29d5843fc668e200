"""The table by which a call with overloads is resolved. Source: Web IDL, "compute the effective overload set"."""

from __future__ import annotations

from idlwright.lower.runtime.calls import Calling, argument_type, keyword_dictionary
from idlwright.lower.runtime.scope import Scope
from idlwright.model.members import Constructor, Operation
from idlwright.model.types import Type
from idlwright.view.code import Call, Expression

_SPARE = 2
"""So many variadic arguments beyond the declared ones are told apart; Web IDL needs one more than the longest."""


def table(scope: Scope, calling: Calling) -> Expression:
    """Return the expression of an operation's `Overloads`."""
    rows: list[Expression] = []
    for count in range(calling.width + _SPARE):
        left = [number for number, overload in enumerate(calling.overloads) if _takes(overload, count)]
        if left:
            rows.append(_row(scope, calling, count, left))
    taking = [number for number, overload in enumerate(calling.overloads) if keyword_dictionary(scope, overload)]
    members = [Call("", tuple(map(str, taking)))] if taking else []
    return Call("_o.Overloads", (f'"{calling.name}"', Call("", tuple(rows), "{}"), *members))


def _takes(overload: Operation | Constructor, count: int) -> bool:
    arguments = overload.arguments
    needed = sum(1 for argument in arguments if not argument.optional and not argument.variadic)
    return needed <= count <= len(arguments) or (bool(arguments) and arguments[-1].variadic and needed <= count)


def _row(scope: Scope, calling: Calling, count: int, left: list[int]) -> Expression:
    if len(left) == 1:
        return f"{count}: {left[0]}"
    position = _distinguishing(scope, calling, count, left)
    candidates = []
    for number in left:
        type_ = _type_at(scope, calling, number, position)
        candidates.append(Call("", (scope.converters.expression(type_), str(number))))
    return Call(f"{count}: _o.Choice", (str(position), Call("", tuple(candidates))))


def _type_at(scope: Scope, calling: Calling, number: int, position: int) -> Type:
    arguments = calling.overloads[number].arguments
    return argument_type(scope, calling, arguments[min(position, len(arguments) - 1)])


def _distinguishing(scope: Scope, calling: Calling, count: int, left: list[int]) -> int:
    """Return the first position at which the overloads' types differ: the distinguishing argument index."""
    for position in range(count):
        types = [_type_at(scope, calling, number, position) for number in left]
        if any(type_ != types[0] for type_ in types):
            return position
    return max(count - 1, 0)
