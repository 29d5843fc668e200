"""Request. Names of the cases: web-platform-tests, fetch/api/request/."""

from __future__ import annotations

import pytest
from background_fetch import AbortController, AbortSignal, Blob, FormData, Headers, ReadableStream, Request
from background_fetch._impl import environment

URL = "https://site.example/path?q"


# request-structure


def test_defaults():
    request = Request(URL)
    assert {
        name: getattr(request, name) for name in ("method", "url", "destination", "referrer", "referrerPolicy")
    } == {
        "method": "GET",
        "url": URL,
        "destination": "",
        "referrer": "about:client",
        "referrerPolicy": "",
    }
    assert {name: getattr(request, name) for name in ("mode", "credentials", "cache", "redirect", "integrity")} == {
        "mode": "cors",
        "credentials": "same-origin",
        "cache": "default",
        "redirect": "follow",
        "integrity": "",
    }
    assert (request.keepalive, request.isReloadNavigation, request.isHistoryNavigation) == (False, False, False)
    assert (request.duplex, request.body, request.bodyUsed) == ("half", None, False)
    assert isinstance(request.headers, Headers)
    assert request.headers is request.headers
    assert isinstance(request.signal, AbortSignal)
    assert request.signal is request.signal


def test_attributes_are_read_only():
    with pytest.raises(AttributeError):
        Request(URL).method = "POST"


# request-error, request-bad-port, request-constructor-init-body-override


@pytest.mark.parametrize(
    ("input_", "init"),
    [
        ("http://:not a valid URL", {}),
        ("/relative", {}),
        ("http://user:pass@site.example", {}),
        ("http://user@site.example", {}),
        (URL, {"mode": "navigate"}),
        (URL, {"referrer": "http://:not a valid URL"}),
        (URL, {"method": "IN VALID"}),
        (URL, {"method": "TRACE"}),
        (URL, {"method": "trace"}),
        (URL, {"method": "CONNECT"}),
        (URL, {"method": "TRACK"}),
        (URL, {"mode": "no-cors", "method": "PUT"}),
        (URL, {"cache": "only-if-cached"}),
        (URL, {"cache": "only-if-cached", "mode": "cors"}),
        (URL, {"cache": "only-if-cached", "mode": "no-cors"}),
        (Request(URL, mode="same-origin", cache="only-if-cached"), {"mode": "cors"}),
        (URL, {"window": "https://a.example"}),
        (URL, {"body": "x"}),
        (URL, {"method": "GET", "body": "x"}),
        (URL, {"method": "HEAD", "body": "x"}),
        (URL, {"method": "POST", "body": Blob(["x"]).stream()}),
        (URL, {"method": "POST", "body": Blob(["x"]).stream(), "duplex": "half", "keepalive": True}),
        (URL, {"method": "POST", "body": Blob(["x"]).stream(), "duplex": "half", "mode": "no-cors"}),
        (URL, {"mode": "bad"}),
        (URL, {"credentials": "bad"}),
        (URL, {"cache": "bad"}),
        (URL, {"redirect": "bad"}),
        (URL, {"referrerPolicy": "bad"}),
        (URL, {"duplex": "full"}),
        (URL, {"headers": [["only one"]]}),
        (URL, {"headers": {"na me": "x"}}),
        (URL, {"signal": "no signal"}),
    ],
)
def test_what_the_constructor_refuses(input_, init):
    with pytest.raises(TypeError):
        Request(input_, init)


def test_without_arguments():
    with pytest.raises(TypeError):
        Request()


def test_relative_addresses_are_those_of_the_script():
    with environment.entered("https://site.example/app/worker.py"):
        request = Request("episode?n=1#top", referrer="page")
        assert (request.url, request.referrer) == (
            "https://site.example/app/episode?n=1#top",
            "https://site.example/app/page",
        )
    with pytest.raises(TypeError):
        Request("episode")


# request-init-001, -002, -003


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("method", "PUT"),
        ("mode", "same-origin"),
        ("mode", "no-cors"),
        ("mode", "cors"),
        ("credentials", "omit"),
        ("credentials", "include"),
        ("cache", "no-store"),
        ("cache", "reload"),
        ("cache", "force-cache"),
        ("redirect", "manual"),
        ("redirect", "error"),
        ("integrity", "sha256-abc"),
        ("referrerPolicy", "no-referrer"),
        ("referrerPolicy", "strict-origin"),
        ("keepalive", True),
        ("referrer", ""),
    ],
)
def test_init_members_are_shown_and_taken_over(name, value):
    request = Request(URL, {name: value})
    assert getattr(request, name) == value
    assert getattr(Request(request), name) == value
    assert getattr(request.clone(), name) == value


def test_members_may_be_keywords():
    request = Request(URL, method="POST", body="x", headers={"A": "1"})
    assert (request.method, request.headers.get("a")) == ("POST", "1")


def test_any_init_resets_the_referrer():
    request = Request(URL, referrer="", referrerPolicy="origin")
    again = Request(request, {"cache": "reload"})
    assert (again.referrer, again.referrerPolicy, again.cache) == ("about:client", "", "reload")


