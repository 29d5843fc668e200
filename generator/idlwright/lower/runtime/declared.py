"""Declarations of converters, laid out: `_name: _c.Converter[T] = …`."""

from __future__ import annotations

from idlwright.lower.types import alternatives
from idlwright.view.code import WIDTH, Expression, lay_out

_PAD = "    "


def declared(name: str, type_: str, expression: Expression) -> tuple[str, ...]:
    """Return the lines of a converter's declaration; a type that leaves the value no room stands on its own lines."""
    lines = lay_out(expression, before=f"{name}: _c.Converter[{type_}] = ")
    if len(lines[0]) <= WIDTH:
        return lines
    return (f"{name}: _c.Converter[", *_type(type_), *lay_out(expression, before="] = "))


def _type(text: str) -> tuple[str, ...]:
    """Return a type on one line, or one alternative a line."""
    if len(_PAD + text) <= WIDTH:
        return (_PAD + text,)
    first, *rest = alternatives(text)
    return (_PAD + first, *(f"{_PAD}| {each}" for each in rest))
