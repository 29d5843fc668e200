"""Prose and facts as YAML."""

from __future__ import annotations

from collections.abc import Iterable

from idlwright.dump.layout import Quoted, Raw, Tree
from idlwright.dump.types import attribute_text
from idlwright.model.docs import Status, Support
from idlwright.syntax.attributes import ExtendedAttribute
from idlwright.syntax.docs import Docs, Throws
from idlwright.syntax.text import Text


def docs_tree(docs: Docs) -> dict[str, Tree]:
    """Return what `summary` … `examples` say, without what is not said."""
    made: dict[str, Tree] = {}
    if docs.summary:
        made["summary"] = docs.summary.text
    if docs.description:
        made["description"] = texts(docs.description)
    made.update(facts_tree(docs.link, docs.status, docs.support))
    if docs.throws:
        made["throws"] = [_throws_tree(each) for each in docs.throws]
    if docs.examples:
        made["examples"] = texts(docs.examples)
    return made


def facts_tree(link: Text | None, status: Status | None, support: tuple[Support, ...] | None) -> dict[str, Tree]:
    """Return link, status and support."""
    made: dict[str, Tree] = {}
    if link:
        made["link"] = Quoted(link.text)
    if status is not None:
        made["status"] = _status_tree(status)
    if support is not None:
        made["support"] = {each.browser: _version(each.version) for each in support}
    return made


def common_tree(attributes: tuple[ExtendedAttribute, ...], exposed: tuple[Text, ...] | None) -> dict[str, Tree]:
    """Return extended attributes and exposure."""
    made: dict[str, Tree] = {}
    if attributes:
        made["extended_attributes"] = [attribute_text(attribute) for attribute in attributes]
    if exposed is not None:
        everywhere = [each.text for each in exposed] == ["*"]
        made["exposed"] = Quoted("*") if everywhere else texts(exposed)
    return made


def texts(found: Iterable[Text]) -> list[Tree]:
    """Return words or sentences as a list."""
    return [each.text for each in found]


def flag(*, value: bool) -> Raw:
    """Return a boolean."""
    return Raw("true" if value else "false")


def _status_tree(status: Status) -> dict[str, Tree]:
    made: dict[str, Tree] = {
        "experimental": flag(value=status.experimental),
        "standard": flag(value=status.standard),
        "deprecated": flag(value=status.deprecated),
    }
    if status.advice:
        made["advice"] = status.advice
    return made


def _version(version: str | bool) -> Tree:
    return flag(value=version) if isinstance(version, bool) else version


def _throws_tree(throws: Throws) -> dict[str, Tree]:
    return {"error": throws.error.text, "when": throws.when.text}
