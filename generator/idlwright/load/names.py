"""How a file or folder is called in findings: relative to the project, with `/`, printable whatever the disk holds."""

from __future__ import annotations

from idlwright.diagnostics import Span


def displayed(path: str) -> str:
    """Return a relative path for people and terminals: control characters and undecodable bytes are escaped."""
    if path.isprintable():
        return path
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in path)


def top_of(file: str) -> Span:
    """Return the place of a finding that concerns a file or folder as a whole."""
    return Span(displayed(file), 1, 1, 1, 1)
