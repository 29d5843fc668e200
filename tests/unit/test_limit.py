"""Every stage stops when it has found as much as anybody reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from idlwright.driver import judge
from idlwright.project import Project

HEAD = (
    "specification: example\ntitle: Example\nurl: https://example.org/\n---\nspec: example\ndictionary: A\nmembers:\n"
)


def found(folder: Path, members: str, count: int = 1500) -> list[str]:
    (folder / "input.yaml").write_text(HEAD + "".join(members.format(i) for i in range(count)), encoding="utf-8")
    findings = judge(folder, Project(root=folder, schema="input.yaml")).findings
    return [finding.rule for finding in findings]


@pytest.mark.parametrize(
    ("members", "rule"),
    [
        ("  - {{field: a{}, type: &a long}}\n", "yaml-alias"),
        ("  - {{field: a{}, type: long, wrong: 1}}\n", "unknown-key"),
        ("  - {{field: a{}, type: Missing{}}}\n".replace("{}", "{0}"), "unknown-type"),
        ("  - {{field: a, type: long}}\n", "duplicate-member"),
    ],
)
def test_a_stage_stops(tmp_path: Path, members: str, rule: str) -> None:
    assert [rule] * 1000 + ["too-many-findings"] == found(tmp_path, members)


def test_types_have_a_limit_together(tmp_path: Path) -> None:
    union = f"({' or '.join(['B'] * 700)})"
    assert found(tmp_path, f"  - {{{{field: a{{}}, type: {union}}}}}\n", 300) == ["file-too-large"]
