from __future__ import annotations

from pathlib import Path

import pytest
from idlwright.load import load_nav
from idlwright.model.nav import NavItem


def write(root: Path, text: str) -> None:
    docs = root / "docs"
    docs.mkdir()
    for name in ("index.md", "guide/start.md", "reference/index.md"):
        page = docs / name
        page.parent.mkdir(exist_ok=True)
        page.write_text("# Page\n", encoding="utf-8")
    (docs / "nav.yaml").write_text(text, encoding="utf-8")


def test_no_file_is_no_entries(tmp_path: Path) -> None:
    found = load_nav(tmp_path, "docs")
    assert found.items == ()
    assert found.findings == ()


def test_entries_keep_their_order_and_nesting(tmp_path: Path) -> None:
    write(tmp_path, "- Home: index.md\n- Guides:\n    - Start: guide/start.md\n")
    found = load_nav(tmp_path, "docs")
    assert found.findings == ()
    assert found.items == (
        NavItem(title="Home", path="index.md"),
        NavItem(title="Guides", items=(NavItem(title="Start", path="guide/start.md"),)),
    )


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("Home: index.md\n", "the navigation must be a list of entries", (1, 1)),
        ("- index.md\n", "an entry must have one title", (1, 3)),
        ("- {A: index.md, B: index.md}\n", "an entry must have one title", (1, 3)),
        ("- Home: missing.md\n", "there is no page 'missing.md' in the documentation folder", (1, 9)),
        ("- Home: nav.yaml\n", "'nav.yaml' is no path of a page", (1, 9)),
        ("- Home: ../secret.md\n", "'../secret.md' is no path of a page", (1, 9)),
        ("- Home: /etc/x.md\n", "'/etc/x.md' is no path of a page", (1, 9)),
        ("- Home: https://x.example/y.md\n", "'https://x.example/y.md' is no path of a page", (1, 9)),
        ("- R: reference/index.md\n", "the reference is added to the navigation by itself", (1, 6)),
        ("- A: [{B: [{C: [{D: [{E: index.md}]}]}]}]\n", "the navigation is more than 4 levels deep", (1, 21)),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, message: str, place: tuple[int, int]) -> None:
    write(tmp_path, text)
    found = load_nav(tmp_path, "docs")
    assert [(each.rule, each.message) for each in found.findings] == [("bad-navigation", message)]
    assert (found.findings[0].span.line, found.findings[0].span.column) == place


def test_text_that_is_no_yaml_is_a_finding(tmp_path: Path) -> None:
    write(tmp_path, "- [\n")
    assert [each.rule for each in load_nav(tmp_path, "docs").findings] == ["yaml-syntax"]
