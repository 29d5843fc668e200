"""The navigation of the site, as `nav.yaml` says it by hand."""

from __future__ import annotations

from idlwright.light import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """An entry: a page (its path below the documentation folder), or a group of entries."""

    title: str
    path: str = ""
    items: tuple[NavItem, ...] = ()
