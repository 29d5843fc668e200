"""First step of link: sort the schema by name, and refuse what is there twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias, TypeVar

from idlwright.diagnostics import Diagnostic, Note
from idlwright.link.context import Context, kind
from idlwright.link.legacy import further_names
from idlwright.syntax import Schema
from idlwright.syntax.definitions import Definition, Dictionary, External, Interface, Mixin, Namespace
from idlwright.syntax.schema import Defect, Override, Specification
from idlwright.syntax.text import Text

Partial: TypeAlias = Interface | Mixin | Namespace | Dictionary
Item = TypeVar("Item")


class Collected(NamedTuple):
    """A schema with each name once, in the order of the files."""

    context: Context
    mains: tuple[Definition, ...]
    partials: dict[str, list[Partial]]
    specifications: tuple[Specification, ...]
    overrides: tuple[Override, ...]
    defects: tuple[Defect, ...]


def collect(schema: Schema, findings: list[Diagnostic]) -> Collected:
    """Return what the schema has, by name; repeated and orphaned names, and all that link finds, go to `findings`."""
    repeats: list[tuple[str, str, Text, Text]] = []
    partials: dict[str, list[Partial]] = {}
    whole: list[Definition] = []
    for definition in schema.definitions:
        if isinstance(definition, Partial) and definition.partial:
            partials.setdefault(definition.name.text, []).append(definition)
        else:
            whole.append(definition)
    mains = _once("duplicate-definition", whole, lambda item: item.name, repeats)
    mains |= further_names(mains)
    specifications = _once("duplicate-specification", schema.specifications, lambda item: item.id, repeats)
    overrides = _once("duplicate-override", schema.overrides, lambda item: item.path, repeats)
    defects = _once("duplicate-defect", schema.defects, lambda item: item.id, repeats)
    context = Context(definitions=mains, specifications=specifications, findings=findings)
    for rule, text, name, first in repeats:
        note = Note(message="the first one is here", span=first.span)
        context.report(rule, name.span, text, notes=(note,))
    _adopt(context, partials)
    _specified(context, schema)
    return Collected(
        context=context,
        mains=tuple(mains.values()),
        partials=partials,
        specifications=tuple(specifications.values()),
        overrides=tuple(overrides.values()),
        defects=tuple(defects.values()),
    )


def _once(
    rule: str,
    items: Iterable[Item],
    name: Callable[[Item], Text],
    repeats: list[tuple[str, str, Text, Text]],
) -> dict[str, Item]:
    """Return the first item of each name; the others go to `repeats`, as rule, message, name and first name."""
    first: dict[str, Item] = {}
    for item in items:
        key = name(item)
        found = first.setdefault(key.text, item)
        if found is not item:
            repeats.append((rule, f"the {rule.partition('-')[2]} '{key}' is there twice", key, name(found)))
    return first


def _adopt(context: Context, partials: dict[str, list[Partial]]) -> None:
    """Take out the partial definitions that have no main definition, or one of another kind."""
    for name in list(partials):
        main = context.definitions.get(name)
        kept: list[Partial] = []
        for partial in partials[name]:
            if main is None:
                message = f"nothing defines '{name}', which this partial definition adds to"
                same = [other.name.text for other in context.definitions.values() if type(other) is type(partial)]
                context.unknown("partial-without-main", message, partial.name, same)
            elif type(main) is not type(partial):
                message = f"this adds to {kind(partial)}, but '{name}' is {kind(main)}"
                note = Note(message="the main definition is here", span=main.name.span)
                context.report("partial-kind", partial.name.span, message, notes=(note,))
            else:
                kept.append(partial)
        partials[name] = kept


def _specified(context: Context, schema: Schema) -> None:
    """Look up the specification of every definition and defect; what is external needs none."""
    known = context.specifications
    seen: set[tuple[str, str]] = set()
    for item in (*schema.definitions, *schema.defects):
        spec = item.spec
        key = (spec.text, spec.span.file)
        if isinstance(item, External) and not spec.text:
            continue
        if spec.text not in known and key not in seen:
            seen.add(key)  # one `spec:` holds for the documents after it
            context.unknown(
                "unknown-specification",
                f"unknown specification '{spec}'",
                spec,
                known,
            )
