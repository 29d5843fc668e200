"""Conversions: from the arguments that a caller has given to those that behaviour gets, for each overload."""

from __future__ import annotations

from idlwright.lower.defaults import python_default
from idlwright.lower.runtime.calls import (
    MISSING,
    Calling,
    absent,
    argument_type,
    is_dictionary,
    keyword_dictionary,
    parameter_name,
    public_default,
    rest_name,
)
from idlwright.lower.runtime.scope import Scope
from idlwright.model.members import Argument, Constructor, LiteralKind, Operation
from idlwright.view.code import Call, Expression


def conversions(scope: Scope, calling: Calling, overload: Operation | Constructor) -> tuple[Expression, ...]:
    """Return the expressions that convert an overload's arguments, as behaviour gets them."""
    own = range(len(overload.arguments))
    lacking = range(len(own), calling.rest)
    return (
        *(_conversion(scope, calling, overload, position) for position in own),
        *(absent(scope, calling, position) for position in lacking),
    )


def _conversion(scope: Scope, calling: Calling, overload: Operation | Constructor, position: int) -> Expression:
    argument = overload.arguments[position]
    value = _value(calling, argument, position)
    type_ = argument_type(scope, calling, argument)
    convert = scope.converters.argument(type_, f"_{calling.path.replace('.', '_')}_{argument.name}")
    context = f'"{calling.name}: argument {position + 1} ({argument.name!r})"'
    if argument.variadic:
        return Call("*_c.variadic", (convert, value, f'"{calling.name}"', str(position + 1)))
    if position == len(overload.arguments) - 1 and keyword_dictionary(scope, overload):
        return Call(convert, (_merged(scope, argument, value, context), context))
    if argument.default is not None:
        plain = public_default(scope, calling, position) != MISSING
        filled = value if plain else Call("_c.given", (value, _fallback(argument)))
        return Call(convert, (filled, context))
    if argument.optional:
        optional = "_c.optional" if absent(scope, calling, position) == "None" else "_c.or_missing"
        return Call(optional, (convert, value, context))
    return Call(convert, (value, context))


def _value(calling: Calling, argument: Argument, position: int) -> Expression:
    """Return what was given for an argument: a parameter, or its part of those that are taken as a whole."""
    if position < calling.rest:
        return parameter_name(calling, position)
    name, number = rest_name(calling), position - calling.rest
    if not argument.variadic:
        return Call("_o.nth", (name, str(number)))
    return f"{name}[{number}:]" if number else name


def _merged(scope: Scope, argument: Argument, value: Expression, context: str) -> Expression:
    """Return the value of a dictionary argument (or of a union with one) that keywords may fill."""
    if not argument.optional and is_dictionary(scope, argument):
        return Call("_c.merged_required", (value, "members", context))
    return Call("_c.merged", (value, "members", context))


def _fallback(argument: Argument) -> str:
    if argument.default is None:
        return "None"
    plain = {LiteralKind.EMPTY_DICTIONARY: "{}", LiteralKind.EMPTY_SEQUENCE: "[]", LiteralKind.UNDEFINED: "None"}
    return plain.get(argument.default.kind) or python_default(argument.default)
