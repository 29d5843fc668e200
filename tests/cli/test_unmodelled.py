"""APIs that nobody here has modelled: from Web IDL to stubs, runtime and pages by two commands, clean under mypy."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from idlwright.cli import run as idlwright

ROOT = Path(__file__).parents[2]
WEBREF = ROOT / "build" / "npm" / "node_modules" / "@webref" / "idl"
"""The Web IDL of the whole platform; `make build/npm/.ready` brings it."""
SETTINGS = '[tool.idlwright]\npackage = "devices"\nglobal = "Window"\n'
LAMPS = """\
// Source: Lamps (https://lamps.example/)
partial interface Navigator { [SameObject] readonly attribute LampManager lamps; };
typedef (DOMString or unsigned long) LampColor;
dictionary LampOptions : ColorOptions { required LampColor color; DOMHighResTimeStamp delay = 0; };
enum LampState { "on", "off" };
[Exposed=Window, SecureContext]
interface LampManager : EventTarget {
  Promise<sequence<Lamp>> getLamps(optional LampOptions options);
  attribute EventHandler onlampchange;
};
[Exposed=Window] interface Lamp {
  readonly attribute LampState state;
  readonly maplike<DOMString, LampColor>;
  const unsigned short BROKEN = 3;
};
Lamp includes Powered;
[Exposed=Window] interface LampEvent : Event { constructor(DOMString type, LampEventInit init); };
dictionary LampEventInit : EventInit { required Lamp lamp; };
"""


PANEL = """\
// Source: Panel (https://panel.example/)
typedef unsigned long KnobId;
dictionary LockOptions { boolean twice = false; };
[Exposed=Window] interface Knob {
  undefined turn(optional double by = 1);
  undefined press();
  undefined lock();
  undefined mark();
  undefined stop();
  undefined name(DOMString text);
};
[Exposed=Window] interface FineKnob : Knob {
  const Elsewhere STEPS = 12;
  undefined turn(optional double by = 1, optional double speed, optional long steps = 3);
  undefined press(optional DOMString? how);
  undefined lock(optional LockOptions options = {});
  undefined mark(optional sequence<long> steps = []);
  undefined stop(optional (LockOptions or boolean) hard = false);
  undefined name(DOMString text);
  undefined name(long number, DOMString... texts);
};
[Exposed=Window] interface FinestKnob : FineKnob { undefined lock(optional LockOptions options = {}); };
[Exposed=Window] namespace panel { undefined light(DOMString text); };
"""
"""What a parent has with fewer arguments, what has the name of its specification, a constant of an unknown type."""


def run(*command: str) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = idlwright(list(command))
    assert code == 0, said.getvalue()
    return said.getvalue()


def built(folder: Path, file: Path) -> str:
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    said = run("import", "webidl", "--project", str(folder), "--externals", str(file))
    run("build", "--project", str(folder))
    return said


@pytest.fixture
def lamps(tmp_path: Path) -> tuple[Path, str]:
    file = tmp_path / "lamps.idl"
    file.write_text(LAMPS, encoding="utf-8")
    return tmp_path, built(tmp_path, file)


def test_what_is_defined_elsewhere_is_declared(lamps: tuple[Path, str]) -> None:
    _, said = lamps
    declared = [line.partition(": ")[2] for line in said.splitlines() if line.startswith("defined elsewhere: ")]
    assert declared == [
        "dictionary ColorOptions",
        "external DOMHighResTimeStamp",
        "interface Event",
        "external EventHandler",
        "dictionary EventInit",
        "interface EventTarget",
        "interface Navigator",
        "mixin Powered",
    ]


def test_everything_is_made_of_it(lamps: tuple[Path, str]) -> None:
    folder, _ = lamps
    stub = (folder / "stubs/devices/__init__.pyi").read_text(encoding="utf-8")
    assert "def getLamps(self, options: LampOptions = ..., /) -> Promise[list[Lamp]]:" in stub
    assert "BROKEN: ClassVar[Literal[3]]" in stub
    js = (folder / "stubs/js/__init__.pyi").read_text(encoding="utf-8")
    assert "def getLamps(self, options: LampOptions | None = ..., /) -> JsFuture[JsArray[Lamp]]:" in js
    assert (folder / "runtime/devices/_generated/lamps.py").is_file()
    assert (folder / "runtime/devices/_impl/lamps.py").is_file()
    assert (folder / "site_docs/reference/LampManager/getLamps.md").is_file()


def test_operations_with_more_arguments_and_names_that_meet(tmp_path: Path) -> None:
    file = tmp_path / "panel.idl"
    file.write_text(PANEL, encoding="utf-8")
    built(tmp_path, file)
    behaviour = (tmp_path / "runtime/devices/_impl/panel_.py").read_text(encoding="utf-8")
    assert "def turn(self, by: float, /) -> None:" in behaviour
    assert "def turn(self, by: float, speed: float | None = None, steps: int = 3, /) -> None:" in behaviour
    assert "def press(self, how: str | _c.Missing | None = _c.MISSING, /) -> None:" in behaviour
    assert behaviour.count("def lock(self, options: LockOptions | None = None, /) -> None:") == 2
    assert "def mark(self, steps: list[int] | None = None, /) -> None:" in behaviour
    assert "def stop(self, hard: LockOptions | bool = False, /) -> None:" in behaviour
    assert "def name(self, text_or_number: str | int, /, *texts: str) -> None:" in behaviour
    program = "from devices import FineKnob, panel; print(FineKnob.STEPS, panel.__name__); import devices._impl.panel_"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "runtime")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("12 panel\n", "")
    assert run("verify", "--project", str(tmp_path)).count("Success: no issues found") == 2


def test_importing_again_changes_nothing(lamps: tuple[Path, str]) -> None:
    folder, _ = lamps
    said = run("import", "webidl", "--project", str(folder), "--externals", str(folder / "lamps.idl"))
    assert said == "nothing to change\n"


def test_it_verifies(lamps: tuple[Path, str]) -> None:
    folder, _ = lamps
    assert run("verify", "--project", str(folder)).count("Success: no issues found") == 2


def test_check_and_externals_exclude_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lamps.idl").write_text(LAMPS, encoding="utf-8")
    command = ["import", "webidl", "--project", str(tmp_path), "--externals", "--check", str(tmp_path / "lamps.idl")]
    assert idlwright(command) == 2
    assert "--externals writes what an import leaves open" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bluetooth", "console", "gamepad", "usb", "webaudio", "webmidi"])
def test_real_specifications(name: str, tmp_path: Path) -> None:
    built(tmp_path, WEBREF / f"{name}.idl")
    assert run("verify", "--project", str(tmp_path)).count("Success: no issues found") == 2
