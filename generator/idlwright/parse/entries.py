"""Combinators over mappings and lists: what reads one value is a function, what reads many is made of it.

A `Reader` takes a node and returns what it means, or reports why not and returns None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias, TypeVar

from idlwright.diagnostics import Fix, Note, Span
from idlwright.diagnostics.suggest import closest
from idlwright.parse.report import MAX_SHOWN, Report, shown
from idlwright.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence

T = TypeVar("T")
Reader: TypeAlias = Callable[[Report, Node], T]


class Entries:
    """The entries of one mapping, by key. A key that is not among the known ones is reported at once."""

    def __init__(self, report: Report, mapping: Mapping, what: str, known: Iterable[str]) -> None:
        self.report = report
        self.what = what
        """For messages, with its article: `an interface`."""
        self._values: dict[str, Node] = {}
        self._keys: dict[str, Scalar] = {}
        self._span = mapping.span
        for entry in mapping.entries:
            key = entry.key.text
            self._values[key] = entry.value
            self._keys[key] = entry.key
            if key not in known:
                self._unknown(entry.key, known)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def key(self, key: str) -> Span:
        """Return the place of a key that is there, and of the mapping's beginning for one that is not."""
        return self._keys[key].span if key in self._keys else self.head

    @property
    def head(self) -> Span:
        """The place of the first key: where something missing is reported."""
        first = next(iter(self._keys.values()), None)
        start = self._span
        return first.span if first else Span(start.file, start.line, start.column, start.line, start.column + 1)

    def take(self, key: str, read: Reader[T]) -> T | None:
        """Read the value of a key that may be missing."""
        node = self._values.get(key)
        return None if node is None else read(self.report, node)

    def need(self, key: str, read: Reader[T]) -> T | None:
        """Read the value of a key that must be there."""
        node = self._values.get(key)
        if node is None:
            self.report.error("missing-key", self.head, f"{self.what} needs the key '{key}'", f"add '{key}: …'")
            return None
        return read(self.report, node)

    def many(self, key: str, read: Reader[T | None]) -> tuple[T, ...]:
        """Read the list of a key that may be missing; items that can't be read are left out, and reported."""
        node = self._values.get(key)
        return () if node is None else items(self.report, node, read, f"'{key}'")

    def flag(self, key: str) -> bool:
        """Read `true` or `false`; a missing one is false."""
        return self.take(key, boolean) or False

    def conflict(self, key: str, other: str, help_: str) -> bool:
        """Report two keys that exclude each other, at the first, when both are there (and not `false`)."""
        if not (self._set(key) and self._set(other)):
            return False
        note = Note(message=f"'{other}' is here", span=self._keys[other].span)
        self.report.error(
            "conflicting-keys", self._keys[key].span, f"'{key}' and '{other}' exclude each other", help_, notes=(note,)
        )
        return True

    def _set(self, key: str) -> bool:
        node = self._values.get(key)
        return node is not None and not (isinstance(node, Scalar) and node.plain and node.text == "false")

    def _unknown(self, key: Scalar, known: Iterable[str]) -> None:
        guess = closest(key.text, known)
        help_ = f"did you mean '{guess}'?" if guess else f"keys are {', '.join(sorted(known))}"
        self.report.error("unknown-key", key.span, f"{self.what} has no key {shown(key.text)}", help_)


def items(report: Report, node: Node, read: Reader[T | None], what: str) -> tuple[T, ...]:
    """Read a list item by item."""
    if not isinstance(node, Sequence):
        help_ = "write [one, two], or each item behind '- '"
        if isinstance(node, Scalar) and node.plain and 0 < len(node.text) <= MAX_SHOWN:
            help_ = f"write [{node.text}]"
        wrong_node(report, node, f"{what} must be a list", help_)
        return ()
    return tuple(item for item in (read(report, each) for each in node.items) if item is not None)


def fields(report: Report, node: Node, what: str, known: Iterable[str]) -> Entries | None:
    """Open a mapping."""
    if not isinstance(node, Mapping):
        wrong_node(report, node, f"{what} must be a mapping", f"keys are {', '.join(sorted(known))}")
        return None
    return Entries(report, node, what, known)


def first_of(mapping: Mapping, keys: Iterable[str]) -> Entry | None:
    """Return the first entry whose key is one of `keys`."""
    return next((entry for entry in mapping.entries if entry.key.text in keys), None)


def boolean(report: Report, node: Node) -> bool | None:
    """Read `true` or `false`, written without quotes; YAML's other spellings are words like any other."""
    if isinstance(node, Scalar) and node.plain and node.text in _BOOLEANS:
        return _BOOLEANS[node.text]
    if not isinstance(node, Scalar):
        wrong_node(report, node, "here must stand true or false")
        return None
    meant = _MEANT.get(node.text.lower())
    fix = Fix(span=node.span, replacement=meant) if meant else None
    help_ = f"write {meant}, without quotes" if meant else None
    report.error("boolean-value", node.span, f"here must stand true or false, not {shown(node.text)}", help_, fix=fix)
    return None


def wrong_node(report: Report, node: Node, message: str, help_: str | None = None) -> None:
    """Report a list, mapping or word where another of the three must stand."""
    kind = {Scalar: "a text", Sequence: "a list", Mapping: "a mapping"}[type(node)]
    if isinstance(node, Scalar) and not node.text:
        kind = "nothing" if node.plain else "an empty text"
    report.error("wrong-node", opening(node), f"{message}, not {kind}", help_)


def opening(node: Node) -> Span:
    """Return a place on one line for a node: a collection of several lines is shown by its first character."""
    span = node.span
    if span.end_line == span.line or isinstance(node, Scalar):
        return span
    return Span(span.file, span.line, span.column, span.line, span.column + 1)


_BOOLEANS = {"true": True, "false": False}
_MEANT = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
