"""Going on where a download stopped."""

from __future__ import annotations

import pytest
from background_fetch._impl.cache_store import StoredResponse
from background_fetch._impl.fetches.ranges import (
    ContentRange,
    Held,
    Judgement,
    ResumePoint,
    complete_length,
    is_whole,
    judge,
    parse_content_range,
    resume_point,
    strong_validator,
    valid_partial,
)
from hypothesis import given
from hypothesis import strategies as st


def response(status=200, has_body=True, **fields):
    return StoredResponse("basic", ("https://a.example/",), status, "", headers(**fields), has_body)


def headers(**fields):
    return tuple((name.replace("_", "-"), value) for name, value in fields.items())


@pytest.mark.parametrize(
    ("value", "result"),
    [
        ("bytes 0-9/10", ContentRange(0, 9, 10)),
        ("bytes 5-9/*", ContentRange(5, 9, None)),
        ("Bytes 5-9/10", ContentRange(5, 9, 10)),
        (" bytes 0-0/1\t", ContentRange(0, 0, 1)),
        ("bytes=0-9/10", None),
        ("bytes 0-9", None),
        ("bytes 9-0/10", None),
        ("bytes 0-9/9", None),
        ("bytes 0-10/10", None),
        ("bytes -9/10", None),
        ("bytes 0-/10", None),
        ("bytes */10", None),
        ("bytes 0-9/10, bytes 0-9/10", None),
        ("bytes 0-9/10 ", ContentRange(0, 9, 10)),
        ("bytes  0-9/10", None),
        ("bytes \u0660-\u0669/\u0661\u0660", None),
        ("items 0-9/10", None),
        ("bytes 0-9/" + "9" * 20, None),
        ("", None),
    ],
)
def test_content_range(value, result):
    assert parse_content_range(headers(content_range=value)) == result


def test_the_first_content_range_counts():
    assert parse_content_range((("Content-Range", "bytes 1-2/3"), ("content-range", "nonsense"))) == (1, 2, 3)
    assert parse_content_range(()) is None


@given(st.integers(0, 10**18), st.integers(0, 10**18), st.none() | st.integers(0, 10**18))
def test_content_range_is_read_as_written(first, last, complete):
    found = parse_content_range(headers(content_range=f"bytes {first}-{last}/{'*' if complete is None else complete}"))
    valid = first <= last and (complete is None or last < complete)
    assert found == ((first, last, complete) if valid else None)


PART = {"content_range": "bytes 5-9/10"}


@pytest.mark.parametrize(
    ("partial", "previous", "valid"),
    [
        (PART, None, True),
        ({}, None, False),
        ({"content_range": "bytes 4-9/10"}, None, False),
        ({**PART, "etag": '"a"'}, response(etag='"a"'), True),
        ({**PART, "etag": '"b"'}, response(etag='"a"'), False),
        (PART, response(etag='"a"'), False),
        ({**PART, "etag": '"a"'}, response(), True),
        ({**PART, "last_modified": "x"}, response(last_modified="x"), True),
        ({**PART, "last_modified": "y"}, response(last_modified="x"), False),
        (PART, response(206, content_range="bytes 0-4/10"), True),
        (PART, response(206, content_range="bytes 0-4/*"), True),
        (PART, response(206, content_range="bytes 0-4/11"), False),
        (PART, response(206), False),
        ({"content_range": "bytes 5-9/*"}, response(206, content_range="bytes 0-4/10"), False),
    ],
)
def test_valid_partial(partial, previous, valid):
    assert valid_partial(5, headers(**partial), previous) is valid


DATES = {"date": "Mon, 01 Jan 2024 00:01:00 GMT"}


@pytest.mark.parametrize(
    ("fields", "validator"),
    [
        ({"etag": '"a"'}, '"a"'),
        ({"etag": '""'}, '""'),
        ({"etag": 'W/"a"'}, None),
        ({"etag": "a"}, None),
        ({"etag": '"a" "b"'}, None),
        ({"etag": 'W/"a"', "last_modified": "Mon, 01 Jan 2024 00:00:00 GMT", **DATES}, None),
        (
            {"last_modified": "Mon, 01 Jan 2024 00:00:00 GMT", **DATES},
            "Mon, 01 Jan 2024 00:00:00 GMT",
        ),
        ({"last_modified": "Mon, 01 Jan 2024 00:00:59 GMT", **DATES}, "Mon, 01 Jan 2024 00:00:59 GMT"),
        ({"last_modified": "Mon, 01 Jan 2024 00:01:00 GMT", **DATES}, None),
        ({"last_modified": "Mon, 01 Jan 2024 00:00:00 GMT"}, None),
        ({"last_modified": "yesterday", **DATES}, None),
        ({"last_modified": "Mon, 01 Jan 2024 00:00:00", **DATES}, "Mon, 01 Jan 2024 00:00:00"),
        ({}, None),
    ],
)
def test_strong_validator(fields, validator):
    assert strong_validator(headers(**fields)) == validator


