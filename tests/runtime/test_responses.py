"""Response and the body mixin. Names of the cases: web-platform-tests, fetch/api/response/, fetch/api/body/."""

from __future__ import annotations

import json

import pytest
from background_fetch import Blob, FormData, Headers, ReadableStream, Request, Response, URLSearchParams
from background_fetch._impl import environment, responses
from background_fetch._impl.bodies import of_bytes
from background_fetch._impl.header_list import HeaderList
from hypothesis import given
from hypothesis import strategies as st

NULL_BODY = [204, 205, 304]


# response-init-001, -002, response-error


def test_defaults():
    response = Response()
    assert {name: getattr(response, name) for name in ("type", "url", "ok", "status", "statusText", "redirected")} == {
        "type": "default",
        "url": "",
        "ok": True,
        "status": 200,
        "statusText": "",
        "redirected": False,
    }
    assert (response.body, response.bodyUsed, isinstance(response.headers, Headers)) == (None, False, True)
    assert response.headers is response.headers


def test_init():
    response = Response("x", status=404, statusText="not \xe9 here", headers={"A": "1"})
    assert (response.status, response.statusText, response.ok) == (404, "not \xe9 here", False)
    assert list(response.headers) == [("a", "1"), ("content-type", "text/plain;charset=UTF-8")]


@pytest.mark.parametrize("status", [0, 100, 199, 600, 1000])
def test_status_outside_of_the_range(status):
    with pytest.raises(ValueError, match="from 200 to 599"):
        Response("", status=status)


@pytest.mark.parametrize("text", ["\n", "a\r", "\x00", "\x7f"])
def test_status_text_that_no_reason_phrase_can_have(text):
    with pytest.raises(TypeError):
        Response("", statusText=text)
    with pytest.raises(TypeError):
        Response("", statusText="\u0100")


@pytest.mark.parametrize("status", NULL_BODY)
def test_null_body_statuses(status):
    assert Response(None, status=status).body is None
    for body in ("", "x", b""):
        with pytest.raises(TypeError):
            Response(body, status=status)


# response-init-contenttype


@pytest.mark.parametrize(
    ("body", "type_"),
    [
        (None, None),
        ("text", "text/plain;charset=UTF-8"),
        (b"bytes", None),
        (bytearray(b"bytes"), None),
        (memoryview(b"bytes"), None),
        (Blob(["x"]), None),
        (Blob(["x"], type="a/b; c=d"), "a/b; c=d"),
        (URLSearchParams({"a": "1"}), "application/x-www-form-urlencoded;charset=UTF-8"),
        (Blob(["x"], type="a/b").stream(), None),
    ],
)
def test_content_type_comes_from_the_body(body, type_):
    assert Response(body).headers.get("content-type") == type_


def test_the_type_of_a_form_names_its_border():
    first, second = (Response(FormData()).headers.get("content-type") for _ in range(2))
    assert first.startswith("multipart/form-data; boundary=")
    assert first != second


# response-consume, response-consume-empty, response-consume-stream


@pytest.mark.parametrize(
    "make",
    [lambda: "a\u00e9", lambda: b"a\xc3\xa9", lambda: Blob(["a\u00e9"]), lambda: Blob(["a\u00e9"]).stream()],
)
def test_each_way_to_read(make, run):
    async def main():
        assert await Response(make()).text() == "a\u00e9"
        assert await Response(make()).bytes() == "a\u00e9".encode()
        assert await Response(make()).arrayBuffer() == "a\u00e9".encode()
        assert await (await Response(make()).blob()).text() == "a\u00e9"
        pieces = [piece async for piece in Response(make()).textStream()]
        assert "".join(pieces) == "a\u00e9"

    assert run(main) == []


def test_consume_empty(run):
    async def main():
        assert (await Response().text(), await Response().bytes(), (await Response().blob()).size) == ("", b"", 0)
        assert [piece async for piece in Response().textStream()] == []
        with pytest.raises(ValueError, match="Expecting value"):
            await Response().json()
        with pytest.raises(TypeError):
            await Response().formData()
        response = Response()
        await response.text()
        assert response.bodyUsed is False
        assert await response.text() == ""

    assert run(main) == []


def test_json_is_json(run):
    async def main():
        assert await Response('\ufeff{"a": [1, null]}').json() == {"a": [1, None]}
        for text in ("{", "NaN", "[Infinity]", "1" * 5000):
            with pytest.raises(json.JSONDecodeError, match=r"JSON|Expecting|digits"):
                await Response(text).json()

    assert run(main) == []


def test_json_that_is_nested_too_deeply(run):
    async def main():
        for text in ("[" * 100_000, '{"a":' * 100_000 + "1" + "}" * 100_000):
            for body in (Response(text), Request("https://a.example/", method="POST", body=text)):
                with pytest.raises(json.JSONDecodeError, match="Nested too deeply"):
                    await body.json()

    assert run(main) == []


def test_text_is_decoded_as_utf_8(run):
    async def main():
        for data, text in [(b"\xef\xbb\xbfa", "a"), (b"\xff\xfea", "\ufffd\ufffda"), (b"a\xc3", "a\ufffd")]:
            assert await Response(data).text() == text
            assert "".join([piece async for piece in Response(data).textStream()]) == text

    assert run(main) == []


