"""The pages by hand: their code is code, and they name all there is to name."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml
from idlwright.cli.commands import idlwright
from idlwright.load.nodes import read_nodes
from idlwright.load.settings import READERS
from idlwright.model.api import Api
from idlwright.project import Project

ROOT = Path(__file__).parents[2]
PAGES = sorted([*(ROOT / "site_docs").glob("*.md"), *ROOT.glob("*.md")])
BLOCK = re.compile(r"^( *)(`{3,})(\w*)[^\n]*\n(.*?)^\1\2$", re.MULTILINE | re.DOTALL)


def blocks(text: str) -> list[tuple[str, str]]:
    """Return language and text of each fenced block."""
    return [
        (language, "\n".join(line.removeprefix(indent) for line in body.splitlines()) + "\n")
        for indent, _, language, body in BLOCK.findall(text)
    ]


def check(language: str, text: str) -> None:
    match language:
        case "python":
            ast.parse(text)
        case "yaml":
            _, found = read_nodes(text, "block.yaml")
            assert found == []
        case "toml":
            tomllib.loads(text)
        case "json":
            json.loads(text)
        case "console":
            assert text.startswith("$ ")
        case "text" | "markdown" | "webidl":
            pass
        case _:
            pytest.fail(f"no such language: {language!r}")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_code_on_hand_written_pages_parses(page: Path) -> None:
    for language, text in blocks(page.read_text(encoding="utf-8")):
        check(language, text)


def test_code_on_generated_pages_parses(files: dict[str, str]) -> None:
    for path, text in files.items():
        for language, body in blocks(text) if "/rules/" not in path else ():
            if language == "python":
                try:
                    ast.parse(body)
                except SyntaxError as error:
                    pytest.fail(f"{path}: {error}\n{body}")


@pytest.mark.parametrize("page", sorted((ROOT / "site_docs").glob("*.md")), ids=lambda page: page.name)
def test_pages_of_the_site_have_title_and_description(page: Path) -> None:
    _, head, _ = page.read_text(encoding="utf-8").split("---\n", 2)
    found = yaml.safe_load(head)
    assert sorted(found) == ["description", "title"]
    assert len(found["description"]) <= 160


PROGRAM = re.compile(r"^```python[^\n]*\n(.*?)^```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("number", [0, 1])
def test_programs_about_the_runtime_print_what_the_page_says(number: int, tmp_path: Path) -> None:
    page = (ROOT / "site_docs" / "runtime.md").read_text(encoding="utf-8")
    program, printed = PROGRAM.findall(page)[number]
    file = tmp_path / "program.py"
    file.write_text(program, encoding="utf-8")
    done = subprocess.run([sys.executable, str(file)], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout == printed


@pytest.mark.slow
@pytest.mark.parametrize("name", ["site_docs/index.md", "site_docs/pyodide.md", "README.md"])
def test_programs_for_the_browser_pass_the_type_checker(name: str, tmp_path: Path) -> None:
    programs = [text for language, text in blocks((ROOT / name).read_text(encoding="utf-8")) if language == "python"]
    assert programs
    for number, text in enumerate(programs):
        (tmp_path / f"program_{number}.py").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir", str(tmp_path / "cache"), "."],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(ROOT / "stubs")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield the commands below a group."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command


def test_every_command_and_option_has_its_place_on_the_page() -> None:
    page = (ROOT / "site_docs" / "cli.md").read_text(encoding="utf-8")
    sections = {part.split("\n", 1)[0]: part for part in page.split("\n## ")}
    for name, command in commands(idlwright):
        section = sections[f"idlwright {name}"]
        for option in command.params:
            if not isinstance(option, click.Option):
                continue
            assert f"`{option.opts[-1]}" in section or option.opts[-1] in section, (name, option.opts)
            choices = option.type.choices if isinstance(option.type, click.Choice) else ()
            for choice in choices:
                assert f"`{choice}`" in section or f"{option.opts[-1]} {choice}`" in section, (name, choice)


def test_the_page_names_no_option_that_does_not_exist() -> None:
    page = (ROOT / "site_docs" / "cli.md").read_text(encoding="utf-8")
    known = {"--help", "--version", "--strict"}
    known |= {opt for _, command in commands(idlwright) for option in command.params for opt in option.opts}
    assert sorted(set(re.findall(r"--[a-z][a-z-]*", page)) - known) == []


def test_every_setting_is_explained_with_its_default() -> None:
    page = (ROOT / "site_docs" / "cli.md").read_text(encoding="utf-8")
    text = next(body for language, body in blocks(page) if language == "toml")
    table = tomllib.loads(text)["tool"]["idlwright"]
    assert sorted(table) == sorted(READERS)
    defaults = Project(root=Path())
    for key, value in table.items():
        name, _ = READERS[key]
        if key not in {"docs-url", "by-hand"}:
            assert (tuple(value) if isinstance(value, list) else value) == getattr(defaults, name), key
        assert f"`{key}`" in page, key


def test_the_readme_has_the_two_commands_and_every_link_leads_to_a_file() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "$ make\n$ make test\n" in readme
    for page in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / page).read_text(encoding="utf-8")):
            assert target.startswith("https://") or (ROOT / target).is_file(), (page, target)


def test_the_notice_names_every_specification(api: Api) -> None:
    notice = " ".join((ROOT / "NOTICE").read_text(encoding="utf-8").split())
    assert [each.title for each in api.specifications if each.title not in notice] == []


def test_contributing_gives_a_reason_for_every_dependency() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").casefold()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *(each for group in project["dependency-groups"].values() for each in group),
        *project["build-system"]["requires"],
    ]
    names = {re.split(r"[<>=!~\[; ]", each)[0].casefold() for each in wanted}
    rows = {name.strip() for row in re.findall(r"^\| ([^|]+) \|", page, re.MULTILINE) for name in row.split(",")} - {
        "dependency",
        "---",
    }
    assert sorted(names - rows) == []
    assert sorted(rows - names) == []
