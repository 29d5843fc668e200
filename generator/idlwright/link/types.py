"""Type expressions with their names looked up, and what can hold types: arguments, extended attributes."""

from __future__ import annotations

from typing import assert_never

from idlwright.diagnostics import Note
from idlwright.link.context import Context, Where, kind
from idlwright.model import types as model
from idlwright.model.attributes import ExtendedAttribute
from idlwright.model.members import Argument
from idlwright.model.types import Kind
from idlwright.syntax import attributes as syntax
from idlwright.syntax import definitions, members, types
from idlwright.syntax.text import Text

_KINDS: dict[type, Kind] = {
    definitions.Interface: Kind.INTERFACE,
    definitions.Dictionary: Kind.DICTIONARY,
    definitions.Enumeration: Kind.ENUM,
    definitions.Typedef: Kind.TYPEDEF,
    definitions.Callback: Kind.CALLBACK,
    definitions.CallbackInterface: Kind.CALLBACK_INTERFACE,
    definitions.External: Kind.EXTERNAL,
}
"""What a type can name; mixins and namespaces are not in it."""
_BUILTINS = (*model.PRIMITIVES, *model.STRINGS, *model.BUFFERS)
_PRIMITIVES = frozenset(model.PRIMITIVES)
_STRINGS = frozenset(model.STRINGS)


def link_type(context: Context, expression: types.TypeExpression, where: Where) -> model.Type:
    """Return the type that an expression means; parse limits how deep it nests."""
    match expression:
        case types.Builtin(name):
            return _builtin(name, expression)
        case types.Name():
            return _reference(context, expression, where)
        case types.Nullable(inner, span):
            return model.Nullable(link_type(context, inner, where), span)
        case types.Generic(name, item, span):
            return model.Generic(name, link_type(context, item, where), span)
        case types.Record(key, value, span):
            return model.Record(link_type(context, key, where), link_type(context, value, where), span)
        case types.Union(members, span):
            return model.Union(tuple(link_type(context, member, where) for member in members), span)
        case types.Annotated(inner, attributes, span):
            return model.Annotated(link_type(context, inner, where), link_attributes(context, attributes, where), span)
        case _:
            assert_never(expression)


def _builtin(name: str, expression: types.Builtin) -> model.Type:
    """Return one of the types that Web IDL itself names."""
    if name in _PRIMITIVES:
        return model.Primitive(name, expression.span)
    if name in _STRINGS:
        return model.String(name, expression.span)
    return model.Buffer(name, expression.span)


def _reference(context: Context, expression: types.Name, where: Where) -> model.Type:
    """Look a name up; after an error the type is `any`, which offends no later rule."""
    name, span = expression.name, expression.span
    definition = context.definitions.get(name)
    if definition is None:
        known = (*context.definitions, *_BUILTINS)
        context.unknown("unknown-type", f"unknown type '{name}'", Text(name, span), known, where)
        return model.Primitive("any", span)
    found = _KINDS.get(type(definition))
    if found is None:
        message = f"'{name}' is {kind(definition)}, and no type"
        note = Note(message=f"'{name}' is defined here", span=definition.name.span)
        context.report("not-a-type", span, message, where, (note,))
        return model.Primitive("any", span)
    return model.Reference(name, found, span)


def link_arguments(context: Context, arguments: tuple[members.Argument, ...], where: Where) -> tuple[Argument, ...]:
    """Return arguments with their types resolved."""
    context.prose.extend((each.summary, (*where, each)) for each in arguments if each.summary)
    return tuple(
        Argument(
            name=argument.name.text,
            type=link_type(context, argument.type, (*where, argument)),
            optional=argument.optional,
            variadic=argument.variadic,
            default=argument.default.literal if argument.default else None,
            attributes=link_attributes(context, argument.attributes, (*where, argument)),
            summary=argument.summary.text if argument.summary else "",
            span=argument.span,
        )
        for argument in arguments
    )


def link_attributes(
    context: Context, attributes: tuple[syntax.ExtendedAttribute, ...], where: Where
) -> tuple[ExtendedAttribute, ...]:
    """Return extended attributes; what their names mean is not link's business."""
    return tuple(
        ExtendedAttribute(
            name=attribute.name.text,
            value=attribute.value.text if attribute.value else None,
            values=words(attribute.values) if attribute.values is not None else None,
            arguments=link_arguments(context, attribute.arguments, where) if attribute.arguments is not None else None,
            span=attribute.span,
        )
        for attribute in attributes
    )


def words(texts: tuple[Text, ...]) -> tuple[str, ...]:
    """Return the words without their places."""
    return tuple(text.text for text in texts)
