"""Findings for programs: one JSON object.

    {"version": 1, "errors": 1, "warnings": 0, "findings": [
      {"rule": "unknown-type", "severity": "error", "message": "…",
       "span": {"file": "…", "line": 14, "column": 41, "end_line": 14, "end_column": 46},
       "path": ["interface X", "attribute thing"],
       "help": "…" or null,
       "notes": [{"message": "…", "span": {…} or null}],
       "fix": {"span": {…}, "replacement": "…"} or null}]}

Lines and columns count characters from 1, ends are exclusive. `version` grows when a key changes its meaning or goes;
new keys may come without.
"""

from __future__ import annotations

from collections.abc import Sequence

from idlwright.diagnostics import Diagnostic, Severity, Span

VERSION = 1


def render(findings: Sequence[Diagnostic]) -> str:
    """Return the findings as JSON in ASCII, ending in a line break."""
    from json import dumps  # noqa: PLC0415 - text needs it not

    report = {
        "version": VERSION,
        "errors": sum(found.severity is Severity.ERROR for found in findings),
        "warnings": sum(found.severity is Severity.WARNING for found in findings),
        "findings": [_finding(found) for found in findings],
    }
    return dumps(report, indent=2) + "\n"


def _finding(found: Diagnostic) -> dict[str, object]:
    return {
        "rule": found.rule,
        "severity": str(found.severity),
        "message": found.message,
        "span": _span(found.span),
        "path": list(found.path),
        "help": found.help,
        "notes": [{"message": note.message, "span": _span(note.span) if note.span else None} for note in found.notes],
        "fix": {"span": _span(found.fix.span), "replacement": found.fix.replacement} if found.fix else None,
    }


def _span(span: Span) -> dict[str, object]:
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
