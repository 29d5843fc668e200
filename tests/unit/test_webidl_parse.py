"""The parser of Web IDL: every production, read and said again in YAML; errors with their places."""

from __future__ import annotations

import pytest
from idlwright.diagnostics import Diagnostic, Span
from idlwright.dump import dump
from idlwright.parse.webidl import parse_webidl
from idlwright.syntax.definitions import Definition
from idlwright.syntax.text import Text


def read(text: str) -> tuple[tuple[Definition, ...], tuple[Diagnostic, ...]]:
    return parse_webidl("f.idl", text, Text("s", Span("f.idl", 1, 1, 1, 1)))


def yaml(text: str) -> str:
    """Return the only definition of a text as YAML."""
    definitions, findings = read(text)
    assert findings == ()
    assert len(definitions) == 1
    return dump(definitions[0], spec=False)


@pytest.mark.parametrize(
    ("idl", "expected"),
    [
        ("interface A {};", "interface: A\n"),
        ("[Exposed=*] interface A : B {};", 'interface: A\ninherits: B\nexposed: "*"\n'),
        ("[Exposed=(Window,Worker), SecureContext] interface A {};",
         "interface: A\nextended_attributes: [SecureContext]\nexposed: [Window, Worker]\n"),
        ("partial interface A {};", "interface: A\npartial: true\n"),
        ("interface mixin A {};", "mixin: A\n"),
        ("partial interface mixin A {};", "mixin: A\npartial: true\n"),
        ("namespace A {};", "namespace: A\n"),
        ("partial namespace A {};", "namespace: A\npartial: true\n"),
        ("dictionary A : B {};", "dictionary: A\ninherits: B\n"),
        ("partial dictionary A {};", "dictionary: A\npartial: true\n"),
        ("A includes B;", "interface: A\npartial: true\nincludes: [B]\n"),
        ('enum A { "", "b", "c d" };', 'enum: A\nvalues: ["", b, c d]\n'),
        ('enum A { "b", };', "enum: A\nvalues: [b]\n"),
        ("typedef (A or sequence<B?>) C;", "typedef: C\ntype: (A or sequence<B?>)\n"),
        ("typedef [Clamp] octet A;", 'typedef: A\ntype: "[Clamp] octet"\n'),
        ("callback A = undefined ();", "callback: A\n"),
        ("callback A = any (long... b);",
         "callback: A\nreturns: any\narguments: [{name: b, type: long, variadic: true}]\n"),
        ("callback interface A { undefined b(); };", "callback interface: A\nmembers:\n  - operation: b\n"),
        ("interface _interface {};", "interface: interface\n"),
        ("/* a */ interface // b\nA /* c\nd */ {};", "interface: A\n"),
    ],
)  # fmt: skip
def test_definitions(idl: str, expected: str) -> None:
    assert yaml(idl) == expected


