"""Arguments of operations, constructors, callbacks and asynchronous iterables."""

from __future__ import annotations

from idlwright.parse.docs import extended_attributes
from idlwright.parse.entries import Entries, fields
from idlwright.parse.prose import summary
from idlwright.parse.report import Report
from idlwright.parse.types import type_expression
from idlwright.parse.values import value
from idlwright.parse.words import identifier
from idlwright.syntax.members import Argument
from idlwright.syntax.nodes import Node

_KEYS = ("name", "type", "optional", "variadic", "default", "extended_attributes", "summary")


def argument(report: Report, node: Node) -> Argument | None:
    """Read one argument."""
    entries = fields(report, node, "an argument", _KEYS)
    if entries is None:
        return None
    name = entries.need("name", identifier)
    with report.inside(f"argument {name}" if name else "argument"):
        type_ = entries.need("type", type_expression)
        default = entries.take("default", value)
        optional, variadic = entries.flag("optional"), entries.flag("variadic")
        attributes = entries.take("extended_attributes", extended_attributes) or ()
        words = entries.take("summary", summary)
        _consistent(entries, optional=optional)
    if name is None or type_ is None:
        return None
    return Argument(
        name=name,
        type=type_,
        optional=optional,
        variadic=variadic,
        default=default,
        attributes=attributes,
        summary=words,
        span=name.span,
    )


def _consistent(entries: Entries, *, optional: bool) -> None:
    if entries.conflict("variadic", "optional", "a variadic argument may be left out anyway"):
        return
    if entries.conflict("variadic", "default", "a variadic argument has no default"):
        return
    if "default" in entries and not optional:
        message = "an argument with a default must be optional"
        entries.report.error("conflicting-keys", entries.key("default"), message, "add 'optional: true'")
