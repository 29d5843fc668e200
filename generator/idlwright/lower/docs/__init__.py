"""Lower the IR to pages of the documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from idlwright.diagnostics.rule import Rule
from idlwright.lower.docs.context import Context, gather
from idlwright.lower.docs.definitions import definition_page
from idlwright.lower.docs.events import event_page
from idlwright.lower.docs.members import member_page
from idlwright.lower.docs.nav import navigation
from idlwright.lower.docs.overview import defects_page, index_page, rule_pages
from idlwright.model.api import Api
from idlwright.model.nav import NavItem
from idlwright.project import Example, Project
from idlwright.view.docs import DocsTree, Page

__all__ = ["lower_docs"]


def lower_docs(
    api: Api,
    project: Project,
    examples: Mapping[str, Example],
    rules: Mapping[str, Rule] | None = None,
    nav: tuple[NavItem, ...] = (),
) -> DocsTree:
    """Return all generated pages and the navigation.

    Args:
        api: What is documented.
        project: Where the pages go.
        examples: Name of an example file → the example.
        rules: The rules of the checker, when they are to have pages: those of idlwright's own site.
        nav: The entries of the navigation that were written by hand.
    """
    context = gather(api, project, examples)
    return DocsTree(
        root=f"{project.docs}/reference",
        pages=tuple(_pages(context, rules)),
        nav_file=project.nav,
        nav=navigation(context, nav, rules),
    )


def _pages(context: Context, rules: Mapping[str, Rule] | None) -> Iterator[Page]:
    yield index_page(context)
    yield defects_page(context)
    if rules is not None:
        yield from rule_pages(rules)
    for place in context.addresses.places:
        yield definition_page(context, place)
        for member in place.members:
            yield member_page(context, place, member)
        for event in place.events:
            yield event_page(context, place, event)
