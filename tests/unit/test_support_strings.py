"""Conversions of strings and enumerations."""

from __future__ import annotations

import pytest
from idlwright.support import convert as c

WHERE = "X.f: argument 1 ('x')"


def test_a_dom_string_keeps_lone_surrogates_and_a_usv_string_replaces_them() -> None:
    text = "a\ud800b\U0001f600"
    assert text == c.DOM_STRING(text, WHERE)
    assert c.USV_STRING(text, WHERE) == "a\ufffdb\U0001f600"


def test_a_byte_string_has_bytes_only() -> None:
    assert c.BYTE_STRING("\xff", WHERE) == "\xff"
    with pytest.raises(TypeError) as caught:
        c.BYTE_STRING("ok \u0100", WHERE)
    assert f"{WHERE} must have characters up to U+00FF only, not U+0100 at 3" == str(caught.value)


@pytest.mark.parametrize("converter", [c.DOM_STRING, c.USV_STRING, c.BYTE_STRING])
@pytest.mark.parametrize(("value", "name"), [(None, "None"), (12, "int"), (b"x", "bytes"), (["a"], "list")])
def test_strings_refuse_all_else(converter: c.Converter[str], value: object, name: str) -> None:
    with pytest.raises(TypeError) as caught:
        converter(value, WHERE)
    assert f"{WHERE} must be str, not {name}" == str(caught.value)


def test_none_may_stand_for_the_empty_string() -> None:
    converter = c.EmptyForNull(c.DOM_STRING)
    assert [converter(None, WHERE), converter("x", WHERE)] == ["", "x"]
    assert [converter.accepts(value) for value in (None, "x", 1)] == [True, True, False]


def test_an_enumeration_takes_its_values() -> None:
    converter: c.Converter[str] = c.Enumeration("Mode", ("", "follow", "error"))
    assert [converter("", WHERE), converter("error", WHERE)] == ["", "error"]


def test_an_enumeration_names_few_values_and_the_closest() -> None:
    converter: c.Converter[str] = c.Enumeration("Mode", ("follow", "error", "manual"))
    with pytest.raises(TypeError) as caught:
        converter("folow", WHERE)
    assert f"{WHERE} must be 'follow', 'error' or 'manual', not 'folow'; did you mean 'follow'?" == str(caught.value)


def test_an_enumeration_of_many_values_is_named_itself() -> None:
    converter: c.Converter[str] = c.Enumeration("Digit", tuple("0123456789"))
    with pytest.raises(TypeError) as caught:
        converter("ten", WHERE)
    assert f"{WHERE} must be a value of Digit, not 'ten'" == str(caught.value)
    with pytest.raises(TypeError) as caught:
        converter(1, WHERE)
    assert f"{WHERE} must be a value of Digit, not int" == str(caught.value)
