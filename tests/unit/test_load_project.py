from __future__ import annotations

from pathlib import Path

import pytest
from idlwright.load import load_project
from idlwright.project import Project


def write(root: Path, text: str) -> Path:
    (root / "pyproject.toml").write_text(text)
    return root


def found(root: Path) -> list[str]:
    return [f"{finding.span}: {finding.rule}: {finding.message}" for finding in load_project(root)[1]]


def test_no_file_is_all_defaults(tmp_path: Path) -> None:
    assert load_project(tmp_path) == (Project(root=tmp_path), ())


def test_a_file_without_our_table_is_all_defaults(tmp_path: Path) -> None:
    assert load_project(write(tmp_path, "[project]\nname = 'x'\n")) == (Project(root=tmp_path), ())


def test_every_key(tmp_path: Path) -> None:
    text = """
[tool.idlwright]
package = "clock"
global = "Window"
schema = "./idl/"
stubs = "typings"
runtime = "src"
docs = "docs"
docs-url = "https://example.org/docs/"
nav = "nav.yml"
targets = ["cpython", "docs"]

[tool.idlwright.by-hand]
UserAgent = "agent"
Bell = "parts.bell"
"""
    (tmp_path / "docs" / "examples").mkdir(parents=True)
    (tmp_path / "docs" / "examples" / "ring.py").write_text("")
    project, findings = load_project(write(tmp_path, text))
    assert findings == ()
    assert project == Project(
        root=tmp_path,
        package="clock",
        global_name="Window",
        schema="idl",
        stubs="typings",
        runtime="src",
        docs="docs",
        docs_url="https://example.org/docs/",
        nav="nav.yml",
        targets=("cpython", "docs"),
        by_hand=(("Bell", "parts.bell"), ("UserAgent", "agent")),
        examples=frozenset({"ring"}),
    )


def test_the_projects_own_settings_are_right() -> None:
    assert load_project(Path(__file__).parents[2])[1] == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('package = "a.b"', "'package' must be a Python identifier"),
        ('package = "class"', "'package' must be a Python identifier"),
        ('package = "_x"', "'package' must be a Python identifier"),
        ('package = "typing"', "'package' must not be 'typing', which is the name of another package"),
        ('package = "js"', "'package' must not be 'js', which is the name of another package"),
        ("package = 1", "'package' must be a string"),
        ('global = "a b"', "'global' must be the name of a global"),
        ('schema = "/etc"', "'schema' must stay below the folder of pyproject.toml"),
        ('schema = ""', "'schema' must be a path with '/' between its parts"),
        ('schema = "."', "'schema' must stay below the folder of pyproject.toml"),
        ('docs = "a/../../b"', "'docs' must stay below the folder of pyproject.toml"),
        ('docs = "link/x"', "'docs' must stay below the folder of pyproject.toml"),
        ("nav = 'a\\b'", "'nav' must be a path with '/' between its parts"),
        ('nav = "a\\u0000b"', "'nav' must be a path with '/' between its parts"),
        ('stubs = "schema"', "'stubs' must lie apart from 'schema'"),
        ('docs-url = "javascript:alert(1)//"', "'docs-url' must be an https address that ends in '/'"),
        ('targets = "docs"', "'targets' must be a list of strings"),
        ('targets = ["docs", "docs"]', "'targets' must name each target once"),
        ('targets = ["zzz"]', "'targets' has no target 'zzz'"),
        ('targets = ["z\\u0001"]', "'targets' has no such target"),
        ('rules = "yes"', "'rules' must be true or false"),
        ("by-hand = 1", "'by-hand' must be a table"),
        ('by-hand = {"a b" = "c"}', "'by-hand' must have Python identifiers as keys"),
        ('by-hand = {A = "c/d"}', "'by-hand' must name a module of the runtime package for 'A'"),
        ('by-hand = {A = "if"}', "'by-hand' must name a module of the runtime package for 'A'"),
    ],
)
def test_bad_settings(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "link").symlink_to("/")
    assert found(write(tmp_path, f"[tool.idlwright]\n{line}\n")) == [f"pyproject.toml:2:1: bad-setting: {message}"]


def test_no_address_is_fine(tmp_path: Path) -> None:
    assert found(write(tmp_path, '[tool.idlwright]\ndocs-url = ""\n')) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[tool.idlwright]\n  "pakage" = "x"\n', "2:3: unknown-setting: there is no setting 'pakage'"),
        ('tool.idlwright.pakage = "x"\n', "1:1: unknown-setting: there is no setting 'pakage'"),
        ('[tool]\nidlwright = {pakage = "x"}\n', "1:1: unknown-setting: there is no setting 'pakage'"),
        ("[tool.idlwright.pakage]\nx = 1\n", "1:17: unknown-setting: there is no setting 'pakage'"),
        ("[tool]\nidlwright = 3\n", "2:1: bad-setting: 'tool.idlwright' must be a table"),
        ("tool = 3\n", "1:1: project-file: the file is not TOML here"),
        ("[tool.idlwright]\npackage = \n", "2:11: project-file: the file is not TOML here"),
        ('x = "\n', "1:6: project-file: the file is not TOML here"),
        ("x = [", "1:1: project-file: the file is not TOML here"),
        ("x = " + "[" * 100_000, "1:1: project-file: the file is not TOML here"),
    ],
)
def test_places(tmp_path: Path, text: str, place: str) -> None:
    assert found(write(tmp_path, text)) == [f"pyproject.toml:{place}"]


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"[tool.idlwright]\nx = '\xff'\n")
    assert found(tmp_path) == ["pyproject.toml:2:6: not-utf-8: the byte 0xff is not UTF-8"]
