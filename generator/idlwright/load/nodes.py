"""From text to located nodes, in one pass over YAML's events.

The events are read one by one and the nodes are built on a stack of our own, so nothing recurses: depth and number of
nodes are limited while reading, aliases are never followed, and libyaml's composer, which takes the process down on
deep input, is never called. Every scalar stays text: `no`, `1e3` and `on` are names in an IDL.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from idlwright.diagnostics import Diagnostic, Note, Span
from idlwright.diagnostics.limit import EnoughError, add
from idlwright.load.names import quoted
from idlwright.load.syntax_errors import syntax_finding
from idlwright.load.text import REFUSED, describe
from idlwright.syntax.nodes import Document, Entry, Mapping, Node, Scalar, Sequence

MAX_DEPTH: Final = 64
"""The format itself needs six levels."""
MAX_NODES: Final = 250_000
"""The whole web platform in one file has about this many; beyond, memory is at stake."""
LOADER: Final[type[yaml.CSafeLoader | yaml.SafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML built without libyaml has no C loader; the one in Python gives the same events, six times slower."""


class _Mark(Protocol):
    line: int
    column: int
    index: int


class _Event(Protocol):
    """What we use of PyYAML's events; their published types allow marks to be missing, which the parsers never do."""

    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str | None


def read_nodes(
    text: str, file: str, loader: type[yaml.CSafeLoader | yaml.SafeLoader] = LOADER
) -> tuple[list[Document], list[Diagnostic]]:
    """Return the documents of a file and what is wrong with it as YAML; what stands before a syntax error is kept."""
    builder = _Builder(file)
    try:
        builder.read(loader(text), text)
    except (_LimitError, EnoughError):
        pass
    except yaml.YAMLError as error:
        finding = syntax_finding(error, text, file)
        # From 0.2.6 on libyaml, which reads ahead, may meet its own limit (1,000) before we have seen the first 64.
        if "maximum nesting depth" in str(getattr(error, "problem", "")):
            builder.too_deep(finding.span)
        else:
            builder.found.append(finding)
    return builder.documents, builder.found


_new = tuple.__new__


class _LimitError(Exception):
    """Reading on would cost too much; the finding has been made."""


class _Open:
    """A collection that is not closed yet."""

    __slots__ = ("entries", "first", "items", "key", "skip", "start")

    def __init__(self, start: _Mark, *, mapping: bool) -> None:
        self.start = start
        self.items: list[Node] = []
        self.entries: list[Entry] | None = [] if mapping else None
        self.first: dict[str, Span] = {}
        self.key: Scalar | None = None
        self.skip = False
        """Whether the value that comes next belongs to a key that has been refused."""


