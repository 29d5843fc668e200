from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from idlwright.lower.defaults import python_default, python_string
from idlwright.lower.names import python_name
from idlwright.model.members import Literal, LiteralKind


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        (Literal(kind=LiteralKind.NULL), "None"),
        (Literal(kind=LiteralKind.UNDEFINED), "None"),
        (Literal(kind=LiteralKind.EMPTY_SEQUENCE), "[]"),
        (Literal(kind=LiteralKind.EMPTY_DICTIONARY), "{}"),
        (Literal(kind=LiteralKind.BOOLEAN, value=False), "False"),
        (Literal(kind=LiteralKind.INTEGER, value=16, text="0x10"), "16"),
        (Literal(kind=LiteralKind.FLOAT, value=0.5), "0.5"),
        (Literal(kind=LiteralKind.FLOAT, value=float("-inf")), 'float("-inf")'),
        (Literal(kind=LiteralKind.STRING, value="from-image"), '"from-image"'),
    ],
)
def test_defaults(literal: Literal, expected: str) -> None:
    assert python_default(literal) == expected


@given(st.text())
def test_strings_come_back(text: str) -> None:
    assert ast.literal_eval(python_string(text)) == text


def test_strings_prefer_double_quotes() -> None:
    assert [python_string(each) for each in ("a", "it's", 'say "x"')] == ['"a"', '"it\'s"', "'say \"x\"'"]


def test_keywords_get_an_underscore() -> None:
    assert [python_name(each) for each in ("from", "type", "None")] == ["from_", "type", "None_"]
