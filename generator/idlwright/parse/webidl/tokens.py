"""The tokens of a whole Web IDL file: comments are passed over, places are counted from the beginning of the file."""

from __future__ import annotations

import re
from bisect import bisect_right

from idlwright.diagnostics import Span
from idlwright.parse.report import Report, shown
from idlwright.parse.tokens import RefusedError, Tokens, token_pattern
from idlwright.syntax.nodes import Scalar

_PASSED_OVER = r"[ \t\r\n\f]+|//[^\n]*|/\*.*?\*/"
_TOKEN = token_pattern(_PASSED_OVER, r"\]\[<>(){},?=*|:;")
_BLANK = re.compile(f"(?:{_PASSED_OVER})*", re.DOTALL)
RULE = "webidl-syntax"


class FileTokens(Tokens):
    """The tokens of one file."""

    def __init__(self, report: Report, file: str, text: str) -> None:
        place = Span(file, 1, 1, 1, 1)
        super().__init__(report, Scalar("", place), RULE)
        self._file = file
        self._text = text
        self._pattern = _TOKEN
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]

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

    def _meaningless(self) -> RefusedError:
        start = self._at
        passed = _BLANK.match(self._text, start)
        start = passed.end() if passed else start
        self._at = start + 1
        if self._text.startswith("/*", start):
            self._at = len(self._text)
            return self.refusal(self.span(start, start + 2), "a comment that is opened here is never closed")
        return self.refusal(self.span(start, start + 1), f"{shown(self._text[start])} has no meaning here")
