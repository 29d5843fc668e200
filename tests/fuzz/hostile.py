"""Files of just under 8 MiB that are made to cost as much as they can: what is repeated, what stands before and behind.

`§` in what is repeated is the number of the repetition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

SIZE = 8 * 1024 * 1024 - 64
_SPECIFICATION = "specification: a\ntitle: A\nurl: https://example.org/\n"
_SCHEMA = f"{_SPECIFICATION}---\nspec: a\nexposed: '*'\ninterface: A\n"
_MEMBERS = f"{_SCHEMA}members:\n"


class Hostile(NamedTuple):
    """A file."""

    piece: str
    head: str = ""
    tail: str = ""

    def text(self) -> str:
        """Repeat the piece as often as there is room."""
        return self.head + "".join(self._pieces()) + self.tail

    def _pieces(self) -> Iterator[str]:
        room = SIZE - len(self.head) - len(self.tail)
        if "§" not in self.piece:
            yield self.piece * (room // len(self.piece))
            return
        number = 0
        while (room := room - len(text := self.piece.replace("§", str(number)))) >= 0:
            yield text
            number += 1


YAML: Mapping[str, Hostile] = {
    "one scalar": Hostile("a"),
    "one summary of many words": Hostile("a b ", f"{_SCHEMA}summary: '", "'\n"),
    "one summary of many lines": Hostile("  a\n", f"{_SCHEMA}summary: |\n"),
    "nested lists": Hostile("["),
    "nested items": Hostile("- "),
    "many nested lists": Hostile(f"{'[' * 60}{']' * 60}\n---\n"),
    "tiny keys": Hostile("§:\n"),
    "one key again and again": Hostile("a: b\n"),
    "keys of an interface": Hostile("a§: b\n", _SCHEMA),
    "list items": Hostile("- a\n"),
    "list items in brackets": Hostile("a,", "[", "]"),
    "empty documents": Hostile("---\n"),
    "documents": Hostile("---\na: b\n"),
    "anchors": Hostile("&a b,", "[", "]"),
    "tags": Hostile("!a b,", "[", "]"),
    "aliases": Hostile("*a,", "a: &a b\nc: [", "]"),
    "directives": Hostile("%a\n"),
    "line breaks": Hostile("\n"),
    "one nested union": Hostile("(A or ", f"{_MEMBERS}  - {{attribute: a, type: '", "B'}\n"),
    "one union": Hostile("A or ", f"{_MEMBERS}  - {{attribute: a, type: '(", "B)'}\n"),
    "unions": Hostile(f"  - {{attribute: a§, type: ({' or '.join(['B'] * 700)})}}\n", _MEMBERS),
    "attributes": Hostile("  - {attribute: a§, type: long}\n", _MEMBERS),
    "overloads": Hostile(f"  - {{operation: a, summary: '{'b' * 200}'}}\n", _MEMBERS),
    "attributes of types that are not there": Hostile(
        f"  - {{attribute: a§, type: B§, summary: '{'c' * 200}'}}\n", _MEMBERS
    ),
    "references": Hostile(
        "  - attribute: a§\n    type: long\n    summary: 'See [[A.a§]], [[A.a1§]] and [[A.a2§]].'\n", _MEMBERS
    ),
    "members and policy": Hostile(
        f"---\noverride: A.a§\ntype: double\nreason: '{'b' * 280}.'\n",
        _MEMBERS + "".join(f"  - {{attribute: a{number}, type: long}}\n" for number in range(24_000)),
    ),
    "definitions": Hostile("---\ninterface: A§\nspec: a\n", _SPECIFICATION),
    "interfaces that inherit": Hostile(f"---\ninterface: A§\ninherits: B§\nsummary: {'c' * 200}\n", _SCHEMA),
    "values of an enum": Hostile("v§,", f"{_SPECIFICATION}---\nenum: E\nspec: a\nvalues: [", "]\n"),
}
WEB_IDL: Mapping[str, Hostile] = {
    "one interface again and again": Hostile("interface A{};"),
    "interfaces": Hostile("interface A§{};"),
    "parentheses": Hostile("(", "typedef "),
    "braces": Hostile("{"),
    "comments": Hostile("/**/"),
    "comments that are not closed": Hostile("/* "),
    "characters without meaning": Hostile("@"),
    "space before one without meaning": Hostile(" ", "", "@"),
    "line breaks": Hostile("\n"),
    "one word": Hostile("a"),
    "words": Hostile("a "),
    "attributes": Hostile("attribute long a§;", "interface A {", "};"),
    "overloads": Hostile("B a();", "interface A {", "};"),
    "arguments": Hostile("A a,", "interface A { A f(", "A b);};"),
    "extended attributes": Hostile("A,", "[", "A] interface A {};"),
    "one union": Hostile("A or ", "typedef (", "B) C;"),
    "includes": Hostile("A includes B;"),
    "values of an enum": Hostile('"v§",', "enum E {", "};"),
}
