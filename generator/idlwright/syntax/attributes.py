"""Extended attributes as written."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from idlwright.diagnostics.span import Span
from idlwright.light import dataclass
from idlwright.syntax.text import Text

if TYPE_CHECKING:
    from idlwright.syntax.members import Argument


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendedAttribute:
    """`[Name]`, `[Name=value]`, `[Name=(a, b)]`, `[Name(args)]` or `[Name=value(args)]`."""

    name: Text
    value: Text | None = None
    """The right-hand side: an identifier, a number, a string with its quotes, or `*`."""
    values: tuple[Text, ...] | None = None
    """The identifiers (or literals) of the form `=(a, b)`."""
    arguments: tuple[Argument, ...] | None = None
    span: Span = field(compare=False, repr=False)
