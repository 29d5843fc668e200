"""Policy and prose: what they name must be there."""

from __future__ import annotations

import re

from idlwright.diagnostics import Diagnostic
from idlwright.diagnostics.limit import add
from idlwright.link.collect import Collected
from idlwright.link.context import Context, basename, labels
from idlwright.link.docs import absolute
from idlwright.link.lookup import Directory, Missing, Place, has_page, look_up
from idlwright.link.types import link_type
from idlwright.model.api import Defect, Override
from idlwright.model.definitions import Definition
from idlwright.model.members import Attribute, Field, Operation
from idlwright.syntax.text import Text

_REFERENCE = re.compile(r"`[^`]*`|\[\[([^\[\]]*)\]\]")
"""What is between backticks is code: `[[slot]]` refers to nothing there."""


def link_overrides(collected: Collected, directory: Directory) -> tuple[Override, ...]:
    """Return the overrides by path, each with a place where there is a type to replace."""
    context = collected.context
    linked = []
    for node in collected.overrides:
        found = look_up(directory, node.path.text)
        if isinstance(found, Missing):
            _unknown(context, directory, node.path, found)
        elif not _has_type(found):
            message = f"'{node.path}' has no type of its own that policy could replace"
            context.report("untyped-path", node.path.span, message)
        context.prose.append((node.reason, ()))
        type_ = link_type(context, node.type, ())
        linked.append(Override(path=node.path.text, type=type_, reason=node.reason.text, span=node.span))
    return tuple(sorted(linked, key=lambda override: override.path))


def _has_type(place: Place) -> bool:
    """Tell whether a path leads to an argument, a result, an attribute or a field."""
    if place.arguments:
        return bool(place.members)
    return bool(place.members) and all(isinstance(member, Attribute | Operation | Field) for member in place.members)


def link_defects(collected: Collected, directory: Directory) -> tuple[Defect, ...]:
    """Return the defects by id."""
    context = collected.context
    linked = []
    for node in collected.defects:
        for path in node.affects:
            found = look_up(directory, path.text)
            if isinstance(found, Missing) and not has_page(directory, path.text):
                _unknown(context, directory, path, found)
        context.prose.extend((text, ()) for text in (node.found, node.decision, node.reason))
        linked.append(
            Defect(
                id=node.id.text,
                spec=node.spec.text,
                link=absolute(context, node.link, node.spec.text),
                found=node.found.text,
                decision=node.decision.text,
                reason=node.reason.text,
                affects=tuple(path.text for path in node.affects),
                span=node.span,
            )
        )
    return tuple(sorted(linked, key=lambda defect: defect.id))


def check_references(context: Context, directory: Directory) -> None:
    """Look up what `[[Name]]` and `[[Name.member]]` in prose refer to."""
    for text, where in context.prose:
        if "[[" not in text.text:
            continue
        for path in _REFERENCE.findall(text.text):
            if not path or has_page(directory, path):
                continue
            found = look_up(directory, path)
            if isinstance(found, Missing):
                dangling = Diagnostic(
                    rule="dangling-reference",
                    span=text.span,
                    message=f"[[{path}]]: {found.message}",
                    path=labels(where),
                    help=_help(context, directory, path, found),
                )
                add(context.findings, dangling)


def _unknown(context: Context, directory: Directory, path: Text, found: Missing) -> None:
    """Report a path of policy that leads nowhere."""
    help_ = _help(context, directory, path.text, found)
    add(context.findings, Diagnostic(rule="unknown-path", span=path.span, message=found.message, help=help_))


def _help(context: Context, directory: Directory, path: str, found: Missing) -> str | None:
    """Say which path may have been meant, and where it leads."""
    if found.instead:
        return f"write '{found.instead}'{_place(directory, found.instead)}"
    guess = context.guesses.closest(path, found.candidates)
    return f"did you mean '{guess}'?{_place(directory, guess)}" if guess else None


def _place(directory: Directory, path: str) -> str:
    """Return where a path leads, as a help line says it."""
    definition: Definition | None = directory.api.by_name.get(path.partition(".")[0])
    name = path.partition(".")[2].partition("(")[0]
    for thing in (*(directory.written(definition, name) if definition else ()), definition):
        if thing is not None and thing.span is not None:
            return f" ({basename(thing.span)})"
    return ""
