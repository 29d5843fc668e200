"""Text of a schema that tries to be more than text: every renderer shows it and none obeys it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from idlwright.diagnostics.rule import Rule
from idlwright.emit.docs import emit_docs
from idlwright.emit.filters import yaml_text
from idlwright.link import link
from idlwright.load import load
from idlwright.lower.docs import lower_docs
from idlwright.lower.docs.markdown import code, escape, external, fenced, plain, prose
from idlwright.parse import parse
from idlwright.project import Example, Project

ROOT = Path(__file__).parents[2]
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "](javascript:alert(1)) [x",
    "![x](https://evil.example/x.png)",
    "<https://evil.example/>",
    "[x]: https://evil.example/",
    "*[HTML]: evil",
    "[^1]: footnote",
    "`` ` ``",
    "```\n</code></pre><script>alert(1)</script>",
    "~~~",
    "{{ config }}",
    "{% include 'x' %}",
    "{: onclick=alert(1) }",
    "text {: .evil #evil onclick=alert(1) }",
    '--8<-- "/etc/passwd"',
    ';--8<-- "x"',
    "---",
    "--- \ntitle: evil\n---",
    "===",
    '=== "Tab"',
    "!!! danger",
    "??? note",
    "# Heading",
    "1. list",
    "- list",
    "+ list",
    "> quote",
    ": definition",
    "| a | b |",
    "a\n\n    code",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "\\<script>",
    "**bold** __bold__ ~~gone~~ ==mark== ^^ins^^ H~2~O",
    ":smile: ++ctrl++",
    "$x$ \\(x\\)",
    "<!-- comment",
    "<![CDATA[",
    "<?php ?>",
    "</article>",
    "klzzwxh:0000",
    "\u0002klzzwxh:0\u0003",
    "[[Name](javascript:alert(1))]",
    "[[constructor]] [[__proto__.x]]",
    "\u202eevil",
    "`<script>alert(1)</script>`",
    "`a|b`",
    "`` `",
]


def extensions() -> dict[str, Any]:
    """Return the Markdown extensions of mkdocs.yml, as Python-Markdown wants them."""
    settings_ = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    pairs = [next(iter(each.items())) if isinstance(each, dict) else (each, {}) for each in settings_]
    return {"extensions": [name for name, _ in pairs], "extension_configs": dict(pairs)}


SETTINGS = extensions()


def to_html(text: str) -> str:
    return markdown.markdown(text, **SETTINGS)


def shown(text: str) -> str:
    """Return the text as a reader is to see it: on one line, with what can't be seen replaced."""
    return " ".join(
        "".join(
            "\ufffd" if not character.isprintable() and not character.isspace() else character for character in text
        ).split()
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_is_shown_and_nothing_else(text: str, parse_html: Callable[[str], Any]) -> None:
    for before, after in (("", ""), ("- ", ""), ("| a |\n| --- |\n| ", " |"), ("# ", "")):
        page = parse_html("<article>" + to_html(f"{before}{escape(text)}{after}") + "</article>")
        tags = {tag for tag, _ in page.elements}
        assert tags <= {"article", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "h1", "a", "div"}
        assert [link for link in page.links if not link.startswith("#")] == []
        assert shown(text) in shown(page.text)


@pytest.mark.parametrize("text", HOSTILE)
def test_inline_code_is_shown_and_nothing_else(text: str, parse_html: Callable[[str], Any]) -> None:
    page = parse_html("<article>" + to_html(f"| a |\n| --- |\n| {code(text)} |") + "</article>")
    assert {tag for tag, _ in page.elements} <= {"article", "table", "thead", "tbody", "tr", "th", "td", "code"}
    assert shown(text) in shown(page.text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_block_of_code_ends_where_it_should(text: str, parse_html: Callable[[str], Any]) -> None:
    page = parse_html("<article>" + to_html(fenced("text", f"before\n{text}\nafter") + "\n\nend") + "</article>")
    assert {tag for tag, _ in page.elements} <= {"article", "div", "pre", "span", "code", "p"}
    assert page.text.rstrip().endswith("end")
    assert "after" in page.text


@pytest.mark.parametrize("text", HOSTILE)
def test_front_matter_is_one_scalar(text: str) -> None:
    assert isinstance(yaml.safe_load(f"title: {yaml_text(plain(text))}\n")["title"], str)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "http://example.com/",
        "//evil.example/",
        "data:text/html,x",
        "https://x.example/>) <script>",
        'https://x.example/"onclick="alert(1)',
        "https://x.example/](javascript:alert(1))",
    ],
)
def test_an_address_is_https_or_no_link(address: str, parse_html: Callable[[str], Any]) -> None:
    page = parse_html(to_html(external("specification", address)))
    assert {tag for tag, _ in page.elements} <= {"p", "a"}
    assert all(link.startswith("https://x.example/") for link in page.links)
    assert all(list(values) == ["href"] for tag, values in page.elements if tag == "a")


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=60), tail=st.sampled_from(HOSTILE))
def test_any_text_survives_any_text_behind_it(text: str, tail: str) -> None:
    html = to_html(prose(f"{text} {tail}", {}, "../"))
    assert "<script" not in html
    assert "<a " not in html
    assert "<img" not in html


