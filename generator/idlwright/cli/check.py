"""`idlwright check`."""

from __future__ import annotations

import sys

import click

from idlwright.cli.console import has_colour, say
from idlwright.cli.schema import Reading, read
from idlwright.driver import has_errors


def run(root: str, schema: str | None, form: str) -> int:
    """Judge and report to standard output."""
    reading = read(root, schema)
    if form == "text":
        _text(reading)
    else:
        from idlwright.report import render  # noqa: PLC0415 - text needs less

        click.echo(render(form, reading.judged.findings, reading.judged.sources), nl=False)
    return 1 if has_errors(reading.judged.findings) else 0


def _text(reading: Reading) -> None:
    findings = reading.judged.findings
    if findings:
        from idlwright.report import text  # noqa: PLC0415 - a clean schema does not pay for it

        say(text.render(findings, reading.judged.sources, colour=has_colour(sys.stdout)))
        say(text.summary(findings))
    if reading.judged.api is not None:
        say(f"{reading.project.schema}: {len(reading.judged.api.definitions)} definitions, no errors")
