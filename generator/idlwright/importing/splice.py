"""Entries of YAML put in, replaced or taken out in the text itself: whatever else stands there is kept to the byte."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from idlwright.diagnostics import Span
from idlwright.dump.layout import WIDTH
from idlwright.light import dataclass
from idlwright.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence


@dataclass(frozen=True, slots=True)
class Edit:
    """A range of a text, and what is to stand there."""

    start: int
    end: int
    text: str


class Source:
    """A text and where its lines begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))

    def at(self, line: int, column: int) -> int:
        """Return the index of a place."""
        return min(self._lines[line - 1] + column - 1, len(self.text)) if line <= len(self._lines) else len(self.text)

    def line_end(self, line: int) -> int:
        """Return the index behind a line and its end."""
        return min(self._lines[line], len(self.text)) if line < len(self._lines) else len(self.text)


def put(source: Source, mapping: Mapping, key: str, items: Iterable[str], after: Iterable[str]) -> Edit:
    """Say `key: {items}`, in the place of what is said there or behind the first of the keys `after` that there is."""
    pieces = tuple(items)
    old = entry(mapping, key)
    if old is not None:
        start = source.at(old.key.span.line, old.key.span.column)
        text = _entry_text(key, pieces, old.key.span.column - 1, flow=is_flow(source, mapping))
        return Edit(start, source.at(*_end(source, old.value)), text)
    anchor = next((found for name in after if (found := entry(mapping, name))), mapping.entries[0])
    line, column = _end(source, anchor.value)
    if is_flow(source, mapping):
        at = source.at(line, column)
        return Edit(at, at, f", {_entry_text(key, pieces, 0, flow=True)}")
    indent = anchor.key.span.column - 1
    at = source.line_end(line)
    before = "" if source.text[:at].endswith("\n") else "\n"
    return Edit(at, at, f"{before}{' ' * indent}{_entry_text(key, pieces, indent, flow=False)}\n")


def take_out(source: Source, mapping: Mapping, key: str) -> Edit:
    """Take an entry out that is not the first one."""
    old = entry(mapping, key)
    if old is None:
        return Edit(0, 0, "")
    line, column = _end(source, old.value)
    if is_flow(source, mapping):
        before = mapping.entries[mapping.entries.index(old) - 1]
        return Edit(source.at(*_end(source, before.value)), source.at(line, column), "")
    return Edit(source.at(old.key.span.line, 1), source.line_end(line), "")


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made; of those at one place the first stands first."""
    for _, edit in sorted(enumerate(edits), key=lambda item: (item[1].start, item[0]), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def entry(mapping: Mapping, key: str) -> Entry | None:
    """Return the entry of a key."""
    return next((each for each in mapping.entries if each.key.text == key), None)


def is_flow(source: Source, node: Node) -> bool:
    """Tell whether a collection is written in brackets."""
    return source.text[source.at(node.span.line, node.span.column)] in "{["


def _end(source: Source, node: Node) -> tuple[int, int]:
    """Return the place behind a value; YAML lets that of a block go on to the next thing."""
    last: Node | None = None
    match node:
        case Mapping() if node.entries and not is_flow(source, node):
            last = node.entries[-1].value
        case Sequence() if node.items and not is_flow(source, node):
            last = node.items[-1]
        case _:
            pass
    return _scalar_end(node.span) if last is None else _end(source, last)


def _scalar_end(span: Span) -> tuple[int, int]:
    """Return the end; a block of text ends at the beginning of the line behind it."""
    if span.end_column == 1 and span.end_line > span.line:
        return span.end_line - 1, 1
    return span.end_line, span.end_column


def _entry_text(key: str, items: tuple[str, ...], indent: int, *, flow: bool) -> str:
    """Return the entry on as few lines as it needs."""
    line = f"{key}: {{{', '.join(items)}}}"
    if flow or indent + len(line) <= WIDTH:
        return line
    lines = [f"{key}: {{"]
    room = WIDTH - indent
    for number, item in enumerate(items):
        last = number == len(items) - 1
        piece = item + ("}" if last else ",")
        space = "" if lines[-1].endswith("{") else " "
        if len(lines[-1]) + len(space) + len(piece) > room:
            lines.append("  ")
            space = ""
        lines[-1] += space + piece
    return f"\n{' ' * indent}".join(lines)


def scalar(mapping: Mapping, key: str) -> str:
    """Return the text of a key's value, empty when it has none."""
    found = entry(mapping, key)
    return found.value.text if found is not None and isinstance(found.value, Scalar) else ""
