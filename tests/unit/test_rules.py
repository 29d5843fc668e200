"""The register of rules against the code that reports: neither has an id that the other lacks."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import idlwright
import pytest
from idlwright.diagnostics.rule import Rule
from idlwright.diagnostics.rules import RULES

PACKAGE = Path(idlwright.__file__).parent
STAGES = ("load", "parse", "link", "check", "cli")
REPORTERS = {"report", "unknown", "error", "Check", "_circle", "_too_much", "_once", "_finding"}
"""Functions that are given an id, as first argument or behind a context."""
ID = re.compile(r"[a-z]+(-[a-z0-9]+)+")


def trees() -> list[ast.Module]:
    files = [path for stage in STAGES for path in sorted((PACKAGE / stage).rglob("*.py"))]
    return [ast.parse(path.read_bytes()) for path in (*files, PACKAGE / "diagnostics/limit.py")]


def reported(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        values = [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
        if getattr(node.func, "attr", getattr(node.func, "id", "")) in REPORTERS:
            values += node.args[:2]
        texts = {value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)}
        found |= {text for text in texts if ID.fullmatch(text)}
    return found


def test_every_id_in_the_code_is_a_rule() -> None:
    used = set[str]().union(*map(reported, trees()))
    assert len(used) > 80
    assert sorted(used - RULES.keys()) == []


def test_every_rule_is_in_the_code() -> None:
    texts = {
        node.value
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(RULES.keys() - texts) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_has_all_its_words(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id)
    assert rule.purpose[-1] == "."
    assert rule.explanation.rstrip(")")[-1] == "."
    assert rule.bad != rule.good
    assert all(text == "" or text.endswith("\n") for text in (rule.bad, rule.good))


def test_ids_are_different() -> None:
    from idlwright.diagnostics import rules_meaning, rules_reading  # noqa: PLC0415 - the groups, not the register

    ids = [rule.id for rule in (*rules_reading.RULES, *rules_meaning.RULES)]
    assert sorted(set(ids)) == sorted(ids)
