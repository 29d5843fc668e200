"""Report: what people see, character for character."""

from __future__ import annotations

import pytest
from idlwright.diagnostics import Diagnostic, Note, Severity, Span
from idlwright.report import FORMATS, render
from idlwright.report import text as text_report


def finding(span: Span, message: str = "wrong", severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(rule="a-rule", span=span, message=message, severity=severity)


def carets(line: str, column: int, end: int) -> list[str]:
    span = Span("a.yaml", 1, column, 1, end)
    return text_report.render([finding(span)], {"a.yaml": line}).split("\n")[1:3]


def test_the_shape_of_a_finding() -> None:
    source = "\n" * 13 + "      - {name: options, type: BackgroundFetchOption, optional: true}\n"
    found = Diagnostic(
        rule="unknown-type",
        span=Span("schema/background-fetch/BackgroundFetchManager.yaml", 14, 31, 14, 52),
        message="unknown type 'BackgroundFetchOption'",
        path=("interface BackgroundFetchManager", "operation fetch", "argument options"),
        help="did you mean 'BackgroundFetchOptions'? (BackgroundFetchManager.yaml:31)",
    )
    expected = """\
schema/background-fetch/BackgroundFetchManager.yaml:14:31: error[unknown-type]: unknown type 'BackgroundFetchOption'
  14 |       - {name: options, type: BackgroundFetchOption, optional: true}
     |                               ^^^^^^^^^^^^^^^^^^^^^
  in interface BackgroundFetchManager \u203a operation fetch \u203a argument options
  help: did you mean 'BackgroundFetchOptions'? (BackgroundFetchManager.yaml:31)
"""
    assert expected == text_report.render([found], {found.span.file: source})


def test_findings_stand_apart_and_notes_have_their_own_place() -> None:
    note = Note(message="the first one is here", span=Span("b.yaml", 2, 1, 2, 4))
    found = Diagnostic(rule="r", span=Span("a.yaml", 1, 1, 1, 2), message="m", notes=(note, Note(message="so there")))
    expected = """\
a.yaml:1:1: error[r]: m
  1 | ab
    | ^
  note: the first one is here (b.yaml:2:1)
  2 | two
    | ^^^
  note: so there

a.yaml:9:1: warning[a-rule]: wrong
"""
    away = finding(Span("a.yaml", 9, 1, 9, 2), severity=Severity.WARNING)
    assert expected == text_report.render([found, away], {"a.yaml": "ab", "b.yaml": "one\ntwo\n"})


def test_tabs_and_wide_characters_keep_carets_below() -> None:
    assert carets("\tname: 値段 x", 8, 10) == ["  1 |     name: 値段 x", "    |           ^^^^"]
    assert carets("e\u0301a: b", 6, 7) == ["  1 | e\u0301a: b", "    |     ^"]


def test_what_is_not_printable_is_escaped() -> None:
    assert carets("a\x1b[31mb\u202ec", 1, 9) == [r"  1 | a\x1b[31mb\u202ec", "    | ^^^^^^^^^^^^^^^^"]
    found = Diagnostic(
        rule="r",
        span=Span("a\x1b[2J.yaml", 1, 1, 1, 1),
        message="no '\x1b]0;x\x07'\nnothing",
        path=("interface \x9b",),
        help="\r\x7f",
        notes=(Note(message="\u2028"),),
    )
    shown = text_report.render([found], {})
    assert all(line.isprintable() for line in shown.split("\n"))
    assert shown.split("\n")[0] == r"a\x1b[2J.yaml:1:1: error[r]: no '\x1b]0;x\x07'\nnothing"


def test_a_range_of_several_lines_is_underlined_to_the_end_of_the_first() -> None:
    span = Span("a.yaml", 1, 3, 2, 2)
    assert text_report.render([finding(span)], {"a.yaml": "a: bcd\n  e\n"}).split("\n")[1:3] == [
        "  1 | a: bcd",
        "    |   ^^^^",
    ]


@pytest.mark.parametrize(("column", "end"), [(1, 1), (4, 4), (4, 2), (99, 120), (3, 9)])
def test_odd_ranges_still_have_a_caret(column: int, end: int) -> None:
    line, underline = carets("abc", column, end)
    assert (line, underline.lstrip(" |").startswith("^")) == ("  1 | abc", True)


def test_long_lines_are_cut_around_the_range() -> None:
    line, underline = carets("x" * 500 + "here" + "y" * 5000, 501, 505)
    assert f"  1 | …{'x' * 40}here{'y' * 75}…" == line
    assert f"    | {' ' * 41}^^^^" == underline


def test_a_long_line_is_kept_from_its_beginning_when_the_range_is_there() -> None:
    line, underline = carets("here" + "y" * 5000, 1, 5)
    assert (f"  1 | here{'y' * 116}…", "    | ^^^^") == (line, underline)


def test_a_range_longer_than_the_line_that_is_shown_ends_with_it() -> None:
    line, underline = carets("x" * 5000, 1, 5001)
    assert (f"  1 | {'x' * 120}…", f"    | {'^' * 120}") == (line, underline)


def test_colour_is_only_added() -> None:
    source = {"a.yaml": "abc"}
    found = Diagnostic(rule="r", span=Span("a.yaml", 1, 2, 1, 3), message="m", help="h", notes=(Note(message="n"),))
    coloured = text_report.render([found], source, colour=True)
    codes = [part.partition("m")[0] for part in coloured.split("\x1b[")[1:]]
    plain = coloured
    for code in set(codes):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert text_report.render([found], source) == plain
    assert {"0", "1", "1;31", "34", "1;36"} == set(codes)


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ([], "no findings"),
        (["error"], "1 error"),
        (["warning"], "1 warning"),
        (["error", "warning", "error", "error"], "3 errors, 1 warning"),
        (["warning", "warning"], "2 warnings"),
    ],
)
def test_summary(severities: list[str], expected: str) -> None:
    findings = [finding(Span("a", 1, 1, 1, 1), severity=Severity(severity)) for severity in severities]
    assert expected == text_report.summary(findings)


def test_the_text_format_ends_with_the_summary() -> None:
    found = finding(Span("a.yaml", 1, 1, 1, 2))
    assert render("text", [found], {"a.yaml": "a"}) == "a.yaml:1:1: error[a-rule]: wrong\n  1 | a\n    | ^\n\n1 error\n"
    assert render("text", [], {}) == "no findings\n"


def test_formats_are_those_that_render_knows() -> None:
    assert [render(form, [], {})[-1:].strip() for form in FORMATS] == ["", "", "", ""]
    with pytest.raises(ValueError, match="there is no format 'xml'"):
        render("xml", [], {})
