"""Small schemas, one a topic, and the bindings they give; `pytest tests/golden --accept` writes what was got.

The text is compared as it is, and judged by ruff and mypy together with the skeleton of behaviour that belongs to it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from idlwright.driver import judge
from idlwright.emit.runtime import emit_runtime, emit_skeleton
from idlwright.lower.runtime import lower_runtime
from idlwright.model.api import Api
from idlwright.project import Project

HERE = Path(__file__).parent
TOPICS = (
    "attribute",
    "callbacks",
    "collections",
    "dictionary",
    "events",
    "exception",
    "legacy",
    "overloads",
    "promise",
    "variadic",
)


def judged(project: Project) -> Api:
    found = judge(HERE, project)
    assert found.api is not None, [finding.message for finding in found.findings]
    return found.api


@pytest.mark.parametrize("topic", TOPICS)
def test_runtime(topic: str, accept: bool) -> None:
    project = Project(root=HERE, schema=topic, package="api")
    made = emit_runtime(lower_runtime(judged(project), project))
    for module, name in (("example", "runtime.py"), ("aliases", "runtime.aliases.py")):
        text = made[f"runtime/api/_generated/{module}.py"]
        file = HERE / topic / name
        if accept:
            file.write_text(text, encoding="utf-8")
        expected = file.read_text(encoding="utf-8") if file.exists() else ""
        assert expected == text, f"if this is meant: pytest tests/golden --accept ({topic}/{name})"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which each topic is a package: bindings and skeleton."""
    root = tmp_path_factory.mktemp("bindings")
    for topic in TOPICS:
        name = f"{topic}_api"
        project = Project(root=HERE, schema=topic, package=name, runtime=".")
        tree = lower_runtime(judged(project), project)
        for path, text in {**emit_skeleton(tree), **emit_runtime(tree)}.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return root


def run(folder: Path, *command: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "MYPYPATH": "."},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout + ran.stderr


def test_ruff_has_nothing_to_change(packages: Path) -> None:
    common = ("--isolated", "--no-cache", "--config", "line-length=120", "--config", 'target-version="py311"', ".")
    assert run(packages, "ruff", "format", "--diff", "--quiet", *common) == ""
    assert run(packages, "ruff", "check", "--select", "F,I", *common) == "All checks passed!\n"


def test_mypy_has_nothing_to_say(packages: Path) -> None:
    names = [part for topic in TOPICS for part in ("-p", f"{topic}_api")]
    found = run(packages, "mypy", "--strict", "--config-file=", "--no-incremental", *names)
    assert found.startswith("Success: no issues found in ")
