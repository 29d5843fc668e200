"""Every construct of Web IDL, from YAML to each output; the page of constructs shows what is asserted here.

`pytest tests/constructs --accept` writes the table into the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml
from idlwright.check.attribute_rules import ATTRIBUTES
from idlwright.driver import judge
from idlwright.emit.docs import emit_docs
from idlwright.emit.runtime import emit_runtime
from idlwright.emit.stubs import emit_stubs
from idlwright.lower.docs import lower_docs
from idlwright.lower.runtime import lower_runtime
from idlwright.lower.stubs import lower_stubs
from idlwright.lower.targets import CPYTHON, PYODIDE
from idlwright.lower.webidl import whole
from idlwright.project import Project

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "site_docs" / "constructs.md"
BEGIN, END = "<!-- BEGIN GENERATED constructs -->\n", "<!-- END GENERATED constructs -->\n"
OUTPUTS = ("cpython", "js", "runtime", "webidl")
HEAD = "{specification: example, title: Example, url: 'https://example.org/'}\n"
Row = Mapping[str, str]


@cache
def sections() -> dict[str, list[dict[str, str]]]:
    found = sorted(HERE.glob("*.yaml"))
    return {
        path.stem.partition("_")[2].replace("_", " ").capitalize(): yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in found
    }


ROWS = [(section, row) for section, rows in sections().items() for row in rows]


def outputs(root: Path, row: Row) -> dict[str, str]:
    """Return all text of each output, and of the pages by their paths."""
    documents = [HEAD, *row.get("also", ()), row["yaml"]]
    (root / "schema").mkdir()
    (root / "schema/example.yaml").write_text(
        "---\n".join(f"{each}\n" if each is HEAD else f"{{spec: example, {each[1:]}\n" for each in documents),
        encoding="utf-8",
    )
    project = Project(root=root, package="api")
    judged = judge(root, project)
    assert judged.api is not None, [f"{each.span}: {each.message}" for each in judged.findings]
    pages = emit_docs(lower_docs(judged.api, project, {}))
    return {
        "cpython": "\n".join(emit_stubs(lower_stubs(judged.api, project, CPYTHON)).values()),
        "js": "\n".join(emit_stubs(lower_stubs(judged.api, project, PYODIDE)).values()),
        "runtime": "\n".join(emit_runtime(lower_runtime(judged.api, project)).values()),
        "webidl": " ".join(whole(judged.api).split()),
        **pages,
    }


def expected(row: Row, output: str) -> str:
    """Return the text that an output must have; `~ the same` is that of the stubs for CPython."""
    text = row[output]
    if text == "~ the same":
        text = row["cpython"]
    return "" if text.startswith("~ ") else text


@pytest.mark.parametrize(("section", "row"), ROWS, ids=[f"{section}-{row['name']}" for section, row in ROWS])
def test_construct(section: str, row: Row, tmp_path: Path) -> None:
    made = outputs(tmp_path, row)
    assert f"site_docs/reference/{row['docs']}" in made
    missing = {output: expected(row, output) for output in OUTPUTS if expected(row, output) not in made[output]}
    assert missing == {}, section


def test_every_extended_attribute_of_the_platform_has_a_row() -> None:
    named = {row["name"] for row in sections()["Extended attributes"]}
    assert sorted(named) == sorted((ATTRIBUTES & named) | {"Exposed"})
    assert PLATFORM - named == set()


PLATFORM = {
    "AllowResizable", "AllowShared", "CEReactions", "Clamp", "CrossOriginIsolated", "Default", "EnforceRange",
    "Exposed", "Global", "HTMLConstructor", "LegacyFactoryFunction", "LegacyLenientSetter", "LegacyLenientThis",
    "LegacyNamespace", "LegacyNoInterfaceObject", "LegacyNullToEmptyString", "LegacyOverrideBuiltIns",
    "LegacyTreatNonObjectAsNull", "LegacyUnenumerableNamedProperties", "LegacyUnforgeable", "LegacyWindowAlias",
    "NewObject", "PutForwards", "Reflect", "ReflectDefault", "ReflectNonNegative", "ReflectPositive",
    "ReflectPositiveWithFallback", "ReflectRange", "ReflectSetter", "ReflectURL", "Replaceable", "SameObject",
    "SecureContext", "Serializable", "Transferable", "Unscopable", "WebGLHandlesContextLoss",
}  # fmt: skip
"""The 38 that the Web IDL of the whole platform has."""


MARKUP = "&<>|*_[]`"
"""What Markdown or HTML would take for its own outside code."""


def cell(text: str) -> str:
    """Return a cell: code, or words."""
    if text.startswith("~ "):
        return text[2:]
    line = " ".join(part.strip() for part in text.splitlines())
    if "|" not in line:
        return f"`{line}`"
    return f"<code>{''.join(f'&#{ord(each)};' if each in MARKUP else each for each in line)}</code>"


def table() -> str:
    lines = []
    for section, rows in sections().items():
        lines += ["", f"## {section}", "", "| Construct | YAML | CPython | `js` | Runtime | Page | Web IDL |"]
        lines.append("| --- | --- | --- | --- | --- | --- | --- |")
        for row in rows:
            shown = [cell(row[key]) for key in ("yaml", "cpython", "js", "runtime", "docs", "webidl")]
            lines.append(f"| {' | '.join([cell(row['name']) if '<' in row['name'] else row['name'], *shown])} |")
    return "\n".join([*lines, "", ""])


def test_page_has_the_table(accept: bool) -> None:
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    got, _, after = rest.partition(END)
    if accept:
        got = table()
        PAGE.write_text(f"{before}{BEGIN}{got}{END}{after}", encoding="utf-8")
    assert got == table(), "if this is meant: pytest tests/constructs --accept"


def test_no_row_says_that_something_is_dropped() -> None:
    assert [row["name"] for _, row in ROWS for key in OUTPUTS if "drop" in row[key].lower()] == []
