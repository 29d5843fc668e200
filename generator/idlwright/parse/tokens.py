"""The words of Web IDL fragments inside a scalar, each with its exact place in the file."""

from __future__ import annotations

import re

from idlwright.diagnostics import Span
from idlwright.light import dataclass
from idlwright.parse.report import Report, shown
from idlwright.syntax.nodes import Scalar


def token_pattern(passed_over: str, marks: str) -> re.Pattern[str]:
    """Return the pattern of a token of Web IDL behind what is passed over; `marks` are the single ones, escaped.

    What has been passed over is never gone back on: before a character without meaning that would take for ever.
    """
    return re.compile(
        rf"""(?:{passed_over})*+(?:
        (?P<word>[_-]?[A-Za-z][0-9A-Za-z_-]*) |
        (?P<number>
            -?(?:(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?|[0-9]+[Ee][+-]?[0-9]+|0[xX][0-9A-Fa-f]+|[0-9]+)
        ) |
        (?P<string>"[^"\n]*") |
        (?P<mark>\.\.\.|[{marks}]) |
        (?P<end>$)
        )""",
        re.VERBOSE | re.DOTALL,
    )


_TOKEN = token_pattern(r"[ \t\n]+", r"\]\[<>(){},?=*|")
MAX_DEPTH = 32
MAX_LENGTH = 4000
"""Characters of a type; the longest of the web platform has 400."""


class RefusedError(Exception):
    """The fragment makes no sense; the finding has been made."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word (`word`, `number`, `string`), a mark, or the end."""

    kind: str
    text: str
    start: int
    end: int


class Tokens:
    """The tokens of one scalar, taken one by one."""

    def __init__(self, report: Report, scalar: Scalar, rule: str) -> None:
        self.report = report
        self._scalar = scalar
        self._text = scalar.text
        self._pattern = _TOKEN
        self._rule = rule
        self._shift = _shift(scalar)
        self._ahead: Token | None = None
        self._at = 0
        self.depth = 0
        self.last_end = 0
        """Where the token taken last ends."""
        if len(scalar.text) > MAX_LENGTH:
            raise self.refusal(scalar.span, f"here must stand at most {MAX_LENGTH} characters")
        report.reads(scalar)

    @property
    def next(self) -> Token:
        """The token to be taken next."""
        if self._ahead is None:
            found = self._pattern.match(self._text, self._at)
            kind = found.lastgroup if found else None
            if found is None or kind is None:
                raise self._meaningless()
            self._ahead = Token(kind, found[kind], *found.span(kind))
        return self._ahead

    def _meaningless(self) -> RefusedError:
        rest = self._text[self._at :]
        start = self._at + len(rest) - len(rest.lstrip(" \t\n"))
        return self.refusal(self.span(start, start + 1), f"{shown(self._text[start])} has no meaning here")

    def take(self) -> Token:
        """Take the next token."""
        token = self.next
        self._at = self.last_end = token.end
        self._ahead = None
        return token

    def accept(self, mark: str) -> bool:
        """Take the next token if it is this mark or word."""
        if self.next.text == mark and self.next.kind != "string":
            self.take()
            return True
        return False

    def expect(self, mark: str, behind: str) -> None:
        """Take this mark, or refuse; `behind` says what it must follow."""
        if not self.accept(mark):
            raise self.unexpected(f"'{mark}' behind {behind}")

    def unexpected(self, wanted: str, help_: str | None = None) -> RefusedError:
        """Report the next token as not what is wanted."""
        token = self.next
        found = shown(token.text) if token.kind != "end" else "the end"
        return self.refusal(self.of(token), f"here must stand {wanted}, not {found}", help_)

    def end(self, what: str, help_: str | None = None) -> None:
        """Make sure that nothing stands behind `what`, or refuse."""
        token = self.next
        if token.kind != "end":
            raise self.refusal(self.of(token), f"{shown(token.text)} stands behind {what}", help_)

    def descend(self) -> None:
        """Note that one construct opens within another, or refuse; who closes it takes `depth` down again."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.refusal(self.of(self.next), f"types are nested more than {MAX_DEPTH} deep")

    def refusal(self, span: Span, message: str, help_: str | None = None) -> RefusedError:
        """Report a finding after which the rest makes no sense."""
        self.report.error(self._rule, span, message, help_)
        return RefusedError()

    def of(self, token: Token) -> Span:
        """Return the place of a token; the end is shown as the place behind the last character."""
        return self.span(token.start, max(token.end, token.start + 1))

    def span(self, start: int, end: int) -> Span:
        """Return the place of a range of the text: exact where the file spells the text out on one line."""
        whole = self._scalar.span
        if self._shift is None:
            return whole
        column = whole.column + self._shift
        return Span(whole.file, whole.line, column + start, whole.line, column + end)


def _shift(scalar: Scalar) -> int | None:
    """Return how far the text stands behind the scalar's beginning, or None when escapes or lines move it about."""
    if scalar.source == scalar.text:
        return 0
    return 1 if scalar.source[1:-1] == scalar.text else None
