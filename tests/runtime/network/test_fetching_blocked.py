"""What is not fetched: ports, schemes, mixed content, what a content security policy forbids.

Names of the cases: web-platform-tests, fetch/api/request/request-bad-port, fetch/api/basic/scheme-*, mixed-content/,
content-security-policy/connect-src/, background-fetch/port-blocking and …/mixed-content-and-allowed-schemes.
"""

from __future__ import annotations

import pytest
from background_fetch._impl import url_parsing, urls
from background_fetch._impl.network.csp import matches
from background_fetch._impl.network.faults import NetworkError
from background_fetch._impl.network.memory import Answer
from background_fetch._impl.network.schemes import BAD_PORTS, target, trustworthy_origin
from hypothesis import given
from hypothesis import strategies as st

from tests.runtime.network.fetched import client_of, fetch_one

SITE = "https://site.example"
ANY = Answer(headers=(("Access-Control-Allow-Origin", "*"),))


# request-bad-port.any.js


@pytest.mark.parametrize("port", sorted(BAD_PORTS))
def test_request_on_bad_port(port):
    for url in (f"https://site.example:{port}/", f"http://127.0.0.1:{port}/"):
        done = fetch_one(ANY, url)
        assert (done.requests, "port" in done.reason) == ([], True)


@pytest.mark.parametrize("url", ["https://x.example:443/", "https://x.example:80/", "https://x.example:8080/"])
def test_fetch_to_port(url):
    assert fetch_one(ANY, urls.parse(url)).reason == ""


def test_the_list_of_bad_ports_is_whole():
    assert (len(BAD_PORTS), sum(BAD_PORTS)) == (83, 115_595)


# scheme-others.sub.any.js, mixed-content-and-allowed-schemes.https.window.js


@pytest.mark.parametrize(
    "url",
    [
        "wss:127.0.0.1",
        "ws://127.0.0.1/",
        "file:///",
        "file:///etc/passwd",
        "data:text/plain,foo",
        "foobar:bazqux",
        "about:blank",
        "about:invalid",
        "blob:https://site.example/1234",
        "ftp://site.example/",
        "javascript:1",
        "mailto:a@b",
        "chrome://version",
        "idl\n" + "x" * 100_000,
    ],
)
def test_other_schemes(url):
    done = fetch_one(ANY, urls.parse(url) or url)
    assert (done.requests, "scheme" in done.reason, len(done.reason) < 200) == ([], True, True)


@pytest.mark.parametrize("user", ["user:pass@", "user@", ":pass@", "a%40b@"])
def test_credentials_in_url(user):
    done = fetch_one(ANY, f"https://{user}site.example/")
    assert (done.requests, "password" in done.reason) == ([], True)
    assert "pass@" not in done.reason


TRUSTWORTHY = (
    "https://example.com",
    "http://127.0.0.1",
    "http://127.255.0.9:81",
    "http://[::1]",
    "http://[::1]:8080",
    "http://localhost",
    "http://localhost.:81",
    "http://a.b.localhost:8080",
)
OTHERS = (
    "http://example.com",
    "http://128.0.0.1",
    "http://localhost.example",
    "http://notlocalhost",
    "http://127.0.0.1.example",
    "http://[::2]",
    "http://[::ffff:7f00:1]",
    "http://10.0.0.1",
    "http://0.0.0.0",
)


@pytest.mark.parametrize(
    ("origin", "expected"),
    [*[(each, True) for each in TRUSTWORTHY], *[(each, False) for each in OTHERS], ("null", False), ("ftp://x", False)],
)
def test_potentially_trustworthy_origins(origin, expected):
    assert trustworthy_origin(origin) is expected
    if origin.startswith("http"):
        assert target(urls.parse(origin)).trustworthy is expected


@pytest.mark.parametrize(
    ("page", "url", "works"),
    [
        *[("https://site.example/", each, True) for each in TRUSTWORTHY],
        *[("https://site.example/", each, False) for each in OTHERS],
        ("http://localhost:8000/", "http://example.com", False),
        ("http://example.com/", "http://site.example", True),
        ("http://example.com/", "https://site.example", True),
    ],
)
def test_mixed_content(page, url, works):
    done = fetch_one(ANY, urls.parse(url), client=client_of(page))
    assert (done.reason == "", len(done.requests)) == (works, int(works))
    assert ("mixed content" in done.reason) is not works


# connect-src


