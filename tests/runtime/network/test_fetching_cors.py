"""Cross-origin requests. Names of the cases: web-platform-tests, fetch/api/cors/, cross-origin-resource-policy/."""

from __future__ import annotations

import pytest
from background_fetch._impl.header_list import HeaderList
from background_fetch._impl.network.memory import Answer
from background_fetch._impl.network.preflights import PreflightCache
from background_fetch._impl.network.transport import TransportError

from tests.runtime.network.fetched import fetch_one

SITE = "https://site.example"
OTHER = "https://other.example"
URL = f"{OTHER}/a"


def answering(preflight, actual=(("Access-Control-Allow-Origin", "*"),), status=200, body=b"shared"):
    """Return a server that answers OPTIONS and all else apart."""

    def answer(wire):
        if wire.method == "OPTIONS":
            return Answer(status=status, headers=tuple(preflight))
        return Answer(headers=tuple(actual), body=body)

    return answer


# cors-basic.any.js, cors-origin.any.js, cors-multiple-origins.any.js, cors-cookies.any.js


@pytest.mark.parametrize(
    ("headers", "credentials", "works"),
    [
        ([], "same-origin", False),
        (["*"], "same-origin", True),
        (["*"], "omit", True),
        (["*"], "include", False),
        ([SITE], "same-origin", True),
        ([SITE], "include", False),
        ([f"{SITE}/"], "same-origin", False),
        ([SITE.upper()], "same-origin", False),
        ([f"{SITE}:443"], "same-origin", False),
        (["https://example"], "same-origin", False),
        (["http://site.example"], "same-origin", False),
        ([OTHER], "same-origin", False),
        (["null"], "same-origin", False),
        ([""], "same-origin", False),
        (["*, *"], "same-origin", False),
        (["*", "*"], "same-origin", False),
        (["*", SITE], "same-origin", False),
        ([SITE, SITE], "same-origin", False),
    ],
)
def test_allow_origin(headers, credentials, works):
    pairs = tuple(("Access-Control-Allow-Origin", value) for value in headers)
    done = fetch_one(Answer(headers=pairs, body=b"secret"), URL, credentials=credentials)
    assert (done.reason == "", done.body) == ((True, b"secret") if works else (False, b""))
    assert (done.response is None, done.header("Origin")) == (not works, [SITE])
    if not works:
        assert (done.outcome.response, done.outcome.error.temporary) == (None, False)


@pytest.mark.parametrize(("value", "works"), [("true", True), ("True", False), ("false", False), ("true, true", False)])
def test_allow_credentials(value, works):
    headers = (("Access-Control-Allow-Origin", SITE), ("Access-Control-Allow-Credentials", value))
    done = fetch_one(Answer(headers=headers), URL, credentials="include")
    assert (done.reason == "", done.requests[0].with_credentials) == (works, True)


@pytest.mark.parametrize(
    ("url", "credentials", "sent"),
    [
        ("/a", "omit", False),
        ("/a", "same-origin", True),
        ("/a", "include", True),
        (URL, "omit", False),
        (URL, "same-origin", False),
        (URL, "include", True),
    ],
)
def test_cookies(url, credentials, sent):
    assert fetch_one(Answer(), url, credentials=credentials).requests[0].with_credentials is sent


def test_another_port_is_another_origin():
    done = fetch_one(Answer(headers=(("Access-Control-Allow-Origin", "*"),)), "https://site.example:8443/a")
    assert (done.response.type, done.header("Sec-Fetch-Site")) == ("cors", ["same-site"])


# cors-filtering.any.js, cors-expose-star.any.js


