from __future__ import annotations

import pytest
from idlwright.diagnostics.lines import Lines


@pytest.mark.parametrize("text", ["", "a", "a\n", "\n", "\n\n", "a\nbc", "a\n\nbc\n"])
def test_lines_are_those_of_a_split(text: str) -> None:
    lines = Lines(text)
    assert [lines[number] for number in range(1, len(lines) + 1)] == text.split("\n")


def test_places_count_from_one() -> None:
    lines = Lines("a\nbc\n")
    assert [lines.at(index) for index in range(6)] == [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 1)]
