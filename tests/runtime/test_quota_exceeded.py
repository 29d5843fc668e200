"""QuotaExceededError. Names of the cases: web-platform-tests, webidl/ecmascript-binding/es-exceptions/."""

from __future__ import annotations

import pickle

import pytest
from background_fetch import DOMException, QuotaExceededError


def test_it_is_a_dom_exception_with_two_numbers_more():
    error = QuotaExceededError()
    assert isinstance(error, DOMException)
    assert (error.name, error.code, error.message) == ("QuotaExceededError", 22, "")
    assert (error.quota, error.requested) == (None, None)


@pytest.mark.parametrize(
    ("options", "quota", "requested"),
    [
        ({}, None, None),
        ({"quota": 10}, 10, None),
        ({"requested": 5}, None, 5),
        ({"quota": 1.5, "requested": 2.5}, 1.5, 2.5),
        ({"quota": 7, "requested": 7}, 7, 7),
        ({"quota": 0, "requested": 0}, 0, 0),
    ],
)
def test_options(options, quota, requested):
    error = QuotaExceededError("too much", options)
    assert (error.message, error.quota, error.requested) == ("too much", quota, requested)
    assert QuotaExceededError("too much", **options).quota == quota


@pytest.mark.parametrize("options", [{"quota": -1}, {"requested": -1}, {"quota": 5, "requested": 4}])
def test_numbers_out_of_range(options):
    with pytest.raises(ValueError, match="QuotaExceededError"):
        QuotaExceededError("", options)


@pytest.mark.parametrize("options", [{"quota": float("nan")}, {"quota": float("inf")}, {"requested": "5"}])
def test_what_is_no_finite_number(options):
    with pytest.raises(TypeError):
        QuotaExceededError("", options)


def test_the_numbers_are_read_only():
    with pytest.raises(AttributeError):
        QuotaExceededError().quota = 5


def test_a_plain_exception_of_this_name_is_none():
    assert isinstance(DOMException("", "QuotaExceededError"), QuotaExceededError) is False
    assert pickle.loads(pickle.dumps(DOMException("m", "AbortError"))).name == "AbortError"  # noqa: S301 -- our own bytes
