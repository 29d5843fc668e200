"""Link and check: whatever hangs together how, there is a verdict."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from idlwright.check import check
from idlwright.diagnostics import Span
from idlwright.diagnostics.rules import RULES
from idlwright.driver import has_errors
from idlwright.link import link
from idlwright.parse.webidl import parse_webidl
from idlwright.project import Project
from idlwright.report import FORMATS, render
from idlwright.syntax import Schema
from idlwright.syntax.definitions import Definition
from idlwright.syntax.schema import Specification
from idlwright.syntax.text import Text

LONG = "IDLWRIGHT_LONG_TESTS" in os.environ

NAMES = st.sampled_from("ABCDEF")
PLAIN = st.one_of(NAMES, st.sampled_from(["DOMString", "long", "any", "boolean", "object", "undefined", "Uint8Array"]))


def larger(types: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        types.map("sequence<{}>".format),
        types.map("record<DOMString, {}>".format),
        NAMES.map("{}?".format),
        st.lists(st.one_of(NAMES, types), min_size=2, max_size=3).map(lambda found: f"({' or '.join(found)})"),
    )


TYPES = st.recursive(PLAIN, larger, max_leaves=4)
ARGUMENTS = st.lists(
    st.builds("{}{} {}".format, st.sampled_from(["", "optional "]), TYPES, st.sampled_from("abc")), max_size=2
).map(", ".join)
MEMBERS = st.one_of(
    st.builds("attribute {} a;".format, TYPES),
    st.builds("readonly attribute {} {};".format, TYPES, st.sampled_from("abc")),
    st.builds("{} f({});".format, TYPES, ARGUMENTS),
    st.builds("constructor({});".format, ARGUMENTS),
    st.builds("maplike<DOMString, {}>;".format, TYPES),
    st.builds("const long X = {};".format, st.integers()),
)
FIELDS = st.one_of(
    st.builds("required {} {};".format, TYPES, st.sampled_from("abc")),
    st.builds("{} {} = {};".format, TYPES, st.sampled_from("abc"), st.sampled_from(['"x"', "null", "[]", "{}", "7"])),
)
BODY = st.lists(MEMBERS, max_size=4).map(" ".join)
FIELDED = st.lists(FIELDS, max_size=4).map(" ".join)
DEFINITIONS = st.one_of(
    st.builds("[Exposed=*] interface {} {{ {} }};".format, NAMES, BODY),
    st.builds("[Exposed=Window] interface {} : {} {{ {} }};".format, NAMES, NAMES, BODY),
    st.builds("partial interface {} {{ {} }};".format, NAMES, st.just("")),
    st.builds("{} includes {};".format, NAMES, NAMES),
    st.builds("interface mixin {} {{ }};".format, NAMES),
    st.builds("dictionary {} {{ {} }};".format, NAMES, FIELDED),
    st.builds("dictionary {} : {} {{ {} }};".format, NAMES, NAMES, FIELDED),
    st.builds("partial dictionary {} {{ {} }};".format, NAMES, FIELDED),
    st.builds("typedef {} {};".format, TYPES, NAMES),
    st.builds('enum {} {{ "x", "y" }};'.format, NAMES),
    st.builds("callback {} = {} ({});".format, NAMES, TYPES, ARGUMENTS),
)


PLACE = Span("a.idl", 1, 1, 1, 1)
SPECIFICATION = Specification(
    id=Text("a", PLACE), title=Text("A", PLACE), url=Text("https://example.org/", PLACE), span=PLACE
)


@settings(max_examples=10_000 if LONG else 200, derandomize=not LONG, deadline=None, database=None)
@given(st.lists(DEFINITIONS, max_size=8))
def test_there_is_a_verdict(definitions: list[str]) -> None:
    text = "\n".join(definitions)
    found, refused = parse_webidl("a.idl", text, Text("a", PLACE))
    schema = Schema(specifications=(SPECIFICATION,), definitions=found)
    api, findings = link(schema)
    if not has_errors(findings):
        findings = check(api, Project(root=Path()))
    assert [finding.rule for finding in findings if finding.rule not in RULES] == []
    assert sorted(finding.span for finding in findings) == [finding.span for finding in findings]
    assert all(render(form, (*refused, *findings), {"a.idl": text}) for form in FORMATS if refused or findings)
    assert [each.name for each in api.definitions] == sorted({each.name.text for each in found if not is_partial(each)})


def is_partial(definition: Definition) -> bool:
    return bool(getattr(definition, "partial", False))
