"""Whole processes, measured in turns: what disturbs the machine disturbs all of them alike."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "build" / "bench"
MEMORY = Path("/dev/shm")  # noqa: S108 - folders of random names are made in it
"""A file system without a disk, where the system is Linux."""
MODULES = ROOT / "build" / "npm" / "node_modules"
"""What `make build/npm/.ready` brings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A command that is measured, and what must be done before each of its runs."""

    name: str
    command: tuple[str, ...]
    folder: Path | None = ROOT
    """Where it runs; None for a new folder each time."""
    new_in: Path | None = None
    """Where the new folders are made; None for the system's folder of temporary files. All of them are deleted in the
    end: on some file systems it takes long to find room for a file among what has just been deleted."""
    before: Callable[[], None] = field(default=lambda: None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Medians of a contender's runs, in seconds."""

    name: str
    wall: float
    best: float
    """The shortest run: what the machine could do."""
    cpu: float
    runs: int


def run_python(*arguments: str) -> tuple[str, ...]:
    """Return the command that runs this interpreter."""
    return (sys.executable, *arguments)


def measure(contenders: tuple[Contender, ...], rounds: int) -> list[Result]:
    """Run every contender once, so that bytecode and the disk's cache are there, then all of them in turns."""
    times: dict[str, list[tuple[float, float]]] = {contender.name: [] for contender in contenders}
    with ExitStack() as stack:
        places = {contender.new_in for contender in contenders}
        new = {place: Path(stack.enter_context(tempfile.TemporaryDirectory(dir=place))) for place in places}
        for number in range(rounds + 1):
            for position, contender in enumerate(contenders):
                contender.before()
                once = _run(contender, new[contender.new_in] / f"{number}-{position}")
                if number:
                    times[contender.name].append(once)
    return [
        Result(
            name=name,
            wall=statistics.median(wall for wall, _ in runs),
            best=min(wall for wall, _ in runs),
            cpu=statistics.median(cpu for _, cpu in runs),
            runs=len(runs),
        )
        for name, runs in times.items()
    ]


def _run(contender: Contender, new: Path) -> tuple[float, float]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    folder = contender.folder
    if folder is None:
        new.mkdir()
        folder = new
    before = os.times()
    start = time.perf_counter()
    done = subprocess.run(contender.command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - start
    after = os.times()
    if done.returncode:
        sys.exit(f"{contender.name}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return wall, cpu


def report(
    name: str, results: list[Result], bases: tuple[str, ...] = (), further: dict[str, float] | None = None
) -> None:
    """Print a table with the ratios to the bases (else to the first result), and keep the figures as JSON."""
    bases = bases or (results[0].name,)
    ratios = {
        base: {result.name: result.wall / known.wall for result in results}
        for base in bases
        for known in results
        if known.name == base
    }
    print(f"{name}: {results[0].runs} runs in turns, Python {platform.python_version()}, {os.cpu_count()} CPUs")
    for number, base in enumerate(bases, start=1):
        print(f"  ratio {number}: to {base}")
    heads = "".join(f"{f'ratio {number}':>9}" for number in range(1, len(bases) + 1))
    print(f"{'':54}{'wall ms':>9}{'best':>9}{'CPU ms':>9}{heads}")
    for result in results:
        shown = "".join(f"{ratios[base][result.name]:9.2f}" for base in bases)
        print(f"{result.name:54}{result.wall * 1e3:9.1f}{result.best * 1e3:9.1f}{result.cpu * 1e3:9.1f}{shown}")
    for label, value in (further or {}).items():
        print(f"{label:54}{value * 1e3:9.1f}")
    print()
    RESULTS.mkdir(parents=True, exist_ok=True)
    figures = {
        "python": platform.python_version(),
        "cpus": os.cpu_count(),
        "runs": results[0].runs,
        "seconds": {result.name: {"wall": result.wall, "best": result.best, "cpu": result.cpu} for result in results}
        | (further or {}),
        "ratios": ratios,
    }
    (RESULTS / f"{name}.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
