"""What must not matter: the order of definitions and files, and the seed of Python's hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from idlwright.link import link
from idlwright.load import load
from idlwright.model.api import Api
from idlwright.parse import parse
from idlwright.syntax import Schema
from idlwright.syntax.definitions import Definition
from idlwright.syntax.nodes import Document

ROOT = Path(__file__).parents[2]
FEW = settings(max_examples=10, deadline=None, derandomize=True, database=None)


@cache
def documents() -> tuple[Document, ...]:
    loaded = load(ROOT, "schema")
    assert loaded.findings == ()
    return loaded.documents


@cache
def parsed() -> Schema:
    schema, findings = parse(documents())
    assert findings == ()
    return schema


@cache
def linked() -> Api:
    api, findings = link(parsed())
    assert findings == ()
    assert len(api.definitions) > 100
    return api


def settled(definitions: Iterable[Definition]) -> tuple[Definition, ...]:
    """Return definitions with those of one name (partial ones) in the order of their places: theirs does matter."""
    mixed = tuple(definitions)
    by_name: dict[str, list[Definition]] = {}
    for definition in sorted(mixed, key=lambda found: (found.span.file, found.span.line), reverse=True):
        by_name.setdefault(definition.name.text, []).append(definition)
    return tuple(by_name[definition.name.text].pop() for definition in mixed)


@FEW
@given(st.data())
def test_the_order_of_definitions_does_not_matter(data: st.DataObject) -> None:
    schema = parsed()
    mixed = data.draw(st.permutations(schema.definitions))

    api, findings = link(replace(schema, definitions=settled(mixed)))

    assert findings == ()
    assert api == linked()


@FEW
@given(st.data())
def test_the_order_of_policies_and_specifications_does_not_matter(data: st.DataObject) -> None:
    schema = parsed()
    overrides = tuple(data.draw(st.permutations(schema.overrides)))
    defects = tuple(data.draw(st.permutations(schema.defects)))
    specifications = tuple(data.draw(st.permutations(schema.specifications)))

    api, findings = link(replace(schema, overrides=overrides, defects=defects, specifications=specifications))

    assert findings == ()
    assert api == linked()


@FEW
@given(st.data())
def test_the_order_of_files_does_not_matter(data: st.DataObject) -> None:
    files = [tuple(group) for _, group in groupby(documents(), key=lambda document: document.file)]
    mixed = data.draw(st.permutations(files))
    schema, wrong = parse(tuple(document for file in mixed for document in file))
    assert wrong == ()

    api, findings = link(replace(schema, definitions=settled(schema.definitions)))

    assert findings == ()
    assert api == linked()


def built(folder: Path, seed: str) -> dict[str, bytes]:
    """Build the project into a folder, in a process of its own."""
    command = [sys.executable, "-m", "idlwright", "build", "--project", str(ROOT), "--out", str(folder)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_builds_under_different_hash_seeds_have_the_same_bytes(tmp_path: Path) -> None:
    first = built(tmp_path / "first", "1")
    second = built(tmp_path / "second", "4711")

    assert len(first) > 100
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
