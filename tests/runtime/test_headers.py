"""Headers: each test follows a case of web-platform-tests' `fetch/api/headers`."""

from __future__ import annotations

import pytest
from background_fetch import Headers
from background_fetch._impl.header_list import HeaderList, extract_mime_type
from background_fetch._impl.headers import Guard, make_headers


def test_headers_basic_create_empty():
    assert list(Headers()) == []
    assert list(Headers({})) == []
    assert list(Headers([])) == []


@pytest.mark.parametrize("value", [None, 1, "text", [["a"]], [["a", "b", "c"]], ["a", "b"]])
def test_headers_basic_create_refused(value: object):
    with pytest.raises(TypeError):
        Headers(value)  # type: ignore[arg-type] # what is tested


def test_headers_basic_members():
    headers = Headers([["One", "1"], ["two", "2"]])
    assert headers.get("one") == "1"
    assert headers.has("ONE")
    headers.append("one", "3")
    assert headers.get("One") == "1, 3"
    headers.set("oNe", "4")
    assert headers.get("one") == "4"
    headers.delete("ONE")
    assert not headers.has("one")
    assert headers.get("one") is None
    headers.delete("one")
    assert list(headers.entries()) == [("two", "2")]
    assert list(headers.keys()) == ["two"]
    assert list(headers.values()) == ["2"]


def test_headers_basic_made_of_headers():
    assert list(Headers(Headers({"b": "2", "a": "1"}))) == [("a", "1"), ("b", "2")]
    assert list(Headers([list(pair) for pair in Headers({"a": "1"})])) == [("a", "1")]


def test_headers_basic_for_each():
    headers = Headers({"b": "2", "a": "1"})
    seen: list[tuple[str, str, bool]] = []
    headers.forEach(lambda value, name, whole: seen.append((name, value, whole is headers)))
    assert seen == [("a", "1", True), ("b", "2", True)]


def test_headers_combine():
    headers = Headers([["single", "s"], ["double", "d1"], ["DOUBLE", "d2"], ["double", ""]])
    assert headers.get("double") == "d1, d2, "
    assert list(headers) == [("double", "d1, d2, "), ("single", "s")]


@pytest.mark.parametrize("name", ["", "a b", "a:b", "é", "a\n", "(x)", "\x7f"])
def test_headers_errors_names(name: str):
    headers = Headers()
    for operation in (headers.get, headers.has, headers.delete):
        with pytest.raises(TypeError):
            operation(name)
    for change in (headers.append, headers.set):
        with pytest.raises(TypeError):
            change(name, "x")
    with pytest.raises(TypeError):
        Headers({name: "x"})


@pytest.mark.parametrize("value", ["a\0b", "a\nb", "a\rb", "\u0100", "😀"])
def test_headers_errors_values(value: str):
    headers = Headers()
    for change in (headers.append, headers.set):
        with pytest.raises(TypeError):
            change("name", value)
    assert list(headers) == []


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (" a ", "a"),
        ("\ta\t", "a"),
        ("\r\na\r\n", "a"),
        (" a\tb ", "a\tb"),
        ("", ""),
        (" \n", ""),
        ("\x0ba\x0c", "\x0ba\x0c"),
        ("\xa0a\xff", "\xa0a\xff"),
    ],
)
def test_headers_normalize(value: str, kept: str):
    assert kept == Headers({"x": value}).get("x")
    headers = Headers()
    headers.append("x", value)
    assert kept == headers.get("x")
    headers.set("x", value)
    assert kept == headers.get("x")


def test_headers_record_takes_mappings_in_order():
    assert list(Headers({"A": "1", "a": "2"})) == [("a", "1, 2")]
    with pytest.raises(TypeError):
        Headers({"a": 1})  # type: ignore[dict-item] # what is tested
    with pytest.raises(TypeError):
        Headers({"\u0100": "1"})


def test_headers_structure():
    for name in ("append", "delete", "get", "has", "set", "entries", "keys", "values", "getSetCookie", "forEach"):
        assert callable(getattr(Headers, name))


def test_header_setcookie():
    headers = Headers([["Set-Cookie", "a=1"], ["x", "y"], ["set-cookie", "b=2"]])
    assert headers.getSetCookie() == ["a=1", "b=2"]
    assert headers.get("set-cookie") == "a=1, b=2"
    assert list(headers) == [("set-cookie", "a=1"), ("set-cookie", "b=2"), ("x", "y")]
    headers.set("Set-Cookie", "c=3")
    assert headers.getSetCookie() == ["c=3"]
    headers.delete("set-COOKIE")
    assert headers.getSetCookie() == []


def test_header_setcookie_changes_while_iterating():
    headers = Headers([["a", "1"], ["c", "3"]])
    seen: list[tuple[str, str]] = []
    for pair in headers:
        seen.append(pair)
        if pair[0] == "a":
            headers.append("b", "2")
    assert seen == [("a", "1"), ("b", "2"), ("c", "3")]


