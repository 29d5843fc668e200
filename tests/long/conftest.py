"""How long the long tests are: `LONG=1` makes them as long as `make test-long` has them, and writes their figures."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

Figures = Callable[..., None]
BUILD = Path(__file__).parents[2] / "build" / "long"


class Extent(NamedTuple):
    """How much is tried."""

    long: bool
    kills: int
    cases: int
    stories: int
    """How many examples of the state machine, with each store."""
    steps: int
    crashes: int
    seed: str
    """`LONG_SEED`, another one tries other things."""


LONG = bool(os.environ.get("LONG"))
SEED = os.environ.get("LONG_SEED", "1")
EXTENT = Extent(True, 520, 10_000, 400, 60, 600, SEED) if LONG else Extent(False, 15, 200, 40, 30, 40, SEED)
_lines: list[str] = []


@pytest.fixture
def extent() -> Extent:
    """Return how much is tried."""
    return EXTENT


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    """Return what takes the figures of a test: for its end, and for a file where the tests are long."""
    began = time.monotonic()

    def take(**values: object) -> None:
        name = request.node.name.removeprefix("test_")
        values["seconds"] = round(time.monotonic() - began, 1)
        _lines.append(f"{name}: " + ", ".join(f"{value} {key.replace('_', ' ')}" for key, value in values.items()))
        if EXTENT.long:
            BUILD.mkdir(parents=True, exist_ok=True)
            (BUILD / f"{name}.json").write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")

    return take


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures."""
    for line in _lines:
        terminalreporter.write_line(line)