def test_text_streams_join_characters_that_pieces_cut(run):
    async def main():
        async def halves():
            yield b"a\xc3"
            yield b"\xa9b"

        assert "".join([piece async for piece in Response(ReadableStream.from_(halves())).textStream()]) == "a\u00e9b"

    assert run(main) == []


def test_forms(run):
    async def main():
        form = FormData()
        form.append("text", "value")
        form.append("file", Blob(["content"], type="text/x"), "name.txt")
        entries = list(await Response(form).formData())
        assert entries[0] == ("text", "value")
        assert (entries[1][1].name, entries[1][1].type, await entries[1][1].text()) == ("name.txt", "text/x", "content")
        assert list(await Response(URLSearchParams([["a", "1 2"], ["a", "\u00e9"]])).formData()) == [
            ("a", "1 2"),
            ("a", "\u00e9"),
        ]
        for body, type_ in [
            ("x", "text/plain"),
            ("x", "multipart/form-data"),
            ("x", "multipart/form-data; boundary=b"),
        ]:
            with pytest.raises(TypeError):
                await Response(body, headers={"Content-Type": type_}).formData()

    assert run(main) == []


def test_the_type_of_a_blob_is_that_of_the_headers(run):
    async def main():
        response = Response("x", headers={"Content-Type": "Text/HTML; Charset=UTF-8"})
        assert (await response.blob()).type == "text/html;charset=utf-8"

    assert run(main) == []


# response-stream-disturbed-1 to -6, response-body-read-task-handling


def test_a_body_is_used_from_the_call_on(run):
    async def main():
        response = Response("x")
        promise = response.text()
        assert (response.bodyUsed, response.body.locked) == (True, True)
        for again in (response.text, response.json, response.blob, response.bytes, response.arrayBuffer):
            with pytest.raises(TypeError, match="can't be read again"):
                await again()
        with pytest.raises(TypeError):
            response.textStream()
        assert await promise == "x"

    assert run(main) == []


def test_a_locked_body_can_not_be_read(run):
    async def main():
        response = Response("x")
        reader = response.body.getReader()
        assert response.bodyUsed is False
        with pytest.raises(TypeError):
            await response.text()
        reader.releaseLock()
        assert await response.text() == "x"

    assert run(main) == []


def test_a_body_that_was_read_in_part_can_not_be_read(run):
    async def main():
        response = Response("x")
        reader = response.body.getReader()
        await reader.read()
        reader.releaseLock()
        assert response.bodyUsed is True
        with pytest.raises(TypeError):
            await response.text()
        with pytest.raises(TypeError):
            Response(response.body)

    assert run(main) == []


# response-stream-bad-chunk, response-error-from-stream, response-cancel-stream


def test_pieces_that_are_no_bytes(run):
    async def main():
        for piece in ("text", 7, None):
            with pytest.raises(TypeError, match="bytes-like"):
                await Response(ReadableStream.from_([piece])).text()

    assert run(main) == []


def test_errors_of_the_stream_are_those_of_the_body(run):
    async def main():
        async def failing():
            yield b"x"
            raise KeyError("mine")

        for way in ("text", "bytes", "blob", "json", "arrayBuffer"):
            with pytest.raises(KeyError):
                await getattr(Response(ReadableStream.from_(failing())), way)()

    assert run(main) == []


def test_cancelling_the_body(run):
    async def main():
        response = Response("x")
        await response.body.cancel()
        assert response.bodyUsed is True
        with pytest.raises(TypeError):
            await response.text()
        locked = Response("x")
        locked.body.getReader()
        with pytest.raises(TypeError):
            await locked.body.cancel()

    assert run(main) == []


# response-clone


def test_clone_copies_all_and_shares_nothing(run):
    async def main():
        response = Response("x", status=201, statusText="made", headers={"A": "1"})
        copy = response.clone()
        copy.headers.set("A", "2")
        assert (copy.status, copy.statusText, response.headers.get("a")) == (201, "made", "1")
        assert response.body is not copy.body
        assert (await response.text(), copy.bodyUsed, await copy.text()) == ("x", False, "x")
        for used in (response, copy):
            with pytest.raises(TypeError):
                used.clone()
        assert Response().clone().body is None

    assert run(main) == []


@given(st.lists(st.binary(max_size=20), max_size=6))
def test_clones_and_tees_give_the_same_bytes(pieces):
    import asyncio  # noqa: PLC0415 -- hypothesis calls a plain function

    async def main():
        response = Response(ReadableStream.from_(pieces))
        clone = response.clone()
        first, second = Response(ReadableStream.from_(pieces)).body.tee()
        read = [
            await response.bytes(),
            await clone.bytes(),
            await Response(first).bytes(),
            await Response(second).bytes(),
        ]
        assert read == [b"".join(pieces)] * 4

    asyncio.run(main())


# response-static-error, response-static-redirect, response-static-json


