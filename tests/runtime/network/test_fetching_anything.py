"""What holds for every request and every server: where requests may go, what they carry, what is told of responses."""

from __future__ import annotations

from background_fetch._impl import urls
from background_fetch._impl.header_list import HeaderList
from background_fetch._impl.network.integrity import check_of
from background_fetch._impl.network.memory import Answer
from background_fetch._impl.network.preflights import PreflightCache
from background_fetch._impl.network.schemes import BAD_PORTS, trustworthy_origin
from background_fetch._impl.storage.memory import MemoryBody
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.runtime.network.fetched import SITE, client_of, fetch_one

ORIGINS = (SITE, "https://other.example", "https://third.example", "http://localhost:8000")
PLACES = [f"{origin}/{name}" for origin in ORIGINS for name in "ab"]
LOCATIONS = [
    *PLACES,
    *["/a", "b", "#x", "", "//other.example/a", "https://user:pw@other.example/a", "https://site.example:587/"],
    *["file:///etc/passwd", "data:,x", "javascript:1", "http://10.0.0.1/", "http://[", "HTTPS://OTHER.example:443/b"],
]
ALLOWED_ORIGINS = [None, "*", SITE, "null", "https://other.example", "*, *"]
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH"]
SHARING = {"Access-Control-Allow-Methods": "*, PUT", "Access-Control-Allow-Headers": "authorization, x-y"}

answers = st.builds(
    lambda status, location, origin, more: Answer(
        status=status,
        headers=tuple(
            (name, value)
            for name, value in {"Location": location, "Access-Control-Allow-Origin": origin, **more}.items()
            if value is not None
        ),
        body=b"body",
    ),
    st.sampled_from([200, 200, 204, 206, 301, 302, 302, 303, 304, 307, 308, 404, 407, 503]),
    st.sampled_from([None, *LOCATIONS]),
    st.sampled_from(ALLOWED_ORIGINS),
    st.sampled_from(
        [{}, SHARING, {**SHARING, "Access-Control-Allow-Credentials": "true"}, {"Content-Encoding": "gzip"}]
    ),
)
requests = st.fixed_dictionaries(
    {
        "method": st.sampled_from(METHODS),
        "mode": st.sampled_from(["cors", "cors", "same-origin", "no-cors"]),
        "credentials": st.sampled_from(["omit", "same-origin", "include"]),
        "redirect": st.sampled_from(["follow", "follow", "follow", "error", "manual"]),
        "integrity": st.sampled_from(["", "", "sha256-x", "sha256-" + "A" * 43 + "="]),
    }
)


@settings(max_examples=250, deadline=None)
@given(
    url=st.sampled_from(PLACES),
    request=requests,
    headers=st.sets(st.sampled_from(["Authorization", "X-Y", "Range"])),
    table=st.fixed_dictionaries({place: st.lists(answers, min_size=1, max_size=3) for place in PLACES}),
)
def test_what_always_holds(url, request, headers, table):
    seen = []

    def answer(wire):
        seen.append(wire.url)
        of_place = table.get(wire.url, [Answer(status=404)])
        return of_place[seen.count(wire.url) % len(of_place)]

    body = None if request["method"] in {"GET", "HEAD"} else MemoryBody(bytearray(b"sent"))
    values = {"Authorization": "Basic x", "X-Y": "z", "Range": "bytes=0-"}
    header_list = HeaderList([(name, values[name]) for name in sorted(headers)])
    done = fetch_one(
        answer,
        url,
        client=client_of(),
        body=body,
        header_list=header_list,
        how={"preflights": PreflightCache()},
        **request,
    )
    check_requests(done, url, request)
    check_response(done, request)
    assert sum(done.noting.sent) <= 4
    assert header_list.has("authorization") is ("Authorization" in headers)


