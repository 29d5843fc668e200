"""Whatever stands in a Web IDL file, its parser ends in findings; what dump writes is read back the same."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from idlwright.diagnostics import Span
from idlwright.dump import dump
from idlwright.load import load
from idlwright.parse import parse
from idlwright.parse.webidl import parse_webidl
from idlwright.syntax.text import Text

LONG = "IDLWRIGHT_LONG_TESTS" in os.environ
AT = Span("f.idl", 1, 1, 1, 1)
WORDS = st.sampled_from([
    "interface ", "mixin ", "partial ", "dictionary ", "namespace ", "enum ", "typedef ", "callback ", "includes ",
    "attribute ", "readonly ", "static ", "inherit ", "stringifier", "const ", "constructor", "getter ", "setter ",
    "deleter ", "maplike", "setlike", "iterable", "async_iterable", "optional ", "required ", "long ", "any ",
    "DOMString ", "undefined ", "unsigned ", "sequence<", "Promise<", "record<", "A ", "B ", "_c ", "or ", "null",
    "{", "}", "(", ")", "<", ">", "[", "]", ";", ",", "=", "?", ":", "...", "*", "0x1F ", "-1.5e3 ", '"x" ', '"',
    "//", "/*", "*/", "\n", "§", "\u202e", "\x00", "-", "Exposed=", "[Clamp] ",
])  # fmt: skip


def examples(count: int) -> settings:
    return settings(max_examples=count * (50 if LONG else 1), derandomize=not LONG, deadline=None, database=None)


@given(st.lists(WORDS, max_size=60).map("".join) | st.text(max_size=60))
@examples(400)
def test_any_text(text: str) -> None:
    _, findings = parse_webidl("f.idl", text, Text("s", AT))
    lines = text.split("\n")
    for found in findings:
        assert found.rule == "webidl-syntax"
        assert found.message.strip()
        assert 1 <= found.span.line <= len(lines)
        assert 1 <= found.span.column <= len(lines[found.span.line - 1]) + 2


def test_deep_nesting_is_a_finding() -> None:
    for text in ("typedef " + "sequence<" * 5000, "[A(" * 5000, "interface A {" * 5000, "typedef " + "(" * 5000):
        _, findings = parse_webidl("f.idl", text, Text("s", AT))
        assert findings != ()


NAMES = st.sampled_from(["a", "interface", "on", "no", "null", "async", "x1", "true", "B", "y", "_z"])
TYPES = st.sampled_from([
    "long", "any", "DOMString?", "sequence<long>", "Promise<undefined>", "(long or DOMString)", "record<USVString, A>",
    "[Clamp] octet", "unrestricted double", "FrozenArray<A?>", "async_sequence<any>", "A",
])  # fmt: skip
VALUES = st.sampled_from(
    ["", " = 0", " = -1.5e3", ' = "no"', ' = "a: b # c"', ' = ""', " = null", " = []", " = {}", " = NaN"]
)
ARGUMENTS = st.builds(
    "{}{} _{}{}".format, st.just("optional "), TYPES.filter(lambda text: text[0] != "["), NAMES, VALUES
)
MEMBERS = st.one_of(
    st.builds("{}attribute {} _{};".format, st.sampled_from(["", "readonly ", "static ", "[A=b] "]), TYPES, NAMES),
    st.builds(
        "{}{} _{}({});".format,
        st.sampled_from(["", "static ", "[Exposed=(C, D), E] "]),
        TYPES.filter(lambda text: text[0] != "["),
        NAMES,
        st.lists(ARGUMENTS, max_size=3).map(", ".join),
    ),
    st.builds("constructor({});".format, st.lists(ARGUMENTS, max_size=2).map(", ".join)),
    st.builds("iterable<{}>;".format, TYPES),
)
DEFINITIONS = st.one_of(
    st.builds("interface _{} {{ {} }};".format, NAMES, st.lists(MEMBERS, max_size=4).map(" ".join)),
    st.builds(
        "dictionary _{} {{ {} }};".format,
        NAMES,
        st.lists(st.builds("{} _{}{};".format, TYPES, NAMES, VALUES), max_size=4).map(" ".join),
    ),
    st.builds(
        "enum _{} {{ {} }};".format,
        NAMES,
        st.lists(
            st.sampled_from(['""', '"no"', '"1e3"', '"a, b"', '"{"', '"- x"', '"#"', '"~"', '"é"', '" s "']),
            unique=True,
        ).map(", ".join),
    ),
    st.builds("typedef {} _{};".format, TYPES, NAMES),
)


@given(st.lists(DEFINITIONS, min_size=1, max_size=4).map("\n".join))
@examples(100)
def test_yaml_and_back(text: str) -> None:
    definitions, findings = parse_webidl("f.idl", text, Text("s", AT))
    if findings:
        return
    documents = "---\n".join(dump(each) for each in definitions)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "schema").mkdir()
        (root / "schema/a.yaml").write_text(documents, encoding="utf-8")
        loaded = load(root, "schema")
        assert loaded.findings == ()
        schema, problems = parse(loaded.documents)
    assert [found.message for found in problems] == []
    assert schema.definitions == definitions
