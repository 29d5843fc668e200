"""Where the output goes may be full or closed: that is said in one line, or not at all, and never a fault of ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCHEMA = "specification: kettle\ntitle: Kettle\nurl: https://example.org/kettle/\n"
COMMAND = (sys.executable, "-m", "idlwright")
FULL = Path("/dev/full")
SAID = "idlwright: the output can't be written: No space left on device\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema/kettle.yaml").write_text(SCHEMA, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["check", "--format", "json"], ["build"], ["emit", "json"], ["explain"], ["--help"], ["--version"]],
    ids=" ".join,
)
def test_a_full_disk_is_said_in_one_line(project: Path, arguments: list[str]) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *arguments], cwd=project, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (1, SAID)


def test_both_streams_on_a_full_disk(project: Path) -> None:
    (project / "schema/kettle.yaml").write_text("- a\n", encoding="utf-8")
    with FULL.open("wb") as full:
        done = subprocess.run([*COMMAND, "check"], cwd=project, stdout=full, stderr=full, check=False)
    assert done.returncode == 1


@pytest.mark.parametrize("arguments", [["check"], ["build"], ["explain"], ["--help"]], ids=" ".join)
def test_a_reader_that_has_gone_is_no_news(project: Path, arguments: list[str]) -> None:
    with subprocess.Popen(
        [*COMMAND, *arguments], cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait() == 1


@pytest.mark.parametrize("redirection", [">&-", "2>&-", ">&- 2>&-"])
def test_a_stream_that_was_closed_before_is_done_without(project: Path, redirection: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" -m idlwright check {redirection}', sys.executable],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
