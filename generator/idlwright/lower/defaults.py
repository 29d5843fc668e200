"""Defaults and constants of the IDL as Python source."""

from __future__ import annotations

import math

from idlwright.model.members import Literal, LiteralKind

_FIXED = {
    LiteralKind.NULL: "None",
    LiteralKind.UNDEFINED: "None",
    LiteralKind.EMPTY_SEQUENCE: "[]",
    LiteralKind.EMPTY_DICTIONARY: "{}",
}


def python_default(literal: Literal) -> str:
    """Return the Python expression of a value."""
    if literal.kind in _FIXED:
        return _FIXED[literal.kind]
    value = literal.value
    if isinstance(value, str):
        return python_string(value)
    if isinstance(value, float) and not math.isfinite(value):
        return f'float("{value}")'
    return repr(value)


def python_string(value: str) -> str:
    """Return a string literal in double quotes, as formatters want it unless that costs backslashes."""
    text = repr(value)
    if text[0] == '"' or '"' in value:
        return text
    return f'"{text[1:-1]}"'
