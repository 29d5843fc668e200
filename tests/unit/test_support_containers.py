"""Conversions of types made of types: nullable, sequences, records, unions, and dictionaries."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from idlwright.support import convert as c

WHERE = "X.f: argument 1 ('x')"


class Request:
    pass


REQUEST: c.Converter[Request] = c.instance(Request)
INFO: c.Converter[Any] = c.union(REQUEST, c.USV_STRING)


def message(converter: c.Converter[Any], value: object) -> str:
    with pytest.raises(TypeError) as caught:
        converter(value, WHERE)
    return str(caught.value)


def test_nullable_keeps_none_and_names_both() -> None:
    converter = c.nullable(c.LONG)
    assert [converter(None, WHERE), converter(3, WHERE)] == [None, 3]
    assert f"{WHERE} must be int or None, not str" == message(converter, "3")


def test_nullable_says_what_is_wrong_inside() -> None:
    converter = c.nullable(c.EnforcedInteger(8, signed=False))
    assert f"{WHERE} must be between 0 and 255, not 256" == message(converter, 256)


@pytest.mark.parametrize("value", [["a", "b"], ("a", "b"), dict.fromkeys("ab"), iter("ab"), (x for x in "ab")])
def test_a_sequence_is_made_of_any_iterable(value: object) -> None:
    assert c.sequence(c.DOM_STRING)(value, WHERE) == ["a", "b"]
    assert c.frozen(c.DOM_STRING)([], WHERE) == ()


@pytest.mark.parametrize("value", ["ab", b"ab", bytearray(b"ab"), 1, None])
def test_a_text_is_no_sequence(value: object) -> None:
    converter = c.sequence(c.DOM_STRING)
    assert not converter.accepts(value)
    assert message(converter, value).startswith(f"{WHERE} must be an iterable of str, not ")


def test_an_item_is_named_by_its_position() -> None:
    assert f"{WHERE}[1] must be Request or str, not int" == message(c.sequence(INFO), ["/a", 2])


def test_a_record_converts_keys_and_values() -> None:
    converter = c.record(c.BYTE_STRING, c.LONG)
    assert converter({"a": 1}, WHERE) == {"a": 1}
    assert f"{WHERE}['a'] must be int, not str" == message(converter, {"a": "1"})
    assert f"{WHERE}, key 1, must be str, not int" == message(converter, {1: 1})
    assert f"{WHERE} must be a mapping of str to int, not list" == message(converter, [("a", 1)])


def test_what_is_kept_is_a_collection_of_its_own_and_what_is_not_is_converted() -> None:
    texts = ["a", "b"]
    made = c.sequence(c.USV_STRING)(texts, WHERE)
    assert (texts, False) == (made, made is texts)
    given = {"a": "b"}
    record = c.record(c.BYTE_STRING, c.USV_STRING)
    kept = record(given, WHERE)
    assert (given, False) == (kept, kept is given)
    assert c.sequence(c.USV_STRING)(["\ud800", "a"], WHERE) == ["\ufffd", "a"]
    assert record({"\xff": "\ud800"}, WHERE) == {"\xff": "\ufffd"}
    assert f"{WHERE}['b'] must be str, not int" == message(record, {"a": "1", "b": 1})
    assert f"{WHERE}[1] must be str, not int" == message(c.sequence(c.DOM_STRING), ["a", 1])
    assert f"{WHERE}[0] must have characters up to U+00FF only, not U+0100 at 0" == message(
        c.sequence(c.BYTE_STRING), ["\u0100"]
    )


def test_a_union_chooses_by_what_a_value_is_each_time() -> None:
    converter: c.Converter[Any] = c.union(c.sequence(c.LONG), c.DOM_STRING, c.record(c.DOM_STRING, c.LONG))
    for _ in range(2):
        assert [converter(value, WHERE) for value in ("a", [1], {"b": 2}, (3,))] == ["a", [1], {"b": 2}, [3]]
        assert f"{WHERE}[0] must be int, not str" == message(converter, ["x"])


def test_a_union_tries_its_members_in_web_idl_order_and_names_them_in_the_schemas() -> None:
    strings_first: c.Converter[Any] = c.union(
        c.DOM_STRING, c.sequence(c.DOM_STRING), c.record(c.DOM_STRING, c.DOM_STRING), REQUEST, c.BOOLEAN, c.DOUBLE
    )
    request = Request()
    assert request is strings_first(request, WHERE)
    assert strings_first({"a": "b"}, WHERE) == {"a": "b"}
    assert strings_first(("a",), WHERE) == ["a"]
    assert strings_first(True, WHERE) is True
    assert strings_first(1, WHERE) == 1.0
    assert (
        f"{WHERE} must be str, an iterable of str, a mapping of str to str, Request, bool or float, not None"
        == message(strings_first, None)
    )


def test_a_buffer_is_tried_before_a_sequence() -> None:
    converter: c.Converter[Any] = c.union(c.sequence(c.LONG), c.BUFFER)
    assert bytes(converter(b"ab", WHERE)) == b"ab"
    assert converter([1], WHERE) == [1]


def test_lazy_looks_up_once() -> None:
    asked: list[int] = []

    def find() -> c.Converter[int]:
        asked.append(1)
        return c.LONG

    converter = c.lazy(find)
    assert asked == []
    assert (converter(3, WHERE), converter.expected, converter.accepts(1)) == (3, "int", True)
    assert asked == [1]


def test_an_async_sequence_takes_both_kinds_of_iterables() -> None:
    async def numbers() -> AsyncIterator[int]:
        yield 1
        yield 2

    def plain() -> Iterator[int]:
        yield 3

    async def collect(value: object) -> list[int]:
        return [item async for item in c.async_sequence(c.LONG)(value, WHERE)]

    assert asyncio.run(collect(numbers())) == [1, 2]
    assert asyncio.run(collect(plain())) == [3]
    with pytest.raises(TypeError, match=r"\[0\] must be int, not str"):
        asyncio.run(collect(["x"]))
    assert "an iterable or asynchronous iterable of int" in message(c.async_sequence(c.LONG), "text")


BASE: c.Converter[Any] = c.dictionary("Base", None, lambda: (c.Member("zeta", c.LONG, default=1),))
OPTIONS: c.Converter[Any] = c.dictionary(
    "Options",
    lambda: BASE,
    lambda: (
        c.Member("url", c.USV_STRING, required=True),
        c.Member("alpha", c.DOM_STRING),
        c.Member("icons", c.sequence(c.LONG)),
    ),
)


def test_a_dictionary_fills_in_defaults_inherited_members_first() -> None:
    converted = OPTIONS({"url": "/a", "icons": (1,)}, WHERE)
    assert converted == {"zeta": 1, "icons": [1], "url": "/a"}
    assert list(converted) == ["zeta", "icons", "url"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({}, f"{WHERE} must have the member 'url' of Options"),
        ({"url": 1}, f"{WHERE}.url must be str, not int"),
        ({"url": "", "icons": [1, "x"]}, f"{WHERE}.icons[1] must be int, not str"),
        ({"url": "", "alhpa": ""}, f"{WHERE} has the member 'alhpa', which Options has not; did you mean 'alpha'?"),
        ("text", f"{WHERE} must be Options (a mapping), not str"),
        ({"url": "", 7: ""}, f"{WHERE} has the member 7, which Options has not"),
    ],
)
def test_a_dictionary_says_what_is_wrong(value: object, expected: str) -> None:
    assert expected == message(OPTIONS, value)


def test_a_dictionary_is_given_once_as_a_mapping_or_by_its_members() -> None:
    assert c.merged(c.MISSING, {}, WHERE) == {}
    assert c.merged({"a": 1}, {}, WHERE) == {"a": 1}
    assert c.merged(c.MISSING, {"b": 2}, WHERE) == {"b": 2}
    with pytest.raises(TypeError) as caught:
        c.merged({}, {"b": 2}, WHERE)
    assert f"{WHERE} is given twice: as a mapping and by the keyword argument 'b'" == str(caught.value)
    with pytest.raises(TypeError) as caught:
        c.merged_required(c.MISSING, {}, WHERE)
    assert f"{WHERE} is missing" == str(caught.value)


def test_arguments_that_are_not_given() -> None:
    assert [c.given(c.MISSING, 5), c.given(None, 5)] == [5, None]
    assert None is c.optional(c.LONG, c.MISSING, WHERE)
    assert c.optional(c.LONG, 1, WHERE) == 1
    assert c.MISSING is c.or_missing(c.nullable(c.LONG), c.MISSING, WHERE)
    assert None is c.or_missing(c.nullable(c.LONG), None, WHERE)
    assert repr(c.MISSING) == "Ellipsis"
    with pytest.raises(TypeError) as caught:
        c.variadic(c.LONG, (1, "x"), "X.f", 2)
    assert str(caught.value) == "X.f: argument 3 must be int, not str"
