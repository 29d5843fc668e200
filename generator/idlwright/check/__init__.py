"""Check: rules of Web IDL and of this project, held against the model. Nothing here changes the model."""

from __future__ import annotations

from contextlib import suppress

from idlwright.check.labels import label
from idlwright.check.survey import Found, survey
from idlwright.check.table import CHECKS, Check
from idlwright.diagnostics import Diagnostic, Severity, Span, in_order
from idlwright.diagnostics.limit import EnoughError, add
from idlwright.model.api import Api
from idlwright.project import Project

__all__ = ["check"]


def check(api: Api, project: Project) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a model, or could be better."""
    subject = survey(api, project)
    errors: list[Diagnostic] = []
    warnings: list[Diagnostic] = []
    with suppress(EnoughError):
        for rule in CHECKS:
            for found in rule.run(subject):
                if rule.severity is Severity.ERROR:
                    add(errors, _diagnostic(rule, found))
                else:
                    warnings.append(_diagnostic(rule, found))
    return in_order([*errors, *warnings])


def _diagnostic(rule: Check, found: Found) -> Diagnostic:
    spans = (found.span, *(step.span for step in reversed(found.where)))
    return Diagnostic(
        rule=rule.rule,
        severity=rule.severity,
        span=next((span for span in spans if span is not None), NOWHERE),
        message=found.message,
        path=tuple(map(label, found.where)),
        notes=found.notes,
        help=found.help,
    )


NOWHERE = Span("", 1, 1, 1, 1)
"""Of models that were not read from files."""
