"""The wheel, built and installed into an empty environment: the command, typed imports for checkers, the runtime."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from idlwright import __version__

ROOT = Path(__file__).parents[2]
PROGRAM = """\
from typing import Literal, assert_type

from background_fetch import BackgroundFetchEvent, BackgroundFetchRegistration


def opened(event: BackgroundFetchEvent) -> str:
    registration: BackgroundFetchRegistration = event.registration
    assert_type(registration.result, Literal["", "success", "failure"])
    return "/latest-podcasts" if registration.result == "success" else "/download-progress"


opened(1)
"""


def run(*command: str | Path, cwd: Path, code: int = 0) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "HOME": str(cwd), "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        folder,
        ROOT,
        cwd=folder,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    run(folder / "venv/bin/python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    (folder / "program.py").write_text(PROGRAM, encoding="utf-8")
    return folder


def test_wheel_holds_stubs_beside_the_runtime_and_no_js(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "background_fetch/__init__.py",
        "background_fetch/__init__.pyi",
        "background_fetch/py.typed",
        "background_fetch/_generated/__init__.py",
        "idlwright/py.typed",
        "idlwright/emit/templates/stubs",
    } - names <= {"idlwright/emit/templates/stubs"}
    assert any(name.startswith("idlwright/emit/templates/") for name in names)
    assert not any(name.startswith("js/") for name in names)


def test_command_says_its_version(environment: Path) -> None:
    assert run(environment / "venv/bin/idlwright", "--version", cwd=environment) == f"idlwright {__version__}\n"


def test_command_builds_a_schema_of_its_own(environment: Path) -> None:
    project = environment / "kettle"
    (project / "schema/kettle").mkdir(parents=True)
    (project / "schema/kettle/Kettle.yaml").write_text(
        "specification: kettle\ntitle: Kettle\nurl: https://example.org/kettle/\n---\n"
        "interface: Kettle\nspec: kettle\nexposed: '*'\nsummary: Boils water.\nlink: '#kettle'\n"
        "members:\n  - attribute: degrees\n    type: double\n    readonly: true\n    summary: The heat.\n"
        "    link: '#degrees'\n",
        encoding="utf-8",
    )
    run(environment / "venv/bin/idlwright", "build", cwd=project)
    run(environment / "venv/bin/idlwright", "verify", cwd=project)
    assert (project / "stubs/api/__init__.pyi").exists()


def test_runtime_imports_and_shows_its_public_name(environment: Path) -> None:
    program = (
        "import background_fetch as b; print(b.BackgroundFetchEvent.__module__, b.DOMException('m', 'AbortError').name)"
    )
    assert run(environment / "venv/bin/python", "-c", program, cwd=environment) == "background_fetch AbortError\n"


def test_mypy_sees_the_types(environment: Path) -> None:
    said = run(environment / "venv/bin/python", "-m", "mypy", "--strict", "program.py", cwd=environment, code=1)
    assert "incompatible type" in said
    assert "Found 1 error" in said


def test_pyright_sees_the_types(environment: Path) -> None:
    said = run(
        Path(sys.executable).parent / "pyright",
        "--pythonpath",
        environment / "venv/bin/python",
        "program.py",
        cwd=environment,
        code=1,
    )
    assert "cannot be assigned" in said
    assert "1 error" in said
