"""Small schemas, one a topic, and the bindings they give; `pytest tests/golden --accept` writes what was got.

The text of some topics is compared as it is. Those of all are judged by ruff and mypy, and by stubtest against the
stubs of the same schema.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from idlwright.driver import judge
from idlwright.emit.runtime import emit_runtime, emit_skeleton
from idlwright.emit.stubs import emit_stubs
from idlwright.lower.runtime import lower_runtime
from idlwright.lower.stubs import lower_stubs
from idlwright.lower.targets import CPYTHON
from idlwright.model.api import Api
from idlwright.project import Project

HERE = Path(__file__).parent
TOPICS = sorted(path.parent.name for path in HERE.glob("*/input.yaml"))
SHOWN = ("attribute", "collections", "dictionary", "events", "exception", "overloads", "promise")
ALLOWED = r"""
.*\.new
.*\._(generated|impl)(\..*)?
"""
"""`X.new` is the class, which a stub can only say by a descriptor; what is private has no stub."""
KNOWN = (" is not a Union", " is not a recognised type alias", "__buffer__ is not present at runtime")
"""What stubtest says of every public alias of a literal type, and of `Buffer` before Python 3.12."""


def judged(topic: str, project: Project) -> Api:
    found = judge(HERE, project)
    assert found.api is not None, [finding.message for finding in found.findings]
    return found.api


@pytest.mark.parametrize("topic", SHOWN)
def test_runtime(topic: str, accept: bool) -> None:
    project = Project(root=HERE, schema=topic, package="api")
    text = emit_runtime(lower_runtime(judged(topic, project), project))["runtime/api/_generated/example.py"]
    file = HERE / topic / "runtime.py"
    if accept:
        file.write_text(text, encoding="utf-8")
    expected = file.read_text(encoding="utf-8") if file.exists() else ""
    assert expected == text, f"if this is meant: pytest tests/golden --accept ({topic}/runtime.py)"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which each topic is a package: bindings, skeleton and the stub of the public module."""
    root = tmp_path_factory.mktemp("bindings")
    for topic in TOPICS:
        name = f"{topic}_api"
        project = Project(root=HERE, schema=topic, package=name, runtime="typed", stubs="stubs")
        api = judged(topic, project)
        tree = lower_runtime(api, project)
        for path, text in {**emit_skeleton(tree), **emit_runtime(tree)}.items():
            for folder in ("typed", "stubbed"):
                write(root / folder / path.removeprefix("typed/"), text)
        for path, text in emit_stubs(lower_stubs(api, project, CPYTHON)).items():
            write(root / "stubbed" / path.removeprefix("stubs/"), text)
    return root


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


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
    typed = packages / "typed"
    assert run(typed, "ruff", "format", "--diff", "--quiet", *common) == ""
    assert run(typed, "ruff", "check", "--select", "F,I", *common) == "All checks passed!\n"


def test_mypy_has_nothing_to_say(packages: Path) -> None:
    names = [part for topic in TOPICS for part in ("-p", f"{topic}_api")]
    found = run(packages / "typed", "mypy", "--strict", "--config-file=", "--no-incremental", *names)
    assert found.startswith("Success: no issues found in ")


def test_bindings_are_what_the_stubs_say(packages: Path) -> None:
    (packages / "allowed.txt").write_text(ALLOWED, encoding="utf-8")
    names = [f"{topic}_api" for topic in TOPICS]
    options = ("--concise", "--ignore-missing-stub", "--ignore-unused-allowlist", "--allowlist", "../allowed.txt")
    found = run(packages / "stubbed", "mypy.stubtest", *names, *options)
    assert [line for line in found.splitlines() if not line.endswith(KNOWN)] == []