@pytest.mark.parametrize(
    ("guard", "name", "value", "result"),
    [
        ("none", "Cookie", "1", [("cookie", "1")]),
        ("request", "Cookie", "1", []),
        ("request", "sec-x", "1", []),
        ("request", "Proxy-x", "1", []),
        ("request", "x-http-method-override", "get", [("x-http-method-override", "get")]),
        ("request", "x-http-method-override", "get, TRACE", []),
        ("request", "x-http-method", "connect ", []),
        ("request", "x", "1", [("x", "1")]),
        ("request-no-cors", "x", "1", []),
        ("request-no-cors", "Range", "bytes=0-", []),
        ("request-no-cors", "accept", "text/html", [("accept", "text/html")]),
        ("request-no-cors", "accept", "a" * 128, [("accept", "a" * 128)]),
        ("request-no-cors", "accept", "a" * 129, []),
        ("request-no-cors", "accept", "(x)", []),
        ("request-no-cors", "accept-language", "en, de;q=0.5", [("accept-language", "en, de;q=0.5")]),
        ("request-no-cors", "content-language", "[en]", []),
        ("request-no-cors", "content-type", "text/plain;charset=utf-8", [("content-type", "text/plain;charset=utf-8")]),
        ("request-no-cors", "content-type", "application/json", []),
        ("response", "Set-Cookie", "1", []),
        ("response", "Set-Cookie2", "1", []),
        ("response", "x", "1", [("x", "1")]),
    ],
)
def test_guards(guard: Guard, name: str, value: str, result: list[tuple[str, str]]):
    for operation in ("append", "set"):
        headers = make_headers(HeaderList(), guard)
        getattr(headers, operation)(name, value)
        assert result == list(headers)


def test_immutable():
    headers = make_headers(HeaderList([("a", "1")]), "immutable")
    for change in (lambda: headers.append("b", "1"), lambda: headers.set("a", "2"), lambda: headers.delete("c")):
        with pytest.raises(TypeError):
            change()
    assert headers.get("a") == "1"


def test_no_cors_lets_the_range_of_the_platform_be_deleted():
    headers = make_headers(HeaderList([("range", "bytes=0-"), ("x-own", "1")]), "request-no-cors")
    headers.delete("x-own")
    headers.delete("Range")
    assert list(headers) == [("x-own", "1")]


def test_no_cors_drops_the_range_of_the_platform():
    headers = make_headers(HeaderList([("range", "bytes=0-"), ("accept", "a/b")]), "request-no-cors")
    headers.delete("x")
    assert headers.has("range")
    headers.append("accept", "c/d")
    assert list(headers) == [("accept", "a/b, c/d")]


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        (["text/html;charset=utf-8"], "text/html;charset=utf-8"),
        (["text/html;charset=a, text/html"], "text/html;charset=a"),
        (["text/html;charset=a", "text/plain"], "text/plain"),
        (["text/html", "*/*"], "text/html"),
        (['text/html;x="a,b";y=c', "cannot-parse"], 'text/html;x="a,b";y=c'),
        (["TEXT/Html ; Charset=UTF-8"], "text/html;charset=UTF-8"),
        (["text/html;a=;b=1;b=2"], "text/html;b=1"),
        ([r'text/html;a="\"x"'], r'text/html;a="\"x"'),
        (["nonsense"], "None"),
        ([], "None"),
    ],
)
def test_extract_mime_type(values: list[str], type_: str):
    headers = HeaderList([("content-type", value) for value in values])
    assert type_ == str(extract_mime_type(headers))


def test_a_list_keeps_its_order_and_spelling():
    headers = HeaderList([("A", "1"), ("b", "2"), ("a", "3")])
    headers.append("B", "4")
    assert headers.pairs == [("A", "1"), ("b", "2"), ("a", "3"), ("b", "4")]
    headers.set("a", "5")
    assert headers.pairs == [("A", "5"), ("b", "2"), ("b", "4")]
    assert headers.copy().pairs == headers.pairs
    headers.delete("B")
    assert (headers.pairs, headers.get("b"), headers.get("a")) == ([("A", "5")], None, "5")
    headers.clear()
    assert (headers.pairs, headers.has("a"), headers.sorted_and_combined()) == ([], False, [])


def test_headers_as_a_mapping():
    headers = Headers([["A", "1"], ["a", "2"], ["b", "3"]])
    assert dict(headers) == {**headers} == {"a": "1, 2", "b": "3"}
    assert headers["A"] == "1, 2"
    with pytest.raises(KeyError, match="c"):
        headers["c"]
    with pytest.raises(TypeError, match="not the name of a header"):
        headers["a b"]
    assert [name in headers for name in ("A", "c", "a b", 1, ("b", "3"))] == [True, False, False, False, False]
    assert list(Headers(headers)) == list(headers)
