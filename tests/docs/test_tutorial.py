"""The tutorial, followed word by word: files are written, commands typed, and what they print is what the page says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)


def commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a console block with the lines that it is to print."""
    command, lines = "", []
    for line in text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, lines
            command, lines = line.removeprefix("$ "), []
        else:
            lines.append(line)
    yield command, lines


def pattern(lines: list[str]) -> str:
    """Return what the output must match; `...` stands for anything."""
    return "".join(re.escape(line).replace(r"\.\.\.", r"(?s:.*?)") + r"\n*" for line in lines)


def type_in(command: str, folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "NO_MKDOCS_2_WARNING": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.slow
def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    page = (ROOT / "site_docs" / "tutorial.md").read_text(encoding="utf-8")
    blocks = BLOCK.findall(page)
    assert len(blocks) > 10
    for language, title, text in blocks:
        if title:
            file = tmp_path / title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            continue
        assert language == "console", text
        for command, expected in commands(text):
            code, printed = type_in(command, tmp_path)
            assert re.fullmatch(pattern(expected) if expected else "", printed), f"$ {command}\n{printed}"
            assert code == (1 if any("error[" in line or ": error: " in line for line in expected) else 0), (
                f"$ {command}\n{printed}"
            )
    assert (tmp_path / "site" / "reference" / "Kettle" / "boil" / "index.html").is_file()
