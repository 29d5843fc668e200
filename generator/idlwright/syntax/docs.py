"""Prose and facts of a definition or member as written; None is "not said", to be inherited or defaulted by link."""

from __future__ import annotations

from dataclasses import field

from idlwright.diagnostics.span import Span
from idlwright.light import dataclass
from idlwright.model.docs import Status, Support
from idlwright.syntax.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Throws:
    """An item of `throws`."""

    error: Text
    when: Text
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Docs:
    """What `summary`, `description`, `link`, `status`, `support`, `throws` and `examples` say."""

    summary: Text | None = None
    description: tuple[Text, ...] = ()
    link: Text | None = None
    """`#fragment` or an https address, as written."""
    status: Status | None = None
    support: tuple[Support, ...] | None = None
    throws: tuple[Throws, ...] = ()
    examples: tuple[Text, ...] = ()
