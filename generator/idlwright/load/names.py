"""How a file or folder is called in findings: relative to the project, with `/`, printable whatever the disk holds."""

from __future__ import annotations

from idlwright.diagnostics import Span


def displayed(path: str) -> str:
    """Return a relative path for people and terminals: control characters and undecodable bytes are escaped."""
    if path.isprintable():
        return path
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in path)


def quoted(word: str) -> str:
    """Return a word of a file for a message: in quotes, printable, not too long."""
    return f"'{displayed(word if len(word) <= MAX_SHOWN else word[:MAX_SHOWN] + '…')}'"


MAX_SHOWN = 60
"""Characters of a word that a message repeats; the excerpt shows the rest."""


def top_of(file: str) -> Span:
    """Return the place of a finding that concerns a file or folder as a whole."""
    return Span(displayed(file), 1, 1, 1, 1)
