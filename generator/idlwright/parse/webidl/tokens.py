"""The tokens of a whole Web IDL file: comments are passed over, places are counted from the beginning of the file."""

from __future__ import annotations

import re

from idlwright.diagnostics import Span
from idlwright.diagnostics.limit import EnoughError
from idlwright.diagnostics.lines import Lines
from idlwright.parse.report import Report, shown
from idlwright.parse.tokens import RefusedError, Token, Tokens, token_pattern
from idlwright.syntax.nodes import Scalar

_PASSED_OVER = r"[ \t\r\n\f]+|//[^\n]*|/\*.*?\*/"
_TOKEN = token_pattern(_PASSED_OVER, r"\]\[<>(){},?=*|:;")
_BLANK = re.compile(f"(?:{_PASSED_OVER})*+", re.DOTALL)
RULE = "webidl-syntax"
MAX_TOKENS = 250_000
"""The largest file of the web platform has 16,000, all of them together have 115,000."""


class FileTokens(Tokens):
    """The tokens of one file."""

    def __init__(self, report: Report, file: str, text: str) -> None:
        place = Span(file, 1, 1, 1, 1)
        super().__init__(report, Scalar("", place), RULE)
        self._file = file
        self._text = text
        self._pattern = _TOKEN
        self._lines = Lines(text)
        self._taken = 0

    def span(self, start: int, end: int) -> Span:
        """Return the place of a range of the file."""
        end = max(start + 1, min(end, len(self._text)))
        line, column = self._lines.at(start)
        end_line, last = self._lines.at(end - 1)
        return Span(self._file, line, column, end_line, last + 1)

    def take(self) -> Token:
        """Take the next token.

        Raises:
            EnoughError: The file has too many of them.
        """
        token = super().take()
        self._taken += 1
        if self._taken > MAX_TOKENS:
            message = f"the file has more than {MAX_TOKENS} words and marks"
            self.report.error("file-too-large", self.of(token), message, "split it")
            raise EnoughError
        return token

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
