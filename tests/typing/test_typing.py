"""Programs that type checkers must accept, with the types they must see, and lines that they must refuse.

A line to refuse is marked `type: ignore[code]`; both checkers say so when the mark is not needed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from idlwright.driver import judge
from idlwright.emit.stubs import count_ignores, emit_stubs
from idlwright.load import load_project
from idlwright.lower.stubs import lower_stubs
from idlwright.lower.targets import TARGETS

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
IGNORES = {"cpython": 0, "pyodide": 24}
"""Findings about the stubs that are ours to accept; these numbers only go down."""
PYRIGHT = {
    "stubPath": "stubs",
    "extraPaths": [str(ROOT / "runtime")],
    "pythonVersion": "3.11",
    "typeCheckingMode": "strict",
    "venvPath": str(ROOT),
    "venv": ".venv",
    "reportMissingModuleSource": False,
    "reportUnnecessaryTypeIgnoreComment": True,
    "reportUnusedExpression": False,
    "reportUnknownMemberType": False,
    "reportUnknownVariableType": False,
    "reportUnknownArgumentType": False,
    # In stubs some marks are for mypy alone.
    "executionEnvironments": [{"root": "stubs", "reportUnnecessaryTypeIgnoreComment": False}, {"root": "."}],
}
MYPY = f"""
[mypy]
strict = true
mypy_path = stubs, {ROOT / "runtime"}
follow_imports = silent
python_version = 3.11
enable_error_code = ignore-without-code, redundant-expr, truthy-bool, possibly-undefined, deprecated
"""


@pytest.fixture(scope="module")
def generated() -> dict[str, dict[str, str]]:
    project, _ = load_project(ROOT)
    api = judge(ROOT, project).api
    assert api is not None
    return {name: emit_stubs(lower_stubs(api, project, target)) for name, target in TARGETS.items()}


@pytest.fixture(params=sorted(TARGETS))
def place(request: pytest.FixtureRequest, tmp_path: Path, generated: dict[str, dict[str, str]]) -> Path:
    """Return a folder with the stubs of a target and its programs."""
    for path, text in generated[request.param].items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    shutil.copytree(HERE / request.param, tmp_path / "programs")
    (tmp_path / "mypy.ini").write_text(MYPY)
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(PYRIGHT))
    return tmp_path


def test_mypy_agrees(place: Path) -> None:
    programs = sorted(map(str, (place / "programs").glob("*.py")))
    packages = sorted(map(str, (place / "stubs").iterdir()))
    command = [sys.executable, "-m", "mypy", "--cache-dir", str(place / "cache"), *packages, *programs]
    found = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    assert f"Success: no issues found in {found.stdout.split()[-3]} source files" == found.stdout.strip()


def test_pyright_agrees(place: Path) -> None:
    command = [sys.executable, "-m", "pyright", "-p", str(place), "--outputjson"]
    found = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    report = json.loads(found.stdout)
    problems = [
        f"{each['file']}:{each['range']['start']['line'] + 1}: {each['message']}"
        for each in report["generalDiagnostics"]
    ]
    assert problems == []
    assert report["summary"]["filesAnalyzed"] > 2


def test_ignores_only_go_down(generated: dict[str, dict[str, str]]) -> None:
    assert {name: count_ignores(files) for name, files in generated.items()} == IGNORES


def test_output_is_canonical(place: Path) -> None:
    """Two rules are not ours: stubs have docstrings (PYI021), and a stringifier is part of an API (PYI029)."""
    common = ["--isolated", "--no-cache", "--config", "line-length=120", "--config", 'target-version="py311"', "stubs"]
    rules = ["--select", "PYI,F,I", "--ignore", "PYI021,PYI029", "--output-format", "concise"]
    ruff = [sys.executable, "-m", "ruff"]
    formatted = subprocess.run(
        [*ruff, "format", "--diff", *common], cwd=place, capture_output=True, text=True, check=False
    )
    assert formatted.stdout == ""
    assert formatted.returncode == 0
    checked = subprocess.run([*ruff, "check", *rules, *common], cwd=place, capture_output=True, text=True, check=False)
    assert checked.stdout.strip() == "All checks passed!"
