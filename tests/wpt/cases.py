"""The cases of the web platform tests: a mark that ties a test of ours to the case it follows."""

from __future__ import annotations

import pytest


def case(file: str, title: str) -> pytest.MarkDecorator:
    """Mark a test as one that follows a case; `test_complete.py` and the site's table look for the marks."""
    return pytest.mark.wpt(file, title)


def cases(file: str, *rows: tuple[str, ...], names: str) -> pytest.MarkDecorator:
    """Run a test once for each row: a title, then its arguments."""
    return pytest.mark.parametrize(names, [pytest.param(*row[1:], marks=case(file, row[0]), id=row[0]) for row in rows])
