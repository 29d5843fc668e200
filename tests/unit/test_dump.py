"""The layout of YAML that idlwright writes: what needs quotes has them, and lines stay short."""

from __future__ import annotations

import pytest
from idlwright.dump.layout import WIDTH, Quoted, Raw, Tree, lay_out
from idlwright.load.nodes import read_nodes
from idlwright.syntax.nodes import Mapping, Scalar


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("plain", "a: plain"),
        ("two words", "a: two words"),
        ("Promise<long>", "a: Promise<long>"),
        ("", 'a: ""'),
        ("a: b", 'a: "a: b"'),
        ("a #b", 'a: "a #b"'),
        ("- a", 'a: "- a"'),
        ("#a", 'a: "#a"'),
        ("&a", 'a: "&a"'),
        ("*", 'a: "*"'),
        ('say "x"', 'a: say "x"'),
        ("a\nb", 'a: "a\\nb"'),
        ("a\u200bb", 'a: "a\\u200bb"'),
        ("a ", 'a: "a "'),
        (Quoted("no"), 'a: "no"'),
        (Raw("true"), "a: true"),
        (Raw(""), "a:"),
        ([], "a: []"),
        ({}, "a: {}"),
        (["b", "c, d"], 'a: [b, "c, d"]'),
        ({"b": "c", "d": Raw("1")}, "a: {b: c, d: 1}"),
    ],
)
def test_values(value: Tree, line: str) -> None:
    assert lay_out({"a": value}) == [line]


def test_members_stand_below_each_other() -> None:
    assert lay_out({"members": [{"attribute": "a", "type": "b"}]}) == ["members:", "  - attribute: a", "    type: b"]


def test_what_does_not_fit_goes_over_several_lines() -> None:
    lines = lay_out({"a": [f"word{number}" for number in range(30)]})
    assert lines[:2] == ["a:", "  - word0"]
    assert max(map(len, lines)) <= WIDTH


@pytest.mark.parametrize(
    "text", ["no", "1e3", "~", "a: b", "é", "\U0001f600", "'", "[x]", "{", "a\tb", "%", "@x", "|", ">"]
)
def test_texts_are_read_back(text: str) -> None:
    documents, findings = read_nodes("\n".join(lay_out({"a": text, "b": [text], "c": {"d": text}})), "f")
    assert findings == []
    root = documents[0].root
    assert isinstance(root, Mapping)
    first = root.entries[0].value
    assert isinstance(first, Scalar)
    assert first.text == text
