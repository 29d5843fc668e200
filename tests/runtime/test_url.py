"""URL and URLSearchParams: what the data that test_url_standard.py goes through has no cases of."""

from __future__ import annotations

import pytest
from background_fetch import URL, URLSearchParams


def test_url_failure():
    # The standard data is of scalar values only.
    with pytest.raises(TypeError):
        URL("http://ho\ud800st^/")
    assert not URL.canParse("http://ok/", "nonsense")


def test_url_members():
    url = URL("https://me:secret@Host.example:8080/a/b?c=d#e")
    found = [getattr(url, name) for name in ("protocol", "username", "password", "host", "hostname", "port")]
    assert found == ["https:", "me", "secret", "host.example:8080", "host.example", "8080"]
    assert (url.pathname, url.search, url.hash, url.origin) == ("/a/b", "?c=d", "#e", "https://host.example:8080")
    assert URL("data:,x").origin == "null"
    assert URL("blob:https://a.example/1").origin == "https://a.example"


def test_url_href_setter():
    url = URL("https://a.example/?x=1")
    with pytest.raises(TypeError):
        url.href = "nonsense"
    assert url.href == "https://a.example/?x=1"
    url.href = "http://b.example/?y=2"
    assert list(url.searchParams) == [("y", "2")]


def test_url_searchparams():
    url = URL("http://example.org/file?a=1&b=2#f")
    params = url.searchParams
    assert params is url.searchParams
    params.append("c", "x y&ü")
    assert url.href == "http://example.org/file?a=1&b=2&c=x+y%26%C3%BC#f"
    url.search = "?z=9&z=8"
    assert params.getAll("z") == ["9", "8"]
    params.delete("z")
    assert url.href == "http://example.org/file#f"
    with pytest.raises(AttributeError):
        url.searchParams = URLSearchParams()  # type: ignore[misc] # what is tested


@pytest.mark.parametrize(
    ("init", "pairs"),
    [
        ("", []),
        ("?a=b", [("a", "b")]),
        ("??a=b", [("?a", "b")]),
        ("a=b&&c", [("a", "b"), ("c", "")]),
        ("=b", [("", "b")]),
        ("a=b=c", [("a", "b=c")]),
        ("a+b=c%20d", [("a b", "c d")]),
        ("a=%zz%", [("a", "%zz%")]),
        ("a=%C3%28", [("a", "\ufffd(")]),
        ("a=%EF%BB%BFb", [("a", "\ufeffb")]),
        ({"a": "b", "c": "d"}, [("a", "b"), ("c", "d")]),
        ([["a", "b"], ["a", "c"]], [("a", "b"), ("a", "c")]),
        ("id=0&value=%", [("id", "0"), ("value", "%")]),
        ("b=\ud800", [("b", "\ufffd")]),
    ],
)
def test_urlsearchparams_constructor(init: str, pairs: list[tuple[str, str]]):
    assert pairs == list(URLSearchParams(init))


@pytest.mark.parametrize("init", [[["a"]], [["a", "b", "c"]], 1, [1]])
def test_urlsearchparams_constructor_refused(init: object):
    with pytest.raises(TypeError):
        URLSearchParams(init)  # type: ignore[arg-type] # what is tested


def test_urlsearchparams_stringifier():
    params = URLSearchParams()
    params.append("a b*-._", "~!'()")
    params.append("", "\n\r")
    params.append("é", "\0")
    assert str(params) == "a+b*-._=%7E%21%27%28%29&=%0A%0D&%C3%A9=%00"


def test_urlsearchparams_members():
    params = URLSearchParams("a=1&b=2&a=3")
    assert (params.size, len(params)) == (3, 3)
    assert params.get("a") == "1"
    assert params.get("z") is None
    assert params.getAll("a") == ["1", "3"]
    assert (params.has("a"), params.has("a", "3"), params.has("a", "2")) == (True, True, False)
    params.set("a", "4")
    assert str(params) == "a=4&b=2"
    params.set("c", "5")
    params.append("c", "6")
    params.delete("c", "5")
    assert str(params) == "a=4&b=2&c=6"
    assert (list(params.keys()), list(params.values())) == (["a", "b", "c"], ["4", "2", "6"])


def test_urlsearchparams_foreach():
    params = URLSearchParams("a=1&b=2&c=3")
    seen: list[tuple[str, str]] = []

    def visit(value: str, name: str, whole: URLSearchParams) -> None:
        seen.append((name, value))
        if name == "a":
            whole.delete("b")

    params.forEach(visit)
    assert seen == [("a", "1"), ("c", "3")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("z=b&a=b&z=a&a=a", "a=b&a=a&z=b&z=a"),
        ("ffi&\ufb03&🌈", "ffi=&%F0%9F%8C%88=&%EF%AC%83="),
        ("é&e\ufffd&é", "e%EF%BF%BD=&%C3%A9=&%C3%A9="),
    ],
)
def test_urlsearchparams_sort(before: str, after: str):
    params = URLSearchParams(before)
    params.sort()
    assert after == str(params)
