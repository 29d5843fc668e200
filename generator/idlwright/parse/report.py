"""Where readers put their findings, and how they know what contains the place they read."""

from __future__ import annotations

from typing import Self

from idlwright.diagnostics import Diagnostic, Fix, Note, Span


class Report:
    """The findings of one run. A reader reports and returns None; nobody throws, so that all findings come at once."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self._path: list[str] = []

    def inside(self, label: str) -> Self:
        """Name what contains the findings of the `with` block that this begins, as `syntax.labels.label` does."""
        self._path.append(label)
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._path.pop()

    def error(  # noqa: PLR0913 - the fields of a finding
        self,
        rule: str,
        span: Span,
        message: str,
        help_: str | None = None,
        *,
        notes: tuple[Note, ...] = (),
        fix: Fix | None = None,
    ) -> None:
        """Report one finding at a place."""
        path = tuple(self._path)
        self.found.append(
            Diagnostic(rule=rule, span=span, message=message, path=path, notes=notes, help=help_, fix=fix)
        )


def shown(text: str) -> str:
    """Quote a word of the schema for a message: short, on one line, printable."""
    if len(text) > MAX_SHOWN:
        text = text[:MAX_SHOWN] + "…"
    if text.isprintable():
        return f"'{text}'"
    return "'" + "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text) + "'"


def plainly(name: str) -> str:
    """Return a name for a finding's path: printable, without Web IDL's escape."""
    return shown(name if name.startswith("__") else name.removeprefix("_"))[1:-1]


MAX_SHOWN = 60
"""Characters of a word that a message repeats; the excerpt shows the rest."""
