"""The navigation that people write: `nav.yaml` in the documentation folder, as MkDocs would have it.

A list of entries `Title: page.md` or `Title: [entries]`. The generated reference is added behind them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from idlwright.diagnostics import Diagnostic, Span, in_order
from idlwright.light import dataclass
from idlwright.load.text import read_text
from idlwright.model.nav import NavItem
from idlwright.syntax import nodes

FILE = "nav.yaml"
MAX_DEPTH = 4
"""Deeper navigation helps nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Navigation:
    """The entries, and what is wrong with the file."""

    items: tuple[NavItem, ...] = ()
    sources: Mapping[str, str]
    findings: tuple[Diagnostic, ...] = ()


def load_nav(root: Path, docs: str) -> Navigation:
    """Read `docs`/nav.yaml; no file is no entries."""
    file = f"{docs}/{FILE}"
    path = os.path.join(root, file)  # noqa: PTH118 - strings: pathlib costs more than the reading
    if not os.path.lexists(path):
        return Navigation(sources={})
    text, problems = read_text(path, file)
    if text is None or problems:
        return Navigation(sources={file: text or ""}, findings=tuple(problems))
    from idlwright.load.nodes import read_nodes  # noqa: PLC0415 - yaml takes 20 ms, which a run without the file saves

    documents, problems = read_nodes(text, file)
    reader = _Reader(os.path.join(root, docs))  # noqa: PTH118
    items = tuple(item for document in documents for item in reader.entries(document.root, 1))
    return Navigation(items=items, sources={file: text}, findings=in_order([*problems, *reader.found]))


class _Reader:
    """Turns nodes into entries and collects what is wrong."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: list[Diagnostic] = []

    def entries(self, node: nodes.Node, depth: int) -> Iterator[NavItem]:
        if not isinstance(node, nodes.Sequence):
            self._refuse(node.span, "the navigation must be a list of entries", "write `- Title: page.md`")
            return
        if depth > MAX_DEPTH:
            self._refuse(node.span, f"the navigation is more than {MAX_DEPTH} levels deep", None)
            return
        for each in node.items:
            if isinstance(each, nodes.Mapping) and len(each.entries) == 1:
                yield from self._entry(each.entries[0], depth)
            else:
                self._refuse(each.span, "an entry must have one title", "write `- Title: page.md`")

    def _entry(self, entry: nodes.Entry, depth: int) -> Iterator[NavItem]:
        if isinstance(entry.value, nodes.Scalar):
            if self._is_page(entry.value):
                yield NavItem(title=entry.key.text, path=entry.value.text)
            return
        yield NavItem(title=entry.key.text, items=tuple(self.entries(entry.value, depth + 1)))

    def _is_page(self, page: nodes.Scalar) -> bool:
        parts = page.text.split("/")
        if not page.text.endswith(".md") or any(part in {"", ".", ".."} for part in parts) or "\\" in page.text:
            help_ = "write a path below the documentation folder, such as `tutorial.md`"
            self._refuse(page.span, f"'{page.text}' is no path of a page", help_)
            return False
        if parts[0] == "reference":
            self._refuse(page.span, "the reference is added to the navigation by itself", "leave the entry out")
            return False
        if not os.path.isfile(os.path.join(self.folder, page.text)):  # noqa: PTH113, PTH118
            self._refuse(page.span, f"there is no page '{page.text}' in the documentation folder", None)
            return False
        return True

    def _refuse(self, span: Span, message: str, help_: str | None) -> None:
        self.found.append(Diagnostic(rule="bad-navigation", span=span, message=message, help=help_))
