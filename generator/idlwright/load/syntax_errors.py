"""What the YAML parser complains about, in our words: one sentence and what to write instead.

The keys are parts of the messages of libyaml and of PyYAML's own parser, which word them differently.
"""

from __future__ import annotations

import yaml

from idlwright.diagnostics import Diagnostic, Note, Span
from idlwright.diagnostics.lines import Lines

MESSAGES: tuple[tuple[tuple[str, ...], str, str | None], ...] = (
    (
        ("mapping values are not allowed",),
        "a ':' stands where no key can be",
        "quote a text that has ': ' in it, and check the indentation of this line",
    ),
    (
        ("sequence entries are not allowed",),
        "a list item can't begin here",
        "put '- ' on a line of its own, below the key",
    ),
    (("unexpected end of stream",), "the quoted text is not closed", "add the closing quote"),
    (
        ("could not find expected ':'",),
        "a key without ':'",
        "write 'key: value', and check the indentation of the lines above",
    ),
    (
        ("expected ',' or ']'",),
        "a list in brackets needs ',' between its items and ']' behind the last",
        None,
    ),
    (
        ("expected ',' or '}'",),
        "a mapping in braces needs ',' between its entries and '}' behind the last",
        "quote a text that has one of ,[]{} or ': ' in it",
    ),
    (
        ("expected '-' indicator", "block collection: expected <block end>"),
        "a list goes on with something that is no item",
        "begin each item with '- ', all in the same column",
    ),
    (
        ("did not find expected key", "expected <block end>"),
        "here should stand a key",
        "check the indentation, and that a quoted text ends with its line",
    ),
    (("tab character",), "a tab can't indent YAML", "indent with spaces"),
    (("alphabetic or numeric",), "a text can't begin with '*' or '&'", "quote it"),
    (
        ("unknown escape",),
        "there is no such escape in a text in double quotes",
        "use single quotes, or double the backslash",
    ),
    (("expected node content", "expected the node content"), "here should stand a value", None),
    (("undefined tag",), "tags have no meaning here", "delete the tag, or quote the text"),
    (("incompatible YAML",), "this version of YAML is not known", "delete the %YAML line"),
    (("directive",), "directives have no meaning here", "delete the line"),
    (("document indicator", "document separator"), "the quoted text is not closed before the next document", None),
    (("<document start>",), "a second value stands where the document should end", "separate documents with '---'"),
    (
        ("comment or line break", "chomping or indentation"),
        "text stands behind the '|' or '>' that begins a block",
        "begin the text on the next line, or quote it",
    ),
)
CANNOT_START = {
    "\t": ("a tab can't indent YAML", "indent with spaces"),
    "%": ("a text can't begin with '%'", "quote it"),
    "@": ("a text can't begin with '@'", "quote it"),
    "`": ("a text can't begin with '`'", "quote it"),
}


def syntax_finding(error: yaml.YAMLError, text: str, file: str) -> Diagnostic:
    """Return the finding for an error of the YAML parser."""
    problem = getattr(error, "problem", None) or "the text is not YAML"
    mark = getattr(error, "problem_mark", None)
    start = getattr(error, "context_mark", None)
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    lines = Lines(text)
    if line >= len(lines) or (line == len(lines) - 1 and not lines[line + 1] and line > 0):
        line = len(lines) - 1 - (len(text) - len(text.rstrip("\n")))
        column = len(lines[line + 1])
    context = getattr(error, "context", None) or ""
    message, help_ = _words(f"{context}: {problem}", lines[line + 1][column : column + 1])
    notes: tuple[Note, ...] = ()
    if start is not None and (start.line, start.column) != (line, column) and start.line < len(lines):
        began = Span(file, start.line + 1, start.column + 1, start.line + 1, start.column + 2)
        notes = (Note(message="what it belongs to begins here", span=began),)
    span = Span(file, line + 1, column + 1, line + 1, column + 2)
    return Diagnostic(rule="yaml-syntax", span=span, message=message, help=help_, notes=notes)


def _words(problem: str, character: str) -> tuple[str, str | None]:
    if "cannot start any token" in problem:
        return CANNOT_START.get(character, ("a text can't begin like this", "quote it"))
    for parts, message, help_ in MESSAGES:
        if any(part in problem for part in parts):
            return message, help_
    return f"the YAML breaks off here ({problem.removeprefix(': ')})", None
