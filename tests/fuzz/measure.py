"""Run a command and say how it ended and how much memory it took at most.

A process counts from the memory of the one that it was copied from, so the command's parent has to be small: this one.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

PATIENCE = 120
"""Seconds after which a command hangs; it ends within a few, on a machine that is not busy."""


class Outcome(NamedTuple):
    """How a command ended."""

    code: int
    said: str
    """The end of what it printed."""
    megabytes: float


def measure(command: list[str], folder: Path) -> Outcome:
    """Run a command in a folder, in a process of a small process."""
    done = subprocess.run(
        [sys.executable, "-I", __file__, *command], cwd=folder, capture_output=True, text=True, check=True
    )
    return Outcome(*json.loads(done.stdout))


if __name__ == "__main__":
    ended = subprocess.run(
        sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE, check=False
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    print(json.dumps((ended.returncode, ended.stdout[-2000:].decode(errors="replace"), peak)))  # noqa: T201
