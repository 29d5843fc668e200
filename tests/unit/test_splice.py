"""Entries put into YAML, and taken out: nothing else of the text moves."""

from __future__ import annotations

import pytest
from idlwright.importing.splice import Source, apply_edits, put, take_out
from idlwright.load.nodes import read_nodes
from idlwright.syntax.nodes import Mapping

ITEMS = ("chrome: 1", "safari: false")


def root(text: str) -> Mapping:
    documents, findings = read_nodes(text, "f")
    assert findings == []
    found = documents[0].root
    assert isinstance(found, Mapping)
    return found


def with_support(text: str, items: tuple[str, ...] = ITEMS) -> str:
    return apply_edits(text, [put(Source(text), root(text), "support", items, ("status", "link"))])


def without_support(text: str) -> str:
    return apply_edits(text, [take_out(Source(text), root(text), "support")])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: b\nlink: c\nd: e\n", "a: b\nlink: c\nsupport: {chrome: 1, safari: false}\nd: e\n"),
        ("a: b # why\nd: e\n", "a: b # why\nsupport: {chrome: 1, safari: false}\nd: e\n"),
        ("a: b", "a: b\nsupport: {chrome: 1, safari: false}\n"),
        ("{a: b, d: e}\n", "{a: b, support: {chrome: 1, safari: false}, d: e}\n"),
        ("support: {chrome: 2} # old\nd: e\n", "support: {chrome: 1, safari: false} # old\nd: e\n"),
        ("support:\n  chrome: 2\n  edge: 3\n# here\nd: e\n", "support: {chrome: 1, safari: false}\n# here\nd: e\n"),
        ("support: {chrome: 2,\n  edge: 3\n}\nd: e\n", "support: {chrome: 1, safari: false}\nd: e\n"),
        (
            "link: >-\n  long\n  text\n\nd: e\n",
            "link: >-\n  long\n  text\n\nsupport: {chrome: 1, safari: false}\nd: e\n",
        ),
        ("é: ü\nlink: ß\n", "é: ü\nlink: ß\nsupport: {chrome: 1, safari: false}\n"),
    ],
)
def test_put(before: str, after: str) -> None:
    assert with_support(before) == after
    assert with_support(after) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: b\nsupport: {x: 1,\n  y: 2} # gone\nd: e\n", "a: b\nd: e\n"),
        ("a: b\nsupport:\n  x: 1\n  y: 2\n\n# here\nd: e\n", "a: b\n\n# here\nd: e\n"),
        ("{a: b, support: {x: 1}, d: e}\n", "{a: b, d: e}\n"),
        ("a: b\nsupport: {}", "a: b\n"),
        ("a: b\n", "a: b\n"),
    ],
)
def test_take_out(before: str, after: str) -> None:
    assert without_support(before) == after


def test_long_entries_go_over_several_lines() -> None:
    items = tuple(f"browser_{number:02}: 100.{number}" for number in range(14))
    made = with_support("a: b\n", items)
    lines = made.splitlines()
    assert len(lines) == 4
    assert max(map(len, lines)) <= 120
    assert all(line.startswith("  ") for line in lines[2:])
    found = root(made).entries[1].value
    assert isinstance(found, Mapping)
    assert [entry.key.text for entry in found.entries] == [item.partition(":")[0] for item in items]


def test_edits_at_one_place_keep_their_order() -> None:
    text = "a: b\n"
    source, mapping = Source(text), root(text)
    edits = [put(source, mapping, key, ("x: 1",), ()) for key in ("status", "support")]
    assert apply_edits(text, edits) == "a: b\nstatus: {x: 1}\nsupport: {x: 1}\n"
