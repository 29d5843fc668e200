"""A word or sentence of the YAML and where it stands."""

from __future__ import annotations

from dataclasses import field

from idlwright.diagnostics.span import Span
from idlwright.light import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A name or prose; two of them are equal when they say the same, wherever they stand."""

    text: str
    span: Span = field(compare=False, repr=False)

    def __str__(self) -> str:
        return self.text
