"""What our stubs cost a user's type check: a program of three lines, beside one that imports nothing.

mypy is measured without a cache, with the cache of the run before, and with that cache after a change of the program.
`background_fetch` is installed from its wheel, as users have it; the types of the module `js` lie where `mypy_path`
points. These are those of Pyodide, whose promises are futures of asyncio. Beside them stand a program that imports
nothing but asyncio, and one that imports `pyodide.ffi`, as all do that give JavaScript a function.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
import zipfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

from measuring import ROOT, Contender, measure, report, run_python

NOTHING = "nothing imported"
PROXIES = "import pyodide.ffi"
BOTH = "from js import … beside it"
USE = """\
async def show(found: BackgroundFetchRegistration) -> None:
    print(found.id, await found.match("/"))
"""
PROGRAMS = {
    NOTHING: "x: int = 1\n",
    "import asyncio": "import asyncio\n",
    PROXIES: "import pyodide.ffi\n",
    "from background_fetch import …": f"from background_fetch import BackgroundFetchRegistration\n{USE}",
    "from js import …": f"from js import BackgroundFetchRegistration\n{USE}",
    BOTH: f"import pyodide.ffi\nfrom js import BackgroundFetchRegistration\n{USE}",
}
BEFORE = {BOTH: PROXIES}
"""Program → the one that it is compared with, where that is not the one that imports nothing."""
STATES = ("no cache", "cached", "edited")


def install(folder: Path) -> str:
    """Install the wheel of this checkout, and lay the types of `js` beside it; return the settings that find both."""
    subprocess.run(run_python("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)), cwd=ROOT, check=True)
    venv.create(folder / "environment")
    packages = next(folder.glob("environment/lib/python*/site-packages"))
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(packages)
    for package in ("pyodide", "_pyodide"):
        shutil.copytree(Path(sysconfig.get_path("purelib")) / package, packages / package)
    shutil.copytree(ROOT / "stubs/js", folder / "stubs/js")
    python = folder / "environment/bin/python"
    return f"[mypy]\nstrict = True\npython_executable = {python}\nmypy_path = {folder / 'stubs'}\n"


def contenders(folder: Path, settings: str) -> list[Contender]:
    """Return each program in each state of the cache, state by state."""
    found: list[Contender] = []
    for state in STATES:
        for name, text in PROGRAMS.items():
            place = folder / f"{len(found)}"
            place.mkdir()
            (place / "mypy.ini").write_text(settings, encoding="utf-8")
            (place / "program.py").write_text(text, encoding="utf-8")
            cache = os.devnull if state == STATES[0] else "cache"
            command = run_python("-m", "mypy", "program.py", "--cache-dir", cache)
            before = _editor(place / "program.py") if state == STATES[2] else _nothing
            found.append(Contender(name=f"{state}: {name}", command=command, folder=place, before=before))
    return found


def _nothing() -> None:
    """Leave all as it is."""


def _editor(program: Path) -> Callable[[], None]:
    text, numbers = program.read_text(encoding="utf-8"), count()

    def edit() -> None:
        program.write_text(f"{text}y: int = {next(numbers)}\n", encoding="utf-8")

    return edit


def main() -> None:
    """Measure, and say what is added to the time of a program that does without."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as name:
        results = measure(tuple(contenders(Path(name), install(Path(name)))), rounds)
    known = {result.name: result.best for result in results}  # medians differ by more than what is added
    added = {
        f"added, {state}: {name}": known[f"{state}: {name}"] - known[f"{state}: {BEFORE.get(name, NOTHING)}"]
        for state in STATES
        for name in PROGRAMS
        if name != NOTHING
    }
    report("checking", results, further=added)


if __name__ == "__main__":
    main()
