"""Addresses."""

from __future__ import annotations

import pytest
from background_fetch._impl import urls


@pytest.mark.parametrize(
    ("url", "base", "parsed"),
    [
        ("https://Site.Example:443/a?b#c", "", "https://site.example/a?b#c"),
        ("http://site.example:8080", "", "http://site.example:8080/"),
        (" /latest ", "https://site.example/sw.py", "https://site.example/latest"),
        ("b/c", "https://site.example/a/sw.py", "https://site.example/a/b/c"),
        ("?q", "https://site.example/a", "https://site.example/a?q"),
        ("//other.example/x", "https://site.example/", "https://other.example/x"),
        ("http://[::1]:80/", "", "http://[::1]/"),
        ("about:blank", "https://site.example/", "about:blank"),
        ("https://u:p@site.example/", "", "https://u:p@site.example/"),
        ("/no/base", "", None),
        ("https://", "", None),
        ("https://", "https://site.example/", None),
        ("wss:127.0.0.1", "", "wss://127.0.0.1/"),
        ("http://site.example:99999/", "", None),
        ("http://site.example:port/", "", None),
        ("http://[::1/", "", None),
        ("http://a b/", "", None),
    ],
)
def test_parse(url: str, base: str, parsed: str | None):
    assert urls.parse(url, base) == parsed


def test_origin():
    assert urls.origin("https://u:p@site.example:8443/a") == "https://site.example:8443"
    assert urls.origin("about:blank") == "null"


def test_request_url():
    assert urls.request_url("/a", "https://site.example/sw.py") == "https://site.example/a"
    for url in ("https://", "http://u@site.example/", "http://:p@site.example/"):
        with pytest.raises(TypeError):
            urls.request_url(url, "https://site.example/sw.py")
