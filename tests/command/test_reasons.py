"""What people are told when downloads wait or fail: in words, in lines and below bars."""

from __future__ import annotations

import io

import pytest
from background_fetch._command.interfaces import Bars, Lines
from background_fetch._command.pictures import Picture, RecordPicture, of_fetch
from background_fetch._command.reasons import LONGEST, cleaned, failed, waiting
from background_fetch._impl.cache_store import StoredRequest
from background_fetch._impl.fetches.fetch import BackgroundFetch, Record
from rich.console import Console

HOSTILE = "Could not resolve host: \x1b]0;owned\x07\x9b2J\u202e\r\nx after 12 ms"
CLEAN = "Could not resolve host: \ufffd]0;owned\ufffd\ufffd2J\ufffd\ufffd\ufffdx"


def picture(*records: RecordPicture, state: str = "running", failure_reason: str = "") -> Picture:
    """Return a background fetch of these requests."""
    return Picture("id", "scope", "", state, failure_reason, 0, None, 0, 0, records)


def record(result: str = "", reason: str = "", next_try: float | None = None, status: int | None = None):
    """Return a request."""
    return RecordPicture("GET", "https://site.example/a", status, 0, None, result, reason, next_try)


class Quota:
    """What a background fetch has used."""

    used = 0


class Registration:
    """Where a background fetch belongs."""

    scope = origin = "https://site.example"


def fetch(*reasons: str) -> BackgroundFetch:
    """Return a background fetch whose requests have failed for these reasons."""
    made = BackgroundFetch(1, "id", Registration(), None, Quota())
    for position, reason in enumerate(reasons):
        url = f"https://site.example/{position}"
        request = StoredRequest("GET", url, (), "", "", "cors", "omit", "default", "follow", "", keepalive=True)
        made.records.append(Record(position, request))
        made.records[-1].reason = reason
    return made


def test_nothing_that_could_be_an_order_reaches_the_terminal():
    assert cleaned(HOSTILE) == CLEAN
    assert len(cleaned("x" * 10_000)) == LONGEST
    assert of_fetch(fetch(HOSTILE)).records[0].reason == CLEAN


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (picture(record()), ""),
        (picture(record(reason="no host", next_try=127.2)), "waiting: no host (next try in 28 s)"),
        (picture(record(reason="no host", next_try=700)), "waiting: no host (next try in 10 min)"),
        (picture(record(reason="no host", next_try=99)), "waiting: no host (trying again)"),
        (picture(record(reason="no host")), "waiting: no host (trying again)"),
        (picture(record(reason="no host", next_try=128), state="paused"), ""),
        (picture(record("fetch-error", reason="no host")), ""),
        (
            picture(record(), record(reason="late", next_try=128), record(reason="soon", next_try=105)),
            "2 of 3 requests waiting: soon (next try in 5 s)",
        ),
    ],
)
def test_what_waits_says_for_what_and_how_long(found, text):
    assert waiting(found, 100) == text


@pytest.mark.parametrize(
    ("records", "text"),
    [
        ([record("fetch-error", "no host")], "no host"),
        ([record("fetch-error")], ""),
        ([record("aborted"), record("fetch-error", "no host")], "https://site.example/a: no host"),
        ([record("success", "an earlier failure"), record("fetch-error")], ""),
    ],
)
def test_what_has_failed_says_why(records, text):
    assert failed(picture(*records, state="failure", failure_reason="fetch-error")) == text


def test_a_bad_status_is_told():
    found = picture(record("bad-status", status=404), state="failure", failure_reason="bad-status")
    assert failed(found) == "the server answered with the status 404"


def test_lines_say_a_reason_once_until_a_server_answers():
    written = io.StringIO()
    lines, made = Lines(Console(file=written)), fetch("no host after 1 ms")
    for reason in ("no host after 1 ms", "no host after 20 ms", "", "no host after 3 ms"):
        made.records[0].reason = reason
        lines.changed(made)
    assert written.getvalue() == "id: waiting: no host (trying again)\n" * 2


def test_bars_have_the_reason_below_them():
    written = io.StringIO()
    bars = Bars(Console(file=written, force_terminal=True, width=100))
    made = fetch(HOSTILE)
    bars.shown(made)
    bars._progress.refresh()
    assert f"waiting: {CLEAN} (trying again)" in written.getvalue()
    made.result, made.failure_reason, made.records[0].data.result = "failure", "fetch-error", "fetch-error"
    bars.ended(made)
    bars.close()
    assert f"m{CLEAN}\x1b[0m\n" in written.getvalue()
    assert "\x1b]0;owned" not in written.getvalue()


def test_bars_of_an_interrupted_command_promise_no_further_attempt():
    written = io.StringIO()
    bars = Bars(Console(file=written, force_terminal=True, width=100))
    bars.shown(fetch("no host"))
    bars.close()
    last_frame = written.getvalue().rpartition("\x1b[2K")[2]
    assert "trying again" not in last_frame