@pytest.mark.parametrize(
    ("expose", "credentials", "names"),
    [
        (None, "omit", {"content-type"}),
        ("X-A", "omit", {"content-type", "x-a"}),
        ("x-a, X-B", "omit", {"content-type", "x-a", "x-b"}),
        ("*", "omit", {"content-type", "x-a", "x-b", "*", "access-control"}),
        ("*", "include", {"content-type", "*"}),
        ("Set-Cookie", "omit", {"content-type"}),
    ],
)
def test_filtered_headers(expose, credentials, names):
    headers = [("Access-Control-Allow-Origin", SITE), ("Access-Control-Allow-Credentials", "true")]
    headers += [("Content-Type", "x"), ("X-A", "a"), ("X-B", "b"), ("*", "star"), ("Set-Cookie", "a=b")]
    if expose is not None:
        headers.append(("Access-Control-Expose-Headers", expose))
    done = fetch_one(Answer(headers=tuple(headers)), URL, credentials=credentials)
    seen = {name.lower() for name, _ in done.response.header_list.pairs}
    assert {"access-control" if name.startswith("access-control") else name for name in seen} == names
    assert {name.lower() for name, _ in done.response.clone().header_list.pairs} == seen


# cors-no-preflight.any.js, cors-preflight-not-cors-safelisted.any.js


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("Accept", "test")],
        [("Accept-Language", "en, de;q=0.5")],
        [("Content-Language", "en-US")],
        [("Content-Type", "application/x-www-form-urlencoded")],
        [("Content-Type", "Multipart/form-data; boundary=x")],
        [("Content-Type", "text/plain;charset=utf-8")],
        [("Range", "bytes=0-")],
        [("Range", "bytes=10-20")],
    ],
)
def test_no_preflight(method, headers):
    done = fetch_one(answering([]), URL, method=method, header_list=HeaderList(headers))
    assert (done.reason, [wire.method for wire in done.requests]) == ("", [method])


@pytest.mark.parametrize(
    ("headers", "asked"),
    [
        ([("Accept", '"')], "accept"),
        ([("Accept", "0" * 129)], "accept"),
        ([("Accept-Language", "\x01")], "accept-language"),
        ([("Accept-Language", "@")], "accept-language"),
        ([("Authorization", "basics")], "authorization"),
        ([("Content-Language", "@")], "content-language"),
        ([("Content-Type", "text/html")], "content-type"),
        ([("Content-Type", "text/json")], "content-type"),
        ([("Content-Type", "text/plain; long=" + "0" * 112)], "content-type"),
        ([("Last-Event-Id", "x")], "last-event-id"),
        ([("Range", "bytes 0-")], "range"),
        ([("Range", "bytes=-5")], "range"),
        ([("Range", "bytes=0-1,3-4")], "range"),
        ([("Range", "bytes=5-4")], "range"),
        ([("Test", "hi")], "test"),
        ([("X-B", "1"), ("x-a", "2"), ("X-A", "3"), ("Accept", "x")], "x-a,x-b"),
        ([("Accept", "a" * 128)] * 9, "accept"),
    ],
)
def test_not_cors_safelisted(headers, asked):
    server = answering([("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Headers", asked)])
    done = fetch_one(server, URL, header_list=HeaderList(headers))
    preflight, actual = done.requests
    sent = dict(preflight.headers)
    assert (preflight.method, preflight.url, preflight.body, preflight.with_credentials) == (
        "OPTIONS",
        URL,
        None,
        False,
    )
    assert sent["Access-Control-Request-Headers"] == asked
    assert sent["Access-Control-Request-Method"] == "GET"
    assert (sent["Origin"], sent["Accept"], sent["Sec-Fetch-Mode"]) == (SITE, "*/*", "cors")
    assert (done.reason, actual.method, done.body) == ("", "GET", b"shared")
    assert not any(name in sent for name, _ in headers if name not in {"Accept", "Authorization"})


def test_a_download_that_goes_on_needs_no_preflight():
    how = {"range_start": 5, "if_range": '"x"'}
    done = fetch_one(answering([]), URL, how=how)
    assert (done.reason, done.header("Range"), done.header("If-Range")) == ("", ["bytes=5-"], ['"x"'])


def test_a_stream_needs_a_preflight():
    done = fetch_one(answering([("Access-Control-Allow-Origin", "*")]), URL, method="POST", use_cors_preflight=True)
    assert [wire.method for wire in done.requests] == ["OPTIONS", "POST"]


