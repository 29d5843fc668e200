"""The stubs and the runtime that are generated from one schema say the same, by mypy's stubtest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from idlwright.driver import judge
from idlwright.emit.runtime import emit_runtime, emit_skeleton
from idlwright.emit.stubs import emit_stubs
from idlwright.load import load_project
from idlwright.lower.runtime import lower_runtime
from idlwright.lower.stubs import lower_stubs
from idlwright.lower.stubs.twins import twin_names
from idlwright.lower.targets import CPYTHON, Direction
from idlwright.lower.types import annotation
from idlwright.model import query
from idlwright.model.api import Api
from idlwright.model.definitions import Callback, Enumeration, Interface, Typedef
from idlwright.project import Project

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
TOPICS = sorted(path.parent.name for path in GOLDEN.glob("*/input.yaml"))


def _given(api: Api, definition: Typedef) -> str:
    return annotation(api, definition.type, CPYTHON, Direction.ARGUMENT).text


def allowed(api: Api, package: str) -> str:
    """Return stubtest's list of what is meant to differ."""
    lines = [
        "# `new` is a descriptor that gives the class itself, and so the constructor with its signature.",
        rf"{package}\.\w+\.new",
        "# Modules that have their types in themselves.",
        rf"{package}\._\w+(\..*)?",
        "# Users make none of them, so that the stub refuses it.",
        rf"{package}\.agent\.(BackgroundFetch|Page|Registration|Worker)\.__init__",
        "# What the user agent alone does with it.",
        rf"{package}\.agent\.BackgroundFetch\.(settle|snapshot)",
    ]
    for definition in api.definitions:
        name = rf"{package}\.{definition.name}"
        if isinstance(definition, Enumeration):
            lines += ["# A public alias of literals, so that people can annotate with it.", name]
        elif isinstance(definition, Callback) and any(each.optional for each in definition.arguments):
            lines += ["# To checkers, a function with optional arguments is a protocol.", rf"{name}(\..*)?"]
        elif isinstance(definition, Typedef) and "Buffer" in _given(api, definition):
            lines += ["# Python 3.11 has no name for a buffer.", rf"{name}(\..*)?"]
        elif isinstance(definition, Interface):
            members = tuple(member for member, _ in query.members_of(api, definition))
            lines += [rf"{name}\.{twin}  # a static and a regular operation" for twin in sorted(twin_names(members))]
    return "\n".join(lines) + "\n"


def write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


@pytest.mark.slow
def test_stubs_and_runtimes_agree(tmp_path: Path) -> None:
    """One run for all packages, since most of the time goes into starting."""
    packages = []
    lists = []
    for topic in TOPICS:
        project = Project(root=GOLDEN, schema=topic, package=f"golden_{topic}")
        api = judge(GOLDEN, project).api
        assert api is not None
        tree = lower_runtime(api, project)
        write(tmp_path, {**emit_runtime(tree), **emit_skeleton(tree), **emit_stubs(lower_stubs(api, project, CPYTHON))})
        packages.append(project.package)
        lists.append(allowed(api, project.package))
    project, _ = load_project(ROOT)
    api = judge(ROOT, project).api
    assert api is not None
    shutil.copytree(ROOT / project.runtime / project.package, tmp_path / "runtime" / project.package)
    write(tmp_path, {**emit_runtime(lower_runtime(api, project)), **emit_stubs(lower_stubs(api, project, CPYTHON))})
    lists.append(allowed(api, project.package))
    lists.append("# The exception of the support is whole, that of the topic is not.\n" + EXCEPTION)
    assert complaints(tmp_path, [*packages, project.package], "".join(lists)) == ""


EXCEPTION = r"golden_exception\.(DOMException|LimitError)\.([A-Z_]+|message|code|__str__|__repr__)" + "\n"


def complaints(root: Path, packages: list[str], allowlist: str) -> str:
    """Return what stubtest says."""
    (root / "allowed.txt").write_text(allowlist, encoding="utf-8")
    (root / "mypy.ini").write_text("[mypy]\nmypy_path = stubs, runtime\n", encoding="utf-8")
    options = ("--concise", "--ignore-unused-allowlist", "--allowlist", "allowed.txt", "--mypy-config-file", "mypy.ini")
    found = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", *options, *packages],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "runtime")},
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout + found.stderr
