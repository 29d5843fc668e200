"""Whole processes, measured in turns: what disturbs the machine disturbs all of them alike."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "build" / "bench"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A command that is measured, and what must be done before each of its runs."""

    name: str
    command: tuple[str, ...]
    folder: Path = ROOT
    before: Callable[[], None] = field(default=lambda: None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Medians of a contender's runs, in seconds."""

    name: str
    wall: float
    cpu: float
    runs: int


def run_python(*arguments: str) -> tuple[str, ...]:
    """Return the command that runs this interpreter."""
    return (sys.executable, *arguments)


def measure(contenders: tuple[Contender, ...], rounds: int) -> list[Result]:
    """Run every contender once, so that bytecode and the disk's cache are there, then all of them in turns."""
    times: dict[str, list[tuple[float, float]]] = {contender.name: [] for contender in contenders}
    for number in range(rounds + 1):
        for contender in contenders:
            contender.before()
            once = _run(contender)
            if number:
                times[contender.name].append(once)
    return [
        Result(
            name=name,
            wall=statistics.median(wall for wall, _ in runs),
            cpu=statistics.median(cpu for _, cpu in runs),
            runs=len(runs),
        )
        for name, runs in times.items()
    ]


def _run(contender: Contender) -> tuple[float, float]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = os.times()
    start = time.perf_counter()
    done = subprocess.run(
        contender.command, cwd=contender.folder, env=environment, capture_output=True, text=True, check=False
    )
    wall = time.perf_counter() - start
    after = os.times()
    if done.returncode:
        sys.exit(f"{contender.name}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return wall, cpu


def report(name: str, results: list[Result], further: dict[str, float] | None = None) -> None:
    """Print a table with the ratio to the first result, and keep the figures as JSON."""
    base = results[0]
    print(f"{name}: medians of {base.runs} runs in turns, Python {platform.python_version()}, {os.cpu_count()} CPUs")
    print(f"{'':44} {'wall ms':>9} {'CPU ms':>9} {'ratio':>7}")
    for result in results:
        print(f"{result.name:44} {result.wall * 1e3:9.1f} {result.cpu * 1e3:9.1f} {result.wall / base.wall:7.2f}")
    for label, value in (further or {}).items():
        print(f"{label:44} {value * 1e3:9.1f}")
    RESULTS.mkdir(parents=True, exist_ok=True)
    figures = {
        "python": platform.python_version(),
        "cpus": os.cpu_count(),
        "runs": base.runs,
        "seconds": {result.name: {"wall": result.wall, "cpu": result.cpu} for result in results} | (further or {}),
        "ratios": {result.name: result.wall / base.wall for result in results},
    }
    (RESULTS / f"{name}.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
