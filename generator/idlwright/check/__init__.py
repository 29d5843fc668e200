"""Check."""

from __future__ import annotations

from idlwright.diagnostics import Diagnostic
from idlwright.model.api import Api
from idlwright.project import Project

__all__ = ["check"]


def check(api: Api, project: Project) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a model."""
    return ()
