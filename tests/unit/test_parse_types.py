from __future__ import annotations

import pytest
from idlwright.diagnostics import Span
from idlwright.model.types import BUFFERS, PRIMITIVES, STRINGS
from idlwright.parse import parse_type
from idlwright.syntax.nodes import Scalar
from idlwright.syntax.text import Text
from idlwright.syntax.types import Annotated, Builtin, Generic, Name, Nullable, Record, TypeExpression, Union

from tests.stopwatch import timed

AT = Span("f", 1, 1, 1, 1)


def scalar(text: str) -> Scalar:
    return Scalar(text, Span("f", 3, 11, 3, 11 + len(text)), plain=True, source=text)


def parsed(text: str) -> TypeExpression:
    found, findings = parse_type(scalar(text))
    assert findings == ()
    assert found is not None
    return found


def refused(text: str) -> list[tuple[int, int, str, str | None]]:
    """Where each finding begins and ends in the text, counted from 0; what it says; what it advises."""
    found, findings = parse_type(scalar(text))
    assert found is None
    return [(f.span.column - 11, f.span.end_column - 11, f.message, f.help) for f in findings]


def builtin(name: str) -> Builtin:
    return Builtin(name, AT)


def name(text: str) -> Name:
    return Name(text, AT)


def test_space_before_what_has_no_meaning_is_passed_over_once() -> None:
    assert refused(" " * 3000 + "\u00a7") == [(3000, 3001, "'\u00a7' has no meaning here", None)]


@pytest.mark.parametrize("text", [*PRIMITIVES, *STRINGS, *BUFFERS])
def test_builtins(text: str) -> None:
    assert parsed(text) == builtin(text)
    assert parsed(f" {text.replace(' ', '  ')} ") == builtin(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Request", name("Request")),
        ("_Request", name("Request")),
        ("_any", name("any")),
        ("DOMString?", Nullable(builtin("DOMString"), AT)),
        ("unsigned long long ?", Nullable(builtin("unsigned long long"), AT)),
        ("long long", builtin("long long")),
        ("unrestricted double?", Nullable(builtin("unrestricted double"), AT)),
        ("undefined?", Nullable(builtin("undefined"), AT)),
        ("Promise<any>", Generic("Promise", builtin("any"), AT)),
        (
            "Promise<sequence<DOMString?>>",
            Generic("Promise", Generic("sequence", Nullable(builtin("DOMString"), AT), AT), AT),
        ),
        ("FrozenArray<T>?", Nullable(Generic("FrozenArray", name("T"), AT), AT)),
        ("ObservableArray<T>", Generic("ObservableArray", name("T"), AT)),
        ("async_sequence<T>", Generic("async_sequence", name("T"), AT)),
        ("sequence<Promise<undefined>>", Generic("sequence", Generic("Promise", builtin("undefined"), AT), AT)),
        ("record<DOMString, any>", Record(builtin("DOMString"), builtin("any"), AT)),
        ("record<Key,sequence<T>>?", Nullable(Record(name("Key"), Generic("sequence", name("T"), AT), AT), AT)),
        ("(A or B)", Union((name("A"), name("B")), AT)),
        ("(A or B?)?", Nullable(Union((name("A"), Nullable(name("B"), AT)), AT), AT)),
        (
            "((A or B) or sequence<(C or D)>)",
            Union(
                (
                    Union((name("A"), name("B")), AT),
                    Generic("sequence", Union((name("C"), name("D")), AT), AT),
                ),
                AT,
            ),
        ),
        ("(A\n or\tB)", Union((name("A"), name("B")), AT)),
    ],
)
def test_the_grammar_of_types(text: str, expected: TypeExpression) -> None:
    assert parsed(text) == expected


def test_extended_attributes_on_types() -> None:
    found = parsed("sequence<[Clamp, Range=(1, 2)] long>")
    assert isinstance(found, Generic)
    item = found.item
    assert isinstance(item, Annotated)
    assert item.inner == builtin("long")
    assert [(a.name, a.values) for a in item.attributes] == [
        (Text("Clamp", AT), None),
        (Text("Range", AT), (Text("1", AT), Text("2", AT))),
    ]
    assert (item.span.column - 11, item.span.end_column - 11) == (9, 35)
    for text in ("[A] (B or C)?", "([A] B or C)", "record<DOMString, [A] B>", "[A] any", "[A] Promise<B>"):
        parsed(text)


def test_places_of_parts() -> None:
    found = parsed("(Abc or sequence<De?>)")
    assert isinstance(found, Union)
    first, second = found.members
    assert isinstance(second, Generic)
    spans = [part.span for part in (found, first, second, second.item)]
    assert [(span.line, span.column - 11, span.end_column - 11) for span in spans] == [
        (3, 0, 22),
        (3, 1, 4),
        (3, 8, 21),
        (3, 17, 20),
    ]


