"""Type expressions and extended attributes of the syntax model, as Web IDL writes them."""

from __future__ import annotations

from typing import assert_never

from idlwright.syntax.attributes import ExtendedAttribute
from idlwright.syntax.members import Argument
from idlwright.syntax.types import Annotated, Builtin, Generic, Name, Nullable, Record, TypeExpression, Union


def type_text(type_: TypeExpression) -> str:
    """Return a type."""
    match type_:
        case Builtin(name=name) | Name(name=name):
            return name
        case Nullable(inner=inner):
            return f"{type_text(inner)}?"
        case Generic(name=name, item=item):
            return f"{name}<{type_text(item)}>"
        case Record(key=key, value=value):
            return f"record<{type_text(key)}, {type_text(value)}>"
        case Union(members=members):
            return f"({' or '.join(map(type_text, members))})"
        case Annotated(inner=inner, attributes=attributes):
            return f"[{', '.join(map(attribute_text, attributes))}] {type_text(inner)}"
        case _:
            assert_never(type_)


def attribute_text(attribute: ExtendedAttribute) -> str:
    """Return an extended attribute without brackets."""
    text = attribute.name.text
    if attribute.value is not None:
        text += f"={attribute.value.text}"
    if attribute.values is not None:
        text += f"=({', '.join(value.text for value in attribute.values)})"
    if attribute.arguments is not None:
        text += f"({', '.join(map(_argument_text, attribute.arguments))})"
    return text


def _argument_text(argument: Argument) -> str:
    attributes = f"[{', '.join(map(attribute_text, argument.attributes))}] " if argument.attributes else ""
    default = f" = {argument.default.literal.text}" if argument.default else ""
    dots = "..." if argument.variadic else ""
    optional = "optional " if argument.optional else ""
    return f"{attributes}{optional}{type_text(argument.type)}{dots} {argument.name}{default}"
