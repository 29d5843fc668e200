"""An annotation of generated Python: its text and what the text needs."""

from __future__ import annotations

from typing import NamedTuple

from idlwright.light import dataclass


class Import(NamedTuple):
    """`from module import name`; a tuple, since sets are made of them all the time."""

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
