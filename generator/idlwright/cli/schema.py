"""What all commands that read a schema begin with: the settings, the verdict, the report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from idlwright.cli.console import complain, has_colour
from idlwright.diagnostics import Diagnostic, Severity
from idlwright.driver import Judged, judge
from idlwright.light import dataclass, replace
from idlwright.load import load_project
from idlwright.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A project and what its schema came to."""

    root: Path
    project: Project
    judged: Judged


def read(root: str, schema: str | None) -> Reading:
    """Read the settings and judge the schema.

    Raises:
        click.UsageError: The project's folder does not exist.
    """
    base = Path(root)
    if not base.is_dir():
        raise click.UsageError(f"--project: there is no folder '{root}'")
    project, findings = load_project(base)
    if schema is not None:
        project = replace(project, schema=schema.rstrip("/") or "/")
    if findings:
        return Reading(root=base, project=project, judged=Judged(api=None, findings=findings, sources=_settings(base)))
    return Reading(root=base, project=project, judged=judge(base, project))


def _settings(base: Path) -> dict[str, str]:
    try:
        return {"pyproject.toml": (base / "pyproject.toml").read_text(encoding="utf-8", errors="replace")}
    except OSError:
        return {}


def has_errors(findings: tuple[Diagnostic, ...]) -> bool:
    """Tell whether findings stop a build."""
    return any(found.severity is Severity.ERROR for found in findings)


def report(reading: Reading) -> None:
    """Print the findings to standard error."""
    if reading.judged.findings:
        from idlwright.report import text  # noqa: PLC0415 - a clean schema does not pay for it

        complain(text.render(reading.judged.findings, reading.judged.sources, colour=has_colour(sys.stderr)))
        complain(text.summary(reading.judged.findings))