def check_requests(done, url, request):
    """What was sent went only where it may, with no more than it may."""
    origins = set()
    assert len(done.requests) <= 2 * 21
    for number, wire in enumerate(done.requests):
        parts = urls.split(wire.url)
        assert parts.scheme in {"http", "https"}
        assert (parts.username, parts.password, parts.fragment) == ("", "", "")
        assert parts.port == "" or int(parts.port) not in BAD_PORTS
        assert trustworthy_origin(parts.origin)
        assert request["mode"] != "same-origin" or parts.origin == SITE
        sent = dict(wire.headers)
        if wire.method == "OPTIONS":
            assert (wire.with_credentials, wire.body, "Authorization" in sent) == (False, None, False)
            continue
        origins.add(parts.origin)
        if "Authorization" in sent:
            assert origins == {urls.origin(url)}
        if origins != {SITE}:
            assert wire.with_credentials is (request["credentials"] == "include")
        if request["mode"] == "cors" and parts.origin != SITE:
            assert sent["Origin"] in {SITE, "null"}
            asked = done.requests[number - 1].method == "OPTIONS" or wire.url in {
                each.url for each in done.requests[:number] if each.method == "OPTIONS"
            }
            assert asked or (wire.method in {"GET", "HEAD", "POST"} and not {"Authorization", "X-Y"} & set(sent))
        assert wire.body is None or wire.method not in {"GET", "HEAD"}


def check_response(done, request):
    """What is told of a response is what its server shares."""
    outcome, response = done.outcome, done.response
    assert outcome.response is response
    assert outcome.error is None or not (outcome.error.temporary or outcome.error.aborted)
    if response is None:
        assert (outcome.error is not None, done.body) == (True, b"")
        return
    origins = {urls.origin(each) for each in response.url_list}
    shared = response.internal.header_list.get("access-control-allow-origin")
    match response.type:
        case "basic":
            assert origins == {SITE}
        case "cors":
            assert (origins == {SITE}, request["mode"]) == (False, "cors")
            assert shared in {SITE, "null"} or (shared == "*" and request["credentials"] != "include")
        case "opaque":
            assert (request["mode"], response.header_list.pairs) == ("no-cors", [])
        case "opaqueredirect":
            assert (request["redirect"], len(response.url_list), done.body) == ("manual", 1, b"")
        case other:
            raise AssertionError(other)
    last = [each for each in done.requests if each.method != "OPTIONS"][-1]
    if last.method == "HEAD" or response.internal.status in {204, 304}:
        assert done.body == b""


NAMES = [
    *["Location", "Content-Encoding", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"],
    *["Access-Control-Allow-Methods", "Access-Control-Allow-Headers", "Access-Control-Expose-Headers"],
    *["Access-Control-Max-Age", "Referrer-Policy", "Retry-After", "Date", "Cross-Origin-Resource-Policy", "X-Y"],
]
VALUES = [
    "*",
    SITE,
    "gzip",
    "deflate",
    "gzip, deflate, x-gzip",
    "true",
    "0",
    "origin",
    "same-origin",
    "//[",
    "http:",
    "\x80",
]
heads = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.one_of(st.sampled_from(VALUES), st.text(alphabet=st.characters(max_codepoint=255), max_size=40)),
    ),
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(
    url=st.sampled_from(PLACES),
    request=requests,
    heads=st.lists(heads, min_size=1, max_size=3),
    statuses=st.lists(st.integers(100, 999), min_size=1, max_size=3),
    body=st.binary(max_size=50),
    csp=st.one_of(st.just(""), st.text(alphabet="connect-srdful '*:/.;,", max_size=60)),
)
def test_nothing_that_a_server_says_is_a_fault(url, request, heads, statuses, body, csp):
    answered = []

    def answer(_):
        answered.append(1)
        number = len(answered)
        return Answer(status=statuses[number % len(statuses)], headers=tuple(heads[number % len(heads)]), body=body)

    how = {"preflights": PreflightCache()}
    done = fetch_one(answer, url, client=client_of(f"{SITE}/", csp), how=how, **request)
    check_requests(done, url, request)
    assert (done.response is None) is (done.outcome.response is None)
    assert done.outcome.retry_after is None or done.outcome.retry_after >= 0


@given(st.text(max_size=60), st.sampled_from(["", "sha256-", "sha512-", "sha384-AA== "]))
def test_integrity_metadata_of_any_kind(text, start):
    check = check_of(start + text)
    assert check is None or check.matches() is False
