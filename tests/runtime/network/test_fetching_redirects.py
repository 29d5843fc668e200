"""Redirects. Names of the cases: web-platform-tests, fetch/api/redirect/, fetch/api/cors/cors-redirect*."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch._impl.header_list import HeaderList
from background_fetch._impl.network.memory import Answer
from background_fetch._impl.storage.memory import MemoryBody

from tests.runtime.network.fetched import fetch_one

SITE = "https://site.example"
OTHER = "https://other.example"
THIRD = "https://third.example"
SHARED = (("Access-Control-Allow-Origin", "*"),)
CODES = (301, 302, 303, 307, 308)


def to(location, status=302, *more):
    return Answer(status=status, headers=(("Location", location), *SHARED, *more))


# redirect-method.any.js


@pytest.mark.parametrize(
    ("status", "method", "expected"),
    [
        *[(status, "GET", "GET") for status in CODES],
        *[(status, "HEAD", "HEAD") for status in CODES],
        (301, "POST", "GET"),
        (302, "POST", "GET"),
        (303, "POST", "GET"),
        (307, "POST", "POST"),
        (308, "POST", "POST"),
        (301, "PUT", "PUT"),
        (302, "PUT", "PUT"),
        (303, "PUT", "GET"),
        (303, "TESTING", "GET"),
        (307, "TESTING", "TESTING"),
    ],
)
def test_redirect_method(status, method, expected):
    given = [("Content-Type", "text/plain"), ("Content-Language", "en"), ("Content-Location", "x"), ("X-Other", "y")]
    given.append(("Content-Encoding", "identity"))
    header_list = HeaderList(given)
    body = None if method in {"GET", "HEAD"} else MemoryBody(bytearray(b"12345"))
    answers = {"/a": to("/b", status), "/b": Answer()}
    done = fetch_one(answers, method=method, header_list=header_list, body=body)
    kept = method == expected
    assert [wire.method for wire in done.requests] == [method, expected]
    assert done.requests[1].body is (body if kept else None)
    assert [done.header(name)[1] is not None for name, _ in given] == [kept, kept, kept, True, kept]
    assert header_list.pairs == given
    assert done.response.url_list == (f"{SITE}/a", f"{SITE}/b")


def test_a_body_that_is_sent_twice_counts_once():
    body = MemoryBody(bytearray(b"x" * 100_000))
    answers = {"/a": to("/b", 307), "/b": to("/c", 308), "/c": Answer()}
    done = fetch_one(answers, method="POST", body=body)
    assert (len(done.requests), sum(done.noting.sent)) == (3, 100_000)


@pytest.mark.parametrize(("status", "followed"), [(303, True), (301, False), (307, False)])
def test_redirect_upload_of_a_stream(status, followed):
    answers = {"/a": to("/b", status), "/b": Answer()}
    body = MemoryBody(bytearray(b"x"))
    done = fetch_one(answers, method="POST", body=body, how={"replayable": False})
    assert (len(done.requests), done.reason == "") == ((2, True) if followed else (1, False))


# redirect-mode.any.js


@pytest.mark.parametrize("status", CODES)
def test_redirect_mode(status):
    answers = {"/a": to("/b", status), "/b": Answer(body=b"x")}
    done = fetch_one(answers, redirect="error")
    assert (done.response, len(done.requests), "redirect" in done.reason) == (None, 1, True)
    done = fetch_one(answers, redirect="manual")
    assert (done.reason, done.response.type, done.response.status, done.body) == ("", "opaqueredirect", 0, b"")
    assert done.response.url_list == (f"{SITE}/a",)
    done = fetch_one(answers, redirect="follow")
    assert (done.response.type, done.response.status, done.body) == ("basic", 200, b"x")


@pytest.mark.parametrize("mode", ["error", "manual"])
def test_redirect_mode_without_cors(mode):
    done = fetch_one(Answer(), f"{OTHER}/a", mode="no-cors", redirect=mode)
    assert (done.requests, "follow redirects" in done.reason) == ([], True)


@pytest.mark.parametrize("status", [300, 304, 305, 306])
def test_other_statuses_lead_nowhere(status):
    done = fetch_one(to("/b", status), redirect="error")
    assert (done.reason, done.response.status, len(done.requests)) == ("", status, 1)


# redirect-count.any.js


@pytest.mark.parametrize("status", CODES)
@pytest.mark.parametrize(("count", "works"), [(20, True), (21, False)])
def test_redirect_count(status, count, works):
    answers = {f"/{number}": to(f"/{number + 1}", status) for number in range(count)}
    done = fetch_one({**answers, f"/{count}": Answer()}, "/0")
    assert (done.reason == "", len(done.requests)) == (works, 21)


def test_a_redirect_to_itself():
    done = fetch_one(to("/a"))
    assert ("20 redirects" in done.reason, len(done.requests)) == (True, 21)


# redirect-location.any.js, redirect-location-escape, redirect-empty-location, redirect-to-dataurl, redirect-schemes


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        ("/b", f"{SITE}/b"),
        ("b?q=1", f"{SITE}/dir/b?q=1"),
        ("?q", f"{SITE}/dir/a?q"),
        ("", f"{SITE}/dir/a"),
        ("//site.example/x", f"{SITE}/x"),
        ("https:\\\\site.example\\x", f"{SITE}/x"),
        ("  /b\t", f"{SITE}/b"),
        ("/b\\..\\c", f"{SITE}/c"),
        ("/a b", f"{SITE}/a%20b"),
        ("/é".encode().decode("latin-1"), f"{SITE}/%C3%A9"),
        ("/\xe9", f"{SITE}/%E9"),
        ("/%7e%zz", f"{SITE}/%7e%zz"),
        ("https://user:pw@site.example/x", f"{SITE}/x"),
        ("HTTPS://SITE.EXAMPLE:443/x", f"{SITE}/x"),
    ],
)
def test_redirect_location(location, asked):
    def answer(wire):
        return to(location) if wire.url == f"{SITE}/dir/a" and not seen.append(1) and len(seen) == 1 else Answer()

    seen = []
    done = fetch_one(answer, "/dir/a")
    assert (done.reason, done.urls) == ("", [f"{SITE}/dir/a", asked])


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "data:text/plain,x",
        "ftp://site.example/x",
        "ws://site.example/",
        "wss://site.example/",
        "blob:https://site.example/1",
        "about:blank",
        "javascript:alert(1)",
        "mailto:me@site.example",
        "gopher://site.example/",
        "unknown:x",
        "chrome://version",
        "//",
        "http://[",
        "https://site.example:99999/",
        "https://exa mple/",
        "https://site.example:587/",
        "http://site.example/",
        "http://10.0.0.1/",
        "/" + "x" * 70_000,
    ],
)
def test_redirect_to_what_is_not_fetched(location):
    done = fetch_one(to(location))
    assert (done.response, len(done.requests), done.reason != "") == (None, 1, True)
    assert (done.outcome.error.temporary, len(done.reason) < 1000) == (False, True)


def test_redirect_without_location():
    done = fetch_one(Answer(status=302, body=b"Moved"))
    assert (done.reason, done.response.status, done.body) == ("", 302, b"Moved")


@pytest.mark.parametrize(("second", "works"), [("/b", True), ("/c", False)])
def test_redirect_with_two_locations(second, works):
    answers = {"/a": to("/b", 302, ("Location", second)), "/b": Answer()}
    assert (fetch_one(answers).reason == "") is works


def test_a_location_with_line_breaks_is_one_address():
    done = fetch_one({"/a": to("/b\r\nX-Injected: 1"), "/bX-Injected:%201": Answer()})
    assert done.urls[1] == f"{SITE}/bX-Injected:%201"


@pytest.mark.parametrize(
    ("url", "location", "last"),
    [("/a#1", "/b", "/b#1"), ("/a#1", "/b#2", "/b#2"), ("/a#1", "/b#", "/b#"), ("/a", "/b", "/b")],
)
def test_fragments_are_inherited(url, location, last):
    done = fetch_one({"/a": to(location), "/b": Answer()}, url)
    assert done.response.url_list[-1] == SITE + last
    assert done.urls == [f"{SITE}/a", f"{SITE}/b"]


def test_a_long_body_of_a_redirect_is_not_read():
    pieces = iter([b"x" * 65536] * 100)
    answers = {"/a": Answer(status=302, headers=(("Location", "/b"),), body=pieces), "/b": Answer(body=b"end")}
    done = fetch_one(answers)
    assert (done.body, len(list(pieces))) == (b"end", 98)


def test_the_body_of_a_redirect_is_not_waited_for():
    async def endless():
        yield b"x"
        await asyncio.Event().wait()

    answers = {"/a": Answer(status=302, headers=(("Location", "/b"),), body=endless()), "/b": Answer(body=b"end")}
    done = fetch_one(answers)
    assert (done.reason, done.body) == ("", b"end")


# redirect-origin.any.js, cors-redirect.any.js, redirect-back-to-original-origin.any.js


@pytest.mark.parametrize("status", CODES)
@pytest.mark.parametrize(
    ("first", "second", "origins", "type_"),
    [
        (SITE, SITE, [None, None], "basic"),
        (SITE, OTHER, [None, SITE], "cors"),
        (OTHER, OTHER, [SITE, SITE], "cors"),
        (OTHER, SITE, [SITE, "null"], "cors"),
        (OTHER, THIRD, [SITE, "null"], "cors"),
    ],
)
def test_origin_after_redirection(status, first, second, origins, type_):
    def answer(wire):
        return to(f"{second}/b", status) if wire.url.endswith("/a") else Answer(headers=SHARED)

    done = fetch_one(answer, f"{first}/a")
    assert (done.header("Origin"), done.response.type) == (origins, type_)


@pytest.mark.parametrize(("mode", "type_"), [("no-cors", "opaque"), ("cors", "cors")])
def test_original_remote_original(mode, type_):
    def answer(wire):
        return Answer(headers=SHARED) if wire.url == f"{SITE}/b" else to(f"{SITE}/b", 303)

    done = fetch_one(answer, f"{OTHER}/a", mode=mode)
    assert done.response.type == type_


def test_a_tainted_origin_is_not_the_one_that_a_server_shares_with():
    def answer(wire):
        headers = (("Access-Control-Allow-Origin", SITE),)
        return to(f"{THIRD}/b") if wire.url.endswith("/a") else Answer(headers=headers)

    done = fetch_one(answer, f"{OTHER}/a")
    assert (done.response, "'null'" in done.reason) == (None, True)


def test_each_redirect_has_to_share():
    def answer(wire):
        return Answer(status=302, headers=(("Location", f"{THIRD}/b"),)) if wire.url.endswith("/a") else Answer()

    done = fetch_one(answer, f"{OTHER}/a")
    assert (len(done.requests), "Access-Control-Allow-Origin" in done.reason) == (1, True)


def test_same_origin_mode_does_not_leave():
    done = fetch_one(to(f"{OTHER}/b"), mode="same-origin")
    assert (len(done.requests), "own origin" in done.reason) == (1, True)


# cors-redirect-credentials.any.js


@pytest.mark.parametrize("user", ["user:password@", "user:@", ":password@"])
@pytest.mark.parametrize(("first", "second"), [(SITE, OTHER), (OTHER, SITE), (OTHER, OTHER), (OTHER, THIRD)])
def test_redirect_to_credentials(user, first, second):
    done = fetch_one(to(second.replace("://", f"://{user}") + "/b"), f"{first}/a")
    assert (len(done.requests), "user name or password" in done.reason) == (1, True)


# credentials/authentication-redirection.any.js


@pytest.mark.parametrize(
    ("second", "kept"), [(f"{SITE}/b", True), (f"{OTHER}/b", False), ("https://site.example:8443/b", False)]
)
def test_authorization_is_not_taken_elsewhere(second, kept):
    def answer(wire):
        return to(second) if wire.url == f"{SITE}/a" else Answer(headers=SHARED)

    given = HeaderList([("Authorization", "Basic x"), ("X-Y", "z")])
    done = fetch_one(answer, header_list=given, mode="no-cors")
    assert done.header("Authorization") == ["Basic x", "Basic x" if kept else None]
    assert given.has("authorization") is True


@pytest.mark.parametrize("credentials", ["omit", "same-origin", "include"])
def test_cookies_after_redirection(credentials):
    shared = (("Access-Control-Allow-Origin", SITE), ("Access-Control-Allow-Credentials", "true"))

    def answer(wire):
        return to(f"{OTHER}/b") if wire.url == f"{SITE}/a" else Answer(headers=shared)

    done = fetch_one(answer, credentials=credentials)
    expected = {"omit": [False, False], "same-origin": [True, False], "include": [True, True]}
    assert [wire.with_credentials for wire in done.requests] == expected[credentials]
