"""Saved and hostile inputs: findings come out and nothing else, and no input is dear."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from idlwright.load.text import MAX_BYTES

from tests.fuzz.hostile import WEB_IDL, YAML, Hostile
from tests.fuzz.measure import measure
from tests.fuzz.saved import SAVED, run

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "idlwright")
MEMORY = 200
"""Megabytes at most, whatever one file holds."""


@pytest.mark.parametrize("name", SAVED)
def test_saved_inputs(name: str, tmp_path: Path) -> None:
    run(name, tmp_path)


def test_saved_inputs_need_little_memory() -> None:
    done = measure([sys.executable, "-m", "tests.fuzz.saved"], ROOT)
    assert (done.code, done.said) == (0, "")
    assert done.megabytes < MEMORY


@pytest.mark.parametrize("file", YAML.values(), ids=YAML.keys())
def test_hostile_schemas_are_cheap(file: Hostile, tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    judge((*COMMAND, "check"), file, tmp_path, "schema/a.yaml")


@pytest.mark.parametrize("file", WEB_IDL.values(), ids=WEB_IDL.keys())
def test_hostile_web_idl_is_cheap(file: Hostile, tmp_path: Path) -> None:
    said = ("--title", "A", "--url", "https://example.org/")
    judge((*COMMAND, "import", "webidl", "a.idl", *said), file, tmp_path, "a.idl")


def judge(command: tuple[str, ...], file: Hostile, folder: Path, name: str) -> None:
    path = folder / name
    path.write_text(file.text(), encoding="utf-8")
    assert MAX_BYTES - 8192 < path.stat().st_size <= MAX_BYTES
    done = measure([*command], folder)
    path.unlink()
    assert done.code in {0, 1}, done.said
    assert "internal error" not in done.said
    assert done.megabytes < MEMORY
