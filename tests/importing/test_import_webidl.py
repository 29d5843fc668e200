"""`import webidl`: the first import, and the ones after it, which keep what people wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from idlwright.cli import run
from idlwright.load import load
from idlwright.parse import parse

IDL = """\
// Source: Clocks (https://example.org/clocks/)
[Exposed=Window]
interface Clock : Thing {
  constructor(optional ClockOptions options = {});
  readonly attribute long hands;
  undefined set(long hours, long minutes);
  undefined set(DOMString time);
};
dictionary ClockOptions { boolean alarm = false; };
enum Face { "round", "square" };
interface mixin Loud { attribute EventHandler onstrike; };
Clock includes Loud;
partial interface Watch { attribute Face face; };
callback Tick = undefined (double seconds);
"""
CLOCK = """\
# The clock, as we like it.
spec: clocks
interface: Clock
exposed: [Window]
inherits: Thing
includes: [Loud]
summary:   Shows the time.
members:
  - constructor:
    arguments:
      - {name: options, type: ClockOptions, optional: true, default: {}, summary: How it is to be.}
  - attribute: hands
    type: long
    readonly: true
    summary: How many hands it has.
  - operation: set
    arguments:
      - {name: hours, type: long, summary: The short hand.}
      - {name: minutes, type: long, summary: The long hand.}
    summary: Sets it by numbers.
  - operation: set
    arguments: [{name: time, type: DOMString, summary: As in 12:30.}]
    summary: Sets it by words.
events:
  - event: strike
    interface: Clock
    fired: When the hour is full.
---
dictionary: ClockOptions
members:
  - field: alarm
    type: boolean
    default: false
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "clocks.idl").write_text(IDL, encoding="utf-8")
    return tmp_path


def webidl(project: Path, idl: str | None = None, *more: str) -> int:
    file = project / "clocks.idl"
    if idl is not None:
        file.write_text(idl, encoding="utf-8")
    return run(["import", "webidl", str(file), "--project", str(project), *more])


def files(project: Path) -> dict[str, str]:
    return {
        str(path.relative_to(project / "schema")): path.read_text(encoding="utf-8")
        for path in sorted((project / "schema").rglob("*.yaml"))
    }


def write(project: Path, text: str) -> None:
    (project / "schema/clocks/Clock.yaml").write_text(text, encoding="utf-8")


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in capsys.readouterr().out.splitlines():
        title, _, name = line.partition(": ")
        found.setdefault(title, []).append(name)
    return found