@pytest.mark.parametrize("referrer", ["about:client", "https://elsewhere.example/", "about:client?x"])
def test_a_referrer_of_another_origin_is_the_client(referrer):
    assert Request(URL, referrer=referrer).referrer == "about:client"


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        ("get", "GET"),
        ("Post", "POST"),
        ("delete", "DELETE"),
        ("patch", "patch"),
        ("PATCH", "PATCH"),
        ("chicken", "chicken"),
    ],
)
def test_methods_are_normalized(given, seen):
    assert Request(URL, method=given).method == seen


# request-headers


@pytest.mark.parametrize("name", ["Cookie", "Host", "Content-Length", "Sec-Fetch-Mode", "Proxy-X", "Origin", "DNT"])
def test_forbidden_headers_are_left_out(name):
    request = Request(URL, headers={name: "x", "Allowed": "y"})
    request.headers.append(name, "x")
    request.headers.set(name, "x")
    assert list(request.headers) == [("allowed", "y")]


def test_no_cors_allows_few_headers():
    request = Request(URL, mode="no-cors", headers={"Accept": "a", "X-Own": "b", "Content-Type": "text/plain"})
    assert list(request.headers) == [("accept", "a"), ("content-type", "text/plain")]


def test_headers_of_the_input_are_copied_and_replaced_by_those_of_init():
    request = Request(URL, headers={"A": "1", "B": "2"})
    copied = Request(request)
    copied.headers.set("A", "changed")
    assert (request.headers.get("a"), list(Request(request, headers={"C": "3"}).headers)) == ("1", [("c", "3")])
    assert list(Request(request, {"cache": "reload"}).headers) == [("a", "1"), ("b", "2")]


@pytest.mark.parametrize(
    ("body", "type_"),
    [
        ("text", "text/plain;charset=UTF-8"),
        (b"bytes", None),
        (Blob(["x"], type="image/png"), "image/png"),
        (Blob(["x"]), None),
    ],
)
def test_content_type_comes_from_the_body(body, type_):
    assert Request(URL, method="POST", body=body).headers.get("content-type") == type_
    own = Request(URL, method="POST", body=body, headers={"Content-Type": "own/type"})
    assert own.headers.get("content-type") == "own/type"


# request-clone, request-disturbed


def test_clone_gives_the_same_body_twice(run):
    async def main():
        request = Request(URL, method="POST", body="x" * 100_000, headers={"A": "1"})
        copy = request.clone()
        copy.headers.set("A", "2")
        assert (request.headers.get("a"), copy.headers.get("a")) == ("1", "2")
        assert await copy.text() == await request.text() == "x" * 100_000
        with pytest.raises(TypeError, match="clone"):
            request.clone()

    assert run(main) == []


def test_input_request_used_for_creating_new_request_became_disturbed(run):
    async def main():
        request = Request(URL, method="POST", body="body")
        made = Request(request)
        assert (request.bodyUsed, made.bodyUsed) == (True, False)
        with pytest.raises(TypeError):
            Request(request)
        assert await made.text() == "body"

    assert run(main) == []


def test_input_request_stays_undisturbed_when_the_constructor_fails_or_has_its_own_body(run):
    async def main():
        request = Request(URL, method="POST", body="body")
        with pytest.raises(TypeError):
            Request(request, method="GET")
        assert request.bodyUsed is False
        other = Request(request, body="other")
        assert (request.bodyUsed, await other.text()) == (False, "other")
        await request.text()
        assert await Request(request, body="third").text() == "third"

    assert run(main) == []


def test_a_locked_body_can_not_be_taken_over():
    request = Request(URL, method="POST", body="body")
    request.body.getReader()
    with pytest.raises(TypeError):
        Request(request)
    with pytest.raises(TypeError):
        request.clone()


# request-consume, request-consume-empty: the mixin itself is tested with responses


def test_consume(run):
    async def main():
        def made():
            return Request(URL, method="POST", body='{"a": 1}')

        assert await made().text() == '{"a": 1}'
        assert await made().json() == {"a": 1}
        assert await made().bytes() == b'{"a": 1}'
        assert await made().arrayBuffer() == b'{"a": 1}'
        assert (await made().blob()).type == "text/plain;charset=utf-8"
        assert await Request(URL, method="POST").text() == ""

    assert run(main) == []


def test_a_form(run):
    async def main():
        form = FormData()
        form.append("name", "value")
        request = Request(URL, method="POST", body=form)
        assert request.headers.get("content-type").startswith("multipart/form-data; boundary=")
        assert list(await request.formData()) == [("name", "value")]

    assert run(main) == []


def test_a_stream(run):
    async def main():
        stream = Blob(["streamed"]).stream()
        request = Request(URL, method="POST", body=stream, duplex="half")
        assert (request.body is stream, request.headers.get("content-type")) == (True, None)
        assert isinstance(stream, ReadableStream)
        assert await request.text() == "streamed"

    assert run(main) == []


# the signal


def test_the_signal_follows_that_of_init_and_input():
    controller = AbortController()
    request = Request(URL, signal=controller.signal)
    assert request.signal is not controller.signal
    copies = [Request(request), request.clone(), Request(request, method="POST")]
    without = Request(request, signal=None)
    controller.abort("why")
    assert [(each.signal.aborted, each.signal.reason) for each in [request, *copies]] == [(True, "why")] * 4
    assert without.signal.aborted is False
    assert Request(URL, signal=AbortSignal.abort()).signal.aborted is True
