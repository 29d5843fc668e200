"""Located nodes: what a YAML file says, without YAML. Every scalar is text, every node knows its place."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from idlwright.diagnostics.span import Span
from idlwright.light import dataclass


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text of the file, as YAML means it (escapes resolved, folded lines joined)."""

    text: str
    span: Span
    """With the quotes, where there are some."""
    plain: bool = True
    """Whether it was written without quotes, and not as a block: `0` and `"0"` are different values of an IDL."""
    source: str = field(default="", compare=False, repr=False)
    """How the file spells it, quotes included, when it stands on one line; empty otherwise. Gives exact columns."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping with entries in the order of the file; load has refused repeated keys."""

    entries: tuple[Entry, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML document of a file."""

    file: str
    """The displayed name of the file."""
    root: Node


Node: TypeAlias = Scalar | Sequence | Mapping
