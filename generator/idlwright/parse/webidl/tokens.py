"""The tokens of a whole Web IDL file: comments are passed over, places are counted from the beginning of the file."""

from __future__ import annotations

import re
from bisect import bisect_right

from idlwright.diagnostics import Span
from idlwright.parse.report import Report, shown
from idlwright.parse.tokens import Token, Tokens
from idlwright.syntax.nodes import Scalar

_TOKEN = re.compile(
    r"""(?:[ \t\r\n\f]+|//[^\n]*|/\*.*?\*/)*(?:
    (?P<word>[_-]?[A-Za-z][0-9A-Za-z_-]*) |
    (?P<number>-?(?:(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?|[0-9]+[Ee][+-]?[0-9]+|0[xX][0-9A-Fa-f]+|[0-9]+)) |
    (?P<string>"[^"\n]*") |
    (?P<mark>\.\.\.|[][<>(){},?=*|:;]) |
    (?P<end>$)
    )""",
    re.VERBOSE | re.DOTALL,
)
RULE = "webidl-syntax"


class FileTokens(Tokens):
    """The tokens of one file."""

    def __init__(self, report: Report, file: str, text: str) -> None:
        place = Span(file, 1, 1, 1, 1)
        super().__init__(report, Scalar("", place), RULE)
        self._file = file
        self._text = text
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]

    @property
    def next(self) -> Token:
        """The token to be taken next."""
        if self._ahead is None:
            found = _TOKEN.match(self._text, self._at)
            kind = found.lastgroup if found else None
            if found is None or kind is None:
                raise self._meaningless()
            self._ahead = Token(kind, found[kind], *found.span(kind))
        return self._ahead

    def span(self, start: int, end: int) -> Span:
        """Return the place of a range of the file."""
        end = max(start + 1, min(end, len(self._text)))
        line, end_line = bisect_right(self._lines, start), bisect_right(self._lines, end - 1)
        first, last = self._lines[line - 1], self._lines[end_line - 1]
        return Span(self._file, line, start - first + 1, end_line, end - last + 1)

    def skip(self) -> None:
        """Go on behind the definition (or statement) in which an error was found."""
        depth = 0
        while self.next.kind != "end":
            text = self.take().text
            depth += (text == "{") - (text == "}")
            if text == ";" and depth <= 0:
                break
        self.depth = 0

    def _meaningless(self) -> Exception:
        start = self._at
        passed = re.compile(r"(?:[ \t\r\n\f]+|//[^\n]*|/\*.*?\*/)*", re.DOTALL).match(self._text, start)
        start = passed.end() if passed else start
        self._at = start + 1
        if self._text.startswith("/*", start):
            self._at = len(self._text)
            return self.refusal(self.span(start, start + 2), "a comment that is opened here is never closed")
        return self.refusal(self.span(start, start + 1), f"{shown(self._text[start])} has no meaning here")
