"""A line of a source with its range underlined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from idlwright.diagnostics import Span
from idlwright.diagnostics.lines import Lines
from idlwright.light import dataclass
from idlwright.report.safe import cell

WIDTH = 120
"""Columns of a source line that are shown; a longer one is cut around the range."""
LEAD = 40
"""Columns kept before the range when a line is cut."""
CUT = "…"


@dataclass(frozen=True, slots=True)
class SourceLines:
    """The sources, split into lines when they are first asked for."""

    sources: Mapping[str, str]
    split: dict[str, Lines] = field(default_factory=dict)

    def line(self, span: Span) -> str | None:
        """Return the first line of a span, or None when its source is not at hand."""
        if span.file not in self.sources:
            return None
        if span.file not in self.split:
            self.split[span.file] = Lines(self.sources[span.file])
        lines = self.split[span.file]
        return lines[span.line] if 0 < span.line <= len(lines) else None


def excerpt(line: str, span: Span) -> tuple[str, str]:
    """Return the line as it is shown, and the line of carets below it."""
    begin = min(max(span.column - 1, 0), len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = min(max(end, begin), len(line))
    first = _first(line, begin)
    shown, carets, column = [CUT] if first else [], " " * len(CUT) if first else "", len(CUT) if first else 0
    for position in range(first, len(line)):
        text, width = cell(line[position])
        if column + width > WIDTH and position > begin:
            shown.append(CUT)
            break
        if begin <= position < end:
            carets += "^" * width
        elif position < begin:
            carets += " " * width
        shown.append(text)
        column += width
    return "".join(shown).rstrip(), carets if "^" in carets else f"{carets}^"


def _first(line: str, begin: int) -> int:
    """Return the first character that is shown: 0, or, when the range is far to the right, one shortly before it."""
    if len(line) <= WIDTH // 2 or begin <= LEAD:
        return 0
    if len(line) <= MAX_MEASURED and sum(cell(character)[1] for character in line) <= WIDTH:
        return 0
    first, columns = begin, 0
    while first > 0 and columns < LEAD:
        first -= 1
        columns += cell(line[first])[1]
    return first


MAX_MEASURED = 4 * WIDTH
"""Longer lines are cut without looking: no line of so many characters fits."""
