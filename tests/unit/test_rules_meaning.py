from __future__ import annotations

from pathlib import Path

import pytest
from idlwright.diagnostics.rule import Rule
from idlwright.diagnostics.rules_meaning import RULES
from idlwright.driver import judge
from idlwright.project import Project

SPECIFICATION = "specification: example\ntitle: Example\nurl: https://example.org/\n---\n"


def rules_broken(folder: Path, text: str) -> set[str]:
    (folder / "input.yaml").write_text(SPECIFICATION + text, encoding="utf-8")
    judged = judge(folder, Project(root=folder, schema="input.yaml"))
    return {found.rule for found in judged.findings}


CUT = {"too-many-included", "too-many-levels", "too-many-overloads"}
"""Rules whose bad example is cut short; tests/invalid, or the test that it names, has all of it."""


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.id not in CUT], ids=lambda rule: str(rule.id))
def test_bad_example_breaks_the_rule(rule: Rule, tmp_path: Path) -> None:
    assert rule.id in rules_broken(tmp_path, rule.bad)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.id))
def test_good_example_breaks_no_rule(rule: Rule, tmp_path: Path) -> None:
    assert rules_broken(tmp_path, rule.good) <= {"missing-summary"} - {rule.id}
