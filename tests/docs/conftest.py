"""The site, built once, and what its pages say: read with a parser of our own, since MkDocs looks at Markdown only."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from idlwright.driver import judge
from idlwright.emit.docs import emit_docs
from idlwright.load import load_examples, load_project
from idlwright.lower.docs import lower_docs
from idlwright.model.api import Api
from idlwright.view.docs import DocsTree

ROOT = Path(__file__).parents[2]
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@dataclass(slots=True)
class Html:
    """What a page holds, as far as the tests ask for it."""

    title: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Targets of `<a>`."""
    loads: list[str] = field(default_factory=list)
    """What the browser fetches by itself."""
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: str = ""
    """All text of the article."""


LOADING = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "use": "href"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Html()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.page.elements.append((tag, values))
        if "id" in values:
            self.page.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.page.links.append(values["href"])
        loading = LOADING.get(tag)
        if loading in values and not (tag == "link" and values.get("rel") in {"canonical", "prev", "next"}):
            self.page.loads.append(values[loading])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title":
            self.page.title += data
        if "article" in self.open and self.open[-1] not in {"script", "style"}:
            self.page.text += data


def read_html(text: str) -> Html:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page


@pytest.fixture(scope="session")
def parse_html() -> Callable[[str], Html]:
    return read_html


@pytest.fixture(scope="session")
def api() -> Api:
    project, findings = load_project(ROOT)
    assert findings == ()
    judged = judge(ROOT, project)
    assert judged.api is not None, judged.findings
    return judged.api


@pytest.fixture(scope="session")
def tree(api: Api) -> DocsTree:
    from idlwright.diagnostics.rules import RULES  # noqa: PLC0415

    project, _ = load_project(ROOT)
    nav = judge(ROOT, project).nav
    return lower_docs(api, project, load_examples(ROOT, project.docs), RULES, nav)


@pytest.fixture(scope="session")
def files(tree: DocsTree) -> dict[str, str]:
    return emit_docs(tree)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site as it is in the tree, strictly; return its folder."""
    target = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    return target


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Html]:
    """Path below the site → what the page holds."""
    return {
        path.relative_to(site).as_posix(): read_html(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
