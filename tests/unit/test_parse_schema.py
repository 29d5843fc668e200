"""What each key of the format becomes; what is refused is in tests/invalid."""

from __future__ import annotations

import math

import pytest
from idlwright.diagnostics import Diagnostic, Span
from idlwright.load.nodes import read_nodes
from idlwright.model.docs import Status, Support
from idlwright.model.members import CollectionKind, Literal, LiteralKind, Special
from idlwright.parse import parse
from idlwright.syntax import definitions as d
from idlwright.syntax import members as m
from idlwright.syntax.attributes import ExtendedAttribute
from idlwright.syntax.docs import Docs, Throws
from idlwright.syntax.labels import label
from idlwright.syntax.schema import Defect, Override, Schema, Specification
from idlwright.syntax.text import Text
from idlwright.syntax.types import Builtin, Generic, Name, Nullable, Union

AT = Span("f", 1, 1, 1, 1)


def read(text: str) -> tuple[Schema, tuple[Diagnostic, ...]]:
    documents, findings = read_nodes(text, "f")
    assert findings == []
    return parse(documents)


def schema(text: str) -> Schema:
    found, findings = read(text)
    assert findings == ()
    return found


def t(text: str) -> Text:
    return Text(text, AT)


def interface(*members: str) -> d.Interface:
    text = "spec: s\ninterface: I\nmembers:\n" + "".join(f"  - {member}\n" for member in members)
    (found,) = schema(text).definitions
    assert isinstance(found, d.Interface)
    return found


def findings_of(text: str) -> list[str]:
    return [f"{f.span.line}:{f.span.column}: {f.rule}: {f.message}" for f in read(text)[1]]


LONG = Builtin("long", AT)
ANY = Builtin("any", AT)
STRING = Builtin("DOMString", AT)
UNDEFINED = Builtin("undefined", AT)


def test_specification() -> None:
    text = "specification: clock\ntitle: Clock\nurl: https://example.org/\nstatus: Draft\nsummary: It ticks.\n"
    assert schema(text).specifications == (
        Specification(
            id=t("clock"),
            title=t("Clock"),
            url=t("https://example.org/"),
            status=t("Draft"),
            summary=t("It ticks."),
            span=AT,
        ),
    )


def test_interface_with_all_its_keys() -> None:
    text = """
spec: clock
interface: Clock
inherits: EventTarget
includes: [Ticking, Body]
exposed: [Window, Worker]
summary: It ticks.
description: ["One.", "Two\\nlines."]
link: "#clock"
status: {experimental: true, deprecated: true, advice: Use a watch.}
support: {chrome: 74, edge: "79.1", firefox: false, safari: true, opera: preview, ie: ≤9}
extended_attributes: [SecureContext]
examples: [first, second]
events:
  - event: tick
    interface: TickEvent
    fired: Every second
    link: "#tick"
    handler: ontick
    status: {standard: false}
    support: {chrome: 1}
    examples: [third]
  - {event: tock, interface: Event, fired: After a tick.}
"""
    (found,) = schema(text).definitions
    assert found == d.Interface(
        name=t("Clock"),
        spec=t("clock"),
        inherits=t("EventTarget"),
        includes=(t("Ticking"), t("Body")),
        exposed=(t("Window"), t("Worker")),
        docs=Docs(
            summary=t("It ticks."),
            description=(t("One."), t("Two lines.")),
            link=t("#clock"),
            status=Status(experimental=True, deprecated=True, advice="Use a watch."),
            support=(
                Support(browser="chrome", version="74"),
                Support(browser="edge", version="79.1"),
                Support(browser="firefox", version=False),
                Support(browser="safari", version=True),
                Support(browser="opera", version="preview"),
                Support(browser="ie", version="≤9"),
            ),
            examples=(t("first"), t("second")),
        ),
        attributes=(ExtendedAttribute(name=t("SecureContext"), span=AT),),
        events=(
            d.EventFired(
                name=t("tick"),
                interface=t("TickEvent"),
                fired=t("Every second"),
                link=t("#tick"),
                handler=t("ontick"),
                status=Status(standard=False),
                support=(Support(browser="chrome", version="1"),),
                examples=(t("third"),),
                span=AT,
            ),
            d.EventFired(name=t("tock"), interface=t("Event"), fired=t("After a tick."), span=AT),
        ),
        span=AT,
    )
    assert str(found.span) == "f:3:12"


