"""What the schema says about a definition or a member beside its signature: prose and facts, as data."""

from __future__ import annotations

from dataclasses import field

from idlwright.diagnostics import Span
from idlwright.light import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where a feature stands."""

    experimental: bool = False
    standard: bool = True
    deprecated: bool = False
    advice: str = ""
    """What to use instead of a deprecated feature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One engine's support: the version that brought it, True (unknown version) or False."""

    browser: str
    version: str | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Throws:
    """An exception (or, of a promise, a rejection) and its condition."""

    error: str
    """`TypeError`, `RangeError`, … or a DOMException name (`InvalidStateError`)."""
    when: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Docs:
    """Documentation and facts of a definition or member; link has filled in what is inherited."""

    summary: str = ""
    """One sentence of our own, ending in a full stop."""
    description: tuple[str, ...] = ()
    """Further paragraphs, each plain text with `code` and [[Name]] or [[Name.member]] references."""
    link: str = ""
    """Absolute address of the specification's section."""
    status: Status = Status()
    support: tuple[Support, ...] = ()
    throws: tuple[Throws, ...] = ()
    examples: tuple[str, ...] = ()
    """Names of example files, without folder and suffix."""
