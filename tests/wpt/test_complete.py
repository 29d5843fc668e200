"""Each case has its test, and the site's page lists them all."""

from __future__ import annotations

from tests.wpt.table import PAGE, followed, page, read_cases


def test_each_case_has_one_test():
    assert sorted(followed()) == sorted(read_cases())


def test_all_cases():
    assert len(read_cases()) == 61


def test_page():
    assert page() == PAGE.read_text(encoding="utf-8")
