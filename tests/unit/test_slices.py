"""Slices: interfaces that a schema describes in part, and says so."""

from __future__ import annotations

from pathlib import Path

from idlwright.diagnostics import Span
from idlwright.dump import dump
from idlwright.importing import Imported, merge
from idlwright.link import link
from idlwright.load import load
from idlwright.lower.webidl import definition_lines
from idlwright.model.definitions import Interface
from idlwright.parse import parse
from idlwright.parse.webidl import parse_webidl
from idlwright.syntax import Schema
from idlwright.syntax.definitions import Interface as Written
from idlwright.syntax.text import Text

SPECIFICATIONS = """\
specification: houses
title: Houses
url: https://example.org/houses/
---
specification: roofs
title: Roofs
url: https://example.org/roofs/
"""
HOUSE = """\
# A house, from the street.
spec: houses
interface: House
slice: true
exposed: [Window]
summary: A house.
members:
  - attribute: door
    type: DOMString
"""
ROOF = """\
spec: roofs
interface: House
partial: true
members:
  - attribute: roof
    type: DOMString
    summary: What it ends in.
"""
WHOLE = """\
[Exposed=Window]
interface House { attribute boolean door; attribute DOMString cellar; };
partial interface House { attribute DOMString attic; };
House includes Walls;
interface mixin Walls { };
"""


def read(root: Path, house: str = HOUSE) -> tuple[dict[str, str], Schema, list[str]]:
    for name, text in {"a": SPECIFICATIONS, "house": house, "roof": ROOF}.items():
        (root / f"{name}.yaml").write_text(text, encoding="utf-8")
    loaded = load(root, ".")
    schema, findings = parse(loaded.documents)
    return dict(loaded.sources), schema, [found.rule for found in (*loaded.findings, *findings)]


def imported(root: Path, idl: str, spec: str) -> Imported:
    sources, schema, _ = read(root)
    new, findings = parse_webidl("new.idl", idl, Text(spec, Span("new.idl", 1, 1, 1, 1)))
    assert findings == ()
    return merge(sources, schema, new, ".")


def test_is_in_the_model_and_in_its_web_idl(tmp_path: Path) -> None:
    api, findings = link(read(tmp_path)[1])
    house = api.by_name["House"]
    assert findings == ()
    assert isinstance(house, Interface)
    assert house.slice
    assert definition_lines(house)[-2:] == ("  // and further members, which are not described here", "};")


def test_is_false_when_nothing_is_said(tmp_path: Path) -> None:
    house = link(read(tmp_path, HOUSE.replace("slice: true\n", ""))[1])[0].by_name["House"]
    assert isinstance(house, Interface)
    assert not house.slice
    assert definition_lines(house)[-2:] == ("  attribute DOMString roof;", "};")


def test_cannot_be_said_of_what_is_partial(tmp_path: Path) -> None:
    assert read(tmp_path, HOUSE.replace("slice: true", "slice: true\npartial: true"))[2] == ["conflicting-keys"]


def test_is_dumped(tmp_path: Path) -> None:
    houses = [each for each in read(tmp_path)[1].definitions if isinstance(each, Written) and each.slice]
    assert HOUSE.partition("\n")[2] == "".join(map(dump, houses))


def test_import_leaves_the_choice_of_members_alone(tmp_path: Path) -> None:
    found = imported(tmp_path, WHOLE, "houses")
    assert HOUSE in found.files.values()
    assert (found.came, found.changed, found.went, found.lost) == (("Walls",), (), (), ())


def test_import_renews_what_other_specifications_add(tmp_path: Path) -> None:
    found = imported(tmp_path, "partial interface House { attribute USVString roof; };", "roofs")
    assert (found.came, found.changed, found.lost) == ((), ("partial House",), ())
    assert "type: USVString\n    summary: What it ends in.\n" in "".join(found.files.values())
