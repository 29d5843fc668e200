"""Web IDL files → the syntax model, by the grammar of Web IDL; types are read as those of the YAML are."""

from __future__ import annotations

from contextlib import suppress

from idlwright.diagnostics import Diagnostic
from idlwright.diagnostics.limit import EnoughError
from idlwright.parse.report import Report
from idlwright.parse.webidl.definitions import read_definitions
from idlwright.parse.webidl.tokens import FileTokens
from idlwright.syntax.definitions import Definition
from idlwright.syntax.text import Text

__all__ = ["parse_webidl"]


def parse_webidl(file: str, text: str, spec: Text) -> tuple[tuple[Definition, ...], tuple[Diagnostic, ...]]:
    """Parse a Web IDL file.

    Args:
        file: The file's displayed name.
        text: What is in it.
        spec: Id of the specification that the definitions belong to.

    Returns:
        The definitions in their order (an `includes` statement is a partial interface that includes), and findings.
        A definition with an error is left out, the ones behind it are read all the same.
    """
    report = Report()
    found: list[Definition] = []
    with suppress(EnoughError):
        found.extend(read_definitions(FileTokens(report, file, text), spec))
    return tuple(found), tuple(report.found)
