"""Where something stands in a source file."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A range of characters in one file; lines and columns count from 1, the end is exclusive.

    A tuple, since every word of a schema has one: nothing else is made as fast, compared and sorted as well.
    """

    file: str
    """Path as the user gave it, with `/`, never absolute unless the user's was."""
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