def test_no_preflight_for_the_own_origin():
    done = fetch_one(answering([]), "/a", method="PUT", header_list=HeaderList([("X-Y", "z")]))
    assert [wire.method for wire in done.requests] == ["PUT"]


# cors-preflight.any.js, cors-preflight-star.any.js, cors-preflight-response-validation.any.js


@pytest.mark.parametrize(
    ("works", "credentials", "methods", "names", "method", "header"),
    [
        (True, False, "get", "x-test", "GET", "X-Test"),
        (True, False, "*", "x-test", "SUPER", "X-Test"),
        (True, False, "*", "*", "OK", "X-Test"),
        (False, True, "*", "*", "OK", "X-Test"),
        (False, True, "*", "", "PUT", ""),
        (True, True, "PUT", "*", "PUT", ""),
        (False, True, "get", "*", "GET", "X-Test"),
        (False, True, "*", "*", "GET", "X-Test"),
        (True, True, "*", "*", "*", "*"),
        (False, True, "put", "*", "PUT", ""),
        (False, False, "put", "", "PUT", ""),
        (True, False, "GET, PUT , DELETE", "", "DELETE", ""),
        (False, False, None, None, "PUT", ""),
        (False, False, "PUT", None, "PUT", "X-Test"),
        (False, False, "*", "*", "GET", "Authorization"),
        (True, False, None, "*, AUTHORIZATION", "GET", "Authorization"),
        (False, False, "", "header name with space, x-test", "GET", "X-Test"),
        (False, False, "Bad method name", "x-test", "GET", "X-Test"),
        (True, False, "PUT,,", ", x-test ,", "PUT", "X-Test"),
    ],
)
def test_preflight(works, credentials, methods, names, method, header):
    shared = [("Access-Control-Allow-Origin", SITE), ("Access-Control-Allow-Credentials", "true")]
    allowed = [("Access-Control-Allow-Methods", methods), ("Access-Control-Allow-Headers", names)]
    done = fetch_one(
        answering(shared + [pair for pair in allowed if pair[1] is not None], tuple(shared)),
        URL,
        method=method,
        header_list=HeaderList([(header, "1")] if header else []),
        credentials="include" if credentials else "same-origin",
    )
    assert (done.reason == "", len(done.requests)) == ((True, 2) if works else (False, 1))
    assert done.body == (b"shared" if works else b"")


@pytest.mark.parametrize(
    ("status", "works"), [(200, True), (204, True), (299, True), (300, False), (302, False), (404, False), (503, False)]
)
def test_preflight_status(status, works):
    preflight = [("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Methods", "PUT"), ("Location", URL)]
    done = fetch_one(answering(preflight, status=status), URL, method="PUT")
    assert (done.reason == "", len(done.requests)) == ((True, 2) if works else (False, 1))


@pytest.mark.parametrize("origin", [None, "null", OTHER])
def test_preflight_has_to_share_too(origin):
    preflight = [("Access-Control-Allow-Methods", "PUT")]
    if origin is not None:
        preflight.append(("Access-Control-Allow-Origin", origin))
    done = fetch_one(answering(preflight), URL, method="PUT")
    assert (len(done.requests), done.reason != "") == (1, True)


def test_a_preflight_that_fails_for_now():
    def fail(_):
        raise TransportError("connect", "refused")

    done = fetch_one(fail, URL, method="PUT")
    assert (done.outcome.error.temporary, len(done.requests)) == (True, 1)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", [f"{OTHER}/b", "https://third.example/b", f"{SITE}/b"])
def test_redirect_to_what_needs_a_preflight(status, target):
    allowing = (("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Headers", "x-y"))

    def answer(wire):
        location = (("Location", target),) if wire.url == URL and wire.method != "OPTIONS" else ()
        return Answer(status=status if location else 200, headers=(*allowing, *location))

    done = fetch_one(answer, URL, header_list=HeaderList([("X-Y", "z")]))
    assert [(wire.method, wire.url) for wire in done.requests] == [
        ("OPTIONS", URL),
        ("GET", URL),
        ("OPTIONS", target),
        ("GET", target),
    ]