@pytest.mark.parametrize(
    ("idl", "expected"),
    [
        ("attribute long a", "{attribute: a, type: long}"),
        ("readonly attribute long? a", "{attribute: a, type: long?, readonly: true}"),
        ("static readonly attribute long a", "{attribute: a, type: long, readonly: true, static: true}"),
        ("inherit attribute long a", "{attribute: a, type: long, inherit: true}"),
        ("stringifier attribute USVString a", "{attribute: a, type: USVString, stringifier: true}"),
        ("attribute unrestricted double async", "{attribute: async, type: unrestricted double}"),
        ("undefined a()", "{operation: a}"),
        ("static Promise<A> a()", "{operation: a, returns: Promise<A>, static: true}"),
        ("getter long (DOMString a)",
         '{operation: "", returns: long, special: getter, arguments: [{name: a, type: DOMString}]}'),
        ("setter undefined a(long b, any c)",
         "{operation: a, special: setter, arguments: [{name: b, type: long}, {name: c, type: any}]}"),
        ("deleter undefined a(long b)", "{operation: a, special: deleter, arguments: [{name: b, type: long}]}"),
        ("boolean includes(long required)",
         "{operation: includes, returns: boolean, arguments: [{name: required, type: long}]}"),
        ("stringifier", "{stringifier: }"),
        ("stringifier DOMString a()", "{operation: a, returns: DOMString, special: stringifier}"),
        ("constructor()", "{constructor: }"),
        ("[Throws] constructor(optional long a = 1)",
         ("{constructor: , arguments: [{name: a, type: long, optional: true, default: 1}], "
          "extended_attributes: [Throws]}")),
        ("const octet A = 0x1F", "{const: A, type: octet, value: 0x1F}"),
        ("const boolean A = false", "{const: A, type: boolean, value: false}"),
        ("const double A = -Infinity", "{const: A, type: double, value: -Infinity}"),
        ("const double A = -1.5e3", "{const: A, type: double, value: -1.5e3}"),
        ("iterable<long>", "{iterable: long}"),
        ("iterable<DOMString, any>", "{iterable: any, key: DOMString}"),
        ("async_iterable<any>(optional A b = {})",
         "{async_iterable: any, arguments: [{name: b, type: A, optional: true, default: {}}]}"),
        ("readonly maplike<A, B>", "{maplike: B, key: A, readonly: true}"),
        ("setlike<A>", "{setlike: A}"),
        ('[Exposed=Window, A=b, C=(d, e), F(long g), H=i(long j), K="l", M=3, N=*] attribute long a',
         None),
        ('undefined a(optional DOMString b = "c", optional sequence<long> d = [], optional E? f = null)', None),
    ],
)  # fmt: skip
def test_members(idl: str, expected: str | None) -> None:
    found = yaml(f"interface X {{ {idl}; }};").partition("members:\n")[2]
    lines = [line.strip().removeprefix("- ") for line in found.splitlines()]
    if expected is None:
        assert found == ODD[idl.partition(" ")[0]]
    else:
        assert "{" + ", ".join(f"{line} " if line.endswith(":") else line for line in lines) + "}" == expected


ODD = {
    "[Exposed=Window,": (
        "  - attribute: a\n    type: long\n"
        '    extended_attributes: [A=b, "C=(d, e)", F(long g), H=i(long j), K="l", M=3, N=*]\n'
        "    exposed: [Window]\n"
    ),
    "undefined": (
        "  - operation: a\n    arguments:\n"
        '      - {name: b, type: DOMString, optional: true, default: "c"}\n'
        "      - {name: d, type: sequence<long>, optional: true, default: []}\n"
        "      - {name: f, type: E?, optional: true, default: null}\n"
    ),
}


def test_fields() -> None:
    assert yaml('dictionary A { required long b; [Clamp] octet c = 3; DOMString d = ""; };') == (
        "dictionary: A\nmembers:\n  - field: b\n    type: long\n    required: true\n"
        "  - field: c\n    type: octet\n    default: 3\n    extended_attributes: [Clamp]\n"
        '  - field: d\n    type: DOMString\n    default: ""\n'
    )


