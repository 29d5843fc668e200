"""What all commands that read a schema begin with: the settings, the verdict, the report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from idlwright.cli.console import complain, has_colour
from idlwright.diagnostics import Diagnostic
from idlwright.driver import Judged, judge
from idlwright.light import dataclass, replace
from idlwright.load import load_project
from idlwright.load.project import FILE, project_text
from idlwright.model.api import Api
from idlwright.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A project and what its schema came to."""

    root: Path
    project: Project
    judged: Judged


def read(root: str, schema: str | None, linked: Callable[[Api, Project], None] | None = None) -> Reading:
    """Read the settings and judge the schema.

    Args:
        root: Folder of the project.
        schema: Its schema, where it is not the one of the settings.
        linked: As `judge` takes it.

    Raises:
        click.UsageError: The project's folder does not exist.
    """
    base, project, findings = settings(root)
    if schema is not None:
        project = replace(project, schema=schema.rstrip("/") or "/")
    if findings:
        return Reading(root=base, project=project, judged=Judged(api=None, findings=findings, sources=_text(base)))
    return Reading(root=base, project=project, judged=judge(base, project, linked))


def settings(root: str) -> tuple[Path, Project, tuple[Diagnostic, ...]]:
    """Read the settings of the project in a folder.

    Raises:
        click.UsageError: The folder does not exist.
    """
    base = Path(root)
    if not base.is_dir():
        raise click.UsageError(f"--project: there is no folder '{root}'")
    return (base, *load_project(base))


def _text(base: Path) -> dict[str, str]:
    text, _ = project_text(base)
    return {} if text is None else {FILE: text}


def report(findings: tuple[Diagnostic, ...], sources: Mapping[str, str]) -> None:
    """Print findings to standard error."""
    if findings:
        from idlwright.report import text  # noqa: PLC0415 - a clean schema does not pay for it

        complain(text.render(findings, sources, colour=has_colour(sys.stderr)))
        complain(text.summary(findings))