def test_a_description_may_be_one_text_with_blank_lines() -> None:
    (found,) = schema("spec: s\ninterface: I\ndescription: |\n  One\n  line.\n\n  Two.\n").definitions
    assert found.docs.description == (t("One line."), t("Two."))


def test_exposed_everywhere() -> None:
    (found,) = schema('spec: s\ninterface: I\nexposed: "*"\n').definitions
    assert found.exposed == (t("*"),)


def test_partials_and_specifications_carry_over_within_a_file() -> None:
    first = "specification: a\ntitle: A\nurl: https://a.org\n---\ninterface: I\npartial: true\n---\n"
    text = first + "spec: b\nmixin: M\n---\nnamespace: N\n"
    assert [(f.spec.text, f.name.text, getattr(f, "partial", None)) for f in schema(text).definitions] == [
        ("a", "I", True),
        ("b", "M", False),
        ("b", "N", False),
    ]


def test_a_specification_does_not_carry_over_to_another_file() -> None:
    first, _ = read_nodes("spec: a\ninterface: I\n", "one")
    second, _ = read_nodes("interface: J\n", "two")
    _, findings = parse([*first, *second])
    assert [(str(found.span), found.rule) for found in findings] == [("two:1:1", "missing-key")]


def test_attributes() -> None:
    found = interface(
        "{attribute: a, type: long, readonly: true, static: true}",
        "{attribute: _b, type: long?, inherit: true}",
        "{attribute: c-d, type: DOMString, stringifier: true}",
        "{stringifier: false, attribute: e, type: long}",
    )
    assert found.members == (
        m.Attribute(name=t("a"), type=LONG, readonly=True, static=True, span=AT),
        m.Attribute(name=t("b"), type=Nullable(LONG, AT), inherit=True, span=AT),
        m.Attribute(name=t("c-d"), type=STRING, stringifier=True, span=AT),
        m.Attribute(name=t("e"), type=LONG, span=AT),
    )


def test_operations() -> None:
    found = interface(
        "{operation: a}",
        "{operation: b, returns: 'Promise<any>', returns_summary: What comes, static: true}",
        '{operation: "", special: getter, returns: any, arguments: [{name: i, type: long}]}',
        "{operation: , special: deleter}",
        "{operation: s, special: stringifier, returns: DOMString}",
        "stringifier:",
    )
    assert found.members == (
        m.Operation(name=t("a"), result=UNDEFINED, span=AT),
        m.Operation(
            name=t("b"), result=Generic("Promise", ANY, AT), result_summary=t("What comes"), static=True, span=AT
        ),
        m.Operation(
            name=t(""),
            result=ANY,
            special=Special.GETTER,
            arguments=(m.Argument(name=t("i"), type=LONG, span=AT),),
            span=AT,
        ),
        m.Operation(name=t(""), result=UNDEFINED, special=Special.DELETER, span=AT),
        m.Operation(name=t("s"), result=STRING, special=Special.STRINGIFIER, span=AT),
        m.Operation(name=t(""), result=STRING, special=Special.STRINGIFIER, span=AT),
    )


def test_arguments() -> None:
    (constructor,) = interface(
        "{constructor: , arguments: ["
        "{name: type, type: DOMString, summary: The kind.}, "
        "{name: ms, type: long, extended_attributes: [EnforceRange], optional: true, default: 0}, "
        "{name: rest, type: any, variadic: true}], "
        "throws: [{error: TypeError, when: it is late}]}"
    ).members
    assert constructor == m.Constructor(
        arguments=(
            m.Argument(name=t("type"), type=STRING, summary=t("The kind."), span=AT),
            m.Argument(
                name=t("ms"),
                type=LONG,
                optional=True,
                default=m.Value(literal=Literal(kind=LiteralKind.INTEGER, value=0, text="0"), span=AT),
                attributes=(ExtendedAttribute(name=t("EnforceRange"), span=AT),),
                span=AT,
            ),
            m.Argument(name=t("rest"), type=ANY, variadic=True, span=AT),
        ),
        docs=Docs(throws=(Throws(error=t("TypeError"), when=t("it is late"), span=AT),)),
        span=AT,
    )


