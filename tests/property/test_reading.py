"""Whatever the bytes, reading ends in findings and never in a traceback; what is printed is read back the same."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from idlwright.diagnostics import Diagnostic, Span
from idlwright.diagnostics.rules import RULES
from idlwright.load import load, load_project
from idlwright.load.nodes import read_nodes
from idlwright.model.types import BUFFERS, GENERICS, PRIMITIVES, STRINGS
from idlwright.parse import parse, parse_type
from idlwright.syntax.nodes import Scalar
from idlwright.syntax.types import Annotated, Builtin, Generic, Name, Nullable, Record, TypeExpression, Union

LONG = "IDLWRIGHT_LONG_TESTS" in os.environ
"""Look for news: many examples, other ones each time."""


def examples(count: int) -> settings:
    factor = 50 if LONG else 1
    return settings(max_examples=count * factor, derandomize=not LONG, deadline=None, database=None)


AT = Span("f", 1, 1, 1, 1)
KEYS = [
    "spec", "interface", "dictionary", "enum", "typedef", "callback", "callback interface", "mixin", "namespace",
    "external", "override", "defect", "specification", "members", "attribute", "operation", "constructor", "const",
    "field", "type", "arguments", "name", "value", "values", "default", "throws", "events", "event", "status",
    "support", "summary", "description", "link", "exposed", "examples", "extended_attributes", "maplike", "iterable",
    "special", "stringifier", "spelling", "partial", "inherits", "includes", "url", "title", "reason", "affects",
    "found",
]  # fmt: skip
WORDS = st.sampled_from([
    *KEYS, "true", "false", "null", "[]", "{}", "long", "sequence<", "(A or B)", "'", '"', "&a", "*a", "!t", "<<", "?",
    "- ", ": ", ", ", "\n", "\n  ", "\n    ", "---\n", "|", ">", "[", "]", "{", "}", "#x", "https://a.org", "\t", "0",
    "é", "getter", "chrome", "74", "Clock", "a.b", "\\u0000", "\u202e", "\x00", "%YAML 1.1\n",
])  # fmt: skip


def sound(findings: tuple[Diagnostic, ...] | list[Diagnostic], text: str) -> None:
    """Every finding has a rule, a sentence and a place inside the text."""
    lines = text.split("\n")
    for found in findings:
        assert found.rule in RULES
        assert found.message.strip()
        assert 1 <= found.span.line <= max(len(lines), 1)
        assert 1 <= found.span.column <= len(lines[found.span.line - 1]) + 2
        assert (found.span.line, found.span.column) <= (found.span.end_line, found.span.end_column)


@given(st.binary(max_size=200))
@examples(100)
def test_any_bytes(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "schema").mkdir()
        (root / "schema" / "a.yaml").write_bytes(data)
        (root / "pyproject.toml").write_bytes(data)
        loaded = load(root, "schema")
        parse(loaded.documents)
        load_project(root)


@given(st.lists(WORDS, max_size=40).map("".join))
@examples(300)
def test_anything_like_yaml(text: str) -> None:
    documents, findings = read_nodes(text, "f")
    sound(findings, text)
    sound(parse(documents)[1], text)


SCALARS = st.one_of(WORDS, st.text(max_size=8)).filter(lambda word: "\n" not in word and word.isprintable())
TREES: st.SearchStrategy[object] = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(st.sampled_from(KEYS), SCALARS), inner, max_size=6)
    ),
    max_leaves=25,
)


def flow(tree: object) -> str:
    """Write a tree as YAML on one line."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"? {flow(key)} : {flow(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(flow(item) for item in tree) + "]"
    word = str(tree)
    return word if word.isalnum() and word.isascii() else "'" + word.replace("'", "''") + "'"


@given(st.lists(TREES, max_size=3))
@examples(200)
def test_any_shape_of_nodes(trees: list[object]) -> None:
    text = "\n---\n".join(flow(tree) for tree in trees)
    documents, findings = read_nodes(text, "f")
    sound(findings, text)
    sound(parse(documents)[1], text)


@given(st.dictionaries(st.sampled_from(KEYS), TREES, max_size=8), st.sampled_from(KEYS[1:13]))
@examples(300)
def test_any_values_behind_known_keys(tree: dict[str, object], kind: str) -> None:
    text = flow({kind: "Clock", "spec": "clock", **tree})
    documents, findings = read_nodes(text, "f")
    assert findings == []
    sound(parse(documents)[1], text)


def scalar(text: str) -> Scalar:
    return Scalar(text, Span("f", 1, 1, 1, 1 + len(text)), plain=True, source=text)


TYPE_WORDS = st.sampled_from([
    *PRIMITIVES, *GENERICS, "record", "unsigned", "unrestricted", "or", "(", ")", "<", ">", ",", "?", "[", "]", "=",
    "*",
    "A", "_b", "string", "1", '"x"', "...", "optional", "{", "}", "|", " ", "\n", "é", ";", "A-", "-",
])  # fmt: skip


@given(st.one_of(st.text(max_size=50), st.lists(TYPE_WORDS, max_size=15).map(" ".join)))
@examples(500)
def test_anything_like_a_type(text: str) -> None:
    found, findings = parse_type(scalar(text))
    assert (found is None) == bool(findings)
    for finding in findings:
        assert finding.rule in RULES
        assert 1 <= finding.span.column <= len(text) + 1


NAMES = st.sampled_from(["Request", "A", "Node2", "snake_case"])
LEAVES = st.one_of(
    st.sampled_from([*(p for p in PRIMITIVES if p != "any"), *STRINGS, *BUFFERS]).map(lambda name: Builtin(name, AT)),
    NAMES.map(lambda name: Name(name, AT)),
)
KEYS_OF_RECORDS = st.one_of(
    st.sampled_from(STRINGS).map(lambda name: Builtin(name, AT)), NAMES.map(lambda name: Name(name, AT))
)
BUT_PROMISES = st.sampled_from([name for name in GENERICS if name != "Promise"])
DISTINGUISHABLE: st.SearchStrategy[TypeExpression] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(
            lambda name, item: Generic(name, item, AT), st.sampled_from([g for g in GENERICS if g != "Promise"]), inner
        ),
        st.builds(lambda key, value: Record(key, value, AT), KEYS_OF_RECORDS, inner),
        st.lists(inner, min_size=2, max_size=4).map(lambda members: Union(tuple(members), AT)),
        inner.map(lambda item: item if isinstance(item, Nullable) else Nullable(item, AT)),
    ),
    max_leaves=8,
)
TYPES = st.one_of(
    DISTINGUISHABLE, st.just(Builtin("any", AT)), DISTINGUISHABLE.map(lambda item: Generic("Promise", item, AT))
)


def printed(type_: TypeExpression) -> str:
    match type_:
        case Builtin() | Name():
            return type_.name
        case Nullable():
            return f"{printed(type_.inner)}?"
        case Generic():
            return f"{type_.name}<{printed(type_.item)}>"
        case Record():
            return f"record<{printed(type_.key)}, {printed(type_.value)}>"
        case Union():
            return "(" + " or ".join(map(printed, type_.members)) + ")"
        case Annotated():
            return f"[{', '.join(str(a.name) for a in type_.attributes)}] {printed(type_.inner)}"


@given(TYPES)
@examples(300)
def test_types_are_read_back_as_they_are_printed(type_: TypeExpression) -> None:
    text = printed(type_)
    found, findings = parse_type(scalar(text))
    assert findings == ()
    assert found == type_
    assert found is not None
    assert (found.span.column, found.span.end_column) == (1, len(text) + 1)
