"""What servers are told of who asks: `Referer`, `Origin`, `Sec-Fetch-…`.

Names of the cases: web-platform-tests, referrer-policy/, fetch/origin/, fetch/metadata/, fetch/api/redirect/.
"""

from __future__ import annotations

import pytest
from background_fetch._impl.network.memory import Answer

from tests.runtime.network.fetched import client_of, fetch_one

PAGE = "https://site.example/dir/page?q"
ORIGIN = "https://site.example/"
SAME = "https://site.example/a"
CROSS = "https://other.example/a"
DOWNGRADE = "http://localhost.example/a"
SHARED = (("Access-Control-Allow-Origin", "*"),)
ANY = Answer(headers=SHARED)


@pytest.mark.parametrize(
    ("policy", "same", "cross", "downgrade"),
    [
        ("no-referrer", None, None, None),
        ("no-referrer-when-downgrade", PAGE, PAGE, None),
        ("origin", ORIGIN, ORIGIN, ORIGIN),
        ("origin-when-cross-origin", PAGE, ORIGIN, ORIGIN),
        ("same-origin", PAGE, None, None),
        ("strict-origin", ORIGIN, ORIGIN, None),
        ("strict-origin-when-cross-origin", PAGE, ORIGIN, None),
        ("unsafe-url", PAGE, PAGE, PAGE),
        ("", PAGE, ORIGIN, None),
    ],
)
def test_referrer_policy(policy, same, cross, downgrade):
    # A client that is not secure may fetch what is not, though its address is.
    client = client_of()._replace(secure=False)
    found = [
        fetch_one(ANY, url, client=client, referrer_policy=policy).header("Referer") for url in (SAME, CROSS, DOWNGRADE)
    ]
    assert found == [[same], [cross], [downgrade]]
    of_page = client._replace(policy=client.policy._replace(referrer_policy=policy))
    assert fetch_one(ANY, CROSS, client=of_page).header("Referer") == [cross]
    assert fetch_one(ANY, CROSS, client=of_page, referrer_policy="unsafe-url").header("Referer") == [PAGE]


@pytest.mark.parametrize(
    ("referrer", "expected"),
    [
        ("about:client", PAGE),
        ("", None),
        ("https://site.example/other?x#y", "https://site.example/other?x"),
        ("https://user:pw@site.example/x", "https://site.example/x"),
        (f"https://site.example/{'x' * 4075}", f"https://site.example/{'x' * 4075}"),
        (f"https://site.example/{'x' * 4076}", ORIGIN),
        ("data:text/plain,x", None),
    ],
)
def test_referrer(referrer, expected):
    assert fetch_one(ANY, referrer=referrer).header("Referer") == [expected]


# redirect-referrer.any.js


@pytest.mark.parametrize(
    ("policy", "said", "first", "second"),
    [
        ("", "origin", PAGE, ORIGIN),
        ("", "no-referrer", PAGE, None),
        ("", "nothing known", PAGE, PAGE),
        ("", "", PAGE, PAGE),
        ("", "origin, unsafe-url", PAGE, PAGE),
        ("", "origin,unknown", PAGE, ORIGIN),
        ("", " ORIGIN\t, ,", PAGE, ORIGIN),
        ("no-referrer", "unsafe-url", None, None),
        ("origin", "unsafe-url", ORIGIN, ORIGIN),
        ("unsafe-url", "same-origin", PAGE, PAGE),
    ],
)
def test_redirect_referrer(policy, said, first, second):
    answers = {"/a": Answer(status=302, headers=(("Location", "/b"), ("Referrer-Policy", said))), "/b": Answer()}
    assert fetch_one(answers, referrer_policy=policy).header("Referer") == [first, second]


def test_redirect_referrer_to_another_origin():
    def answer(wire):
        return Answer(status=302, headers=(("Location", CROSS),)) if wire.url == SAME else ANY

    assert fetch_one(answer).header("Referer") == [PAGE, ORIGIN]