def test_collections() -> None:
    found = interface(
        "iterable: DOMString",
        "{iterable: any, key: DOMString}",
        "{async_iterable: any, arguments: [{name: o, type: O, optional: true, default: {}}]}",
        "{maplike: any, key: DOMString, readonly: true}",
        "{setlike: long}",
    )
    empty = m.Value(literal=Literal(kind=LiteralKind.EMPTY_DICTIONARY, text="{}"), span=AT)
    assert found.members == (
        m.Collection(kind=CollectionKind.ITERABLE, value=STRING, span=AT),
        m.Collection(kind=CollectionKind.ITERABLE, value=ANY, key=STRING, span=AT),
        m.Collection(
            kind=CollectionKind.ASYNC_ITERABLE,
            value=ANY,
            arguments=(m.Argument(name=t("o"), type=Name("O", AT), optional=True, default=empty, span=AT),),
            span=AT,
        ),
        m.Collection(kind=CollectionKind.MAPLIKE, value=ANY, key=STRING, readonly=True, span=AT),
        m.Collection(kind=CollectionKind.SETLIKE, value=LONG, span=AT),
    )


def test_other_definitions() -> None:
    text = """
spec: s
dictionary: D
inherits: E
members:
  - {field: a, type: long, required: true}
  - {field: b, type: DOMString, default: ""}
---
enum: N
values: ["", no, 1e3, {value: failure, summary: It failed.}]
---
typedef: T
type: (Request or USVString)
---
callback: C
returns: any
arguments: [{name: event, type: Event}]
---
callback: V
---
callback interface: L
members:
  - {operation: handleEvent, arguments: [{name: event, type: Event}]}
  - {const: ONE, type: long, value: 1}
---
namespace: X
members: [{operation: f}]
---
mixin: Y
members: [stringifier: , {attribute: a, type: any}]
---
external: Z
reason: Elsewhere.
spelling: {cpython: Never, pyodide: object}
"""
    spec = t("s")
    one = m.Value(literal=Literal(kind=LiteralKind.INTEGER, value=1, text="1"), span=AT)
    event = m.Argument(name=t("event"), type=Name("Event", AT), span=AT)
    assert schema(text).definitions == (
        d.Dictionary(
            name=t("D"),
            spec=spec,
            inherits=t("E"),
            members=(
                m.Field(name=t("a"), type=LONG, required=True, span=AT),
                m.Field(
                    name=t("b"),
                    type=STRING,
                    default=m.Value(literal=Literal(kind=LiteralKind.STRING, value="", text='""'), span=AT),
                    span=AT,
                ),
            ),
            span=AT,
        ),
        d.Enumeration(
            name=t("N"),
            spec=spec,
            values=(
                d.EnumValue(value=t(""), span=AT),
                d.EnumValue(value=t("no"), span=AT),
                d.EnumValue(value=t("1e3"), span=AT),
                d.EnumValue(value=t("failure"), summary=t("It failed."), span=AT),
            ),
            span=AT,
        ),
        d.Typedef(name=t("T"), spec=spec, type=Union((Name("Request", AT), Builtin("USVString", AT)), AT), span=AT),
        d.Callback(name=t("C"), spec=spec, result=ANY, arguments=(event,), span=AT),
        d.Callback(name=t("V"), spec=spec, result=UNDEFINED, span=AT),
        d.CallbackInterface(
            name=t("L"),
            spec=spec,
            members=(
                m.Operation(name=t("handleEvent"), result=UNDEFINED, arguments=(event,), span=AT),
                m.Constant(name=t("ONE"), type=LONG, value=one, span=AT),
            ),
            span=AT,
        ),
        d.Namespace(name=t("X"), spec=spec, members=(m.Operation(name=t("f"), result=UNDEFINED, span=AT),), span=AT),
        d.Mixin(
            name=t("Y"),
            spec=spec,
            members=(
                m.Operation(name=t(""), result=STRING, special=Special.STRINGIFIER, span=AT),
                m.Attribute(name=t("a"), type=ANY, span=AT),
            ),
            span=AT,
        ),
        d.External(
            name=t("Z"),
            spec=spec,
            reason=t("Elsewhere."),
            spelling=((t("cpython"), t("Never")), (t("pyodide"), t("object"))),
            span=AT,
        ),
    )


