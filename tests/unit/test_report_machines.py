"""Report: what programs read."""

from __future__ import annotations

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from idlwright.diagnostics import Diagnostic, Fix, Note, Severity, Span
from idlwright.diagnostics.rules import RULES
from idlwright.report import render

SPAN = Span("schema/a b.yaml", 3, 5, 3, 9)
FINDINGS = (
    Diagnostic(
        rule="unknown-type",
        span=SPAN,
        message="unknown type 'Ab%\n::c,d'",
        path=("interface X", "attribute a"),
        notes=(Note(message="here", span=Span("b.yaml", 1, 1, 2, 3)), Note(message="so")),
        help="did you mean 'Abc'?",
        fix=Fix(span=SPAN, replacement="Abc"),
    ),
    Diagnostic(rule="missing-summary", span=Span("c.yaml", 1, 1, 1, 1), message="m", severity=Severity.WARNING),
)

STRING = {"type": "string"}
COUNT = {"type": "integer", "minimum": 1}
REGION = {
    "type": "object",
    "required": ["startLine", "startColumn"],
    "properties": {"startLine": COUNT, "startColumn": COUNT, "endLine": COUNT, "endColumn": COUNT},
    "additionalProperties": False,
}
FILE = {"type": "object", "required": ["uri"], "properties": {"uri": {"type": "string", "pattern": "^[^ ]+$"}}}
MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": STRING}, "additionalProperties": False}
LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "id": {"type": "integer", "minimum": 0},
        "message": MESSAGE,
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation", "region"],
            "properties": {"artifactLocation": FILE, "region": REGION},
            "additionalProperties": False,
        },
        "logicalLocations": {"type": "array", "items": {"properties": {"fullyQualifiedName": STRING}}},
    },
    "additionalProperties": False,
}
REPLACEMENT = {
    "type": "object",
    "required": ["deletedRegion"],
    "properties": {"deletedRegion": REGION, "insertedContent": MESSAGE},
    "additionalProperties": False,
}
CHANGE = {
    "type": "object",
    "required": ["artifactLocation", "replacements"],
    "properties": {"artifactLocation": FILE, "replacements": {"type": "array", "items": REPLACEMENT}},
    "additionalProperties": False,
}
RESULT = {
    "type": "object",
    "required": ["message", "ruleId", "level", "locations"],
    "properties": {
        "ruleId": STRING,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": MESSAGE,
        "locations": {"type": "array", "minItems": 1, "items": LOCATION},
        "relatedLocations": {"type": "array", "uniqueItems": True, "items": LOCATION},
        "fixes": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["artifactChanges"],
                "properties": {"artifactChanges": {"type": "array", "minItems": 1, "items": CHANGE}},
            },
        },
    },
    "additionalProperties": False,
}
RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {"id": STRING, "shortDescription": MESSAGE, "fullDescription": MESSAGE, "help": MESSAGE},
    "additionalProperties": False,
}
DRIVER = {
    "type": "object",
    "required": ["name"],
    "properties": {"name": STRING, "version": STRING, "rules": {"type": "array", "uniqueItems": True, "items": RULE}},
    "additionalProperties": False,
}
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": STRING,
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "properties": {
                    "tool": {"type": "object", "required": ["driver"], "properties": {"driver": DRIVER}},
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": RESULT},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
"""What SARIF 2.1.0 (OASIS, section 3) asks of the parts that we write."""


def test_json_has_the_documented_keys() -> None:
    span = {"file": "schema/a b.yaml", "line": 3, "column": 5, "end_line": 3, "end_column": 9}
    other = {"file": "b.yaml", "line": 1, "column": 1, "end_line": 2, "end_column": 3}
    report = json.loads(render("json", FINDINGS, {}))
    assert list(report) == ["version", "errors", "warnings", "findings"]
    assert (report["version"], report["errors"], report["warnings"]) == (1, 1, 1)
    expected = {
        "rule": "unknown-type",
        "severity": "error",
        "message": "unknown type 'Ab%\n::c,d'",
        "span": span,
        "path": ["interface X", "attribute a"],
        "help": "did you mean 'Abc'?",
        "notes": [{"message": "here", "span": other}, {"message": "so", "span": None}],
        "fix": {"span": span, "replacement": "Abc"},
    }
    assert expected == report["findings"][0]
    empty = report["findings"][1]
    assert (empty["path"], empty["help"], empty["notes"], empty["fix"]) == ([], None, [], None)


def test_workflow_commands_are_a_line_each_and_escaped() -> None:
    first, second, rest = render("github", FINDINGS, {}).split("\n")
    assert first == (
        "::error file=schema/a b.yaml,line=3,endLine=3,col=5,endColumn=8,title=unknown-type::"
        "unknown type 'Ab%25%0A::c,d'%0Ain interface X \u203a attribute a%0Ahelp: did you mean 'Abc'?"
        "%0Anote: here (b.yaml:1:1)%0Anote: so"
    )
    assert (second, rest) == ("::warning file=c.yaml,line=1,endLine=1,col=1,title=missing-summary::m", "")


@pytest.mark.parametrize(("name", "shown"), [("a,b:c%.yaml", "a%2Cb%3Ac%25.yaml"), ("a\nb", "a%0Ab")])
def test_names_of_files_can_not_end_a_property(name: str, shown: str) -> None:
    found = Diagnostic(rule="r", span=Span(name, 1, 1, 1, 1), message="m")
    assert f"::error file={shown},line=1,endLine=1,col=1,title=r::m\n" == render("github", [found], {})


def test_sarif_is_as_the_standard_says() -> None:
    log = json.loads(render("sarif", FINDINGS, {}))
    jsonschema.validate(log, SARIF)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["missing-summary", "unknown-type"]
    assert [RULES[rule["id"]].purpose for rule in rules] == [rule["shortDescription"]["text"] for rule in rules]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["unknown-type", "missing-summary"]
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "schema/a%20b.yaml"}
    assert location["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9}


def test_sarif_without_findings_is_a_log_too() -> None:
    log = json.loads(render("sarif", (), {}))
    jsonschema.validate(log, SARIF)
    assert log["runs"][0]["results"] == []
