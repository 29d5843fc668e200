"""The navigation: the entries by hand, then the reference with the page of each definition.

Members are not in it: each is one click away from its interface, and a full list in every page would make the site grow
with the square of the API.
"""

from __future__ import annotations

from collections.abc import Mapping

from idlwright.diagnostics.rule import Rule
from idlwright.lower.docs.context import Context
from idlwright.lower.docs.heads import ELSEWHERE
from idlwright.model.nav import NavItem

_FOLDER = "reference/"


def navigation(context: Context, by_hand: tuple[NavItem, ...], rules: Mapping[str, Rule] | None) -> tuple[NavItem, ...]:
    """Return all entries."""
    items = [NavItem(title="All definitions", path=f"{_FOLDER}index.md")]
    by_spec: dict[str, list[NavItem]] = {}
    for place in context.addresses.places:
        entry = NavItem(title=place.definition.name, path=_FOLDER + place.path)
        by_spec.setdefault(place.definition.spec, []).append(entry)
    for specification in context.api.specifications:
        entries = by_spec.get(specification.id)
        if entries:
            items.append(NavItem(title=specification.title, items=tuple(entries)))
    if elsewhere := by_spec.get(""):
        items.append(NavItem(title=ELSEWHERE, items=tuple(elsewhere)))
    items.append(NavItem(title="Faults of the specifications", path=f"{_FOLDER}defects.md"))
    if rules is not None:
        items.append(NavItem(title="Rules", path=f"{_FOLDER}rules/index.md"))
    return (*by_hand, NavItem(title="Reference", items=tuple(items)))