def test_the_first_import_gives_everything_a_place(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert webidl(project) == 0
    found = files(project)
    assert sorted(found) == [
        "clocks/Clock.yaml",
        "clocks/Loud.yaml",
        "clocks/Watch.yaml",
        "clocks/definitions.yaml",
        "clocks/specification.yaml",
    ]
    assert found["clocks/specification.yaml"] == (
        'specification: clocks\ntitle: Clocks\nurl: "https://example.org/clocks/"\n'
    )
    documents = {file: [each.partition("\n---")[0] for each in text.split("---\n")] for file, text in found.items()}
    assert len(documents["clocks/Clock.yaml"]) == 2
    assert "dictionary: ClockOptions" in documents["clocks/Clock.yaml"][1]
    assert "enum: Face" in documents["clocks/Watch.yaml"][0]
    assert "callback: Tick" in documents["clocks/definitions.yaml"][0]
    assert "includes: [Loud]" in documents["clocks/Clock.yaml"][0]
    assert sorted(said(capsys)["new"]) == ["Clock", "ClockOptions", "Face", "Loud", "Tick", "partial Watch"]


def test_what_is_written_has_no_errors_of_form(project: Path) -> None:
    webidl(project)
    loaded = load(project, "schema")
    assert loaded.findings == ()
    _, findings = parse(loaded.documents)
    assert findings == ()


def test_a_second_import_changes_no_byte(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    webidl(project)
    write(project, CLOCK)
    before = files(project)
    capsys.readouterr()
    assert webidl(project) == 0
    assert files(project) == before
    assert capsys.readouterr().out == "nothing to change\n"
    assert webidl(project, None, "--check") == 0


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("long minutes)", "long minutes, optional long seconds)", ["hours", "minutes"]),
        ("undefined set(long hours", "undefined set(double hours", ["hours", "minutes"]),
        (
            "  undefined set(long hours, long minutes);\n  undefined set(DOMString time);\n",
            "  undefined set(DOMString time);\n  undefined set(long hours, long minutes);\n",
            ["hours", "minutes"],
        ),
        ("  undefined set(DOMString", "  undefined set(Date date);\n  undefined set(DOMString", ["hours", "minutes"]),
        ("long hours, long minutes", "long minutes, long hours", ["hours", "minutes"]),
    ],
)
def test_prose_goes_with_its_overload(project: Path, old: str, new: str, kept: list[str]) -> None:
    webidl(project)
    write(project, CLOCK)
    assert IDL.replace(old, new) != IDL
    assert webidl(project, IDL.replace(old, new)) == 0
    text = files(project)["clocks/Clock.yaml"]
    assert text.startswith("# The clock, as we like it.\n")
    schema, _ = parse(load(project, "schema").documents)
    clock = next(each for each in schema.definitions if each.name.text == "Clock" and hasattr(each, "members"))
    by_summary = {
        member.docs.summary.text: {one.name.text: one.summary.text for one in member.arguments if one.summary}
        for member in getattr(clock, "members", ())
        if member.docs.summary is not None and hasattr(member, "arguments")
    }
    assert sorted(by_summary) == ["Sets it by numbers.", "Sets it by words."]
    assert sorted(by_summary["Sets it by numbers."]) == sorted(kept)
    assert by_summary["Sets it by words."] == {"time": "As in 12:30."}
    assert "fired: When the hour is full." in text


def test_a_renamed_argument_loses_its_text_and_that_is_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    webidl(project)
    write(project, CLOCK)
    capsys.readouterr()
    webidl(project, IDL.replace("long minutes", "long rest"))
    assert said(capsys)["text lost"] == ["Clock operation set argument minutes"]
    assert "Sets it by numbers." in files(project)["clocks/Clock.yaml"]


def test_what_is_gone_is_taken_out_and_its_text_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    webidl(project)
    write(project, CLOCK)
    capsys.readouterr()
    webidl(
        project, IDL.replace("  readonly attribute long hands;\n", "").replace('enum Face { "round", "square" };\n', "")
    )
    found = said(capsys)
    assert found["gone"] == ["Clock attribute hands", "Face"]
    assert found["text lost"] == ["Clock attribute hands"]
    assert "hands" not in files(project)["clocks/Clock.yaml"].replace("The short hand", "").replace("long hand", "")
    assert "enum" not in files(project)["clocks/Watch.yaml"]


def test_the_last_definition_of_a_file_takes_the_file_along(project: Path) -> None:
    webidl(project)
    webidl(project, IDL.replace("callback Tick = undefined (double seconds);\n", ""))
    assert "clocks/definitions.yaml" not in files(project)


def test_comments_inside_a_document_that_changes_are_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    webidl(project)
    write(project, CLOCK.replace("  - attribute: hands\n", "  # two of them\n  - attribute: hands\n"))
    capsys.readouterr()
    webidl(project, IDL.replace("long hands", "short hands"))
    assert said(capsys)["text lost"] == ["Clock: comments in its YAML"]


def test_a_document_beside_the_one_that_changes_is_kept(project: Path) -> None:
    webidl(project)
    odd = CLOCK.replace("dictionary: ClockOptions\n", "dictionary:   ClockOptions # oddly spaced\n")
    write(project, odd)
    webidl(project, IDL.replace("long hands", "short hands"))
    assert files(project)["clocks/Clock.yaml"].partition("---\n")[2] == odd.partition("---\n")[2]