def test_static_error():
    response = Response.error()
    assert (response.type, response.status, response.ok, response.statusText) == ("error", 0, False, "")
    assert (response.body, list(response.headers), response.url) == (None, [], "")
    with pytest.raises(TypeError):
        response.headers.set("a", "1")
    assert response.clone().type == "error"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_static_redirect(status):
    response = Response.redirect("https://site.example/x", status)
    assert (response.type, response.redirected, response.ok, response.status) == ("default", False, False, status)
    assert (response.headers.get("location"), response.body) == ("https://site.example/x", None)
    with pytest.raises(TypeError):
        response.headers.append("a", "1")


def test_static_redirect_defaults_and_refusals():
    assert Response.redirect("https://site.example").status == 302
    with environment.entered("https://site.example/a/b"):
        assert Response.redirect("c").headers.get("location") == "https://site.example/a/c"
    for status in (200, 309, 400, 500):
        with pytest.raises(ValueError, match="redirect"):
            Response.redirect("https://site.example", status)
    with pytest.raises(TypeError):
        Response.redirect("http://:This is not an url")


@pytest.mark.parametrize("data", [None, True, 1, "text", [1, "\u00e9"], {"a": {"b": []}}, "\ud800"])
def test_static_json(data, run):
    async def main():
        response = Response.json(data)
        assert (response.status, response.headers.get("content-type")) == (200, "application/json")
        assert json.loads(await response.clone().bytes()) == data
        assert await response.json() == data

    assert run(main) == []


@pytest.mark.parametrize("data", [object(), {1, 2}, float("nan"), {(1, 2): 3}])
def test_static_json_of_what_is_none(data):
    with pytest.raises(TypeError, match=r"^Response\.json: "):
        Response.json(data)


def test_static_json_init(run):
    async def main():
        response = Response.json({"a": 1}, status=400, headers={"Content-Type": "own/json", "X": "y"})
        assert (response.status, response.headers.get("content-type"), response.headers.get("x")) == (
            400,
            "own/json",
            "y",
        )
        assert await response.text() == '{"a":1}'
        for status in NULL_BODY:
            with pytest.raises(TypeError):
                Response.json("x", status=status)

    assert run(main) == []


def test_static_json_refuses_what_json_can_not_say():
    circle: list[object] = []
    circle.append(circle)
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    for data in (object(), {1, 2}, float("nan"), circle, deep):
        with pytest.raises(TypeError):
            Response.json(data)


# filtered responses: what a network gives


def internal() -> responses.ResponseRecord:
    fields = [("Set-Cookie", "a"), ("Content-Type", "x/y"), ("X-Open", "1"), ("X-Shut", "2")]
    return responses.ResponseRecord(
        url_list=("https://a.example/", "https://b.example/x#top"),
        status=203,
        status_message="So",
        header_list=HeaderList([*fields, ("Access-Control-Expose-Headers", "x-open, set-cookie")]),
        body=of_bytes(b"body"),
    )


@pytest.mark.parametrize(
    ("type_", "names", "status", "url", "body"),
    [
        (
            "basic",
            ["access-control-expose-headers", "content-type", "x-open", "x-shut"],
            203,
            "https://b.example/x",
            True,
        ),
        ("cors", ["content-type", "x-open"], 203, "https://b.example/x", True),
        ("opaque", [], 0, "", False),
        ("opaqueredirect", [], 0, "https://b.example/x", False),
    ],
)
def test_filtered(type_, names, status, url, body, run):
    async def main():
        response = responses.make_response(responses.filtered(type_, internal()))
        for each in (response.clone(), response):
            assert (each.type, list(each.headers.keys()), each.status, each.url) == (type_, names, status, url)
            assert (each.redirected, each.body is not None) == (type_ != "opaque", body)
            assert await each.text() == ("body" if body else "")
            with pytest.raises(TypeError):
                each.headers.delete("x-open")

    assert run(main) == []


def test_a_star_is_a_name_where_credentials_went_along():
    record = internal()
    record.header_list.set("Access-Control-Expose-Headers", "*, x-shut")
    record.with_credentials = True
    names = responses.make_response(responses.filtered("cors", record)).headers.keys()
    assert list(names) == ["content-type", "x-shut"]


def test_a_star_exposes_all_but_cookies():
    record = internal()
    record.header_list.set("Access-Control-Expose-Headers", "*")
    names = responses.make_response(responses.filtered("cors", record)).headers.keys()
    assert list(names) == ["access-control-expose-headers", "content-type", "x-open", "x-shut"]


def test_a_body_of_bytes_is_used_up_as_any_other(run):
    async def main():
        response = Response("ab")
        copy = response.clone()
        reading = response.text()
        stream = response.body
        assert stream is not None
        assert (response.bodyUsed, stream.locked, copy.bodyUsed) == (True, True, False)
        with pytest.raises(TypeError):
            stream.getReader()
        assert (await reading, await copy.text()) == ("ab", "ab")
        partly = Response("ab")
        assert partly.body is not None
        reader = partly.body.getReader()
        assert await reader.read() == {"value": b"ab", "done": False}
        reader.releaseLock()
        with pytest.raises(TypeError):
            await partly.text()

    assert run(main) == []
