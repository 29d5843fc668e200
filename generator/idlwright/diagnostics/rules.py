"""All rules, by id."""

from __future__ import annotations

from collections.abc import Mapping

from idlwright.diagnostics import rules_meaning, rules_reading, rules_site
from idlwright.diagnostics.rule import Rule

RULES: Mapping[str, Rule] = {rule.id: rule for rule in (*rules_reading.RULES, *rules_meaning.RULES, *rules_site.RULES)}
"""Every finding's `rule` is a key of it."""
