"""The rules of meaning: what link and check hold against a schema that is well formed."""

from __future__ import annotations

from idlwright.diagnostics.rule import Rule

RULES: tuple[Rule, ...] = ()
