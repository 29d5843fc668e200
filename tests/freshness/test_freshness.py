"""What is committed is what the schema generates, to the byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_committed_outputs_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "idlwright", "build", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
