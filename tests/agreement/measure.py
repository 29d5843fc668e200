"""Runs the programs and has them checked: what each really does, and what each checker says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.agreement.corpus import HERE, ROOT, Program

CHECKERS = ("mypy", "pyright")
WORKS = "works"

MYPY = f"""
[mypy]
strict = true
python_version = 3.11
mypy_path = {ROOT / "stubs"}, {ROOT / "runtime"}
follow_imports = silent
strict_equality_for_none = true
"""
PYRIGHT = {
    "pythonVersion": "3.11",
    "typeCheckingMode": "strict",
    "stubPath": str(ROOT / "stubs"),
    "extraPaths": [str(ROOT / "runtime")],
    "venvPath": str(ROOT),
    "venv": ".venv",
    "reportMissingModuleSource": False,
    "reportUnusedExpression": False,
    "reportUnusedImport": False,
    "reportUnusedVariable": False,
    "reportUnusedFunction": False,
    "reportDeprecated": False,
}

Runs = dict[str, str]
"""For each program `works` or the name of the exception it ends with."""
Faults = dict[str, list[int]]
"""For each program the lines that a checker refuses."""


def run(target: str, programs: Iterable[Program]) -> Runs:
    """Run all programs of a target in one process."""
    command = {
        "cpython": [sys.executable, str(HERE / "run_cpython.py")],
        "js": ["node", str(HERE / "run_js.mjs"), str(ROOT / "build" / "npm" / "node_modules" / "pyodide")],
    }[target]
    given = json.dumps({program.id: program.source for program in programs})
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode or not done.stdout:
        raise RuntimeError(f"the programs of {target} did not run: {done.stderr}")
    found: Runs = json.loads(done.stdout.splitlines()[-1])
    return found


def check(checker: str, programs: Iterable[Program], folder: Path) -> Faults:
    """Check all programs of a target in one run, each as a file in the folder."""
    by_file = {f"{program.module}.py": program for program in programs}
    for name, program in by_file.items():
        (folder / name).write_text(program.source, encoding="utf-8")
    found = {"mypy": _mypy, "pyright": _pyright}[checker](folder, sorted(by_file))
    return {program.id: sorted(found.get(name, ())) for name, program in by_file.items()}


def _mypy(folder: Path, names: list[str]) -> Mapping[str, set[int]]:
    (folder / "mypy.ini").write_text(MYPY, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--no-pretty", "--cache-dir", ".cache", *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode > 1:
        raise RuntimeError(f"mypy: {done.stdout}{done.stderr}")
    found: defaultdict[str, set[int]] = defaultdict(set)
    for file, line in re.findall(r"(?m)^([^:\n]+):(\d+): error: ", done.stdout):
        found[file].add(int(line))
    return found


def _pyright(folder: Path, names: list[str]) -> Mapping[str, set[int]]:
    (folder / "pyrightconfig.json").write_text(json.dumps({**PYRIGHT, "include": names}), encoding="utf-8")
    command = [sys.executable, "-m", "pyright", "--outputjson"]
    quiet = {**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=quiet)
    if done.returncode > 1:
        raise RuntimeError(f"pyright: {done.stdout}{done.stderr}")
    found: defaultdict[str, set[int]] = defaultdict(set)
    for finding in json.loads(done.stdout)["generalDiagnostics"]:
        if finding["severity"] == "error":
            found[Path(finding["file"]).name].add(finding["range"]["start"]["line"] + 1)
    return found
