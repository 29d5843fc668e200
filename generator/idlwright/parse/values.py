"""Literals: defaults of arguments and fields, values of constants."""

from __future__ import annotations

import math
import re

from idlwright.diagnostics.suggest import closest
from idlwright.model.members import Literal, LiteralKind
from idlwright.parse.entries import opening
from idlwright.parse.report import Report, shown
from idlwright.syntax.members import Value
from idlwright.syntax.nodes import Mapping, Node, Scalar, Sequence

_INTEGER = re.compile(r"-?(?:0[xX][0-9A-Fa-f]+|[0-9]+)")
_FLOAT = re.compile(r"-?(?:(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?|[0-9]+[Ee][+-]?[0-9]+)")
_WORDS: dict[str, Literal] = {
    "true": Literal(kind=LiteralKind.BOOLEAN, value=True, text="true"),
    "false": Literal(kind=LiteralKind.BOOLEAN, value=False, text="false"),
    "null": Literal(kind=LiteralKind.NULL, text="null"),
    "undefined": Literal(kind=LiteralKind.UNDEFINED, text="undefined"),
    "Infinity": Literal(kind=LiteralKind.FLOAT, value=math.inf, text="Infinity"),
    "-Infinity": Literal(kind=LiteralKind.FLOAT, value=-math.inf, text="-Infinity"),
    "NaN": Literal(kind=LiteralKind.FLOAT, value=math.nan, text="NaN"),
}
EMPTY_SEQUENCE = Literal(kind=LiteralKind.EMPTY_SEQUENCE, text="[]")
EMPTY_DICTIONARY = Literal(kind=LiteralKind.EMPTY_DICTIONARY, text="{}")
_MEANT = {"True": "true", "False": "false", "None": "null", "nil": "null", "inf": "Infinity", "nan": "NaN"}
_CONSTANT = (LiteralKind.BOOLEAN, LiteralKind.INTEGER, LiteralKind.FLOAT)
MAX_DIGITS = 64


def plain_literal(text: str) -> Literal | None:
    """Return what a literal without quotes means, or None when it is none."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > MAX_DIGITS:
        return None
    if _INTEGER.fullmatch(text):
        return _integer(text)
    if _FLOAT.fullmatch(text) and math.isfinite(float(text)):
        return Literal(kind=LiteralKind.FLOAT, value=float(text), text=text)
    return None


def _integer(text: str) -> Literal | None:
    """Read an integer as Web IDL has it: a leading zero makes it octal."""
    digits = text.removeprefix("-")
    octal = digits.startswith("0") and digits[1:].isdigit()
    try:
        number = int(digits, 8 if octal else 0)
    except ValueError:  # 08
        return None
    return Literal(kind=LiteralKind.INTEGER, value=-number if text.startswith("-") else number, text=text)


def string_literal(text: str) -> Literal | None:
    """Return a string's literal, or None when Web IDL can't spell it."""
    if '"' in text or not text.isprintable():
        return None
    return Literal(kind=LiteralKind.STRING, value=text, text=f'"{text}"')


def value(report: Report, node: Node) -> Value | None:
    """Read a default value."""
    span = opening(node)
    match node:
        case Sequence(items=()):
            return Value(literal=EMPTY_SEQUENCE, span=span)
        case Mapping(entries=()):
            return Value(literal=EMPTY_DICTIONARY, span=span)
        case Scalar(plain=True):
            literal = plain_literal(node.text)
        case Scalar():
            literal = string_literal(node.text)
        case _:
            literal = None
    if literal is None:
        text = shown(node.text) if isinstance(node, Scalar) else "this"
        report.error("literal", span, f"{text} is not a value of Web IDL", _help(node))
        return None
    return Value(literal=literal, span=span)


def constant(report: Report, node: Node) -> Value | None:
    """Read the value of a constant: a number or a boolean."""
    found = value(report, node)
    if found is not None and found.literal.kind not in _CONSTANT:
        report.error("literal", found.span, "the value of a constant must be a number, true or false")
        return None
    return found


def _help(node: Node) -> str:
    """Say what would be a value."""
    if not isinstance(node, Scalar):
        return "of lists and mappings only the empty ones, [] and {}"
    if not node.plain:
        return "Web IDL has no escapes: no '\"' and no line breaks in a string"
    if node.text in _MEANT:
        return f"did you mean {_MEANT[node.text]}?"
    if node.text.removeprefix("-").isdigit():
        return "a number that begins with 0 is octal, as in Web IDL"
    guess = closest(node.text, _WORDS)
    return f"did you mean {guess}? quote a string" if guess else 'quote a string, as in "text"'
