"""What the making of any page needs to know, gathered once a run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import TypeVar

from idlwright.light import dataclass
from idlwright.lower.docs import markdown
from idlwright.lower.docs.addresses import Addresses, Place, addresses
from idlwright.lower.docs.backlinks import Backlinks, backlinks
from idlwright.lower.stubs.scope import Scope
from idlwright.lower.targets import PYODIDE, TARGETS, Direction, Target
from idlwright.lower.types import annotation
from idlwright.lower.webidl import type_text
from idlwright.model.api import Api, Defect, Override, Specification
from idlwright.model.types import Type
from idlwright.project import Example, Project
from idlwright.view.docs import Markdown

_T = TypeVar("_T")
_OBJECT = PYODIDE.result.dictionary.text.removeprefix("{}")
_NAME = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The API with its addresses and indexes; `prefix` leads from a page to the reference folder."""

    api: Api
    project: Project
    examples: Mapping[str, Example]
    addresses: Addresses
    by_name: Mapping[str, Place]
    backlinks: Backlinks
    defects: Mapping[str, tuple[Defect, ...]]
    """Path of a definition or member → the faults that affect it."""
    overrides: Mapping[str, tuple[Override, ...]]
    """Path of a definition or member (without argument) → the types that policy changed there."""
    specifications: Mapping[str, Specification]
    decided: Mapping[str, Type]
    """Path → the type that policy says instead of the IDL's."""
    scopes: Mapping[str, Scope]
    """Name of a target → what spells members for it, as in its stubs."""
    prefix: str = "../"
    spelled: dict[tuple[Type, str, bool], tuple[str, Markdown]] = field(default_factory=dict)
    """Types that have been spelled already, since every type of an API occurs many times."""
    said: dict[str, Markdown] = field(default_factory=dict)
    """Prose that has been read already: a summary stands on its own page and in lists."""

    @property
    def pages(self) -> Mapping[str, str]:
        """Return what references lead to."""
        return self.addresses.pages

    def prose(self, text: str) -> Markdown:
        """Return a sentence or paragraph of the schema for a page."""
        known = self.said.get(text)
        if known is None:
            known = self.said[text] = markdown.prose(text, self.pages, self.prefix)
        return known

    def reference(self, name: str) -> Markdown:
        """Return a link to a definition or member."""
        return markdown.reference(name, self.pages, self.prefix)

    def typed(self, type_: Type, target: Target, direction: Direction) -> Markdown:
        """Return a type as a target spells it, its names as links."""
        return self._spelled(type_, target, direction)[1]

    def spelling(self, type_: Type, target: Target, direction: Direction) -> str:
        """Return a type as a target spells it, for a block of code."""
        return self._spelled(type_, target, direction)[0]

    def _spelled(self, type_: Type, target: Target, direction: Direction) -> tuple[str, Markdown]:
        key = (type_, target.name, direction is Direction.ARGUMENT)
        known = self.spelled.get(key)
        if known is None:
            found = annotation(self.api, type_, target, direction)
            pages = self._known(found.names)
            known = self.spelled[key] = (found.text, markdown.typed(found.text, pages, self.prefix))
        return known

    def typed_idl(self, type_: Type) -> Markdown:
        """Return a type as Web IDL writes it, its names as links."""
        text = type_text(type_)
        return markdown.typed(text, self._known(_NAME.findall(text)), self.prefix)

    def _known(self, names: Iterable[str]) -> Mapping[str, str]:
        """Return the pages of names; the object that a dictionary comes back as is on the dictionary's page."""
        pages = {name: self.pages.get(name) or self.pages.get(name.removesuffix(_OBJECT)) for name in names}
        return {name: page for name, page in pages.items() if page is not None}


def gather(api: Api, project: Project, examples: Mapping[str, Example]) -> Context:
    """Make the indexes."""
    found = addresses(api)
    return Context(
        api=api,
        project=project,
        examples=examples,
        addresses=found,
        by_name={place.definition.name: place for place in found.places},
        backlinks=backlinks(found),
        defects=_by_path((path, each) for each in api.defects for path in each.affects),
        overrides=_by_path((each.path.partition("(")[0], each) for each in api.overrides),
        decided={each.path: each.type for each in api.overrides},
        scopes={
            name: Scope(
                api=api,
                project=project,
                target=target,
                overrides={each.path: each.type for each in api.overrides},
            )
            for name, target in TARGETS.items()
        },
        specifications={each.id: each for each in api.specifications},
    )


def _by_path(pairs: Iterable[tuple[str, _T]]) -> Mapping[str, tuple[_T, ...]]:
    found: dict[str, tuple[_T, ...]] = {}
    for path, each in pairs:
        found[path] = (*found.get(path, ()), each)
    return found
