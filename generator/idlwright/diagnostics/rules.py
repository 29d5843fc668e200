"""All rules, by id."""

from __future__ import annotations

from collections.abc import Mapping

from idlwright.diagnostics import rules_meaning, rules_reading, rules_site, rules_writing
from idlwright.diagnostics.rule import Rule

_GROUPS = (rules_reading.RULES, rules_meaning.RULES, rules_site.RULES, rules_writing.RULES)
RULES: Mapping[str, Rule] = {rule.id: rule for group in _GROUPS for rule in group}
"""Every finding's `rule` is a key of it."""