def test_externals_need_no_specification() -> None:
    (found,) = schema("external: Z\nreason: Elsewhere.\n").definitions
    assert found.spec == t("")


def test_policy() -> None:
    text = """
override: Clock.tick(ms)
type: long
reason: Why.
---
defect: late
spec: clock
link: "#x"
found: It is late.
decision: We set it.
reason: Why.
affects: [Clock, Clock.tick, Clock.constructor(init)]
"""
    found = schema(text)
    assert found.overrides == (Override(path=t("Clock.tick(ms)"), type=LONG, reason=t("Why."), span=AT),)
    assert found.defects == (
        Defect(
            id=t("late"),
            spec=t("clock"),
            link=t("#x"),
            found=t("It is late."),
            decision=t("We set it."),
            reason=t("Why."),
            affects=(t("Clock"), t("Clock.tick"), t("Clock.constructor(init)")),
            span=AT,
        ),
    )


@pytest.mark.parametrize(
    ("text", "kind", "value", "idl"),
    [
        ("0", LiteralKind.INTEGER, 0, "0"),
        ("-1", LiteralKind.INTEGER, -1, "-1"),
        ("0x10", LiteralKind.INTEGER, 16, "0x10"),
        ("-0XfF", LiteralKind.INTEGER, -255, "-0XfF"),
        ("010", LiteralKind.INTEGER, 8, "010"),
        ("1.5", LiteralKind.FLOAT, 1.5, "1.5"),
        ("-.5e-3", LiteralKind.FLOAT, -0.0005, "-.5e-3"),
        ("1e3", LiteralKind.FLOAT, 1000.0, "1e3"),
        ("Infinity", LiteralKind.FLOAT, math.inf, "Infinity"),
        ("-Infinity", LiteralKind.FLOAT, -math.inf, "-Infinity"),
        ("true", LiteralKind.BOOLEAN, True, "true"),
        ("false", LiteralKind.BOOLEAN, False, "false"),
        ("null", LiteralKind.NULL, None, "null"),
        ("undefined", LiteralKind.UNDEFINED, None, "undefined"),
        ("[]", LiteralKind.EMPTY_SEQUENCE, None, "[]"),
        ("{}", LiteralKind.EMPTY_DICTIONARY, None, "{}"),
        ('"0"', LiteralKind.STRING, "0", '"0"'),
        ("'null'", LiteralKind.STRING, "null", '"null"'),
        ('""', LiteralKind.STRING, "", '""'),
    ],
)
def test_literals(text: str, kind: LiteralKind, value: object, idl: str) -> None:
    (found,) = schema(f"spec: s\ndictionary: D\nmembers: [{{field: a, type: any, default: {text}}}]\n").definitions
    assert isinstance(found, d.Dictionary)
    default = found.members[0].default
    assert default is not None
    assert (default.literal.kind, default.literal.value, default.literal.text) == (kind, value, idl)
    assert type(default.literal.value) is type(value)


def test_not_a_number() -> None:
    (constant,) = interface("{const: A, type: double, value: NaN}").members
    assert isinstance(constant, m.Constant)
    assert math.isnan(float(str(constant.value.literal.value)))


