"""The built site: nothing dead, nothing twice, nothing from elsewhere."""

from __future__ import annotations

import json
import posixpath
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

pytestmark = pytest.mark.slow
OWN = "https://idlwright.github.io/idlwright/"


def target(page: str, link: str) -> tuple[str, str]:
    """Return the file that a link of a page leads to, and the fragment."""
    if link.startswith(OWN):
        link = "/" + link.removeprefix(OWN)
    address, fragment = urldefrag(link)
    if not address:
        return page, unquote(fragment)
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), unquote(address)))
    if address.endswith(("/", ".", "..")) or not posixpath.splitext(path)[1]:
        path = posixpath.join(path, "index.html")
    return path.lstrip("/"), unquote(fragment)


def is_external(link: str) -> bool:
    return bool(urlsplit(link).scheme or link.startswith("//")) and not link.startswith(OWN)


def test_every_link_leads_somewhere(site: Path, pages: dict[str, Any]) -> None:
    dead = []
    for name, page in pages.items():
        if name == "404.html":
            continue
        for link in page.links:
            if is_external(link):
                continue
            path, fragment = target(name, link)
            if (path not in pages and not (site / path).is_file()) or (
                fragment and path in pages and fragment not in pages[path].ids
            ):
                dead.append((name, link))
    assert dead == []


def test_every_id_is_unique_on_its_page(pages: dict[str, Any]) -> None:
    repeated = {
        name: sorted({each for each in page.ids if page.ids.count(each) > 1})
        for name, page in pages.items()
        if len(page.ids) != len(set(page.ids))
    }
    assert repeated == {}


def test_nothing_is_loaded_from_other_hosts(site: Path, pages: dict[str, Any]) -> None:
    foreign = sorted({link for page in pages.values() for link in page.loads if is_external(link)})
    assert foreign == []
    styles = [path for path in site.rglob("*.css") if "url(http" in path.read_text(encoding="utf-8")]
    assert styles == []


def test_the_scripts_of_the_site_name_no_other_host_that_they_would_load(pages: dict[str, Any]) -> None:
    """The theme's bundle can load diagrams and repository facts from elsewhere; no page asks for either."""
    asking = [
        name
        for name, page in pages.items()
        for _, values in page.elements
        if "mermaid" in values.get("class", "") or values.get("data-md-component") == "source"
    ]
    assert asking == []


def test_external_links_are_https(pages: dict[str, Any]) -> None:
    schemes = {urlsplit(link).scheme for page in pages.values() for link in page.links if is_external(link)}
    assert schemes <= {"https"}


def test_every_page_has_one_first_heading_and_a_title(pages: dict[str, Any]) -> None:
    wrong = [
        name
        for name, page in pages.items()
        if name != "404.html" and (sum(tag == "h1" for tag, _ in page.elements) != 1 or not page.title.strip())
    ]
    assert wrong == []


def test_headings_skip_no_level(pages: dict[str, Any]) -> None:
    wrong = []
    for name, page in pages.items():
        levels = [int(tag[1]) for tag, _ in page.elements if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
        if any(after > before + 1 for before, after in pairwise(levels)):
            wrong.append(name)
    assert wrong == []


def test_every_image_says_what_it_shows(pages: dict[str, Any]) -> None:
    silent = [
        name for name, page in pages.items() for tag, values in page.elements if tag == "img" and not values.get("alt")
    ]
    assert silent == []


def test_every_member_is_in_the_search_index(site: Path, files: dict[str, str]) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"].partition("#")[0] for entry in index["docs"]}
    wanted = {
        path.removeprefix("site_docs/").removesuffix("index.md").removesuffix(".md").rstrip("/") + "/"
        for path in files
        if path.endswith(".md")
    }
    assert sorted(wanted - found) == []