def test_new_definitions_go_behind_the_others(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    webidl(project)
    write(project, CLOCK)
    capsys.readouterr()
    webidl(project, IDL + "interface Bell { undefined ring(Tone tone); };\ntypedef long Tone;\n")
    found = files(project)
    assert found["clocks/Clock.yaml"] == CLOCK
    assert sorted(said(capsys)["new"]) == ["Bell", "Tone"]
    assert "typedef: Tone" in found["clocks/Bell.yaml"]


def test_text_of_a_definition_that_went_is_lost(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    webidl(project)
    write(project, CLOCK)
    gone = IDL.replace("interface Clock :", "interface Watch2 :").replace("Clock includes", "Watch2 includes")
    capsys.readouterr()
    assert webidl(project, gone) == 0
    found = said(capsys)
    assert ("Clock" in found["gone"], "Clock" in found["text lost"]) == (True, True)


def test_an_import_that_writes_nothing_says_so(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert webidl(project, None, "--check") == 1
    assert "files would change" in capsys.readouterr().out


def test_an_error_leaves_everything_as_it_is(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    webidl(project)
    write(project, CLOCK)
    before = files(project)
    capsys.readouterr()
    assert webidl(project, IDL.replace("attribute long hands", "attribute long")) == 1
    assert files(project) == before
    printed = capsys.readouterr().err
    assert "clocks.idl:5:" in printed
    assert printed.endswith("nothing was written\n")


@pytest.mark.parametrize(
    ("idl", "place", "rule"),
    [
        ("interface A {};\ninterface A {};", "2:11", "duplicate-definition"),
        ("interface A-b {};", "1:11", "invalid-name"),
        (f"interface {'a' * 201} {{}};", "1:11", "invalid-name"),
        ('[Exposed="a"] interface A {};', "1:25", "invalid-name"),
        ("[Exposed=(A, A)] interface A {};", "1:28", "repeated-item"),
        ("A includes B;\nA includes B;", "1:1", "repeated-item"),
        (f"typedef ({' or '.join(['Abcdefg'] * 500)}) A;", "1:5508", "type-syntax"),
        ('enum A { "\u00ad" };', "1:6", "literal"),
    ],
)
def test_what_yaml_could_not_say_is_refused_at_its_place(
    project: Path, capsys: pytest.CaptureFixture[str], idl: str, place: str, rule: str
) -> None:
    assert webidl(project, f"{idl}\n// Source: Clocks (https://example.org/clocks/)\n") == 1
    assert not (project / "schema").exists()
    assert f"clocks.idl:{place}: error[{rule}]: " in capsys.readouterr().err


def test_check_writes_nothing(project: Path) -> None:
    assert webidl(project, None, "--check") == 1
    assert not (project / "schema").exists()


def test_a_file_must_say_where_it_is_from(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert webidl(project, 'enum Face { "oval" };\n') == 2
    assert "--title and --url" in capsys.readouterr().err
    said_so = ("--spec", "time", "--title", "Time", "--url", "https://example.org/time/")
    assert webidl(project, 'enum Face { "oval" };\n', *said_so) == 0
    assert files(project)["time/specification.yaml"].startswith("specification: time\ntitle: Time\n")


def test_another_specification_is_not_touched(project: Path) -> None:
    webidl(project)
    other = project / "other.idl"
    other.write_text('// Source: Other (https://example.org/other/)\nenum Face { "oval" };\n', encoding="utf-8")
    before = files(project)
    assert run(["import", "webidl", str(other), "--project", str(project)]) == 0
    after = files(project)
    assert {file: text for file, text in after.items() if not file.startswith("other/")} == before
    assert sorted(set(after) - set(before)) == ["other/definitions.yaml", "other/specification.yaml"]
