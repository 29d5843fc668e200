"""The command in a process of its own, and a server that takes its time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.command.server import Server

SECONDS = 30
COMMAND = (sys.executable, "-m", "background_fetch._command")


class Command:
    """The command with a profile."""

    def __init__(self, folder: Path) -> None:
        self.profile = folder / "profile"
        self.saved = folder / "saved"
        self._folder = folder
        self._processes: list[subprocess.Popen[str]] = []

    def run(self, *arguments: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run the command to its end."""
        return subprocess.run(
            [*COMMAND, *arguments],
            cwd=self._folder,
            env={**os.environ, "BACKGROUND_FETCH_PROFILE": str(self.profile), **(environment or {})},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the command."""
        process = subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=self._folder,
            env={**os.environ, "BACKGROUND_FETCH_PROFILE": str(self.profile)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._processes.append(process)
        return process

    def stop(self) -> None:
        """Kill what still runs."""
        for process in self._processes:
            process.kill()
            process.communicate()

    def fetch(self, *arguments: str) -> tuple[str, ...]:
        """Return the arguments of `fetch` that save into the folder."""
        return ("fetch", "--to", str(self.saved), *arguments)


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    """Return the command with a new profile."""
    made = Command(tmp_path)
    yield made
    made.stop()


@pytest.fixture
def server() -> Iterator[Server]:
    """Serve files."""
    with Server() as found:
        yield found


@pytest.fixture
def until() -> Callable[[Callable[[], Any]], Any]:
    """Return what waits for a condition of another process."""

    def wait(condition: Callable[[], Any]) -> Any:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            time.sleep(0.02)
        raise TimeoutError

    return wait
