"""The stage itself: documents → the syntax model. Whatever is wrong with one definition, the others are read."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from idlwright.diagnostics import Diagnostic, in_order
from idlwright.diagnostics.limit import EnoughError
from idlwright.diagnostics.suggest import closest
from idlwright.parse import policy
from idlwright.parse.definitions import KINDS, Start
from idlwright.parse.entries import Entries, first_of, wrong_node
from idlwright.parse.report import Report, plainly, shown
from idlwright.parse.words import definition_name, spec_id
from idlwright.syntax.definitions import Definition
from idlwright.syntax.nodes import Document, Entry, Mapping, Scalar
from idlwright.syntax.schema import Defect, Override, Schema, Specification
from idlwright.syntax.text import Text

DOCUMENTS = ("specification", *KINDS, "override", "defect")
"""The keys that say what a document is."""


def parse(documents: Iterable[Document]) -> tuple[Schema, tuple[Diagnostic, ...]]:
    """Return what the documents say, and where they don't follow the format."""
    reader = _SchemaReader()
    with suppress(EnoughError):
        for document in documents:
            reader.document(document)
    schema = Schema(
        specifications=tuple(reader.specifications),
        definitions=tuple(reader.definitions),
        overrides=tuple(reader.overrides),
        defects=tuple(reader.defects),
    )
    return schema, in_order(reader.report.found)


class _SchemaReader:
    def __init__(self) -> None:
        self.report = Report()
        self.specifications: list[Specification] = []
        self.definitions: list[Definition] = []
        self.overrides: list[Override] = []
        self.defects: list[Defect] = []
        self._file = ""
        self._spec: Text | None = None
        """The specification that the document before this one, in the same file, belongs to."""

    def document(self, document: Document) -> None:
        """Read one document."""
        if document.file != self._file:
            self._file, self._spec = document.file, None
        root = document.root
        if not isinstance(root, Mapping):
            wrong_node(self.report, root, "a document must be a mapping", "it begins with 'spec: …' or 'interface: …'")
            return
        head = first_of(root, DOCUMENTS)
        if head is None:
            self._unknown(root)
            return
        name = head.value.text if isinstance(head.value, Scalar) else ""
        with self.report.inside(f"{head.key.text} {plainly(name)}".rstrip()):
            self._read(root, head)

    def _read(self, root: Mapping, head: Entry) -> None:
        match head.key.text:
            case "specification":
                entries = Entries(self.report, root, "a specification", policy.SPECIFICATION)
                specification = policy.specification(entries)
                self._spec = entries.take("specification", spec_id) if specification else None
                self.specifications += (specification,) if specification else ()
            case "override":
                override = policy.override(Entries(self.report, root, "an override", policy.OVERRIDE))
                self.overrides += (override,) if override else ()
            case "defect":
                defect = policy.defect(Entries(self.report, root, "a defect", policy.DEFECT))
                self.defects += (defect,) if defect else ()
            case keyword:
                definition = self._definition(root, keyword)
                self.definitions += (definition,) if definition else ()

    def _definition(self, root: Mapping, keyword: str) -> Definition | None:
        kind = KINDS[keyword]
        entries = Entries(self.report, root, kind.what, kind.keys)
        name = entries.need(keyword, definition_name)
        if "spec" in entries:
            self._spec = entries.take("spec", spec_id) or self._spec
        spec = self._spec
        if spec is None and keyword == "external":
            spec = Text("", entries.head)
        elif spec is None and "spec" not in entries:
            help_ = "add 'spec: …'; it may be left out behind a document that has it, in the same file"
            self.report.error("missing-key", entries.head, f"{kind.what} needs the key 'spec'", help_)
        blank = Text("", entries.head)
        found = kind.read(entries, Start(name=name or blank, spec=spec or blank))
        return found if name is not None and spec is not None else None

    def _unknown(self, root: Mapping) -> None:
        options = ", ".join(DOCUMENTS)
        for entry in root.entries:
            guess = closest(entry.key.text, DOCUMENTS)
            if guess is not None:
                message = f"{shown(entry.key.text)} is no kind of document"
                self.report.error("unknown-kind", entry.key.span, message, f"did you mean '{guess}'?")
                return
        span = root.entries[0].key.span if root.entries else root.span
        self.report.error("unknown-kind", span, "the document does not say what it is", f"kinds are {options}")
