"""Findings as workflow commands, which GitHub shows beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterable

from idlwright.diagnostics import Diagnostic
from idlwright.report.safe import ARROW


def render(findings: Iterable[Diagnostic]) -> str:
    """Return a command a finding, a line each."""
    return "".join(f"{_command(found)}\n" for found in findings)


def _command(found: Diagnostic) -> str:
    span = found.span
    properties = {"file": span.file, "line": str(span.line), "endLine": str(span.end_line), "col": str(span.column)}
    if span.end_line == span.line and span.end_column > span.column:
        properties["endColumn"] = str(span.end_column - 1)  # inclusive here
    properties["title"] = found.rule
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{found.severity} {given}::{_data(_message(found))}"


def _message(found: Diagnostic) -> str:
    lines = [found.message]
    if found.path:
        lines.append(f"in {ARROW.join(found.path)}")
    if found.help:
        lines.append(f"help: {found.help}")
    lines += [f"note: {note.message}" + (f" ({note.span})" if note.span else "") for note in found.notes]
    return "\n".join(lines)


def _data(text: str) -> str:
    """Escape what a command's message can't hold."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape what a command's property can't hold."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
