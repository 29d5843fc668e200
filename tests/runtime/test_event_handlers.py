"""Event handler attributes. Source: HTML, "Event handlers"."""

from __future__ import annotations

import pytest
from background_fetch import AbortController, AbortSignal, Event


@pytest.fixture
def signal() -> AbortSignal:
    return AbortController().signal


def test_at_first_there_is_none(signal):
    assert signal.onabort is None


def test_it_is_called_and_read_back(signal):
    log: list[str] = []
    handler = lambda e: log.append(e.type)  # noqa: E731
    signal.onabort = handler
    assert signal.onabort is handler
    signal.dispatchEvent(Event("abort"))
    assert log == ["abort"]


def test_it_keeps_its_place_when_it_is_replaced(signal):
    log: list[str] = []
    signal.addEventListener("abort", lambda _: log.append("first"))
    signal.onabort = lambda _: log.append("old")
    signal.addEventListener("abort", lambda _: log.append("last"))
    signal.onabort = lambda _: log.append("new")
    signal.dispatchEvent(Event("abort"))
    assert log == ["first", "new", "last"]


def test_set_to_none_it_gives_up_its_place(signal):
    log: list[str] = []
    signal.onabort = lambda _: log.append("handler")
    signal.addEventListener("abort", lambda _: log.append("listener"))
    signal.onabort = None
    signal.dispatchEvent(Event("abort"))
    assert log == ["listener"]
    signal.onabort = lambda _: log.append("handler")
    signal.dispatchEvent(Event("abort"))
    assert log == ["listener", "listener", "handler"]


@pytest.mark.parametrize("value", [5, "text", {}])
def test_what_can_not_be_called_is_refused(signal, value):
    with pytest.raises(TypeError, match=r"AbortSignal\.onabort must be a callable or None"):
        signal.onabort = value


def test_returning_false_cancels(signal):
    signal.onabort = lambda _: False
    assert signal.dispatchEvent(Event("abort", cancelable=True)) is False
    assert signal.dispatchEvent(Event("abort")) is True


@pytest.mark.parametrize("value", [None, 0, "", True])
def test_returning_something_else_does_not(signal, value):
    signal.onabort = lambda _: value
    assert signal.dispatchEvent(Event("abort", cancelable=True)) is True


def test_replaced_during_the_dispatch_the_new_one_is_called(signal):
    log: list[str] = []
    signal.addEventListener("abort", lambda _: setattr(signal, "onabort", lambda _: log.append("new")))
    signal.onabort = lambda _: log.append("old")
    signal.dispatchEvent(Event("abort"))
    assert log == ["new"]


def test_the_same_function_as_listener_is_another_listener(signal):
    log: list[int] = []
    function = lambda _: log.append(1)  # noqa: E731
    signal.onabort = function
    signal.addEventListener("abort", function)
    signal.dispatchEvent(Event("abort"))
    assert log == [1, 1]
    signal.removeEventListener("abort", function)
    signal.dispatchEvent(Event("abort"))
    assert log == [1, 1, 1]


def test_errors_are_reported(run, signal):
    async def main():
        signal.onabort = lambda _: 1 // 0
        signal.dispatchEvent(Event("abort"))

    assert run(main) == ["ZeroDivisionError('integer division or modulo by zero')"]
