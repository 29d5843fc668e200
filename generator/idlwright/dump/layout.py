"""YAML text from a small tree: flow style where it fits on the line, block style where it does not."""

from __future__ import annotations

import re
from typing import TypeAlias

from idlwright.light import dataclass

WIDTH = 120
_STEP = 2
_PLAIN = re.compile(r"[A-Za-z0-9_/(.<][^\n\t\\]*")
_UNSAFE = re.compile(r": |:$| #|\s$|^(?:---|\.\.\.)")
_FLOW_MARKS = re.compile(r"[,\[\]{}]|:(?=[ ,\]}]|$)")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Raw:
    """A scalar that is written as it stands: a number, `true`, `null`, an empty value."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A scalar that is quoted in any case, since quotes are what makes it a string."""

    text: str


Tree: TypeAlias = "str | Raw | Quoted | list[Tree] | dict[str, Tree]"


def lay_out(tree: dict[str, Tree], indent: int = 0) -> list[str]:
    """Return the lines of a mapping in block style."""
    lines: list[str] = []
    for key, value in tree.items():
        lines.extend(_entry(f"{' ' * indent}{key}:", value, indent))
    return lines


def _entry(head: str, value: Tree, indent: int) -> list[str]:
    if isinstance(value, str | Raw | Quoted):
        text = _scalar(value, flow=False)
        return [f"{head} {text}" if text else head]
    if not _is_block(value):
        line = f"{head} {_flow(value)}"
        if len(line) <= WIDTH or not value:
            return [line]
    if isinstance(value, dict):
        return [head, *lay_out(value, indent + _STEP)]
    lines = [head]
    for item in value:
        lines.extend(_item(item, indent + _STEP))
    return lines


def _item(item: Tree, indent: int) -> list[str]:
    before = f"{' ' * indent}- "
    if isinstance(item, str | Raw | Quoted):
        return [before + _scalar(item, flow=False)]
    if not _is_block(item):
        line = before + _flow(item)
        if len(line) <= WIDTH or not isinstance(item, dict):
            return [line]
    if isinstance(item, list):
        return [before + _flow(item)]
    first, *rest = lay_out(item, indent + _STEP)
    return [before + first.lstrip(" "), *rest]


def _is_block(value: list[Tree] | dict[str, Tree]) -> bool:
    """Tell whether a value holds members, which read badly on one line however short they are."""
    return (isinstance(value, dict) and any(key in _BLOCK for key in value)) or (
        isinstance(value, list) and any(isinstance(item, dict) and _is_block(item) for item in value)
    )


_BLOCK = frozenset({
    "attribute", "operation", "constructor", "const", "field", "iterable", "async_iterable", "maplike", "setlike",
    "stringifier", "event",
})  # fmt: skip
"""Keys that begin a member."""


def _flow(value: Tree) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value, flow=True)


def _scalar(value: str | Raw | Quoted, *, flow: bool) -> str:
    if isinstance(value, Raw):
        return value.text
    text = value if isinstance(value, str) else value.text
    if isinstance(value, Quoted) or not _is_plain(text, flow=flow):
        return '"' + "".join(map(_escaped, text)) + '"'
    return text


def _is_plain(text: str, *, flow: bool) -> bool:
    if not _PLAIN.fullmatch(text) or _UNSAFE.search(text) or not text.isprintable():
        return False
    return not (flow and _FLOW_MARKS.search(text))


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable() or character == " ":
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - what four digits can say
