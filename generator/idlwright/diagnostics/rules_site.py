"""The rules of the documentation's hand-written parts."""

from __future__ import annotations

from idlwright.diagnostics.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        id="bad-navigation",
        purpose="The navigation file lists titles with pages that exist, or with further lists.",
        explanation=(
            "nav.yaml in the documentation folder says in which order the hand-written pages are shown. Each entry has "
            "one title, and a path below that folder that ends in .md or a list of entries. The generated reference is "
            "added behind them and must not be listed."
        ),
        bad="- Tutorial: tutorail.md\n",
        good="- Tutorial: tutorial.md\n",
    ),
)
