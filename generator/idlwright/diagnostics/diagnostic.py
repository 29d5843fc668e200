"""A finding about the user's input, as data; how it is shown is decided in `idlwright.report`."""

from __future__ import annotations

import enum

from idlwright.diagnostics.span import Span
from idlwright.light import dataclass


class Severity(enum.StrEnum):
    """How much a finding weighs. Only errors stop a build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A further sentence about a finding, with its own place where there is one."""

    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A change of the source text that would settle the finding."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding."""

    rule: str
    """Id of a rule in `idlwright.diagnostics.rules.RULES`."""
    span: Span
    message: str
    """One sentence: what was found, or what must hold. No full stop, no "Error:"."""
    severity: Severity = Severity.ERROR
    path: tuple[str, ...] = ()
    """Containment, outermost first: `("interface X", "operation fetch", "argument id")`."""
    notes: tuple[Note, ...] = ()
    help: str | None = None
    """What to write instead."""
    fix: Fix | None = None


def in_order(findings: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings sorted by place and without repetitions."""
    unique = {(found.span, found.rule, found.message): found for found in findings}
    return tuple(unique[key] for key in sorted(unique))
