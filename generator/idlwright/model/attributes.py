"""Extended attributes, in the five forms that Web IDL allows."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from idlwright.diagnostics import Span
from idlwright.light import dataclass

if TYPE_CHECKING:
    from idlwright.model.members import Argument


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendedAttribute:
    """`[Name]`, `[Name=value]`, `[Name=(a, b)]`, `[Name(args)]` or `[Name=value(args)]`."""

    name: str
    value: str | None = None
    """The right-hand side: an identifier, a number, a string with its quotes, or `*`."""
    values: tuple[str, ...] | None = None
    """The identifiers (or literals) of the form `=(a, b)`."""
    arguments: tuple[Argument, ...] | None = None
    span: Span | None = field(default=None, compare=False, repr=False)
