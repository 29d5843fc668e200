"""The command as a user runs it: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from idlwright.cli import run
from idlwright.diagnostics.rules import RULES
from idlwright.write import exclusive

SCHEMA = """\
specification: kettle
title: Kettle
url: https://example.org/kettle/
---
interface: Kettle
spec: kettle
exposed: "*"
summary: Boils water.
link: "#kettle"
members:
  - constructor:
    summary: Make a cold kettle.
    link: "#dom-kettle-kettle"
  - attribute: degrees
    type: double
    readonly: true
    summary: The temperature of the water.
    link: "#dom-kettle-degrees"
  - operation: boil
    returns: Promise<undefined>
    summary: Heat the water until it boils.
    link: "#dom-kettle-boil"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "schema/kettle").mkdir(parents=True)
    (tmp_path / "schema/kettle/Kettle.yaml").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.idlwright]\npackage = "kettle"\nglobal = "Window"\n', encoding="utf-8"
    )
    return tmp_path


def files(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".mypy_cache" not in path.parts and "__pycache__" not in path.parts
    }


def command(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "idlwright", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def break_type(project: Path) -> None:
    path = project / "schema/kettle/Kettle.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("type: double", "type: Kettel"), encoding="utf-8")


def test_check_of_a_clean_schema(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(project)
    assert run(["check", "--project", str(project)]) == 0
    assert capsys.readouterr().out.endswith("schema: 1 definitions, no errors\n")
    assert files(project) == before


def test_check_names_the_place_and_what_to_write(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_type(project)
    assert run(["check", "--project", str(project)]) == 1
    said = capsys.readouterr().out
    assert "schema/kettle/Kettle.yaml:15:11: error[unknown-type]: unknown type 'Kettel'" in said
    assert "did you mean 'Kettle'?" in said


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_machine_formats_are_one_document(project: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    break_type(project)
    assert run(["check", "--project", str(project), "--format", form]) == 1
    assert "unknown-type" in json.dumps(json.loads(capsys.readouterr().out))


def test_github_format_is_an_annotation(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_type(project)
    assert run(["check", "--project", str(project), "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=schema/kettle/Kettle.yaml,line=15,endLine=15,col=11")


def test_build_writes_and_a_second_build_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--project", str(project)]) == 0
    first = files(project)
    stamps = {name: (project / name).stat().st_mtime_ns for name in first}
    assert {"stubs/kettle/__init__.pyi", "stubs/js/__init__.pyi", "runtime/kettle/_generated/__init__.py"} <= set(first)
    assert "site_docs/reference/Kettle/index.md" in first
    capsys.readouterr()
    assert run(["build", "--project", str(project)]) == 0
    assert "everything was up to date" in capsys.readouterr().out
    assert files(project) == first
    assert {name: (project / name).stat().st_mtime_ns for name in first} == stamps


def test_build_with_an_error_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_type(project)
    before = files(project)
    assert run(["build", "--project", str(project)]) == 1
    assert "nothing was written" in capsys.readouterr().err
    assert files(project) == before


def test_build_check_fails_until_regenerated(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--check", "--project", str(project)]) == 1
    assert run(["build", "--project", str(project)]) == 0
    assert run(["build", "--check", "--project", str(project)]) == 0
    path = project / "schema/kettle/Kettle.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("type: double", "type: long"), encoding="utf-8")
    before = files(project)
    capsys.readouterr()
    assert run(["build", "--check", "--project", str(project)]) == 1
    assert "stubs/kettle/__init__.pyi: error[out-of-date]: changed" in capsys.readouterr().err
    assert files(project) == before


def test_one_edited_line_changes_only_what_says_it(project: Path) -> None:
    run(["build", "--project", str(project)])
    before = files(project)
    path = project / "schema/kettle/Kettle.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("type: double", "type: long"), encoding="utf-8")
    run(["build", "--project", str(project)])
    after = files(project)
    assert {name for name in after if after[name] != before.get(name)} == {
        "schema/kettle/Kettle.yaml",
        "stubs/kettle/__init__.pyi",
        "stubs/js/__init__.pyi",
        "runtime/kettle/_generated/kettle.py",
        "site_docs/reference/Kettle/degrees.md",
        "site_docs/reference/Kettle/index.md",
    } & set(after)
    assert set(before) == set(after)


def test_a_removed_definition_takes_its_outputs_along(project: Path) -> None:
    path = project / "schema/kettle/Cup.yaml"
    path.write_text(
        SCHEMA.replace("specification: kettle\ntitle: Kettle\nurl: https://example.org/kettle/\n---\n", "").replace(
            "Kettle", "Cup"
        ),
        encoding="utf-8",
    )
    run(["build", "--project", str(project)])
    assert (project / "site_docs/reference/Cup/index.md").exists()
    path.unlink()
    run(["build", "--project", str(project)])
    assert not (project / "site_docs/reference/Cup").exists()


def test_a_removed_specification_takes_its_module_along(project: Path) -> None:
    path = project / "schema/cups/Cup.yaml"
    path.parent.mkdir()
    path.write_text(SCHEMA.replace("kettle", "cups").replace("Kettle", "Cup"), encoding="utf-8")
    run(["build", "--project", str(project)])
    assert (project / "runtime/kettle/_generated/cups.py").exists()
    path.unlink()
    assert run(["build", "--project", str(project)]) == 0
    assert not (project / "runtime/kettle/_generated/cups.py").exists()


def test_a_build_waits_for_another_of_the_same_folder(project: Path) -> None:
    command = [sys.executable, "-m", "idlwright", "build"]
    with exclusive(project):
        process = subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, text=True)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(3)
        assert not (project / "stubs").exists()
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert said.startswith("target")


def test_out_writes_elsewhere(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    out, before = tmp_path_factory.mktemp("out"), files(project)
    assert run(["build", "--project", str(project), "--out", str(out)]) == 0
    assert files(project) == before
    assert "stubs/kettle/__init__.pyi" in files(out)


@pytest.mark.parametrize("out", ["schema", "schema/deep/er", "pyproject.toml", "/dev/null"])
def test_out_is_a_folder_of_its_own(project: Path, capsys: pytest.CaptureFixture[str], out: str) -> None:
    before = files(project)
    assert run(["build", "--project", str(project), "--out", str(project / out)]) == 2
    assert "--out" in capsys.readouterr().err
    assert files(project) == before


def test_a_target_alone(project: Path) -> None:
    assert run(["build", "--project", str(project), "--target", "pyodide"]) == 0
    written = set(files(project)) - {"pyproject.toml", "schema/kettle/Kettle.yaml"}
    assert written
    assert {name.partition("/")[0] for name in written} == {"stubs"}
    assert not (project / "stubs/kettle").exists()


def test_a_foreign_file_stops_the_build(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["build", "--project", str(project)])
    (project / "stubs/kettle/mine.pyi").write_text("x: int", encoding="utf-8")
    capsys.readouterr()
    assert run(["build", "--project", str(project)]) == 1
    assert "stubs/kettle/mine.pyi: error[foreign-file]" in capsys.readouterr().err
    assert (project / "stubs/kettle/mine.pyi").exists()


def test_bytes_do_not_hang_on_hash_seed_or_clock(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    trees = []
    for seed in ("0", "1", "4242"):
        out = tmp_path_factory.mktemp("out")
        done = command("build", "--out", str(out), cwd=project, PYTHONHASHSEED=seed, TZ=f"UTC+{seed[0]}")
        assert done.returncode == 0, done.stderr
        trees.append(files(out))
    assert trees[0] == trees[1] == trees[2]


def test_verify_is_clean_after_a_build(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["build", "--project", str(project)])
    capsys.readouterr()
    assert run(["verify", "--project", str(project)]) == 0
    said = capsys.readouterr().out
    assert "stubs: Success" in said
    assert "runtime: Success" in said


def test_verify_finds_a_damaged_stub(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["build", "--project", str(project)])
    stub = project / "stubs/kettle/__init__.pyi"
    stub.write_text(stub.read_text(encoding="utf-8") + "broken: Nonsense\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["verify", "--project", str(project)]) == 1
    assert 'Name "Nonsense" is not defined' in capsys.readouterr().err


def test_verify_checks_workers_with_what_js_has(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Code of workers in a runtime imports `js`, which the rest of the runtime can't."""
    assert run(["build", "--project", str(project)]) == 0
    runtime = next(path for path in (project / "runtime").iterdir() if path.is_dir())
    (runtime / "workers").mkdir()
    worker = runtime / "workers" / "mine.py"
    worker.write_text("import js\n\nprint(js.Kettle)\n", encoding="utf-8")
    assert run(["verify", "--project", str(project)]) == 0
    worker.write_text("import js\n\nprint(js.missing)\n", encoding="utf-8")
    assert run(["verify", "--project", str(project)]) == 1
    assert "mine.py:3" in capsys.readouterr().err


def test_verify_without_a_build_says_so(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "--project", str(project)]) == 1
    assert "run 'idlwright build' first" in capsys.readouterr().err


def test_explain_says_what_a_rule_demands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "unknown-type"]) == 0
    assert capsys.readouterr().out.startswith("unknown-type: ")


def test_explain_lists_all_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(RULES)


def test_explain_guesses_a_misspelt_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "unknown-typ"]) == 2
    assert "did you mean 'unknown-type'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--target", "cobol"],
        ["check", "--format", "xml"],
        ["build", "--project", "/nowhere"],
        ["import", "webidl", "x.idl", "--project", "/nowhere"],
    ],
)
def test_bad_usage_is_exit_2_without_a_traceback(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    said = capsys.readouterr().err
    assert said
    assert "Traceback" not in said


def test_a_missing_schema_folder_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--project", str(tmp_path)]) == 1
    assert "schema" in capsys.readouterr().err


def test_a_read_only_tree_is_said_plainly(project: Path) -> None:
    """Root may write anywhere, so a file-size limit stands for a disk that refuses."""
    program = (
        "import resource, signal, sys; from idlwright.cli import run\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))\n"
        "sys.exit(run(['build']))"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", program], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "run the build again" in done.stderr


def test_a_fault_of_ours_is_exit_70_and_no_traceback(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("an invariant does not hold")

    monkeypatch.setattr("idlwright.cli.schema.judge", fail)
    assert run(["check", "--project", str(project)]) == 70
    said = capsys.readouterr().err
    assert "internal error" in said
    assert "Traceback" not in said


def test_plain_text_in_a_pipe(project: Path) -> None:
    done = command("build", cwd=project)
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stdout.splitlines()[0].split() == ["target", "files", "written", "deleted"]


def _at_a_terminal(project: Path, **environment: str) -> str:
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "idlwright", "check"],
        cwd=project,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "xterm", **environment},
    ) as process:
        os.close(follower)
        chunks = []
        while True:
            try:
                chunk = os.read(leader, 4096)
            except OSError:
                break
            if not chunk:
                break
            chunks.append(chunk)
        process.wait()
    os.close(leader)
    return b"".join(chunks).decode()


def test_colours_at_a_terminal_unless_no_color(project: Path) -> None:
    break_type(project)
    assert "\x1b[" in _at_a_terminal(project, NO_COLOR="")
    assert "\x1b[" not in _at_a_terminal(project, NO_COLOR="1")