@pytest.mark.parametrize(
    ("held", "point"),
    [
        (Held(), (0, "")),
        (Held(response(etag='"a"'), 0), (0, "")),
        (Held(response(etag='"a"'), 7), (7, '"a"')),
        (Held(response(206, etag='"a"'), 7), (7, '"a"')),
        (Held(response(404, etag='"a"'), 7), (0, "")),
        (Held(response(), 7), (0, "")),
        (Held(response(etag='"a"', content_encoding="gzip"), 7), (0, "")),
        (Held(response(etag='"a"', content_encoding="identity"), 7), (7, '"a"')),
    ],
)
def test_resume_point(held, point):
    assert resume_point(held) == ResumePoint(*point)


@pytest.mark.parametrize(
    ("held", "whole"),
    [
        (Held(), False),
        (Held(response(content_length="7"), 7), True),
        (Held(response(content_length="7"), 6), False),
        (Held(response(content_length="0"), 0), True),
        (Held(response(), 7), False),
        (Held(response(content_length="7, 7"), 7), False),
        (Held(response(content_length="²"), 2), False),
        (Held(response(content_length="7", content_encoding="gzip"), 7), False),
        (Held(response(206, content_range="bytes 0-3/7"), 7), True),
        (Held(response(206, content_range="bytes 0-3/*"), 7), False),
        (Held(response(204, has_body=False), 0), True),
    ],
)
def test_is_whole(held, whole):
    assert is_whole("GET", held) is whole


def test_the_length_of_a_head_response_is_not_that_of_its_body():
    assert complete_length("HEAD", response(content_length="7")) == 0


OLD = Held(response(etag='"a"', content_length="10"), 5)
AT_5 = ResumePoint(5, '"a"')


@pytest.mark.parametrize(
    ("status", "fields", "held", "point", "judgement"),
    [
        # the first response
        (200, {}, Held(), ResumePoint(0, ""), Judgement.CONTINUES),
        (404, {}, Held(), ResumePoint(0, ""), Judgement.CONTINUES),
        (206, {"content_range": "bytes 0-9/10"}, Held(), ResumePoint(0, ""), Judgement.CONTINUES),
        (206, {}, Held(), ResumePoint(0, ""), Judgement.INVALID),
        (206, {"content_range": "bytes 1-9/10"}, Held(), ResumePoint(0, ""), Judgement.INVALID),
        (416, {}, Held(), ResumePoint(0, ""), Judgement.CONTINUES),
        (503, {}, Held(), ResumePoint(0, ""), Judgement.LATER),
        # going on
        (206, {"content_range": "bytes 5-9/10", "etag": '"a"'}, OLD, AT_5, Judgement.CONTINUES),
        (206, {"content_range": "bytes 5-9/10", "etag": '"b"'}, OLD, AT_5, Judgement.INVALID),
        (206, {"content_range": "bytes 0-9/10", "etag": '"a"'}, OLD, AT_5, Judgement.INVALID),
        (200, {"etag": '"b"'}, OLD, AT_5, Judgement.REPLACES),
        (404, {}, OLD, AT_5, Judgement.REPLACES),
        (503, {}, OLD, AT_5, Judgement.LATER),
        (416, {"content_range": "bytes */5"}, OLD, AT_5, Judgement.WHOLE),
        (416, {"content_range": "bytes */5", "etag": '"a"'}, OLD, AT_5, Judgement.WHOLE),
        (416, {"content_range": "bytes */5", "etag": '"b"'}, OLD, AT_5, Judgement.FROM_START),
        (416, {"content_range": "bytes */6"}, OLD, AT_5, Judgement.FROM_START),
        (416, {}, OLD, AT_5, Judgement.FROM_START),
        # from the beginning, with bytes of before
        (200, {}, OLD, ResumePoint(0, ""), Judgement.REPLACES),
        (206, {"content_range": "bytes 0-9/10", "etag": '"b"'}, OLD, ResumePoint(0, ""), Judgement.REPLACES),
        (416, {}, OLD, ResumePoint(0, ""), Judgement.REPLACES),
    ],
)
def test_judge(status, fields, held, point, judgement):
    assert judge(status, headers(**fields), held, point, patient=True) is judgement


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_without_patience_a_status_is_what_it_is(status):
    assert judge(status, (), Held(), ResumePoint(0, ""), patient=True) is Judgement.LATER
    assert judge(status, (), Held(), ResumePoint(0, ""), patient=False) is Judgement.CONTINUES