# cors-preflight-cache.any.js


def kept(seconds, *requests, max_age="100", fails=False, **preflight):
    """Do requests one after the other with a cache, and return the methods that were sent."""
    now = [0.0]
    cache = PreflightCache(lambda: now[0])
    headers = [("Access-Control-Allow-Origin", SITE), ("Access-Control-Allow-Credentials", "true")]
    headers += [(f"Access-Control-Allow-{name.capitalize()}", value) for name, value in preflight.items()]
    if max_age is not None:
        headers.append(("Access-Control-Max-Age", max_age))
    sent = []
    for request in map(dict, requests):
        server = answering(headers, () if fails else headers)
        done = fetch_one(server, request.pop("url", URL), how={"preflights": cache}, **request)
        sent += [wire.method for wire in done.requests]
        now[0] += seconds
    return sent


def asking(*names, **more):
    return {"header_list": HeaderList([(name, "x") for name in names]), **more}


def test_preflight_cache():
    assert kept(99, asking("X-A"), asking("X-A"), headers="x-a") == ["OPTIONS", "GET", "GET"]
    assert kept(101, asking("X-A"), asking("X-A"), headers="x-a") == ["OPTIONS", "GET"] * 2


@pytest.mark.parametrize(
    ("max_age", "seconds", "asks"),
    [(None, 4, 1), (None, 6, 2), ("0", 0, 2), ("x", 4, 1), ("9" * 5000, 7199, 1), ("99999", 7201, 2), ("-5", 4, 1)],
)
def test_preflight_cache_max_age(max_age, seconds, asks):
    sent = kept(seconds, asking("X-A"), asking("X-A"), max_age=max_age, headers="x-a")
    assert sent.count("OPTIONS") == asks


@pytest.mark.parametrize(
    "second",
    [
        asking("X-A", url=f"{URL}?other"),
        asking("X-A", "X-B"),
        asking("X-A", method="PUT"),
        asking("X-A", credentials="include"),
    ],
)
def test_preflight_cache_does_not_fit(second):
    assert kept(0, asking("X-A"), second, headers="x-a").count("OPTIONS") == 2


def test_what_was_allowed_with_credentials_is_allowed_without():
    sent = kept(0, asking("X-A", credentials="include"), asking("X-A"), headers="x-a")
    assert sent == ["OPTIONS", "GET", "GET"]


def test_a_request_that_fails_clears_its_entries():
    sent = kept(0, asking("X-A"), asking("X-A"), headers="x-a", fails=True)
    assert sent == ["OPTIONS", "GET"] * 2


# no-cors, cross-origin-resource-policy/fetch.any.js


def test_no_cors_is_opaque():
    done = fetch_one(Answer(headers=(("X-A", "b"),), body=b"opaque"), URL, mode="no-cors")
    assert (done.response.type, done.response.status, done.response.header_list.pairs) == ("opaque", 0, [])
    assert (done.response.internal.status, done.header("Origin"), done.body) == (200, [None], b"opaque")


@pytest.mark.parametrize(
    ("policy", "url", "works"),
    [
        ("cross-origin", URL, True),
        ("same-site", URL, False),
        ("same-origin", URL, False),
        ("same-site", "https://site.example:8443/", True),
        ("same-origin", "https://site.example:8443/", False),
        ("same-origin", "/a", True),
        ("Same-Origin", URL, True),
        ("unknown", URL, True),
    ],
)
def test_cross_origin_resource_policy(policy, url, works):
    done = fetch_one(Answer(headers=(("Cross-Origin-Resource-Policy", policy),)), url, mode="no-cors")
    assert (done.reason == "") is works


# same-origin mode


@pytest.mark.parametrize("url", [URL, "https://site.example:8443/", "https://sub.site.example/"])
def test_same_origin_mode(url):
    done = fetch_one(Answer(), url, mode="same-origin")
    assert (done.requests, "own origin" in done.reason) == ([], True)
