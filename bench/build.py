"""How long a build takes, as a whole process: all files new, and none changed.

Beside it what it cannot do without: the interpreter, and the libraries that it reads, renders and parses with.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from measuring import ROOT, Contender, measure, report, run_python

GENERATED = ("stubs", "site_docs/reference", "mkdocs.nav.yml", "schema/idl.schema.json")
NEEDED = ("pyproject.toml", "schema", "site_docs", "runtime")
LIBRARIES = "import click, jinja2, yaml, tomllib"


def copy_project(folder: Path) -> None:
    """Copy what a build reads."""
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, folder / name)


def forget(folder: Path) -> None:
    """Delete what a build has written."""
    for place in (*(folder / name for name in GENERATED), *folder.glob("runtime/*/_generated")):
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)


def main() -> None:
    """Measure in a copy of the project."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_project(folder)
        build = run_python("-m", "idlwright", "build")
        contenders = (
            Contender(name="the interpreter alone", command=run_python("-c", "pass"), folder=folder),
            Contender(name="the libraries it needs", command=run_python("-c", LIBRARIES), folder=folder),
            Contender(name="build, every file new", command=build, folder=folder, before=lambda: forget(folder)),
            Contender(name="build, nothing changed", command=build, folder=folder),
            Contender(name="check", command=run_python("-m", "idlwright", "check"), folder=folder),
        )
        report("build", measure(contenders, rounds))


if __name__ == "__main__":
    main()