@pytest.mark.parametrize(
    ("policy", "url", "works"),
    [
        ("connect-src 'none'", "/a", False),
        ("connect-src", "/a", False),
        ("CONNECT-SRC 'NONE'", "/a", False),
        ("connect-src 'none' 'self'", "/a", True),
        ("connect-src 'self'", "/a", True),
        ("connect-src 'SELF'", "/a", True),
        ("connect-src 'self'", "https://other.example/", False),
        ("connect-src 'self'", "https://site.example:8443/", False),
        ("connect-src *", "https://other.example:8443/", True),
        ("connect-src https:", "https://other.example/", True),
        ("connect-src http:", "https://other.example/", True),
        ("connect-src wss:", "https://other.example/", True),
        ("connect-src data:", "https://other.example/", False),
        ("connect-src other.example", "https://other.example/", True),
        ("connect-src OTHER.example", "https://other.example/", True),
        ("connect-src other.example", "https://other.example:8443/", False),
        ("connect-src other.example:8443", "https://other.example:8443/", True),
        ("connect-src other.example:443", "https://other.example/", True),
        ("connect-src other.example:0443", "https://other.example/", True),
        ("connect-src other.example:" + "9" * 5000, "https://other.example/", False),
        ("connect-src other.example:*", "https://other.example:8443/", True),
        ("connect-src http://other.example", "https://other.example/", True),
        ("connect-src wss://other.example", "https://other.example/", True),
        ("connect-src ftp://other.example", "https://other.example/", False),
        ("connect-src *.example", "https://other.example/", True),
        ("connect-src *.other.example", "https://other.example/", False),
        ("connect-src *.other.example", "https://a.b.other.example/", True),
        ("connect-src *:*", "https://other.example:8443/", True),
        ("connect-src https://*", "https://other.example/", True),
        ("connect-src other.example/dir/", "https://other.example/dir/x", True),
        ("connect-src other.example/dir", "https://other.example/dir/x", False),
        ("connect-src other.example/dir/", "https://other.example/dir", False),
        ("connect-src other.example/", "https://other.example/x/y", True),
        ("connect-src other.example/a%2Fb", "https://other.example/a%2fb", True),
        ("connect-src other.example/x", "https://other.example/x?query", True),
        ("connect-src other.example/x?query", "https://other.example/x?query", False),
        ("connect-src 127.0.0.1", "https://127.0.0.1/", False),
        ("connect-src [::1]", "https://[::1]/", False),
        ("connect-src 'nonce-x' 'unsafe-inline' 'report-sample'", "/a", False),
        ("connect-src other.example;", "/a", False),
        ("default-src 'none'", "/a", False),
        ("default-src 'none'; connect-src 'self'", "/a", True),
        ("connect-src 'self'; connect-src 'none'", "/a", True),
        ("script-src 'none'; img-src 'none'", "/a", True),
        ("connect-src 'self', connect-src 'none'", "/a", False),
        ("connect-src *, default-src https:", "/a", True),
        (";;,;, ", "/a", True),
        ("\tconnect-src\n'self' ", "/a", True),
        ("connect-src\xa0'none'", "/a", True),
    ],
)
def test_connect_src(policy, url, works):
    done = fetch_one(ANY, url, client=client_of(f"{SITE}/", policy))
    assert (done.reason == "", len(done.requests)) == (works, int(works))
    assert ("content security policy" in done.reason) is not works


def test_all_policies_have_to_allow():
    assert fetch_one(ANY, client=client_of(f"{SITE}/", "connect-src *", "connect-src 'self'")).reason == ""
    assert fetch_one(ANY, client=client_of(f"{SITE}/", "connect-src *", "connect-src 'none'")).reason != ""


@pytest.mark.parametrize(
    ("origin", "url", "works"),
    [
        ("http://site.example", "https://site.example/", True),
        ("http://site.example:8080", "https://site.example:8080/", True),
        ("http://site.example:8080", "https://site.example/", False),
        ("https://site.example", "http://site.example/", False),
        ("https://site.example:8443", "https://site.example:8443/", True),
        ("http://[::1]:8080", "http://[::1]:8080/", True),
        ("http://site.example", "https://other.example/", False),
    ],
)
def test_self(origin, url, works):
    assert matches(target(url), ("'self'",), origin, 0) is works


# connect-src-allowed/-blocked-after-redirect


@pytest.mark.parametrize(
    ("policy", "works"),
    [
        ("connect-src 'self'", False),
        ("connect-src 'self' other.example", True),
        ("connect-src 'self' other.example/elsewhere", True),
        ("connect-src site.example/b other.example", False),
    ],
)
def test_redirects_are_checked_but_for_paths(policy, works):
    def answer(wire):
        location = (("Location", "https://other.example/b"),) if wire.url == f"{SITE}/a" else ()
        return Answer(status=302 if location else 200, headers=(*location, ("Access-Control-Allow-Origin", "*")))

    done = fetch_one(answer, client=client_of(f"{SITE}/", policy))
    assert (done.reason == "") is works


# upgrade-insecure-requests


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://other.example/x", "https://other.example/x"),
        ("http://other.example:8080/x", "https://other.example:8080/x"),
        ("http://other.example:443/x", "https://other.example/x"),
        ("http://localhost:8000/x", "http://localhost:8000/x"),
        ("https://other.example/x", "https://other.example/x"),
    ],
)
def test_upgrade_insecure_requests(url, asked):
    done = fetch_one(ANY, url, client=client_of(f"{SITE}/", "upgrade-insecure-requests; connect-src *"))
    assert (done.reason, done.urls, done.response.url_list) == ("", [asked], (asked,))


# Anything


@given(st.text(), st.text())
def test_policies_of_any_kind(policy, url):
    try:
        to = target(urls.parse(url, SITE) or url)
    except NetworkError:
        return
    matches(to, tuple(policy.split()), SITE, 0)


@given(st.text(alphabet="htps:/.@[]#?0123456789ab%\\ \n", max_size=30))
def test_addresses_are_taken_apart_as_the_parser_does(rest):
    parsed = url_parsing.parse("http" + rest)
    if parsed is None or parsed.protocol not in {"http:", "https:"}:
        return
    to = target(parsed.href)
    assert (to.origin, to.host, to.port) == (parsed.origin, parsed.hostname, parsed.port)
    assert (to.path, to.fragment) == (parsed.pathname, parsed.href[len(parsed.href.partition("#")[0]) :])
    assert to.includes_credentials is bool(parsed.username or parsed.password)
    for part in ("username", "password", "hash"):
        parsed.assign(part, "")
    assert to.wire == parsed.href
