"""An annotation of generated Python: its text and what the text needs."""

from __future__ import annotations

from idlwright.light import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """`from module import name`."""

    module: str
    name: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """A Python type expression in canonical form."""

    text: str
    imports: frozenset[Import]
    """Names of other packages that the text uses."""
    names: frozenset[str]
    """Names of the API (definitions, `Promise`) that the text uses."""
