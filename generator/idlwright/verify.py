"""Have mypy check everything that a build wrote, as strictly as it can, untouched by the user's own settings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from idlwright.light import dataclass
from idlwright.project import Project

WORKERS = "workers"
"""The name of folders in a runtime whose files run as workers: what they import is what `js` has."""
_FLAGS = ("--strict", "--config-file=", "--no-color-output", "--namespace-packages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What mypy says of one part."""

    what: str
    clean: bool
    output: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    what: str
    path: tuple[str, ...]
    """Folders where modules are looked up."""
    arguments: tuple[str, ...]


def verify(root: Path, project: Project, out: Path) -> tuple[Verdict, ...]:
    """Run mypy over stubs, runtime and examples, side by side.

    Args:
        root: The project's folder, where the examples are.
        project: The project.
        out: The folder that the build wrote below.
    """
    running = [(part, _start(part, out)) for part in _parts(root, project, out)]
    return tuple(_finish(part, process) for part, process in running)


def _parts(root: Path, project: Project, out: Path) -> Iterator[_Part]:
    stubs, runtime = out / project.stubs, out / project.runtime
    found = [str(stubs / name) for name in (project.package, "js") if (stubs / name).is_dir()]
    examples = sorted((root / project.docs / "examples").glob("*.py"))
    examples += sorted((runtime / project.package).glob(f"**/{WORKERS}/*.py"))
    if found:
        files = (*found, *map(str, examples))
        what = "stubs and examples" if examples else "stubs"
        yield _Part(what=what, path=(str(stubs), str(runtime)), arguments=("--follow-imports=silent", *files))
    if (runtime / project.package).is_dir():
        yield _Part(what="runtime", path=(str(runtime),), arguments=(f"--exclude=/{WORKERS}/", "-p", project.package))


def _start(part: _Part, out: Path) -> subprocess.Popen[str]:
    name = part.what.partition(" ")[0]
    return subprocess.Popen(  # noqa: S603 - our own interpreter, with a list of arguments and no shell
        [sys.executable, "-m", "mypy", *_FLAGS, f"--cache-dir={out / '.mypy_cache' / name}", *part.arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={**os.environ, "MYPYPATH": os.pathsep.join(part.path)},
    )


def _finish(part: _Part, process: subprocess.Popen[str]) -> Verdict:
    output, _ = process.communicate()
    return Verdict(what=part.what, clean=process.returncode == 0, output=output)
