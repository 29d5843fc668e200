"""The programs of the corpus, read from `programs/<target>/<topic>.py`.

A file opens with the lines that all its programs begin with. Then come the programs, each under a line
`# --- name: accept` (it works) or `# --- name: refuse` (it fails). In one to refuse, the line that is wrong ends with
`# wrong`: a checker that finds fault with other lines alone has not seen what is the matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TARGETS = ("cpython", "js")

_HEADER = re.compile(r"# --- ([a-z0-9-]+): (accept|refuse)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A small program that asserts the effect it is meant to have."""

    target: str
    topic: str
    name: str
    works: bool
    """What the Web IDL and the facts of the target let expect."""
    source: str

    @property
    def id(self) -> str:
        return f"{self.topic}/{self.name}"

    @property
    def module(self) -> str:
        return f"{self.topic}__{self.name}".replace("-", "_")

    @property
    def wrong(self) -> tuple[int, ...]:
        """The numbers of the lines that are wrong."""
        return tuple(n for n, line in enumerate(self.source.splitlines(), 1) if line.endswith("  # wrong"))


def read_programs(target: str) -> tuple[Program, ...]:
    """Read all programs of a target, in the order of files and blocks."""
    files = sorted((HERE / "programs" / target).glob("*.py"))
    programs = tuple(program for file in files for program in _programs(target, file))
    ids = [program.id for program in programs]
    twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
    if twice:
        raise ValueError(f"two programs have the name {', '.join(twice)}")
    return programs


def _programs(target: str, file: Path) -> Iterator[Program]:
    opening, *blocks = re.split(r"(?m)^(?=# --- )", file.read_text(encoding="utf-8"))
    for block in blocks:
        header, body = block.split("\n", 1)
        found = _HEADER.fullmatch(header)
        if found is None:
            raise ValueError(f"{file.name}: {header!r} is not '# --- name: accept' or '# --- name: refuse'")
        name, intended = found.groups()
        program = Program(
            target=target, topic=file.stem, name=name, works=intended == "accept", source=opening + body.strip() + "\n"
        )
        if program.works != (not program.wrong):
            raise ValueError(f"{file.name}: {name}: a line is marked wrong exactly when the program is to be refused")
        yield program
