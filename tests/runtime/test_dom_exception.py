"""DOMException and QuotaExceededError."""

from __future__ import annotations

import pickle

import pytest
from background_fetch import DOMException, QuotaExceededError


def test_defaults():
    error = DOMException()
    assert (error.message, error.name, error.code) == ("", "Error", 0)
    assert str(error) == "Error"


def test_it_is_raised_and_caught_by_class():
    with pytest.raises(DOMException) as caught:
        raise DOMException("Stopped.", "AbortError")
    assert (caught.value.message, caught.value.name, caught.value.code) == ("Stopped.", "AbortError", 20)
    assert str(caught.value) == "AbortError: Stopped."
    assert repr(caught.value) == "DOMException('Stopped.', 'AbortError')"


@pytest.mark.parametrize(
    ("name", "code"),
    [("IndexSizeError", 1), ("InvalidStateError", 11), ("DataCloneError", 25), ("NotAllowedError", 0), ("Own", 0)],
)
def test_codes(name: str, code: int):
    assert DOMException.new("", name).code == code


def test_constants_are_the_codes():
    assert DOMException.ABORT_ERR == 20
    assert DOMException("", "QuotaExceededError").code == DOMException.QUOTA_EXCEEDED_ERR
    constants = [value for name, value in vars(DOMException).items() if name.endswith("_ERR")]
    assert sorted(constants) == list(range(1, 26))


def test_attributes_are_read_only():
    with pytest.raises(AttributeError):
        DOMException().name = "Other"


def test_arguments_are_positional_and_text():
    with pytest.raises(TypeError):
        DOMException(message="x")
    with pytest.raises(TypeError, match=r"argument 1 \('message'\) must be str, not int"):
        DOMException(5)


class Own(DOMException):
    pass


def test_subclass_and_pickle():
    error = pickle.loads(pickle.dumps(Own("m", "DataError")))  # noqa: S301
    assert (type(error), error.message, error.name) == (Own, "m", "DataError")


def test_quota_exceeded():
    error = QuotaExceededError("Full.", {"quota": 10, "requested": 12})
    assert (error.name, error.code, error.message) == ("QuotaExceededError", 22, "Full.")
    assert (error.quota, error.requested) == (10, 12)
    assert isinstance(error, DOMException)
    assert (QuotaExceededError().quota, QuotaExceededError().requested) == (None, None)


@pytest.mark.parametrize("options", [{"quota": -1}, {"requested": -1}, {"quota": 2, "requested": 1}])
def test_quota_exceeded_out_of_range(options):
    with pytest.raises(ValueError, match="must not be"):
        QuotaExceededError("", options)
