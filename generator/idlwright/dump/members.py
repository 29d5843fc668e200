"""Members and arguments as YAML."""

from __future__ import annotations

from typing import assert_never

from idlwright.dump.docs import common_tree, docs_tree, flag
from idlwright.dump.layout import Quoted, Raw, Tree
from idlwright.dump.types import attribute_text, type_text
from idlwright.model.members import LiteralKind
from idlwright.syntax.members import (
    Argument,
    Attribute,
    Collection,
    Constant,
    Constructor,
    Field,
    Member,
    Operation,
    Value,
)
from idlwright.syntax.types import Builtin, TypeExpression


def member_tree(member: Member) -> dict[str, Tree]:
    """Return a member."""
    return {
        **_own(member),
        **common_tree(member.attributes, member.exposed),
        **docs_tree(member.docs),
    }


def argument_tree(argument: Argument) -> dict[str, Tree]:
    """Return an argument."""
    made: dict[str, Tree] = {"name": argument.name.text, "type": type_text(argument.type)}
    made.update(_flags(optional=argument.optional, variadic=argument.variadic))
    if argument.default:
        made["default"] = value_tree(argument.default)
    if argument.attributes:
        made["extended_attributes"] = [attribute_text(attribute) for attribute in argument.attributes]
    if argument.summary:
        made["summary"] = argument.summary.text
    return made


def returns_tree(result: TypeExpression) -> dict[str, Tree]:
    """Return a result; `undefined` goes without saying."""
    if isinstance(result, Builtin) and result.name == "undefined":
        return {}
    return {"returns": type_text(result)}


def arguments_tree(arguments: tuple[Argument, ...]) -> dict[str, Tree]:
    """Return arguments, when there are some."""
    return {"arguments": [argument_tree(argument) for argument in arguments]} if arguments else {}


def value_tree(value: Value) -> Tree:
    """Return a default or constant: quotes tell a string from what it looks like."""
    if value.literal.kind is LiteralKind.STRING:
        return Quoted(str(value.literal.value))
    return Raw(value.literal.text)


def _own(member: Member) -> dict[str, Tree]:
    match member:
        case Attribute():
            flags = _flags(
                readonly=member.readonly,
                static=member.static,
                inherit=member.inherit,
                stringifier=member.stringifier,
            )
            return {"attribute": member.name.text, "type": type_text(member.type), **flags}
        case Operation():
            return _operation(member)
        case Constructor():
            return {"constructor": Raw(""), **arguments_tree(member.arguments)}
        case Constant():
            return {"const": member.name.text, "type": type_text(member.type), "value": value_tree(member.value)}
        case Field():
            made: dict[str, Tree] = {"field": member.name.text, "type": type_text(member.type)}
            made.update(_flags(required=member.required))
            return {**made, "default": value_tree(member.default)} if member.default else made
        case Collection():
            return _collection(member)
        case _:
            assert_never(member)


def _operation(member: Operation) -> dict[str, Tree]:
    if not member.name.text and str(member.special) == "stringifier" and not member.arguments:
        return {"stringifier": Raw("")}
    made: dict[str, Tree] = {"operation": member.name.text or Quoted(""), **returns_tree(member.result)}
    if member.result_summary:
        made["returns_summary"] = member.result_summary.text
    if member.special:
        made["special"] = str(member.special)
    made.update(_flags(static=member.static))
    return {**made, **arguments_tree(member.arguments)}


def _collection(member: Collection) -> dict[str, Tree]:
    made: dict[str, Tree] = {str(member.kind): type_text(member.value)}
    if member.key is not None:
        made["key"] = type_text(member.key)
    made.update(_flags(readonly=member.readonly))
    return {**made, **arguments_tree(member.arguments)}


def _flags(**flags: bool) -> dict[str, Tree]:
    return {name: flag(value=True) for name, value in flags.items() if value}
