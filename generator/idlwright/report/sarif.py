"""Findings as SARIF 2.1.0 (OASIS), the format of code scanning services."""

from __future__ import annotations

from collections.abc import Sequence

from idlwright import __version__
from idlwright.diagnostics import Diagnostic, Fix, Note, Span
from idlwright.diagnostics.rule import Rule
from idlwright.report.safe import ARROW

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(findings: Sequence[Diagnostic]) -> str:
    """Return a SARIF log of one run, with the rules that its findings belong to."""
    from json import dumps  # noqa: PLC0415 - text needs it not

    from idlwright.diagnostics.rules import RULES  # noqa: PLC0415 - all the words of all the rules

    ids = sorted({found.rule for found in findings})
    driver = {
        "name": "idlwright",
        "version": __version__,
        "rules": [_rule(id_, RULES.get(id_)) for id_ in ids],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(found, ids.index(found.rule)) for found in findings],
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(id_: str, rule: Rule | None) -> dict[str, object]:
    if rule is None:
        return {"id": id_}
    return {
        "id": id_,
        "shortDescription": {"text": rule.purpose},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": f"{rule.explanation}\n\nRefused:\n\n{rule.bad}\n\nAccepted:\n\n{rule.good}"},
    }


def _result(found: Diagnostic, index: int) -> dict[str, object]:
    message = found.message if found.help is None else f"{found.message}\nhelp: {found.help}"
    location = _location(found.span)
    if found.path:
        location["logicalLocations"] = [{"fullyQualifiedName": ARROW.join(found.path)}]
    result: dict[str, object] = {
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": str(found.severity),
        "message": {"text": message},
        "locations": [location],
    }
    related = [_note(number, note) for number, note in enumerate(found.notes) if note.span is not None]
    if related:
        result["relatedLocations"] = related
    if found.fix is not None:
        result["fixes"] = [_fix(found.fix)]
    return result


def _note(number: int, note: Note) -> dict[str, object]:
    location = _location(note.span) if note.span is not None else {}
    return {"id": number, **location, "message": {"text": note.message}}


def _fix(fix: Fix) -> dict[str, object]:
    replacement = {"deletedRegion": _region(fix.span), "insertedContent": {"text": fix.replacement}}
    return {"artifactChanges": [{"artifactLocation": _file(fix.span), "replacements": [replacement]}]}


def _location(span: Span) -> dict[str, object]:
    return {"physicalLocation": {"artifactLocation": _file(span), "region": _region(span)}}


def _file(span: Span) -> dict[str, object]:
    from urllib.parse import quote  # noqa: PLC0415 - text needs it not

    return {"uri": quote(span.file)}


def _region(span: Span) -> dict[str, object]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
