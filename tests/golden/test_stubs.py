"""Small schemas, one a topic, and the stubs they give; `pytest tests/golden --accept` writes what was got.

Expectations are read by people: the text is compared as it is, and checked by ruff, mypy and pyright as well.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from idlwright.driver import judge
from idlwright.emit.stubs import emit_stubs
from idlwright.lower.stubs import lower_stubs
from idlwright.lower.targets import TARGETS
from idlwright.project import Project

HERE = Path(__file__).parent
TOPICS = sorted(path.parent.name for path in HERE.glob("*/input.yaml"))
NAMES = {
    "stubs/api/__init__.pyi": "cpython.pyi",
    "stubs/js/__init__.pyi": "pyodide.pyi",
    "stubs/js/typing.pyi": "pyodide.typing.pyi",
}


def stubs(topic: str) -> dict[str, str]:
    """Return the stubs of a topic by their names here."""
    project = Project(root=HERE, schema=topic, package="api", docs_url="https://example.org/docs/")
    judged = judge(HERE, project)
    assert judged.api is not None, [finding.message for finding in judged.findings]
    made: dict[str, str] = {}
    for target in TARGETS.values():
        made.update(emit_stubs(lower_stubs(judged.api, project, target)))
    return {NAMES[path]: text for path, text in made.items()}


@pytest.mark.parametrize("topic", TOPICS)
def test_stubs(topic: str, accept: bool) -> None:
    for name, text in stubs(topic).items():
        file = HERE / topic / name
        if accept:
            file.write_text(text, encoding="utf-8")
        expected = file.read_text(encoding="utf-8") if file.exists() else ""
        assert expected == text, f"if this is meant: pytest tests/golden --accept ({topic}/{name})"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which each topic is a package, for each target."""
    root = tmp_path_factory.mktemp("golden")
    for topic in TOPICS:
        for name in NAMES.values():
            target, _, module = name.removesuffix(".pyi").partition(".")
            file = root / f"{topic}_{target}" / f"{module or '__init__'}.pyi"
            file.parent.mkdir(exist_ok=True)
            file.write_text((HERE / topic / name).read_text(encoding="utf-8"), encoding="utf-8")
    return root


def run(root: Path, *command: str) -> str:
    found = subprocess.run([sys.executable, "-m", *command], cwd=root, capture_output=True, text=True, check=False)
    return found.stdout


def test_ruff_has_nothing_to_change(packages: Path) -> None:
    common = ("--isolated", "--no-cache", "--config", "line-length=120", "--config", 'target-version="py311"', ".")
    rules = ("--select", "PYI,F,I", "--ignore", "PYI021,PYI029", "--output-format", "concise")
    assert run(packages, "ruff", "format", "--diff", *common) == ""
    assert run(packages, "ruff", "check", *rules, *common) == "All checks passed!\n"


def test_mypy_has_nothing_to_say(packages: Path) -> None:
    names = [arg for path in sorted(packages.iterdir()) for arg in ("-p", path.name)]
    found = run(packages, "mypy", "--strict", "--no-incremental", *names)
    assert found == f"Success: no issues found in {len(NAMES) * len(TOPICS)} source files\n"


def test_pyright_has_nothing_to_say(packages: Path) -> None:
    settings = {"typeCheckingMode": "strict", "pythonVersion": "3.11"}
    (packages / "pyrightconfig.json").write_text(json.dumps(settings))
    report = json.loads(run(packages, "pyright", "--outputjson", "-p", "."))
    problems = [f"{each['file']}: {each['message']}" for each in report["generalDiagnostics"]]
    assert problems == []
    assert report["summary"]["filesAnalyzed"] == len(NAMES) * len(TOPICS)
