"""Readers of single words: names, ids, choices from closed lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from idlwright.diagnostics import Note
from idlwright.diagnostics.suggest import closest
from idlwright.parse.entries import Reader, items, wrong_node
from idlwright.parse.report import Report, shown
from idlwright.syntax.nodes import Node, Scalar
from idlwright.syntax.text import Text

IDENTIFIER = re.compile(r"_?[A-Za-z][0-9A-Za-z_-]*")
"""Web IDL's, but for a leading hyphen, which no specification uses. A leading `_` is an escape, no part of the name."""
_DEFINITION = re.compile(r"_?[A-Za-z][0-9A-Za-z_]*")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_EXAMPLE = re.compile(r"[a-z0-9_-]+")
_EVENT = re.compile(r"[A-Za-z][0-9A-Za-z_.:-]*")
_NAME = "[A-Za-z][0-9A-Za-z_-]*"
_PATH = re.compile(rf"[A-Za-z][0-9A-Za-z_]*(\.{_NAME}(\(({_NAME}(\.{_NAME})?)?\))?)?")
MAX_NAME = 200
"""Names become file names; systems end at 255 bytes."""


def word(report: Report, node: Node, what: str, help_: str | None = None) -> Scalar | None:
    """Read a scalar that is not empty; `what` names it with its article."""
    if not isinstance(node, Scalar) or not node.text:
        wrong_node(report, node, f"here must stand {what}", help_)
        return None
    return node


def matching(pattern: re.Pattern[str], what: str, rule: str, help_: str) -> Reader[Text | None]:
    """Make a reader of words of one form."""

    def read(report: Report, node: Node) -> Text | None:
        scalar = word(report, node, what, help_)
        if scalar is None:
            return None
        if len(scalar.text) > MAX_NAME or not pattern.fullmatch(scalar.text):
            report.error(rule, scalar.span, f"{shown(scalar.text)} can't be {what}", help_)
            return None
        return Text(scalar.text, scalar.span)

    return read


def unescaped(read: Reader[Text | None]) -> Reader[Text | None]:
    """Take Web IDL's escape, a leading `_`, off a name."""

    def read_name(report: Report, node: Node) -> Text | None:
        found = read(report, node)
        return Text(found.text.removeprefix("_"), found.span) if found else None

    return read_name


NAME_HELP = "letters, digits, '_' and '-', a letter first; one '_' in front escapes a keyword of Web IDL"
identifier: Reader[Text | None] = unescaped(matching(IDENTIFIER, "a name", "invalid-name", NAME_HELP))
"""A name of a member or argument."""
DEFINITION_HELP = "letters, digits and '_', a letter first"
definition_name: Reader[Text | None] = unescaped(
    matching(_DEFINITION, "the name of a definition", "invalid-name", DEFINITION_HELP)
)
spec_id: Reader[Text | None] = matching(_ID, "an id", "invalid-id", "lower-case letters, digits and '-'")
example: Reader[Text | None] = matching(
    _EXAMPLE, "the name of an example", "example-name", "the file's name without folder and .py: a-z, 0-9, '_', '-'"
)
event_name: Reader[Text | None] = matching(
    _EVENT, "the name of an event", "invalid-name", "letters and digits, a letter first"
)
path: Reader[Text | None] = matching(
    _PATH, "a path", "policy-path", "write Interface, Interface.member or Interface.operation(argument)"
)


def choice(options: Iterable[str], what: str) -> Reader[Text | None]:
    """Make a reader of words from a closed list."""
    known = tuple(options)

    def read(report: Report, node: Node) -> Text | None:
        scalar = word(report, node, what)
        if scalar is None:
            return None
        if scalar.text not in known:
            unknown_word(report, scalar, what, known)
            return None
        return Text(scalar.text, scalar.span)

    return read


def unknown_word(report: Report, scalar: Scalar, what: str, known: Iterable[str]) -> None:
    """Report a word that is not in a closed list."""
    guess = closest(scalar.text, known)
    help_ = f"did you mean '{guess}'?" if guess else f"it is one of {', '.join(known)}"
    report.error("unknown-word", scalar.span, f"{shown(scalar.text)} can't be {what}", help_)


def distinct(read: Reader[Text | None], what: str) -> Reader[tuple[Text, ...]]:
    """Make a reader of a list of words that are all different; `what` names the list."""

    def read_all(report: Report, node: Node) -> tuple[Text, ...]:
        first: dict[str, Text] = {}
        for each in items(report, node, read, what):
            if each.text in first:
                note = Note(message="the first one is here", span=first[each.text].span)
                report.error("repeated-item", each.span, f"{shown(each.text)} is in the list twice", notes=(note,))
            else:
                first[each.text] = each
        return tuple(first.values())

    return read_all
