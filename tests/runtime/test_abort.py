"""AbortController and AbortSignal. Source: DOM, "Aborting ongoing activities"."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch import AbortController, AbortSignal, DOMException


def test_abort():
    log: list[object] = []
    controller = AbortController()
    signal = controller.signal
    assert signal is controller.signal
    assert (signal.aborted, signal.reason) == (False, None)
    signal.throwIfAborted()
    signal.onabort = lambda e: log.append((e.type, e.isTrusted, e.target))
    controller.abort()
    controller.abort("again")
    assert log == [("abort", True, signal)]
    assert signal.aborted is True
    assert signal.reason.name == "AbortError"
    with pytest.raises(DOMException, match="aborted"):
        signal.throwIfAborted()


def test_reason():
    controller, reason = AbortController(), KeyError("mine")
    controller.abort(reason)
    assert controller.signal.reason is reason
    with pytest.raises(KeyError):
        controller.signal.throwIfAborted()


def test_a_signal_has_no_constructor():
    with pytest.raises(TypeError, match="Illegal constructor"):
        AbortSignal()


def test_aborted_from_the_start():
    assert AbortSignal.abort().reason.name == "AbortError"
    assert AbortSignal.abort("why").reason == "why"


def test_timeout(run):
    async def main():
        signal = AbortSignal.timeout(5)
        assert signal.aborted is False
        await asyncio.sleep(0.05)
        assert signal.reason.name == "TimeoutError"

    assert run(main) == []


def test_any_follows_its_sources():
    log: list[str] = []
    first, second = AbortController(), AbortController()
    combined = AbortSignal.any([first.signal, second.signal])
    nested = AbortSignal.any([combined])
    combined.addEventListener("abort", lambda _: log.append("combined"))
    nested.addEventListener("abort", lambda _: log.append("nested"))
    first.signal.addEventListener("abort", lambda _: log.append(f"source {combined.aborted} {nested.aborted}"))
    first.abort("why")
    second.abort("later")
    assert log == ["source True True", "combined", "nested"]
    assert nested.reason == "why"


def test_any_of_an_aborted_one():
    assert AbortSignal.any([AbortController().signal, AbortSignal.abort("why")]).reason == "why"
