"""The settings of a project: `[tool.idlwright]` of pyproject.toml."""

from __future__ import annotations

import os
import re
from pathlib import Path

from idlwright.diagnostics import Diagnostic, Span, in_order
from idlwright.diagnostics.suggest import closest
from idlwright.light import replace
from idlwright.load.examples import example_names
from idlwright.load.names import quoted
from idlwright.load.settings import READERS, Setting, SettingError
from idlwright.load.text import read_text
from idlwright.project import Project

FILE = "pyproject.toml"
OWNED = ("schema", "stubs", "runtime", "docs")
"""Settings whose folders must lie apart: the generator deletes what is stale in those it owns."""


def load_project(root: Path) -> tuple[Project, tuple[Diagnostic, ...]]:
    """Return the settings, with defaults for what is not set or not usable, and what is wrong with them."""
    text, found = project_text(root)
    if text is None or found:
        return _with_examples(Project(root=root)), tuple(found)
    table, found = _table(text)
    values: dict[str, Setting] = {}
    for key, value in table.items():
        if key not in READERS:
            guess = closest(key, READERS)
            help_ = f"did you mean '{guess}'?" if guess else f"settings are {', '.join(sorted(READERS))}"
            found.append(_finding("unknown-setting", place(text, key), f"there is no setting {quoted(key)}", help_))
            continue
        name, read = READERS[key]
        try:
            values[name] = read(value, root)
        except SettingError as error:
            found.append(_finding("bad-setting", place(text, key), f"'{key}' {error.message}", error.help))
    project = replace(Project(root=root), **values)  # type: ignore[arg-type]
    found += _apart(project, text)
    return _with_examples(project), in_order(found)


def project_text(root: Path) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of pyproject.toml, or None when there is none."""
    path = os.path.join(root, FILE)  # noqa: PTH118
    if not os.path.lexists(path):
        return None, []
    return read_text(path, FILE)


def _table(text: str) -> tuple[dict[str, object], list[Diagnostic]]:
    import tomllib  # noqa: PLC0415 - only a project with settings pays for it

    try:
        table = tomllib.loads(text).get("tool", {}).get("idlwright", {})
    except (tomllib.TOMLDecodeError, AttributeError, RecursionError) as error:
        at = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(at[1]), int(at[2])) if at else (1, 1)
        span = Span(FILE, line, column, line, column + 1)
        return {}, [_finding("project-file", span, "the file is not TOML here", None)]
    if not isinstance(table, dict):
        return {}, [_finding("bad-setting", place(text, "idlwright"), "'tool.idlwright' must be a table", None)]
    return table, []


def place(text: str, key: str) -> Span:
    """Find the line that sets a key: the parser keeps no places, so the text of the table is searched."""
    header = re.search(r"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*idlwright[ \t]*\]", text, re.MULTILINE)
    begin = header.end() if header else 0
    word = rf"(?:[\"']?{re.escape(key)}[\"']?)"
    own = re.compile(
        rf"^[ \t]*({word})[ \t]*[.=]|^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*idlwright[ \t]*\.[ \t]*({word})", re.MULTILINE
    )
    found = own.search(text, begin) or own.search(text) or header
    if found is None:
        return Span(FILE, 1, 1, 1, 1)
    start, end = next((found.span(number) for number in (1, 2) if found.re is own and found[number]), found.span())
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    return Span(FILE, line, column, line, column + end - start)


def _apart(project: Project, text: str) -> list[Diagnostic]:
    """Refuse folders within one another: deleting what is stale in one would delete the other's files."""
    found: list[Diagnostic] = []
    for index, key in enumerate(OWNED):
        for other in OWNED[:index]:
            mine, theirs = f"{getattr(project, key)}/", f"{getattr(project, other)}/"
            if mine.startswith(theirs) or theirs.startswith(mine):
                message = f"'{key}' must lie apart from '{other}'"
                found.append(_finding("bad-setting", place(text, key), message, None))
    return found


def _with_examples(project: Project) -> Project:
    return replace(project, examples=frozenset(example_names(project.root, project.docs)))


def _finding(rule: str, span: Span, message: str, help_: str | None) -> Diagnostic:
    return Diagnostic(rule=rule, span=span, message=message, help=help_)
