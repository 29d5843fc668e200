"""Items of definitions that are no members: values of enumerations, events, spellings of externals."""

from __future__ import annotations

from idlwright.parse.docs import examples, status, support
from idlwright.parse.entries import fields, items, wrong_node
from idlwright.parse.prose import link, phrase, summary
from idlwright.parse.report import Report, shown
from idlwright.parse.values import string_literal
from idlwright.parse.words import choice, definition_name, event_name, identifier
from idlwright.syntax.definitions import EnumValue, EventFired
from idlwright.syntax.nodes import Mapping, Node, Scalar
from idlwright.syntax.text import Text

SPELLINGS = ("object", "Never", "str", "int", "float", "bool")
"""Annotations of what the schema does not define."""
_EVENT = ("event", "interface", "fired", "link", "handler", "status", "support", "examples")
_spelling = choice(SPELLINGS, "the annotation of an external")


def enum_values(report: Report, node: Node) -> tuple[EnumValue, ...]:
    """Read `values`, of which there must be one."""
    found = items(report, node, _enum_value, "'values'")
    if getattr(node, "items", None) == ():
        report.error("wrong-node", node.span, "an enum must have a value", "write [one, two]")
    return found


def _enum_value(report: Report, node: Node) -> EnumValue | None:
    """Read a text, or a mapping with `value` and `summary`."""
    words: Text | None = None
    value = _enum_text(report, node) if isinstance(node, Scalar) else None
    if not isinstance(node, Scalar):
        entries = fields(report, node, "a value of an enum", ("value", "summary"))
        if entries is None:
            return None
        value = entries.need("value", _enum_text)
        words = entries.take("summary", summary)
    return EnumValue(value=value, summary=words, span=value.span) if value else None


def _enum_text(report: Report, node: Node) -> Text | None:
    if not isinstance(node, Scalar) or (node.plain and not node.text):
        wrong_node(report, node, "a value of an enum must be a text", 'the empty one is ""')
        return None
    if string_literal(node.text) is None:
        help_ = "Web IDL has no escapes: no '\"' and no line breaks in a string"
        report.error("literal", node.span, f"{shown(node.text)} can't be a value of an enum", help_)
        return None
    return Text(node.text, node.span)


def event(report: Report, node: Node) -> EventFired | None:
    """Read an event that is fired at the objects of an interface."""
    entries = fields(report, node, "an event", _EVENT)
    if entries is None:
        return None
    name = entries.need("event", event_name)
    with report.inside(f"event {name}" if name else "event"):
        interface = entries.need("interface", definition_name)
        fired = entries.need("fired", phrase)
        address = entries.take("link", link)
        handler = entries.take("handler", identifier)
        state, engines = entries.take("status", status), entries.take("support", support)
        shown_in = entries.take("examples", examples) or ()
    if name is None or interface is None or fired is None:
        return None
    return EventFired(
        name=name,
        interface=interface,
        fired=fired,
        link=address,
        handler=handler,
        status=state,
        support=engines,
        examples=shown_in,
        span=name.span,
    )


def spellings(report: Report, node: Node) -> tuple[tuple[Text, Text], ...]:
    """Read the annotation of an external for each target."""
    if not isinstance(node, Mapping):
        wrong_node(report, node, "'spelling' must be a mapping", "as in {cpython: Never, pyodide: object}")
        return ()
    found: list[tuple[Text, Text]] = []
    for entry in node.entries:
        annotation = _spelling(report, entry.value)
        if annotation is not None:
            found.append((Text(entry.key.text, entry.key.span), annotation))
    return tuple(found)
