"""Where readers put their findings, and how they know what contains the place they read."""

from __future__ import annotations

from typing import Self

from idlwright.diagnostics import Diagnostic, Fix, Note, Span
from idlwright.diagnostics.limit import EnoughError, add
from idlwright.syntax.nodes import Scalar


class Report:
    """The findings of one run. A reader reports and returns None; nobody throws, so that all findings come at once.

    Only when there are too many, `EnoughError` ends the run.
    """

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self._path: list[str] = []
        self._read: dict[str, int] = {}
        """File → characters of types, values and extended attributes in it."""

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
        add(
            self.found,
            Diagnostic(rule=rule, span=span, message=message, path=path, notes=notes, help=help_, fix=fix),
        )

    def reads(self, scalar: Scalar) -> None:
        """Take account of a text that is made of words: few values of YAML may hold a great many of them.

        Raises:
            EnoughError: The file has too many.
        """
        file = scalar.span.file
        self._read[file] = read = self._read.get(file, 0) + len(scalar.text)
        if read > MAX_READ:
            message = f"the types and extended attributes of the file have more than {MAX_READ} characters"
            self.error("file-too-large", scalar.span, message, "split it")
            raise EnoughError


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


MAX_READ = 1_000_000
"""The whole web platform in one file has a third of them."""
MAX_SHOWN = 60
"""Characters of a word that a message repeats; the excerpt shows the rest."""
