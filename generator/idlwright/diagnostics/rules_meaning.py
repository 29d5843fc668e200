"""The rules of meaning: what link and check hold against a schema that is well formed."""

from __future__ import annotations

from idlwright.diagnostics import rules_linking, rules_members, rules_naming, rules_typing
from idlwright.diagnostics.rule import Rule

RULES: tuple[Rule, ...] = (
    *rules_linking.RULES,
    *rules_typing.RULES,
    *rules_members.RULES,
    *rules_naming.RULES,
)
