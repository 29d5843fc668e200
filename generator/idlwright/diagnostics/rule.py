"""What a finding's rule is: an id with its reason, for `explain` and for the page of all rules."""

from __future__ import annotations

from idlwright.light import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that input is held to."""

    id: str
    """Words in lower case joined by hyphens; every finding names one."""
    purpose: str
    """One sentence: what must hold."""
    explanation: str
    """A short paragraph: why, and what to do about a finding."""
    bad: str
    """A short example that breaks the rule."""
    good: str
    """The same, put right."""