@pytest.mark.parametrize(
    ("source", "text", "columns"),
    [
        ("'A & B'", "A & B", (14, 15)),
        ('"A & B"', "A & B", (14, 15)),
        ('"A \\x26 B"', "A & B", (11, 21)),
        ("", "A & B", (11, 21)),
    ],
)
def test_places_in_quotes_and_escapes(source: str, text: str, columns: tuple[int, int]) -> None:
    _, findings = parse_type(Scalar(text, Span("f", 3, 11, 3, 21), plain=False, source=source))
    assert [(found.span.column, found.span.end_column) for found in findings] == [columns]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(0, 0, "here must stand a type, not nothing", "quote a type that begins with '['")]),
        ("  ", [(2, 3, "here must stand a type, not the end", None)]),
        ("A B", [(2, 3, "'B' stands behind the type", None)]),
        ("A[]", [(1, 2, "'[' stands behind the type", "a list of T is sequence<T>")]),
        ("A | B", [(2, 3, "'|' stands behind the type", "a union stands in parentheses: (A or B)")]),
        ("A or B", [(2, 4, "'or' stands behind the type", "a union stands in parentheses: (A or B)")]),
        ("A??", [(2, 3, "one '?' is enough", "delete it")]),
        ("any?", [(0, 3, "'any' can't be nullable", "delete the '?': any holds null already")]),
        ("Promise<A>?", [(0, 10, "'Promise' can't be nullable", "delete the '?': a promise is always an object")]),
        ("(A)", [(0, 3, "a union must have at least two types", "delete the parentheses, or write (A or B)")]),
        ("(A or )", [(6, 7, "here must stand a type, not ')'", None)]),
        ("(A, B)", [(2, 3, "here must stand 'or' or ')', not ','", "write (A or B)")]),
        ("(A B)", [(3, 4, "here must stand ')' behind the types of a union, not 'B'", None)]),
        ("(any or A)", [(1, 4, "'any' can't be a member of a union", None)]),
        ("(Promise<A> or B)", [(1, 11, "'Promise' can't be a member of a union", None)]),
        ("unsigned", [(8, 9, "here must stand short or long behind 'unsigned', not the end", None)]),
        ("unrestricted long", [(13, 17, "here must stand float or double behind 'unrestricted', not 'long'", None)]),
        ("sequence", [(8, 9, "here must stand '<' behind 'sequence', not the end", "write sequence<T>")]),
        ("record", [(6, 7, "here must stand '<' behind 'record', not the end", "write record<DOMString, T>")]),
        ("sequence<>", [(9, 10, "here must stand a type, not '>'", None)]),
        ("sequence<A, B>", [(10, 11, "here must stand '>': sequence takes one type, not ','", None)]),
        ("sequence<A", [(10, 11, "here must stand '>' behind the type in sequence<, not the end", None)]),
        ("record<A>", [(8, 9, "here must stand ',' behind the key type of a record, not '>'", None)]),
        ("record<A, B", [(11, 12, "here must stand '>' behind the value type of a record, not the end", None)]),
        (
            "record<long, A>",
            [
                (
                    7,
                    11,
                    "the keys of a record must be strings",
                    "write one of DOMString, USVString, ByteString, CSSOMString",
                )
            ],
        ),
        (
            "Promise<[A] B>",
            [(8, 9, "here must stand a type, not '['", "extended attributes stand in front of the whole type")],
        ),
        ("List<A>", [(0, 4, "'List' does not take types in '<>'", "did you mean sequence<…>?")]),
        ("promis<A>", [(0, 6, "'promis' does not take types in '<>'", "did you mean Promise<…>?")]),
        (
            "Foo<A>",
            [
                (
                    0,
                    3,
                    "'Foo' does not take types in '<>'",
                    "sequence, async_sequence, FrozenArray, ObservableArray, Promise and record do",
                )
            ],
        ),
        ("A-b", [(0, 3, "'A-b' can't be the name of a type", None)]),
        ("1", [(0, 1, "here must stand a type, not '1'", None)]),
        ('"A"', [(0, 3, "here must stand a type, not '\"A\"'", None)]),
        ("A;", [(1, 2, "';' has no meaning here", None)]),
        ("\u00e9", [(0, 1, "'\u00e9' has no meaning here", None)]),
        ("A \x00", [(2, 3, "'\\x00' has no meaning here", None)]),
        ("[A", [(2, 3, "here must stand ']' behind the extended attributes, not the end", None)]),
        ("[] A", [(1, 2, "here must stand the name of an extended attribute, not ']'", None)]),
        ("string", [(0, 6, "'string' is not a type of Web IDL", "did you mean DOMString?")]),
        (
            "(int or sequence<bool?>)",
            [
                (1, 4, "'int' is not a type of Web IDL", "did you mean long?"),
                (17, 21, "'bool' is not a type of Web IDL", "did you mean boolean?"),
            ],
        ),
    ],
)
def test_errors_say_what_to_write(text: str, expected: list[tuple[int, int, str, str | None]]) -> None:
    assert refused(text) == expected


def test_foreign_types_can_be_fixed() -> None:
    _, findings = parse_type(scalar("Promise<void>"))
    fix = findings[0].fix
    assert fix is not None
    assert (fix.replacement, fix.span.column - 11, fix.span.end_column - 11) == ("undefined", 8, 12)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("sequence<" * 350 + "A" + ">" * 350, 32 * 9),
        ("(" * 1000, 32),
        ("[A(" * 500, None),
        ("[A(sequence<" * 300, None),
    ],
)
def test_deep_types_are_an_error(text: str, at: int | None) -> None:
    found, seconds = timed(lambda: refused(text))
    assert seconds < 0.5
    assert len(found) == 1
    if at is not None:
        assert (found[0][0], found[0][2]) == (at, "types are nested more than 32 deep")


def test_long_types_are_an_error() -> None:
    assert [f[2] for f in refused("(" + "A or " * 1000 + "B)")] == ["here must stand at most 4000 characters"]
