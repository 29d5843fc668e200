"""The rules of reading: what load and parse hold against files, YAML and settings."""

from __future__ import annotations

from idlwright.diagnostics.rule import Rule

RULES: tuple[Rule, ...] = ()
