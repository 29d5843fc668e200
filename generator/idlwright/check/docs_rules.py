"""Rules of documentation."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.check.labels import label
from idlwright.check.survey import Found, Step, Subject, Where
from idlwright.diagnostics import Span
from idlwright.model.definitions import External
from idlwright.model.docs import Docs


def _documented(subject: Subject) -> Iterator[tuple[Docs, Where, Span | None]]:
    """Yield all documentation."""
    for definition in subject.api.definitions:
        yield definition.docs, (definition,), definition.span
    for definition, member in subject.members:
        yield member.docs, (definition, member), member.span


def missing_summary(subject: Subject) -> Iterator[Found]:
    """A definition that says nothing about itself."""
    for definition in subject.api.definitions:
        if isinstance(definition, External):
            continue
        missing = [key for key in ("summary", "link") if not getattr(definition.docs, key)]
        if missing:
            yield Found(definition.span, f"{label(definition)} has no {' and no '.join(missing)}", (definition,))


def deprecated_advice(subject: Subject) -> Iterator[Found]:
    """Something deprecated without a word about what to use instead."""
    for docs, where, span in _documented(subject):
        *around, last = where
        inherited = any(docs.status is _status_of(step) for step in around)
        if docs.status.deprecated and not docs.status.advice and not inherited:
            message = f"{label(last)} is deprecated, but nothing says what to use instead"
            yield Found(span, message, where, "add 'advice' to its 'status'")


def _status_of(step: Step) -> object:
    return getattr(getattr(step, "docs", None), "status", None)


def unknown_example(subject: Subject) -> Iterator[Found]:
    """An example that there is no file for."""
    known = subject.project.examples
    named = [(docs.examples, where, span) for docs, where, span in _documented(subject)]
    named += [(event.examples, (definition, event), event.span) for definition, event in subject.events]
    for examples, where, span in named:
        for example in examples:
            if example not in known:
                help_ = subject.guesses.help(example, known)
                message = f"there is no example '{example}' in {subject.project.docs}/examples"
                yield Found(span, message, where, help_)
