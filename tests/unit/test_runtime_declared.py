"""Declarations of converters are laid out as the formatter would."""

from __future__ import annotations

from idlwright.lower.runtime.declared import declared
from idlwright.view.code import Call

SHORT = "Blob | str | None"
LONG = "ReadableStream | Blob | memoryview | FormData | URLSearchParams | str | None"
LONGER = f"{LONG} | list[tuple[str, ReadableStream | Blob | memoryview | FormData]]"
VALUE = Call("_c.nullable", (Call("_c.lazy", ("lambda: _aliases._to_BodyInit",)),))


def test_stands_on_one_line() -> None:
    assert declared("_to_Body", SHORT, VALUE) == (
        "_to_Body: _c.Converter[Blob | str | None] = _c.nullable(_c.lazy(lambda: _aliases._to_BodyInit))",
    )


def test_breaks_the_value_first() -> None:
    assert declared("_Response_body_of_one", SHORT, Call("_c.nullable", ("x" * 70,))) == (
        "_Response_body_of_one: _c.Converter[Blob | str | None] = _c.nullable(",
        "    " + "x" * 70,
        ")",
    )


def test_breaks_the_type_when_the_value_has_no_room() -> None:
    assert declared("_Response_constructor_body", LONG, VALUE) == (
        "_Response_constructor_body: _c.Converter[",
        f"    {LONG}",
        "] = _c.nullable(_c.lazy(lambda: _aliases._to_BodyInit))",
    )


def test_gives_each_alternative_a_line_when_they_need_several() -> None:
    lines = declared("_Response_constructor_body", LONGER, VALUE)
    assert lines[:3] == ("_Response_constructor_body: _c.Converter[", "    ReadableStream", "    | Blob")
    assert lines[-2] == "    | list[tuple[str, ReadableStream | Blob | memoryview | FormData]]"
