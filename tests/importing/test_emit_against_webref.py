"""What the schema means, written as Web IDL, is what the specifications say: webidl2.js reads both."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from idlwright.link import link
from idlwright.load import load
from idlwright.lower.webidl import sections, whole
from idlwright.model.api import Api
from idlwright.model.definitions import Definition, External, Interface
from idlwright.model.query import is_further_name
from idlwright.parse import parse

ROOT = Path(__file__).parents[2]
FILES = {"file-api": "FileAPI"}
"""Specifications whose file in webref has another name."""
Parts = dict[str, Any]


def parts(packages: Path, files: list[Path]) -> dict[str, Parts]:
    done = subprocess.run(
        ["node", str(ROOT / "tests/npm/parts.mjs"), str(packages), *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Parts] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def api() -> Api:
    schema, findings = parse(load(ROOT, "schema").documents)
    assert findings == ()
    return link(schema)[0]


@pytest.fixture(scope="module")
def both(api: Api, packages: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Parts, Parts]]:
    """Return for each specification what we write and what webref has."""
    folder = tmp_path_factory.mktemp("emitted")
    pairs = []
    for section in sections(api):
        ours = folder / f"{section.spec}.idl"
        ours.write_text(section.text, encoding="utf-8")
        pairs.append((section.spec, ours, packages / f"@webref/idl/{FILES.get(section.spec, section.spec)}.idl"))
    found = parts(packages, [path for _, ours, theirs in pairs for path in (ours, theirs)])
    return [(spec, found[str(ours)], found[str(theirs)]) for spec, ours, theirs in pairs]


def without_repetition(members: list[Parts], exposed: tuple[str, ...]) -> list[Parts]:
    """Leave out an [Exposed] of a partial definition that says what the main one does."""

    def repeats(attribute: Parts) -> bool:
        values = attribute["rhs"]["value"] if attribute["name"] == "Exposed" else None
        return isinstance(values, list) and [each["value"] for each in values] == sorted(exposed)

    return [{**each, "extAttrs": [one for one in each["extAttrs"] if not repeats(one)]} for each in members]


def differences(ours: Parts, theirs: Parts, slices: set[str]) -> list[str]:
    """Return the parts that differ; of a slice each member must be there, and they need not be all."""
    found = []
    for key, part in ours.items():
        name = key.partition(" ")[2]
        other = theirs.get(key)
        if key.startswith("includes "):
            continue
        if other is None:
            found.append(f"{key}: not in webref")
        elif name in slices:
            mine, known = (each["members"] if isinstance(each, dict) else each for each in (part, other))
            found += [f"{key}: {member}" for member in mine if member not in known]
        elif part != other:
            found.append(f"{key}: {json.dumps(part)}\n  is not {json.dumps(other)}")
    return found


def test_each_definition_is_that_of_its_specification(api: Api, both: list[tuple[str, Parts, Parts]]) -> None:
    slices = {each.name for each in api.definitions if isinstance(each, Interface) and each.slice}
    exposed = {f"partial {each.name}": each.exposed for each in api.definitions}
    found = []
    for spec, ours, theirs in both:
        said_once = {
            key: without_repetition(part, exposed.get(key, ())) if key.startswith("partial ") else part
            for key, part in theirs.items()
        }
        found += [f"{spec}: {text}" for text in differences(ours, said_once, slices)]
    assert found == []


def test_mixins_are_included_where_a_specification_says_so(both: list[tuple[str, Parts, Parts]]) -> None:
    """Which specification says it, the model does not tell: we write it behind the interface."""

    def pairs(found: list[Parts]) -> set[tuple[str, str]]:
        return {
            (key.partition(" ")[2], mixin)
            for part in found
            for key, mixins in part.items()
            if key.startswith("includes ")
            for mixin in mixins
        }

    ours = pairs([ours for _, ours, _ in both])
    assert len(ours) > 10
    assert sorted(ours - pairs([theirs for _, _, theirs in both])) == []


def written_out(api: Api) -> list[Definition]:
    """All but externals and further names, which are attributes of what they stand for."""
    return [each for each in api.definitions if not isinstance(each, External) and not is_further_name(api, each)]


def test_nothing_is_left_out(api: Api, both: list[tuple[str, Parts, Parts]]) -> None:
    expected = {each.name for each in written_out(api)}
    written = {key.partition(" ")[2] for _, ours, _ in both for key in ours if key.startswith("main ")}
    assert len(written) >= 154
    assert written == expected


def test_webidl2_reads_the_whole_in_one_piece(api: Api, packages: Path, tmp_path: Path) -> None:
    file = tmp_path / "whole.idl"
    file.write_text(whole(api), encoding="utf-8")
    found = parts(packages, [file])[str(file)]
    assert sum(key.startswith("main ") for key in found) == len(written_out(api))


def test_a_difference_is_seen(both: list[tuple[str, Parts, Parts]]) -> None:
    spec, ours, theirs = both[0]
    assert spec == "background-fetch"
    changed = json.loads(json.dumps(ours))
    changed["main BackgroundFetchOptions"]["members"][0]["default"]["value"] = "1"
    assert [text.partition(":")[0] for text in differences(changed, theirs, set())] == ["main BackgroundFetchOptions"]
