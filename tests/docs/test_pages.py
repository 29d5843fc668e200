"""The generated pages: each thing has one, each says what it must, and they are always the same."""

from __future__ import annotations

import re

import pytest
import yaml
from idlwright.diagnostics.rules import RULES
from idlwright.emit.docs import emit_docs
from idlwright.model import query
from idlwright.model.api import Api
from idlwright.model.definitions import CallbackInterface, Interface, Mixin, Namespace
from idlwright.view.docs import DocsTree

REFERENCE = "site_docs/reference/"


def front(text: str) -> dict[str, str]:
    _, head, _ = text.split("---\n", 2)
    return yaml.safe_load(head)


def test_every_definition_has_a_page(api: Api, files: dict[str, str]) -> None:
    missing = [each.name for each in api.definitions if f"{REFERENCE}{each.name}/index.md" not in files]
    assert missing == []


def test_every_member_has_a_page_with_each_interface_that_has_it(api: Api, files: dict[str, str]) -> None:
    missing = []
    for definition in api.definitions:
        members = []
        if isinstance(definition, Interface):
            members = [member for member, _ in query.members_of(api, definition)]
        elif isinstance(definition, Namespace | CallbackInterface):
            members = list(definition.members)
        for member in members:
            name = query.member_name(member)
            places = [f"{REFERENCE}{definition.name}/{name}{end}.md" for end in ("", "_", "_static")]
            if not any(place in files for place in places):
                missing.append(f"{definition.name}.{name}")
    assert missing == []


def test_every_event_has_a_page(api: Api, files: dict[str, str]) -> None:
    missing = [
        f"{definition.name}.{event.name}"
        for definition in api.definitions
        if isinstance(definition, Interface)
        for event in query.events_of(api, definition)
        if f"{REFERENCE}{definition.name}/{event.name}_event.md" not in files
    ]
    assert missing == []


def test_every_mixin_leads_to_the_pages_of_its_members(api: Api, files: dict[str, str]) -> None:
    for definition in api.definitions:
        if isinstance(definition, Mixin):
            text = files[f"{REFERENCE}{definition.name}/index.md"]
            for member in definition.members:
                assert re.search(rf"\]\(\.\./\w+/{re.escape(query.member_name(member))}_?\.md\)", text), definition.name


def test_every_rule_has_a_page(files: dict[str, str]) -> None:
    missing = [name for name in RULES if f"{REFERENCE}rules/{name}.md" not in files]
    assert missing == []


def test_every_field_has_an_anchor(api: Api, files: dict[str, str]) -> None:
    for definition in api.definitions:
        for name in [field.name for field in getattr(definition, "members", ()) if type(field).__name__ == "Field"]:
            assert f"{{: #{name} }}" in files[f"{REFERENCE}{definition.name}/index.md"]


def test_every_defect_is_told_on_its_page_and_on_those_it_affects(api: Api, files: dict[str, str]) -> None:
    for defect in api.defects:
        assert f"{{: #{defect.id} }}" in files[f"{REFERENCE}defects.md"]
        told = [path for path, text in files.items() if f"**`{defect.id}`.**" in text]
        assert told or not defect.affects, defect.id


def test_every_override_gives_its_reason_where_it_applies(api: Api, files: dict[str, str]) -> None:
    for override in api.overrides:
        owner, _, member = override.path.partition("(")[0].partition(".")
        path = f"{REFERENCE}{owner}/{member}.md"
        text = files.get(path) or files[f"{REFERENCE}{owner}/index.md"]
        assert "## Differs from the specification" in text, override.path


