"""Files of a schema as a list of documents whose text is kept to the byte where nothing changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import accumulate

from idlwright.importing.keys import Key, keyed
from idlwright.light import dataclass
from idlwright.syntax.definitions import Definition

_BORDER = re.compile(r"^---[ \t]*(?:#[^\n]*)?\n", re.MULTILINE)
_LEADING = re.compile(r"\A(?:[ \t]*(?:#[^\n]*)?\n)*")
_COMMENT = re.compile(r"(?:^|[ \t])#[^\n]*", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One document of a file."""

    text: str
    key: Key | None = None
    """None for what is no definition: a specification, policy."""
    old: Definition | None = None
    """What the text says."""


def split(sources: Mapping[str, str], definitions: Iterable[Definition]) -> dict[str, tuple[Part, ...]]:
    """Return the documents of each file, each with the definition that was read from it."""
    by_place: dict[tuple[str, int], tuple[Key, Definition]] = {}
    borders = {file: _starts(text) for file, text in sources.items()}
    for key, definition in keyed(definitions).items():
        starts = borders[definition.span.file]
        number = sum(1 for line in starts if line <= definition.span.line) - 1
        by_place[definition.span.file, number] = (key, definition)
    found = {}
    for file, text in sources.items():
        parts = []
        for number, piece in enumerate(_BORDER.split(text)):
            found_here = by_place.get((file, number))
            parts.append(Part(text=piece, key=found_here[0], old=found_here[1]) if found_here else Part(text=piece))
        found[file] = tuple(parts)
    return found


def _starts(text: str) -> list[int]:
    """Return the line on which each document begins."""
    pieces = _BORDER.split(text)
    return list(accumulate((piece.count("\n") + 1 for piece in pieces[:-1]), initial=1))


def join(parts: Iterable[Part]) -> str:
    """Return the text of a file."""
    return "---\n".join(part.text if part.text.endswith("\n") or not part.text else f"{part.text}\n" for part in parts)


def leading_comment(text: str) -> str:
    """Return the comment lines in front of a document."""
    found = _LEADING.match(text)
    return found[0] if found else ""


def has_inner_comment(text: str) -> bool:
    """Tell whether comments may stand inside a document; a `#` in a text counts too, better one note too many."""
    body = text[len(leading_comment(text)) :]
    return any('"' not in line and "'" not in line and _COMMENT.search(line) for line in body.split("\n"))
