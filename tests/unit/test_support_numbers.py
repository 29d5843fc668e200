"""Conversions of numbers and booleans: what is taken, what it becomes, what is refused."""

from __future__ import annotations

import math

import pytest
from idlwright.support import convert as c

WHERE = "X.f: argument 1 ('x')"


@pytest.mark.parametrize(
    ("converter", "given", "expected"),
    [
        (c.BYTE, 127, 127),
        (c.BYTE, 128, -128),
        (c.BYTE, -129, 127),
        (c.OCTET, 255, 255),
        (c.OCTET, 256, 0),
        (c.OCTET, -1, 255),
        (c.SHORT, 32768, -32768),
        (c.UNSIGNED_SHORT, 65536, 0),
        (c.LONG, 2**31, -(2**31)),
        (c.LONG, -(2**31), -(2**31)),
        (c.UNSIGNED_LONG, 2**32 + 5, 5),
        (c.LONG_LONG, 2**63, -(2**63)),
        (c.UNSIGNED_LONG_LONG, -1, 2**64 - 1),
        (c.UNSIGNED_LONG_LONG, 2**64, 0),
        (c.BIGINT, 2**100, 2**100),
    ],
)
def test_integers_wrap_around(converter: c.Converter[int], given: int, expected: int) -> None:
    assert expected == converter(given, WHERE)


@pytest.mark.parametrize(
    ("bits", "signed", "low", "high"),
    [
        (8, True, -128, 127),
        (8, False, 0, 255),
        (16, True, -32768, 32767),
        (32, False, 0, 2**32 - 1),
        (64, True, -(2**53 - 1), 2**53 - 1),
        (64, False, 0, 2**53 - 1),
    ],
)
def test_enforced_and_clamped_ranges(bits: int, signed: bool, low: int, high: int) -> None:
    enforced = c.EnforcedInteger(bits, signed=signed)
    clamped = c.ClampedInteger(bits, signed=signed)
    assert [low, high] == [enforced(low, WHERE), enforced(high, WHERE)]
    for beyond in (low - 1, high + 1):
        with pytest.raises(TypeError) as caught:
            enforced(beyond, WHERE)
        assert f"{WHERE} must be between {low} and {high}, not {beyond}" == str(caught.value)
    assert [low, high] == [clamped(low - 1, WHERE), clamped(high + 1, WHERE)]


@pytest.mark.parametrize("converter", [c.BYTE, c.UNSIGNED_LONG_LONG, c.EnforcedInteger(32, signed=True), c.BIGINT])
@pytest.mark.parametrize("value", ["12", 1.0, None, [1], math.nan])
def test_integers_refuse_what_is_no_int(converter: c.Converter[int], value: object) -> None:
    with pytest.raises(TypeError, match=r"must be int, not "):
        converter(value, WHERE)
    assert not converter.accepts(value)


def test_a_bool_is_an_int_as_for_type_checkers() -> None:
    result = c.LONG(True, WHERE)
    assert result == 1
    assert int is type(result)


@pytest.mark.parametrize("value", [1, 0, "true", None])
def test_booleans_refuse_what_merely_counts_as_true(value: object) -> None:
    with pytest.raises(TypeError) as caught:
        c.BOOLEAN(value, WHERE)
    assert str(caught.value).startswith(f"{WHERE} must be bool, not ")


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan, 10**400])
def test_restricted_floats_are_finite(value: float) -> None:
    for converter in (c.DOUBLE, c.FLOAT):
        with pytest.raises(TypeError, match="must be a finite number"):
            converter(value, WHERE)


def test_unrestricted_floats_take_all_numbers() -> None:
    assert math.inf == c.UNRESTRICTED_DOUBLE(10**400, WHERE)
    assert math.isnan(c.UNRESTRICTED_DOUBLE(math.nan, WHERE))
    assert -math.inf == c.UNRESTRICTED_FLOAT(-1e300, WHERE)


def test_single_floats_are_rounded_and_overflow() -> None:
    assert c.FLOAT(0.1, WHERE) == 0.10000000149011612
    with pytest.raises(TypeError, match="finite"):
        c.FLOAT(1e39, WHERE)


def test_doubles_are_floats() -> None:
    result = c.DOUBLE(3, WHERE)
    assert result == 3.0
    assert float is type(result)
    with pytest.raises(TypeError, match=r"must be float, not str$"):
        c.DOUBLE("3", WHERE)
