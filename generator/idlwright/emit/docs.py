"""Print the pages of the documentation: one template for each kind of page, and the navigation file."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.emit.environment import environment
from idlwright.emit.filters import title_text, yaml_text
from idlwright.model.nav import NavItem
from idlwright.view.docs import (
    DefectsPage,
    DefinitionPage,
    DictionaryPage,
    DocsTree,
    EventPage,
    IndexPage,
    MemberPage,
    RulePage,
)

_TEMPLATES = {
    DefectsPage: "docs/defects.md.j2",
    DefinitionPage: "docs/definition.md.j2",
    DictionaryPage: "docs/dictionary.md.j2",
    EventPage: "docs/event.md.j2",
    IndexPage: "docs/index.md.j2",
    MemberPage: "docs/member.md.j2",
    RulePage: "docs/rule.md.j2",
}


def emit_docs(tree: DocsTree) -> dict[str, str]:
    """Return path → text of all pages and of the navigation."""
    made = environment()
    templates = {kind: made.get_template(name) for kind, name in _TEMPLATES.items()}
    files = {f"{tree.root}/{page.head.path}": templates[type(page)].render(page=page) for page in tree.pages}
    files[tree.nav_file] = made.get_template("docs/nav.yml.j2").render(lines=tuple(_nav(tree.nav, 1)))
    return files


def _nav(items: tuple[NavItem, ...], depth: int) -> Iterator[str]:
    """Yield the lines of the navigation; templates do not recurse."""
    indent = "  " * depth
    for item in items:
        if item.items:
            yield f"{indent}- {title_text(item.title)}:"
            yield from _nav(item.items, depth + 1)
        else:
            yield f"{indent}- {title_text(item.title)}: {yaml_text(item.path)}"
