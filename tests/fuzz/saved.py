"""Inputs that once did harm, or could: each goes through the entry that its folder is named after."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.fuzz.entries import ENTRIES

CORPUS = Path(__file__).parent / "corpus"
SAVED = tuple(sorted(path.relative_to(CORPUS).as_posix() for path in CORPUS.glob("*/*")))


def run(name: str, root: Path) -> None:
    """Run one."""
    path = CORPUS / name
    ENTRIES[path.parent.name](path.read_bytes(), root)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        for each in SAVED:
            run(each, Path(scratch))
