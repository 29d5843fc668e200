"""Where something stands in a source file."""

from __future__ import annotations

from idlwright.light import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of characters in one file; lines and columns count from 1, the end is exclusive."""

    file: str
    """Path as the user gave it, with `/`, never absolute unless the user's was."""
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