# cors-preflight-referrer.any.js


@pytest.mark.parametrize(("policy", "expected"), [("no-referrer", None), ("", ORIGIN), ("unsafe-url", PAGE)])
def test_preflight_referrer(policy, expected):
    allowing = Answer(headers=(*SHARED, ("Access-Control-Allow-Methods", "*")))
    done = fetch_one(allowing, CROSS, method="PUT", referrer_policy=policy)
    assert done.header("Referer") == [expected, expected]


# fetch/origin/assorted.window.js


@pytest.mark.parametrize(
    ("method", "mode", "url", "policy", "expected"),
    [
        ("GET", "cors", SAME, "", None),
        ("HEAD", "same-origin", SAME, "", None),
        ("GET", "cors", CROSS, "no-referrer", ORIGIN[:-1]),
        ("GET", "no-cors", CROSS, "", None),
        ("POST", "cors", SAME, "", ORIGIN[:-1]),
        ("POST", "cors", SAME, "no-referrer", ORIGIN[:-1]),
        ("POST", "same-origin", SAME, "no-referrer", "null"),
        ("POST", "same-origin", SAME, "same-origin", ORIGIN[:-1]),
        ("POST", "no-cors", SAME, "strict-origin", ORIGIN[:-1]),
        ("POST", "no-cors", CROSS, "same-origin", "null"),
        ("POST", "no-cors", CROSS, "unsafe-url", ORIGIN[:-1]),
        ("POST", "no-cors", CROSS, "origin", ORIGIN[:-1]),
        ("POST", "no-cors", CROSS, "", ORIGIN[:-1]),
        ("POST", "no-cors", DOWNGRADE, "", "null"),
        ("POST", "no-cors", DOWNGRADE, "no-referrer-when-downgrade", "null"),
        ("POST", "no-cors", DOWNGRADE, "unsafe-url", ORIGIN[:-1]),
    ],
)
def test_origin_header(method, mode, url, policy, expected):
    client = client_of()._replace(secure=False)
    done = fetch_one(ANY, url, client=client, method=method, mode=mode, referrer_policy=policy)
    assert done.header("Origin") == [expected]


# fetch/metadata/fetch.https.sub.any.js


@pytest.mark.parametrize(
    ("url", "site"),
    [
        (SAME, "same-origin"),
        ("https://site.example:8443/", "same-site"),
        (CROSS, "cross-site"),
        ("https://site.example.evil/", "cross-site"),
        ("http://127.0.0.1:8000/", "cross-site"),
    ],
)
@pytest.mark.parametrize("mode", ["cors", "no-cors"])
def test_metadata(url, site, mode):
    done = fetch_one(ANY, url, mode=mode, destination="audio")
    names = ("Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest", "Sec-Fetch-User")
    assert [done.header(name) for name in names] == [[site], [mode], ["audio"], [None]]


def test_metadata_goes_only_where_nobody_listens():
    done = fetch_one(ANY, "http://other.example/", client=client_of("http://site.example/"))
    assert not [name for name, _ in done.requests[0].headers if name.startswith("Sec-")]


@pytest.mark.parametrize(
    ("hops", "sites"),
    [
        ([SAME, SAME], ["same-origin", "same-origin"]),
        ([SAME, "https://site.example:8443/"], ["same-origin", "same-site"]),
        ([CROSS, SAME], ["cross-site", "cross-site"]),
        ([SAME, CROSS, SAME], ["same-origin", "cross-site", "cross-site"]),
        (["https://site.example:8443/", SAME], ["same-site", "same-site"]),
    ],
)
def test_metadata_after_redirects(hops, sites):
    following = iter(hops[1:])

    def answer(_):
        location = [("Location", url) for url in [next(following, None)] if url]
        return Answer(status=302 if location else 200, headers=(*location, *SHARED))

    assert fetch_one(answer, hops[0]).header("Sec-Fetch-Site") == sites
