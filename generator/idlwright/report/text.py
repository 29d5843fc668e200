"""Findings for people: the place, the sentence, the line with carets, and what to do.

schema/api.yaml:14:41: error[unknown-type]: unknown type 'Thing'
  14 |   type: Thing
     |         ^^^^^
  in interface X > attribute thing
  help: did you mean 'Things'? (api.yaml:31)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from idlwright.diagnostics import Diagnostic, Severity, Span
from idlwright.light import dataclass
from idlwright.report.excerpt import SourceLines, excerpt
from idlwright.report.safe import ARROW, safe

_COLOURS = {"error": "1;31", "warning": "1;33", "place": "1", "gutter": "34", "help": "1;36", "note": "1;36"}
"""Parameters of ECMA-48's SGR."""


def render(findings: Iterable[Diagnostic], sources: Mapping[str, str], *, colour: bool = False) -> str:
    """Return all findings, with an empty line between two of them; every line ends in a line break."""
    painter = _Painter(SourceLines(sources), colour)
    return "\n".join("".join(f"{line}\n" for line in painter.finding(found)) for found in findings)


def summary(findings: Sequence[Diagnostic]) -> str:
    """Return how many findings there are: `3 errors, 1 warning`."""
    counts = [(severity, sum(found.severity is severity for found in findings)) for severity in Severity]
    return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts if count) or "no findings"


@dataclass(frozen=True, slots=True)
class _Painter:
    """Lays findings out, with colours or without."""

    lines: SourceLines
    colour: bool

    def finding(self, found: Diagnostic) -> Iterator[str]:
        """Yield the lines of one finding."""
        place = self._painted("place", f"{safe(str(found.span))}:")
        severity = self._painted(found.severity, f"{found.severity}[{found.rule}]:")
        yield f"{place} {severity} {safe(found.message)}"
        yield from self._excerpt(found.span, found.severity)
        if found.path:
            yield f"  in {safe(ARROW.join(found.path))}"
        if found.help:
            yield f"  {self._painted('help', 'help:')} {safe(found.help)}"
        for note in found.notes:
            place = f" ({safe(str(note.span))})" if note.span else ""
            yield f"  {self._painted('note', 'note:')} {safe(note.message)}{place}"
            if note.span is not None:
                yield from self._excerpt(note.span, "note")

    def _excerpt(self, span: Span, style: str) -> Iterator[str]:
        line = self.lines.line(span)
        if line is None:
            return
        shown, carets = excerpt(line, span)
        number = str(span.line)
        yield f"  {self._painted('gutter', f'{number} |')} {shown}".rstrip()
        yield f"  {self._painted('gutter', ' ' * len(number) + ' |')} {self._carets(carets, style)}"

    def _carets(self, carets: str, style: str) -> str:
        bare = carets.lstrip()
        return carets[: len(carets) - len(bare)] + self._painted(style, bare)

    def _painted(self, style: str, text: str) -> str:
        return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if self.colour else text
