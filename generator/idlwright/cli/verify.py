"""`idlwright verify`."""

from __future__ import annotations

from pathlib import Path

import click

from idlwright.cli.console import complain, say, steps
from idlwright.cli.schema import settings
from idlwright.verify import verify


def run(root: str, out: str | None) -> int:
    """Have mypy check what was written."""
    base, project, findings = settings(root)
    if findings:
        raise click.ClickException("pyproject.toml has errors; 'idlwright check' shows them")
    with steps() as step:
        step("mypy")
        verdicts = verify(base, project, Path(out) if out is not None else base)
    if not verdicts:
        raise click.ClickException("there is nothing to verify; run 'idlwright build' first")
    for verdict in verdicts:
        if verdict.clean:
            say(f"{verdict.what}: {verdict.output.strip()}")
        else:
            complain(f"{verdict.what}:\n{verdict.output.rstrip()}")
    return 0 if all(verdict.clean for verdict in verdicts) else 1