class _Builder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Diagnostic] = []
        self.documents: list[Document] = []
        self._open: list[_Open] = []
        self._root: Node | None = None
        self._broken = False
        self._nodes = 0

    def read(self, loader: yaml.CSafeLoader | yaml.SafeLoader, text: str) -> None:
        """Take event after event until the stream ends."""
        next_event = cast("Callable[[], _Event]", loader.get_event)
        add, scalar = self._add, self._scalar
        while True:
            event = next_event()
            kind: type[object] = type(event)
            if kind is ScalarEvent:
                add(scalar(event, text))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._begin(event, mapping=kind is MappingStartEvent)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._end(event)
            elif kind is AliasEvent:
                self._alias(event)
            elif kind is DocumentEndEvent:
                self._document()
            elif kind is StreamEndEvent:
                return

    def _scalar(self, event: _Event, text: str) -> Scalar:
        start, end, value = event.start_mark, event.end_mark, event.value
        line, end_line = start.line + 1, end.line + 1
        span = _new(Span, (self.file, line, start.column + 1, end_line, end.column + 1))
        if event.anchor is not None or event.tag is not None:
            self._properties(event)
            return Scalar(value, span, not event.style)
        if not event.style:
            return Scalar(value, span, True, value if line == end_line else "")
        if line != end_line:
            return Scalar(value, span, False)
        source = text[start.index : end.index]
        if "\\" in source:
            self._escapes(value, span)
        return Scalar(value, span, False, source)

    def _begin(self, event: _Event, *, mapping: bool) -> None:
        if event.anchor is not None or event.tag is not None:
            self._properties(event)
        if len(self._open) >= MAX_DEPTH:
            self.too_deep(self._span(event))
            raise _LimitError
        self._open.append(_Open(event.start_mark, mapping=mapping))

    def too_deep(self, span: Span) -> None:
        """Report that collections are nested too deep."""
        self._report("too-deep", span, f"collections are nested more than {MAX_DEPTH} deep")

    def _end(self, event: _Event) -> None:
        done = self._open.pop()
        start, end = done.start, event.end_mark
        span = Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        if done.entries is None:
            self._add(Sequence(tuple(done.items), span))
        else:
            self._add(Mapping(tuple(done.entries), span))

    def _add(self, node: Node) -> None:
        """Put a node where it belongs: into the innermost open collection, or at the top of the document."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._report("file-too-large", node.span, f"the file has more than {MAX_NODES} values", "split it")
            raise _LimitError
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        if parent.entries is None:
            parent.items.append(node)
        elif parent.skip:
            parent.skip = False
        elif parent.key is None:
            self._key(parent, node)
        else:
            parent.entries.append(Entry(parent.key, node))
            parent.key = None

    def _key(self, parent: _Open, node: Node) -> None:
        """Take a key, or refuse it together with its value."""
        if not isinstance(node, Scalar):
            self._report("yaml-key", node.span, "a key must be a word", "quote a text that begins with [ or {")
        elif node.text == "<<" and node.plain:
            self._report("merge-key", node.span, "merge keys are not used here", "write the entries out")
        elif node.text in parent.first:
            note = Note(message="the first one is here", span=parent.first[node.text])
            self._report("duplicate-key", node.span, f"the key {quoted(node.text)} stands here twice", notes=(note,))
        else:
            parent.first[node.text] = node.span
            parent.key = node
            return
        parent.skip = True

    def _alias(self, event: _Event) -> None:
        self._report(
            "yaml-alias", self._span(event), f"the alias {quoted(f'*{event.anchor}')} is not followed", ALIAS_HELP
        )
        self._broken = True
        self._add(Scalar("", self._span(event)))

    def _properties(self, event: _Event) -> None:
        start = event.start_mark
        if event.anchor is not None:
            span = Span(
                self.file, start.line + 1, start.column + 1, start.line + 1, start.column + len(event.anchor) + 2
            )
            self._report("yaml-alias", span, f"the anchor {quoted(f'&{event.anchor}')} has no use here", ALIAS_HELP)
        if event.tag is not None:
            span = Span(self.file, start.line + 1, start.column + 1, start.line + 1, start.column + 2)
            self._report("yaml-tag", span, "tags have no meaning here", "delete the tag, or quote the text")

    def _escapes(self, value: str, span: Span) -> None:
        """Judge what escapes have brought in; what the file spells out has been judged on its text."""
        bad = REFUSED.search(value)
        if bad is not None:
            self._report("control-character", span, f"the text holds {describe(bad.group())}", "delete the escape")

    def _document(self) -> None:
        root = self._root
        empty = isinstance(root, Scalar) and not root.text and root.plain
        if root is not None and not empty and not self._broken:
            self.documents.append(Document(self.file, root))
        self._root = None
        self._broken = False

    def _span(self, event: _Event) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _report(
        self, rule: str, span: Span, message: str, help_: str | None = None, notes: tuple[Note, ...] = ()
    ) -> None:
        add(self.found, Diagnostic(rule=rule, span=span, message=message, help=help_, notes=notes))


ALIAS_HELP = "write the value out; quote a text that begins with & or *"
