"""The rules of reading: what load and parse hold against files, YAML, settings and the format."""

from __future__ import annotations

from idlwright.diagnostics.rule import Rule
from idlwright.diagnostics.rules_format import FORMAT_RULES
from idlwright.diagnostics.rules_loading import LOADING_RULES

READING_RULES: tuple[Rule, ...] = (*LOADING_RULES, *FORMAT_RULES)
RULES = READING_RULES
"""The name under which the register collects each group."""