def test_references_lead_to_pages_and_unknown_ones_nowhere() -> None:
    pages = {"Kettle.boil": "Kettle/boil.md"}
    text = prose("See [[Kettle.boil]], `x` and [[Pot]].", pages, "../")
    assert text == "See [`Kettle.boil`](../Kettle/boil.md), `x` and `Pot`."


HOSTILE_SCHEMA = """\
specification: evil
title: {text}
url: https://evil.example/
summary: {sentence}
---
spec: evil
interface: Kettle
exposed: "*"
summary: {sentence}
description: [{text}]
link: "#kettle"
support: {{chrome: "74"}}
members:
  - operation: boil
    returns: DOMString
    returns_summary: {sentence}
    arguments:
      - {{name: mode, type: DOMString, optional: true, default: {text}, summary: {sentence}}}
    summary: {sentence}
    throws: [{{error: TypeError, when: {text}}}]
events:
  - {{event: steam, interface: Kettle, fired: {sentence}}}
---
enum: Mode
summary: {sentence}
link: "#mode"
values: [{{value: {text}, summary: {sentence}}}]
---
external: Pot
reason: {sentence}
---
defect: evil
spec: evil
link: "#x"
found: {sentence}
decision: {sentence}
reason: {sentence}
affects: [Kettle.boil]
"""


def titles(entries: list[dict[str, object]]) -> Iterator[str]:
    for entry in entries:
        for title, value in entry.items():
            yield title
            if isinstance(value, list):
                yield from titles(value)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.isprintable()])
def test_no_field_of_a_schema_gets_out_of_its_place(
    text: str, tmp_path: Path, parse_html: Callable[[str], Any]
) -> None:
    def scalar(value: str) -> str:
        return "'" + value.replace("'", "''") + "'"

    file = tmp_path / "schema" / "evil.yaml"
    file.parent.mkdir()
    file.write_text(HOSTILE_SCHEMA.format(text=scalar(text), sentence=scalar(f"Evil {text} end.")), encoding="utf-8")
    schema, _ = parse(load(tmp_path, "schema").documents)
    api, _ = link(schema)
    example = Example(code=f'"""{text}"""\n# {text}\n', output=text)
    rule = Rule(id="evil", purpose=text, explanation=text, bad=text, good=text)
    tree = lower_docs(api, Project(root=tmp_path), {"x": example}, {"evil": rule})
    for path, page_text in emit_docs(tree).items():
        if not path.endswith(".md"):
            entries = yaml.safe_load(page_text)["nav"]
            assert isinstance(entries, list)
            assert not set('<>"') & set("".join(titles(entries)))
            continue
        _, head, body = page_text.split("---\n", 2)
        values = yaml.safe_load(head)
        assert sorted(values) == ["description", "title"]
        assert not set('<>"') & set("".join(values.values())), path  # themes print them as they stand
        page = parse_html(to_html(body))
        tags = {tag for tag, _ in page.elements}
        assert not tags & {"script", "img", "iframe", "svg", "style", "form", "blockquote", "details", "article"}, path
        assert [link for link in page.links if link.startswith(("javascript:", "data:", "http:"))] == [], path
        assert [
            link for link in page.links if "evil.example" in link and not link.startswith("https://evil.example/")
        ] == []
        handlers = [name for _, values in page.elements for name in values if name.startswith("on")]
        assert handlers == [], path