@pytest.mark.parametrize(
    "text", ["yes", "1_0", "0b1", "08", "1e999", "9" * 65, "", "~", "0x", "[1]", "{a: b}", '"\\""']
)
def test_what_is_no_literal(text: str) -> None:
    found = findings_of(f"spec: s\ndictionary: D\nmembers: [{{field: a, type: any, default: {text}}}]\n")
    assert [line.split(": ")[1] for line in found] == ["literal"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A", ExtendedAttribute(name=t("A"), span=AT)),
        ("A=b", ExtendedAttribute(name=t("A"), value=t("b"), span=AT)),
        ("A=*", ExtendedAttribute(name=t("A"), value=t("*"), span=AT)),
        ("A=-1.5", ExtendedAttribute(name=t("A"), value=t("-1.5"), span=AT)),
        ('A="b c"', ExtendedAttribute(name=t("A"), value=t('"b c"'), span=AT)),
        ("A=(b, 1)", ExtendedAttribute(name=t("A"), values=(t("b"), t("1")), span=AT)),
        ("A()", ExtendedAttribute(name=t("A"), arguments=(), span=AT)),
        (
            "A=B(long a, optional any b = null, any... _c)",
            ExtendedAttribute(
                name=t("A"),
                value=t("B"),
                arguments=(
                    m.Argument(name=t("a"), type=LONG, span=AT),
                    m.Argument(
                        name=t("b"),
                        type=ANY,
                        optional=True,
                        default=m.Value(literal=Literal(kind=LiteralKind.NULL, text="null"), span=AT),
                        span=AT,
                    ),
                    m.Argument(name=t("c"), type=ANY, variadic=True, span=AT),
                ),
                span=AT,
            ),
        ),
        (
            'A([B] optional any a = [], optional any b = {}, optional any c = "x", optional any d)',
            ExtendedAttribute(
                name=t("A"),
                arguments=(
                    m.Argument(
                        name=t("a"),
                        type=ANY,
                        optional=True,
                        default=m.Value(literal=Literal(kind=LiteralKind.EMPTY_SEQUENCE, text="[]"), span=AT),
                        attributes=(ExtendedAttribute(name=t("B"), span=AT),),
                        span=AT,
                    ),
                    m.Argument(
                        name=t("b"),
                        type=ANY,
                        optional=True,
                        default=m.Value(literal=Literal(kind=LiteralKind.EMPTY_DICTIONARY, text="{}"), span=AT),
                        span=AT,
                    ),
                    m.Argument(
                        name=t("c"),
                        type=ANY,
                        optional=True,
                        default=m.Value(literal=Literal(kind=LiteralKind.STRING, value="x", text='"x"'), span=AT),
                        span=AT,
                    ),
                    m.Argument(name=t("d"), type=ANY, optional=True, span=AT),
                ),
                span=AT,
            ),
        ),
    ],
)
def test_extended_attributes(text: str, expected: ExtendedAttribute) -> None:
    quoted = text.replace("'", "''")
    (found,) = schema(f"spec: s\ninterface: I\nextended_attributes: ['{quoted}']\n").definitions
    assert found.attributes == (expected,)


def test_findings_of_all_members_come_in_one_run() -> None:
    text = """
spec: s
interface: I
members:
  - {attribute: a, type: strin g}
  - {operation: b, arguments: [{name: c, type: "T<"}, {name: 1, type: any}]}
  - {const: d, type: long, value: x}
  - {attribute: good, type: long}
---
interface: J
members: [{attribute: e}]
"""
    found, findings = read(text)
    assert [(f.span.line, f.span.column, f.rule) for f in findings] == [
        (5, 32, "type-syntax"),
        (6, 49, "type-syntax"),
        (6, 62, "invalid-name"),
        (7, 35, "literal"),
        (11, 12, "missing-key"),
    ]
    first = found.definitions[0]
    assert isinstance(first, d.Interface)
    assert [str(getattr(member, "name", "")) for member in first.members] == ["b", "good"]


@pytest.mark.parametrize(
    ("member", "key"),
    [
        ("constructor:", "bad"),
        ("{attribute: a, type: long}", "bad"),
        ("{operation: _b}", "bad"),
        ("{operation: '', special: setter}", "bad"),
        ("stringifier:", "bad"),
        ("{const: C, type: long, value: 1}", "bad"),
        ("{iterable: any}", "bad"),
        ("{maplike: any, key: any}", "bad"),
    ],
)
def test_paths_of_findings_say_what_labels_say(member: str, key: str) -> None:
    (good,) = interface(member).members
    inner = member.strip("{}").rstrip(":")
    inner = f"{inner}: " if ":" not in inner else inner
    _, findings = read(f"spec: s\ninterface: I\nmembers: [{{{inner}, {key}: 1}}]\n")
    expected = "operation" if "special" in member else label(good)
    assert [found.path for found in findings] == [("interface I", expected)]


