"""Driver: which stage speaks, and that the others keep silent."""

from __future__ import annotations

from pathlib import Path

import pytest
from idlwright.driver import judge
from idlwright.model.api import Api
from idlwright.project import Project

SPECIFICATION = "specification: example\ntitle: Example\nurl: https://example.org/\n---\nspec: example\n"
LOAD = "dictionary: A\ndictionary: A\n"
PARSE = "dictionary: B\nmember: []\n"
LINK = "dictionary: C\nmembers: [{field: a, type: Missing}]\n"
CHECK = "interface: D\nsummary: A letter.\nlink: '#d'\n"
WARNING = "dictionary: E\n"


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ((LOAD, PARSE, LINK, CHECK, WARNING), ["duplicate-key"]),
        ((PARSE, LINK, CHECK, WARNING), ["unknown-key"]),
        ((LINK, CHECK, WARNING), ["unknown-type"]),
        ((CHECK, WARNING), ["missing-exposed", "missing-summary"]),
        ((WARNING,), ["missing-summary"]),
    ],
)
def test_a_stage_with_an_error_is_the_last(documents: tuple[str, ...], expected: list[str], tmp_path: Path) -> None:
    (tmp_path / "input.yaml").write_text(SPECIFICATION + "---\n".join(documents), encoding="utf-8")
    judged = judge(tmp_path, Project(root=tmp_path, schema="input.yaml"))
    assert expected == [found.rule for found in judged.findings]
    assert (documents == (WARNING,)) == (judged.api is not None)
    assert list(judged.sources) == ["input.yaml"]


@pytest.mark.parametrize(("document", "begun"), [(LINK, False), (CHECK, True), (WARNING, True)])
def test_work_begins_as_soon_as_there_is_a_model(document: str, *, begun: bool, tmp_path: Path) -> None:
    (tmp_path / "input.yaml").write_text(SPECIFICATION + document, encoding="utf-8")
    models: list[Api] = []
    judge(tmp_path, Project(root=tmp_path, schema="input.yaml"), lambda api, _: models.append(api))
    assert begun == bool(models)


def test_a_broken_file_does_not_hide_what_is_wrong_with_the_others(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema/a.yaml").write_text(SPECIFICATION + LOAD, encoding="utf-8")
    (tmp_path / "schema/b.yaml").write_text("spec: example\n" + PARSE, encoding="utf-8")
    (tmp_path / "schema/c.yaml").write_text("interface: [\n", encoding="utf-8")
    judged = judge(tmp_path, Project(root=tmp_path))
    assert [found.rule for found in judged.findings] == ["duplicate-key", "unknown-key", "yaml-syntax"]
    assert judged.api is None
