"""Link: names, inheritance, partials, mixins and policy of a schema, resolved into the intermediate representation.

All findings of a run come out together; the representation is only to be used when none of them is an error.
"""

from __future__ import annotations

from contextlib import suppress

from idlwright.diagnostics import Diagnostic, in_order
from idlwright.diagnostics.limit import EnoughError
from idlwright.link.collect import Collected, collect
from idlwright.link.definitions import link_definition
from idlwright.link.events import check_handlers
from idlwright.link.lookup import Directory
from idlwright.link.policy import check_references, link_defects, link_overrides
from idlwright.link.shape import shape
from idlwright.model.api import Api, Specification
from idlwright.syntax import Schema

__all__ = ["link"]


def link(schema: Schema) -> tuple[Api, tuple[Diagnostic, ...]]:
    """Return what a schema means, and what is wrong with how its parts refer to each other."""
    findings: list[Diagnostic] = []
    api = Api(specifications=(), definitions=())
    with suppress(EnoughError):
        api = _linked(schema, findings)
    return api, in_order(findings)


def _linked(schema: Schema, findings: list[Diagnostic]) -> Api:
    collected = collect(schema, findings)
    hanging = shape(collected)
    linked = [link_definition(collected, hanging, node) for node in collected.mains]
    linked.sort(key=lambda definition: definition.name)
    api = Api(
        specifications=_specifications(collected),
        definitions=tuple(linked),
        by_name={definition.name: definition for definition in linked},
    )
    check_handlers(collected, hanging)
    directory = Directory(api)
    api = Api(
        specifications=api.specifications,
        definitions=api.definitions,
        overrides=link_overrides(collected, directory),
        defects=link_defects(collected, directory),
        by_name=api.by_name,
    )
    collected.context.prose.extend((each.summary, ()) for each in schema.specifications if each.summary)
    check_references(collected.context, directory)
    return api


def _specifications(collected: Collected) -> tuple[Specification, ...]:
    """Return the specifications by id."""
    linked = [
        Specification(
            id=node.id.text,
            title=node.title.text,
            url=node.url.text,
            status=node.status.text if node.status else "",
            summary=node.summary.text if node.summary else "",
            span=node.span,
        )
        for node in collected.specifications
    ]
    return tuple(sorted(linked, key=lambda specification: specification.id))