def test_an_interface_is_refused_names_that_lead_elsewhere() -> None:
    for name in ("../x", "a.b", "__init__", "a b", "", "1", "-a", "é", "a" * 201, "a\\u0000"):
        found, findings = (
            read(f'spec: s\ninterface: "{name}"\n') if "\\u" not in name else read(f"spec: s\ninterface: '{name}'\n")
        )
        assert found.definitions == ()
        assert len(findings) == 1


def test_links() -> None:
    good = ["https://a.org", "https://a.org:80/b?c=d#e(f)", '"#a-b(c)"']
    bad = ["ftp://a.org", "//a.org", "https://u@a.org/", "https://", "'https://a.org/ b'", "https://a.org/<b>", '"#"']
    for link in good:
        assert findings_of(f"spec: s\ninterface: I\nlink: {link}\n") == []
    for link in bad:
        assert [line.split(": ")[1] for line in findings_of(f"spec: s\ninterface: I\nlink: {link}\n")] == ["link"]


def test_a_full_stop_can_be_added() -> None:
    for text, column in (("It ticks", 18), ("'It ticks'", 19)):
        _, findings = read(f"spec: s\ninterface: I\nsummary: {text}\n")
        fix = findings[0].fix
        assert fix is not None
        assert (fix.span.line, fix.span.column, fix.span.end_column, fix.replacement) == (3, column, column, ".")
    _, findings = read("spec: s\ninterface: I\nsummary: It\n  ticks\n")
    assert findings[0].fix is None


@pytest.mark.parametrize(
    "text",
    ["Use e.g. A Clock.", "See `a. B` there.", "It is i.e. The one.", "Named by A. Person.", "Version 1.5 of it."],
)
def test_what_looks_like_two_sentences_and_is_one(text: str) -> None:
    assert findings_of(f'spec: s\ninterface: I\nsummary: "{text}"\n') == []


def test_booleans_are_exact() -> None:
    for text, fix in (("yes", "true"), ("'false'", "false"), ("Off", "false"), ("1", None)):
        _, findings = read(f"spec: s\ninterface: I\npartial: {text}\n")
        assert [f.rule for f in findings] == ["boolean-value"]
        assert (findings[0].fix.replacement if findings[0].fix else None) == fix


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("members: [{operation: f, arguments: [x]}]", "3:38: wrong-node: an argument must be a mapping, not a text"),
        (
            "members: [{operation: f, arguments: [{name: x, type: any, variadic: true, default: 1}]}]",
            "3:59: conflicting-keys: 'variadic' and 'default' exclude each other",
        ),
        ("events: [x]", "3:10: wrong-node: an event must be a mapping, not a text"),
        ("events: [{event: x, interface: X}]", "3:11: missing-key: an event needs the key 'fired'"),
        ("description: {a: b}", "3:14: wrong-node: here must stand a paragraph, not a mapping"),
        ("status: [a]", "3:9: wrong-node: a status must be a mapping, not a list"),
        (
            "members: [{operation: f, throws: [x]}]",
            "3:35: wrong-node: an item of 'throws' must be a mapping, not a text",
        ),
        ("inherits: []", "3:11: wrong-node: here must stand the name of a definition, not a list"),
        (
            "members: [{operation: f, special: []}]",
            "3:35: wrong-node: here must stand the kind of a special operation, not a list",
        ),
        ("extended_attributes: [[A]]", "3:23: wrong-node: here must stand an extended attribute, not a list"),
        ("link: []", "3:7: wrong-node: here must stand an https address or a #fragment, not a list"),
        ("members:\n  - attribute: a\n    type:\n      - any\n", "6:7: wrong-node: here must stand a type, not a list"),
    ],
)
def test_nodes_of_the_wrong_kind(text: str, finding: str) -> None:
    assert findings_of(f"spec: s\ninterface: I\n{text}\n") == [finding]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("enum: E\nvalues: [[a]]", "3:10: wrong-node: a value of an enum must be a mapping, not a list"),
        ("external: E\nreason: Why.\nspelling: never", "4:11: wrong-node: 'spelling' must be a mapping, not a text"),
    ],
)
def test_nodes_of_the_wrong_kind_elsewhere(text: str, finding: str) -> None:
    assert findings_of(f"spec: s\n{text}\n") == [finding]
