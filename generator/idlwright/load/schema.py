"""The stage itself: from a folder to located nodes. Whatever is wrong with one file, the others are read."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from pathlib import Path

from idlwright.diagnostics import Diagnostic, in_order
from idlwright.light import dataclass
from idlwright.load.files import find_files
from idlwright.load.names import displayed
from idlwright.load.text import read_text
from idlwright.syntax.nodes import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What the files of a schema say, and what is wrong with them."""

    documents: tuple[Document, ...]
    """In the order of the files and of the documents in them."""
    sources: Mapping[str, str]
    """Displayed name of a file → its text; what could not be read as text is missing."""
    findings: tuple[Diagnostic, ...]


def load(root: Path, schema: str) -> Loaded:
    """Read the schema in the folder (or file) `schema`, a path relative to `root`."""
    from idlwright.load.nodes import read_nodes  # noqa: PLC0415 - yaml takes 20 ms, which a run without a schema saves

    paths, found = find_files(root, schema)
    documents: list[Document] = []
    sources: dict[str, str] = {}
    collected = gc.isenabled()
    gc.disable()  # tens of thousands of nodes and no cycle among them: collecting takes three times as long as reading
    try:
        for path in paths:
            text, problems = read_text(os.path.join(root, path), path)  # noqa: PTH118
            found += problems
            if text is None:
                continue
            file = displayed(path)
            sources[file] = text
            if problems:
                continue
            nodes, problems = read_nodes(text, file)
            documents += nodes
            found += problems
    finally:
        if collected:
            gc.enable()
    return Loaded(documents=tuple(documents), sources=sources, findings=in_order(found))