def test_front_matter_is_yaml_with_a_short_description(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path.endswith(".md"):
            head = front(text)
            assert sorted(head) == ["description", "title"], path
            assert 0 < len(head["description"]) <= 160, path


def test_titles_are_unique(files: dict[str, str]) -> None:
    titles = [front(text)["title"] for path, text in files.items() if path.endswith(".md")]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_no_two_files_differ_in_case_only(files: dict[str, str]) -> None:
    assert len({path.casefold() for path in files}) == len(files)


def test_pages_have_no_trailing_blanks_and_end_in_one_newline(files: dict[str, str]) -> None:
    for path, text in files.items():
        assert text.endswith("\n"), path
        assert not text.endswith("\n\n"), path
        assert [line for line in text.splitlines() if line != line.rstrip()] == [], path
        prose = re.sub(r"^( *)(`{3,})\w+.*?^\1\2$", "code", text, flags=re.MULTILINE | re.DOTALL)
        assert "\n\n\n" not in prose, path


def test_the_same_tree_gives_the_same_pages(tree: DocsTree, files: dict[str, str]) -> None:
    assert emit_docs(tree) == files


def test_the_navigation_lists_the_hand_written_pages_then_every_definition(api: Api, files: dict[str, str]) -> None:
    nav = yaml.safe_load(files["mkdocs.nav.yml"])["nav"]
    assert nav[0] == {"Overview": "index.md"}
    listed = re.findall(r'"reference/(\w+)/index\.md"', files["mkdocs.nav.yml"])
    assert sorted(listed) == sorted([*(each.name for each in api.definitions), "rules"])


@pytest.mark.parametrize(
    "words",
    [
        ('=== "CPython"', "def fetch(", "Promise[BackgroundFetchRegistration]"),
        ('=== "Pyodide (js)"', "JsFuture[BackgroundFetchRegistration]"),
        ('=== "Web IDL"', "Promise<BackgroundFetchRegistration> fetch("),
        ("## Parameters", "| `id`<br>required |", "optional, default `{}`"),
        ("## Result", "[BackgroundFetchRegistration](../BackgroundFetchRegistration/index.md)"),
        ("## Exceptions", "- `TypeError`: ", "named `NotAllowedError`: "),
        ("## Conversions to know", "keyword arguments"),
        ("## Where it works", "Exposed in `Window`, `Worker`", "| Chrome | Since version 74 |", "| Firefox | No |"),
        ("## Specification", "[Background Fetch](<https://wicg.github.io/background-fetch/#background-fetch-manager-fetch>)"),
        ("## See also", "- [`BackgroundFetchManager`](../BackgroundFetchManager/index.md), which this is a part of"),
        (">Experimental</span>",),
    ],
)  # fmt: skip
def test_the_page_of_a_method_says_all_of_it(files: dict[str, str], words: tuple[str, ...]) -> None:
    text = files[f"{REFERENCE}BackgroundFetchManager/fetch.md"]
    for word in words:
        assert word in text


def test_the_page_of_an_event_shows_how_to_listen(files: dict[str, str]) -> None:
    text = files[f"{REFERENCE}ServiceWorkerGlobalScope/backgroundfetchclick_event.md"]
    assert 'scope.addEventListener("backgroundfetchclick", listener)' in text
    assert 'js.addEventListener("backgroundfetchclick", create_proxy(listener))' in text
    assert "js.onbackgroundfetchclick = listener" in text
    assert "[`BackgroundFetchEvent`](../BackgroundFetchEvent/index.md)" in text
    assert "| [`registration`](../BackgroundFetchEvent/registration.md) |" in text


def test_a_definition_tells_who_uses_it(files: dict[str, str]) -> None:
    text = files[f"{REFERENCE}BackgroundFetchRegistration/index.md"]
    assert "- Returned by: [`BackgroundFetchManager.fetch`](../BackgroundFetchManager/fetch.md)" in text
    assert "[`BackgroundFetchEvent.registration`](../BackgroundFetchEvent/registration.md)" in text


def test_inherited_members_are_listed_with_their_interface(files: dict[str, str]) -> None:
    text = files[f"{REFERENCE}BackgroundFetchEvent/index.md"]
    assert (
        "- From [`ExtendableEvent`](../ExtendableEvent/index.md): [`waitUntil()`](../ExtendableEvent/waitUntil.md)"
        in text
    )
