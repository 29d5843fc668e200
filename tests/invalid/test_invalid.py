"""One folder a rule: an input that breaks it, and the report that it gets, letter for letter.

A folder holds `input.yaml` or `input/`, where needed a pyproject.toml, and `expected.txt`. A pyproject.toml that is not
even TOML is kept as settings.toml, or every tool that looks for its own settings would stumble over it.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from idlwright.diagnostics import Diagnostic, in_order
from idlwright.diagnostics.rules import RULES
from idlwright.driver import judge
from idlwright.load import load_project
from idlwright.load.project import project_text
from idlwright.report.text import render

HERE = Path(__file__).parent
CASES = sorted(
    folder.name for folder in HERE.iterdir() if (folder / "expected.txt").exists() or (folder / "input.yaml").exists()
)
MADE_BY_TESTS = {
    "file-too-large": "tests/unit/test_load.py",
    "too-many-findings": "tests/unit/test_load.py",
    "too-many-included": "tests/unit/test_link_findings.py",
    "webidl-syntax": "tests/unit/test_webidl_parse.py",
    "foreign-file": "tests/cli/test_cli.py",
    "out-of-date": "tests/cli/test_cli.py",
}
"""Rules whose input is too large to be kept, or no schema → the test that makes it."""


def report(case: Path, scratch: Path) -> tuple[str, tuple[Diagnostic, ...]]:
    folder = case
    if (case / "settings.toml").exists():
        folder = Path(shutil.copytree(case, scratch / case.name, symlinks=True))
        (folder / "settings.toml").rename(folder / "pyproject.toml")
    project, findings = load_project(folder)
    text, _ = project_text(folder)
    sources = {"pyproject.toml": text or ""}
    if not findings:
        single = (folder / "input.yaml").exists()
        judged = judge(folder, replace(project, schema="input.yaml" if single else "input"))
        findings, sources = judged.findings, {**sources, **judged.sources}
    return render(findings, sources), in_order(list(findings))


@pytest.mark.parametrize("name", CASES)
def test_report(name: str, accept: bool, tmp_path: Path) -> None:
    got, findings = report(HERE / name, tmp_path)
    expected = HERE / name / "expected.txt"
    if accept:
        expected.write_text(got, encoding="utf-8")
    assert expected.read_text(encoding="utf-8") == got
    assert name in {found.rule for found in findings}


def test_every_rule_has_a_case() -> None:
    assert sorted(RULES) == sorted({*CASES, *MADE_BY_TESTS})


def test_every_finding_has_a_rule(tmp_path: Path) -> None:
    rules = {found.rule for name in CASES for found in report(HERE / name, tmp_path)[1]}
    assert sorted(rules - RULES.keys()) == []
