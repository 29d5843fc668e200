"""The programs on the page of the runtime do what the page says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "site_docs" / "runtime.md"
PROGRAM = re.compile(r'^```python title="([^"]+)"\n(.*?)^```\n\n```text\n(.*?)^```$', re.MULTILINE | re.DOTALL)
PROGRAMS = {name: (code, output) for name, code, output in PROGRAM.findall(PAGE.read_text(encoding="utf-8"))}


def test_there_are_programs() -> None:
    assert set(PROGRAMS) >= {"events.py", "test_worker.py", "pages.py", "bodies.py"}


@pytest.mark.parametrize("name", PROGRAMS)
def test_programs(name: str, tmp_path: Path) -> None:
    code, output = PROGRAMS[name]
    file = tmp_path / name
    file.write_text(code, encoding="utf-8")
    done = subprocess.run([sys.executable, file], check=True, capture_output=True, text=True, encoding="utf-8")
    assert (done.stdout, done.stderr) == (output, "")
