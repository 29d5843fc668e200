"""How long a build takes, as a whole process: of our own schema and of a part of it, all files new and none changed.

Beside it what it cannot do without: the interpreter, and the libraries that it reads, renders and parses with. New
files go to memory, which shows what the program does, and to the disk, which shows what this disk takes to make them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import MEMORY, ROOT, Contender, measure, report, run_python
from part import write_part

NEEDED = ("pyproject.toml", "schema", "site_docs", "runtime")
INTERPRETER = Contender(name="the interpreter alone", command=run_python("-c", "pass"))
LIBRARIES = Contender(
    name="the libraries it needs", command=run_python("-c", "import click, jinja2, pathlib, tomllib, yaml")
)


def copy_project(folder: Path) -> None:
    """Copy what a build reads."""
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, folder / name)


def contenders(project: Path) -> tuple[Contender, ...]:
    """Return what is measured of one project."""
    command = run_python("-m", "idlwright")
    check = (*command, "check", "--project", str(project))
    build = (*command, "build", "--project", str(project))
    new = (*build, "--out", ".")
    memory = MEMORY if MEMORY.is_dir() else None
    subprocess.run(build, check=True, capture_output=True)
    said = subprocess.run(check, check=True, capture_output=True, text=True).stdout
    found = re.search(r"(\d+) definitions", said)
    what = f"{found[1] if found else '?'} definitions"
    return (
        Contender(name=f"check, {what}", command=check),
        Contender(name=f"build, {what}, new files in memory", command=new, folder=None, new_in=memory),
        Contender(name=f"build, {what}, new files on disk", command=new, folder=None),
        Contender(name=f"build, {what}, nothing changed", command=build),
    )


def main() -> None:
    """Measure in copies."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as name:
        whole, part = Path(name) / "whole", Path(name) / "part"
        whole.mkdir()
        part.mkdir()
        copy_project(whole)
        write_part(part)
        found = measure((INTERPRETER, LIBRARIES, *contenders(whole), *contenders(part)), rounds)
        report("build", found, (INTERPRETER.name, LIBRARIES.name))


if __name__ == "__main__":
    main()
