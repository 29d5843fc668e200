"""Documents that define nothing: specifications, and the policy's overrides and defects."""

from __future__ import annotations

from idlwright.parse.entries import Entries
from idlwright.parse.prose import address, link, paragraph, phrase, summary
from idlwright.parse.types import type_expression
from idlwright.parse.words import distinct, path, spec_id
from idlwright.syntax.schema import Defect, Override, Specification

SPECIFICATION = ("specification", "title", "url", "status", "summary")
OVERRIDE = ("override", "spec", "type", "reason")
DEFECT = ("defect", "spec", "link", "found", "decision", "reason", "affects")
_affects = distinct(path, "'affects'")


def specification(entries: Entries) -> Specification | None:
    """Read `specification: id`."""
    id_ = entries.need("specification", spec_id)
    title, url = entries.need("title", phrase), entries.need("url", address)
    status, words = entries.take("status", phrase), entries.take("summary", summary)
    if id_ is None or title is None or url is None:
        return None
    return Specification(id=id_, title=title, url=url, status=status, summary=words, span=id_.span)


def override(entries: Entries) -> Override | None:
    """Read `override: Path`."""
    where = entries.need("override", path)
    type_, reason = entries.need("type", type_expression), entries.need("reason", paragraph)
    if where is None or type_ is None or reason is None:
        return None
    return Override(path=where, type=type_, reason=reason, span=where.span)


def defect(entries: Entries) -> Defect | None:
    """Read `defect: id`."""
    id_ = entries.need("defect", spec_id)
    spec, address_ = entries.need("spec", spec_id), entries.need("link", link)
    found, decision = entries.need("found", paragraph), entries.need("decision", paragraph)
    reason, affects = entries.need("reason", paragraph), entries.take("affects", _affects) or ()
    if not (id_ and spec and address_ and found and decision and reason):
        return None
    return Defect(
        id=id_, spec=spec, link=address_, found=found, decision=decision, reason=reason, affects=affects, span=id_.span
    )