@pytest.mark.parametrize(
    ("idl", "place", "message"),
    [
        ("interface", (1, 10), "here must stand the name of an interface, not the end"),
        ("partial dictionary {};", (1, 20), "here must stand the name of a dictionary, not '{'"),
        ("namespace 1st {};", (1, 11), "here must stand the name of a namespace, not '1'"),
        ('interface mixin "A" {};', (1, 17), "here must stand the name of a mixin, not '\"A\"'"),
        ("enum { };", (1, 6), "here must stand the name of an enum, not '{'"),
        ("typedef long;", (1, 13), "here must stand the name of a typedef behind its type, not ';'"),
        ("callback = long ();", (1, 10), "here must stand the name of a callback, not '='"),
        ("callback interface {};", (1, 20), "here must stand the name of a callback interface, not '{'"),
        ("-webkit-a {};", (1, 1), "here must stand the name of a definition, not '-webkit-a'"),
        ("interface A {}", (1, 15), "here must stand ';' behind a definition"),
        ("interface A {\n  attribute long;\n};", (2, 17), "the name of an attribute behind its type"),
        ("interface A {\n  attribute;\n};", (2, 12), ""),
        ("interface A { const long B = c; };", (1, 30), "the value of a constant must be a number or a boolean"),
        ("interface A { maplike<B>; };", (1, 15), "a maplike must have two types"),
        ("namespace A { constructor(); };", (1, 15), "a namespace has attributes, operations and constants only"),
        ("callback interface A { attribute long b; };", (1, 24), "a callback interface has operations and constants"),
        ("partial enum A {};", (1, 9), "interface, dictionary, namespace behind 'partial'"),
        ("enum A { b };", (1, 10), "here must stand a string, not 'b'"),
        ('enum A { "b", c };', (1, 15), "a string or '}'"),
        ("enum A {};", (1, 9), "here must stand a string, not '}'"),
        ("A implements B;", (1, 3), "'includes' behind 'A'"),
        ("typedef A;", (1, 10), ""),
        ("interface A { undefined b(long); };", (1, 31), ""),
        ("interface A { § };", (1, 15), "has no meaning here"),
        ("dictionary A { long b = ; };", (1, 25), ""),
        ("/* open", (1, 1), ""),
        ("interface A { attribute sequence<long b; };", (1, 39), ""),
    ],
)
def test_errors_have_a_place(idl: str, place: tuple[int, int], message: str) -> None:
    definitions, findings = read(idl)
    assert definitions == ()
    assert findings
    first = findings[0]
    assert first.rule == "webidl-syntax"
    assert (first.span.line, first.span.column) == place
    assert message in first.message


@pytest.mark.parametrize(
    ("idl", "help_"),
    [
        ("interface {};", "letters, digits and '_', a letter first"),
        ("interface A : 1 {};", "letters, digits and '_', a letter first"),
        ("A includes 1;", "letters, digits and '_', a letter first"),
        (
            "interface A { attribute long; };",
            "letters, digits, '_' and '-', a letter first; one '_' in front escapes a keyword of Web IDL",
        ),
    ],
)
def test_who_writes_no_name_is_told_what_one_looks_like(idl: str, help_: str) -> None:
    _, findings = read(idl)
    assert findings[0].help == help_


def test_what_stands_behind_an_error_is_read() -> None:
    definitions, findings = read(
        "enum A { b };\ninterface B { § long; };\n"
        'interface C { undefined d() };\ntypedef long E;\n§;\nenum F { "g" };\n'
    )
    assert [each.name.text for each in definitions] == ["E", "F"]
    assert sorted({found.span.line for found in findings}) == [1, 2, 3, 5]


def test_names_know_where_they_are() -> None:
    (definition,), _ = read("\n  interface _Abc {};")
    assert definition.span == Span("f.idl", 2, 13, 2, 17)


def test_errors_deep_in_types_do_not_use_up_the_depth_of_what_follows() -> None:
    broken = "typedef sequence<sequence<sequence<sequence<§>>>> A;\n" * 20
    definitions, findings = read(f"{broken}typedef sequence<sequence<long>> B;\n")
    assert [each.name.text for each in definitions] == ["B"]
    assert {found.message for found in findings} == {"'§' has no meaning here"}


def test_too_many_words() -> None:
    definitions, findings = read("A includes B;" * 62_600)
    assert len(definitions) == 62_500
    assert [(found.rule, found.message) for found in findings] == [
        ("file-too-large", "the file has more than 250000 words and marks")
    ]


def test_too_many_findings() -> None:
    definitions, findings = read("@" * 2000 + "interface A {};")
    assert definitions == ()
    assert [found.rule for found in findings] == ["webidl-syntax"] * 1000 + ["too-many-findings"]


def test_space_before_what_has_no_meaning_is_passed_over_once() -> None:
    _, findings = read(" " * 100_000 + "\u00e9")
    assert [found.span.column for found in findings] == [100_001]


@pytest.mark.parametrize("exposed", ["Exposed", "Exposed(long a)", "Exposed=A(long b)", "Exposed=A, Exposed=B"])
def test_where_something_is_exposed_is_said_once_and_in_full(exposed: str) -> None:
    definitions, findings = read(f"[{exposed}] interface A {{}};")
    assert definitions == ()
    assert [found.message for found in findings] == ["this says nothing about where it is exposed"]
