"""Facts into a schema: what changes, what stays to the byte, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from idlwright.cli import run
from idlwright.link import link
from idlwright.load import load
from idlwright.model.definitions import Interface
from idlwright.model.docs import Status, Support
from idlwright.parse import parse

SCHEMA = """\
# Clocks.
specification: clocks
title: Clocks
url: https://example.org/clocks/
---
# The clock itself.
spec: clocks
interface: Clock
exposed: [Window]
summary: 'Shows  the time.'   # two spaces, on purpose
link: "#clock"
members:
  - attribute: hands
    type: long
    link: "#hands"
    support: {chrome: 5}
  - operation: now
    returns: double
    static: true
  - constructor:
  - attribute: onstrike
    type: any
  - {attribute: old, type: any}
  - attribute: unheard
    type: any
events:
  - event: strike
    interface: Clock
    fired: When the hour is full.
    handler: onstrike
"""


def feature(support: dict[str, Any], **status: bool) -> dict[str, Any]:
    flags = {"experimental": False, "standard_track": True, "deprecated": False, **status}
    return {"__compat": {"support": support, "status": flags}}


def added(version: object, **more: object) -> dict[str, object]:
    return {"version_added": version, **more}


SAME = {"chrome": added("5"), "safari": added(False)}
DATA = {
    "api": {
        "Clock": {
            **feature(SAME),
            "hands": feature(SAME),
            "now_static": feature({"chrome": added("preview"), "edge": added("≤18"), "firefox": added(None)}),
            "Clock": feature(SAME),
            "strike_event": feature({"chrome": added("9")}, experimental=True),
            "old": feature(SAME, deprecated=True),
        }
    }
}
AFTER = (
    SCHEMA.replace('link: "#clock"\n', 'link: "#clock"\nsupport: {chrome: 5, safari: false}\n')
    .replace("    support: {chrome: 5}\n", "")
    .replace("  - operation: now\n", "  - operation: now\n    support: {chrome: preview, edge: ≤18}\n")
    .replace(
        "  - attribute: onstrike\n",
        "  - attribute: onstrike\n"
        "    status: {experimental: true, standard: true, deprecated: false}\n    support: {chrome: 9}\n",
    )
    .replace(
        "{attribute: old, type",
        "{attribute: old, status: {experimental: false, standard: true, deprecated: true}, type",
    )
    .replace(
        "  - event: strike\n",
        "  - event: strike\n"
        "    status: {experimental: true, standard: true, deprecated: false}\n    support: {chrome: 9}\n",
    )
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema/Clock.yaml").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "data.json").write_text(json.dumps(DATA), encoding="utf-8")
    return tmp_path


def compat(project: Path, *more: str) -> int:
    return run(["import", "compat", str(project / "data.json"), "--project", str(project), *more])


def text(project: Path) -> str:
    return (project / "schema/Clock.yaml").read_text(encoding="utf-8")


def test_facts_are_put_where_they_belong(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compat(project) == 0
    assert text(project) == AFTER
    printed = capsys.readouterr().out.splitlines()
    assert "changed: Clock operation now support" in printed
    assert "no data: Clock attribute unheard" in printed
    assert printed[-1] == "1 files written"


def test_a_second_import_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    compat(project)
    before = (project / "schema/Clock.yaml").stat().st_mtime_ns
    capsys.readouterr()
    assert compat(project) == 0
    assert compat(project, "--check") == 0
    assert "changed" not in capsys.readouterr().out
    assert (project / "schema/Clock.yaml").stat().st_mtime_ns == before


def test_check_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compat(project, "--check") == 1
    assert text(project) == SCHEMA
    assert capsys.readouterr().out.endswith("1 files would change\n")


def test_the_model_says_what_the_data_say(project: Path) -> None:
    compat(project)
    api, findings = link(parse(load(project, "schema").documents)[0])
    assert findings == ()
    clock = api.by_name["Clock"]
    assert isinstance(clock, Interface)
    same = (Support(browser="chrome", version="5"), Support(browser="safari", version=False))
    assert [member.docs.support for member in clock.members[:3]] == [
        same,
        (Support(browser="chrome", version="preview"), Support(browser="edge", version="≤18")),
        same,
    ]
    assert clock.members[4].docs.status == Status(deprecated=True)


@pytest.mark.parametrize(
    ("statement", "version"),
    [
        ([added("9", flags=[{"type": "preference"}]), added("7")], "7"),
        ([added("9", flags=[{"type": "preference"}])], False),
        (added("4", prefix="webkit"), False),
        (added("4", alternative_name="Watch"), False),
        (added("4", version_removed="8"), False),
        (added("4", version_removed="preview"), "4"),
        (added("4", partial_implementation=True, notes="Slow."), "4"),
        ([added("12"), added("4", version_removed="8")], "12"),
        (added(True), True),
    ],
)
def test_the_version_that_brought_a_feature_for_good(project: Path, statement: object, version: str | bool) -> None:
    data = {"api": {"Clock": feature({"chrome": statement, "netscape": added("1")})}}
    (project / "data.json").write_text(json.dumps(data), encoding="utf-8")
    compat(project)
    api, _ = link(parse(load(project, "schema").documents)[0])
    assert api.by_name["Clock"].docs.support == (Support(browser="chrome", version=version),)


def test_advice_is_kept_and_its_loss_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "schema/Clock.yaml"
    said = '    status: {experimental: true, deprecated: true, advice: "Use: a sundial."}\n'
    path.write_text(SCHEMA.replace('    link: "#hands"\n', f'    link: "#hands"\n{said}'), encoding="utf-8")
    data: dict[str, Any] = json.loads(json.dumps(DATA))
    data["api"]["Clock"]["hands"] = feature(SAME, deprecated=True)
    (project / "data.json").write_text(json.dumps(data), encoding="utf-8")
    compat(project)
    assert 'status: {experimental: false, standard: true, deprecated: true, advice: "Use: a sundial."}' in text(project)
    (project / "data.json").write_text(json.dumps(DATA), encoding="utf-8")
    capsys.readouterr()
    compat(project)
    assert "text lost: Clock attribute hands: advice 'Use: a sundial.'" in capsys.readouterr().out
    assert text(project) == AFTER


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "this is no JSON"),
        (b"\xff\xfe", "this is no JSON"),
        (b"[" * 200_000, "nested too deep"),
        (b'{"api": ' + b"9" * 5000 + b"}", "this is no JSON"),
        (b"[]", "the data have no object 'api'"),
        (b'{"api": []}', "the data have no object 'api'"),
        (b'{"api": {"Clock": {"__compat": 3}}}', "api.Clock.__compat: here must stand an object"),
        (b'{"api": {"Clock": {"__compat": {}}}}', "api.Clock.__compat.support: here must stand an object"),
        (
            b'{"api": {"Clock": {"__compat": {"support": {"chrome": [1]}}}}}',
            "support.chrome: here must stand an object",
        ),
        (
            b'{"api": {"Clock": {"__compat": {"support": {"chrome": {"version_added": "1}\\n"}}}}}}',
            "'1}\\n' is not a version",
        ),
        (b'{"api": {"Clock": {"__compat": {"support": {"chrome": {"version_added": [1]}}}}}}', "is not a version"),
        (b'{"api": {"Clock": {"__compat": {"support": {}, "status": {}}}}}', "here must stand true or false"),
    ],
)
def test_odd_data_are_refused(project: Path, data: bytes, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "data.json").write_bytes(data)
    assert compat(project) == 1
    printed = capsys.readouterr().err
    assert message in printed
    assert printed.endswith("nothing was written\n")
    assert text(project) == SCHEMA


def test_a_place_without_data_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "compat", "--project", str(project)]) == 1
    assert "browser-compat-data: there is no such file" in capsys.readouterr().err
    assert run(["import", "events", str(project), "--project", str(project)]) == 1
    assert "events.json: there is no such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "package", "file"),
    [("compat", "@mdn/browser-compat-data", "data.json"), ("events", "@webref/events", "events.json")],
)
def test_who_lacks_a_package_is_told_how_to_get_it(
    command: str, package: str, file: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", command, "--project", str(project)]) == 1
    install = f"npm install --prefix {project / 'build/npm'} {package}"
    assert capsys.readouterr().err.splitlines()[:2] == [
        f"error: {project / 'build/npm/node_modules' / package}: there is no such file",
        f"  help: run {install}, or give PATH: the folder of that package, or its {file}",
    ]
    assert run(["import", command, "elsewhere", "--project", str(project)]) == 1
    assert capsys.readouterr().err.splitlines()[:2] == [
        "error: elsewhere: there is no such file",
        f"  help: PATH is the folder of the npm package {package}, or its {file}",
    ]


EVENT = {"type": "strike", "interface": "Clock", "targets": [{"target": "Clock"}]}


def events(project: Path, data: object, *more: str) -> int:
    (project / "events.json").write_text(json.dumps(data), encoding="utf-8")
    return run(["import", "events", str(project), "--project", str(project), *more])


def test_events_that_agree(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert events(project, [EVENT], "--check") == 0
    assert capsys.readouterr().out == "nothing is missing\n"


def test_events_that_are_missing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = [EVENT, {**EVENT, "type": "stop", "targets": [{"target": "Clock"}, {"target": "Watch"}]}]
    assert events(project, data) == 0
    assert capsys.readouterr().out == "new: Clock fires stop (interface Clock); write when it is fired\n"
    assert events(project, data, "--check") == 1


def test_events_that_contradict(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "schema/Clock.yaml"
    other = '---\nspec: clocks\ninterface: Bell\nexposed: [Window]\nsummary: Rings.\nlink: "#bell"\n'
    path.write_text(SCHEMA.replace("    handler: onstrike\n", "") + other, encoding="utf-8")
    assert events(project, [{**EVENT, "interface": "Bell"}]) == 1
    assert capsys.readouterr().err == (
        "error: schema/Clock.yaml:27: Clock fires strike, whose interface is Bell, not Clock\n"
        "error: schema/Clock.yaml:27: Clock fires strike, and does not name its handler onstrike\n"
    )


@pytest.mark.parametrize(
    "data", [{}, [3], [{}], [{**EVENT, "type": 3}], [{**EVENT, "targets": [{}]}], [{**EVENT, "targets": 3}]]
)
def test_odd_events_are_refused(project: Path, data: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert events(project, data) == 1
    assert capsys.readouterr().err.startswith("error: ")


def test_our_schema_has_what_the_collections_say(packages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(Path(__file__).parents[2])
    assert run(["import", "compat", str(packages / "@mdn/browser-compat-data"), "--project", root, "--check"]) == 0
    assert run(["import", "events", str(packages / "@webref/events"), "--project", root]) == 0
    assert capsys.readouterr().err == ""
