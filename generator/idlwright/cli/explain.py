"""`idlwright explain`."""

from __future__ import annotations

import click

from idlwright.cli.console import say
from idlwright.diagnostics.rules import RULES
from idlwright.diagnostics.suggest import closest


def run(rule: str | None) -> int:
    """Print one rule in full, or all rules with a line each."""
    if rule is None:
        width = max(map(len, RULES))
        for name in sorted(RULES):
            say(f"{name.ljust(width)}  {RULES[name].purpose}")
        return 0
    found = RULES.get(rule)
    if found is None:
        guess = closest(rule, RULES)
        hint = f"did you mean '{guess}'?" if guess else "'idlwright explain' lists all rules"
        raise click.UsageError(f"there is no rule '{rule}'; {hint}")
    say(f"{found.id}: {found.purpose}\n\n{found.explanation}")
    for title, example in (("Refused", found.bad), ("Accepted", found.good)):
        if example:
            say(f"\n{title}:\n")
            say("\n".join(f"    {line}".rstrip() for line in example.rstrip("\n").split("\n")))
    return 0
