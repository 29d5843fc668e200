"""AbortSignal in depth. Names of the cases: web-platform-tests, dom/abort/{event,abort-signal-any,timeout}.any.js."""

from __future__ import annotations

import asyncio
import gc
import weakref

import pytest
from background_fetch import AbortController, AbortSignal, DOMException, Event, EventTarget


def test_abort_should_fire_event_synchronously():
    controller, log = AbortController(), []
    controller.signal.addEventListener("abort", lambda event: log.append((event.type, event.target.aborted)))
    controller.abort()
    log.append("after")
    assert log == [("abort", True), "after"]


def test_signal_should_only_abort_once():
    controller, log = AbortController(), []
    controller.signal.onabort = lambda _: log.append(1)
    controller.abort()
    controller.abort()
    assert log == [1]


def test_a_controller_that_has_aborted_keeps_its_first_reason():
    controller = AbortController()
    controller.abort("first")
    controller.abort("second")
    assert controller.signal.reason == "first"


def test_abort_event_has_the_correct_properties():
    controller, seen = AbortController(), []
    controller.signal.addEventListener("abort", seen.append)
    controller.abort()
    assert [(type(e), e.bubbles, e.cancelable, e.isTrusted) for e in seen] == [(Event, False, False, True)]


def test_static_aborted_signal_should_not_fire():
    signal, log = AbortSignal.abort(), []
    signal.onabort = log.append
    assert (signal.aborted, log) == (True, [])


@pytest.mark.parametrize("reason", ["text", 0, False, ValueError("x")])
def test_the_reason_is_kept_as_it_is(reason):
    controller = AbortController()
    controller.abort(reason)
    assert controller.signal.reason is reason
    assert AbortSignal.abort(reason).reason is reason


def test_throw_if_aborted_raises_what_is_no_exception_inside_of_one():
    with pytest.raises(DOMException, match="why"):
        AbortSignal.abort("why").throwIfAborted()


def test_algorithms_come_before_the_event():
    controller, target, log = AbortController(), EventTarget(), []
    controller.signal.addEventListener("abort", lambda _: (target.dispatchEvent(Event("x")), log.append("abort")))
    target.addEventListener("x", lambda _: log.append("x"), signal=controller.signal)
    target.dispatchEvent(Event("x"))
    controller.abort()
    assert log == ["x", "abort"]


def test_a_listener_of_an_aborted_signal_is_not_added():
    target, log = EventTarget(), []
    target.addEventListener("x", log.append, signal=AbortSignal.abort())
    target.dispatchEvent(Event("x"))
    assert log == []


def test_any_works_with_an_empty_list():
    assert AbortSignal.any([]).aborted is False


def test_any_follows_a_single_signal():
    controller = AbortController()
    signal = AbortSignal.any([controller.signal])
    assert (signal.aborted, signal is controller.signal) == (False, False)
    controller.abort("reason")
    assert (signal.aborted, signal.reason) == (True, "reason")


def test_any_follows_multiple_signals():
    for position in range(3):
        controllers = [AbortController() for _ in range(3)]
        signal = AbortSignal.any([each.signal for each in controllers])
        controllers[position].abort(position)
        assert (signal.aborted, signal.reason) == (True, position)


def test_any_returns_an_aborted_signal_if_passed_one():
    controllers = [AbortController() for _ in range(3)]
    controllers[1].abort("one")
    controllers[2].abort("two")
    assert AbortSignal.any([each.signal for each in controllers]).reason == "one"


def test_any_can_be_passed_the_same_signal_more_than_once():
    controller, log = AbortController(), []
    signal = AbortSignal.any([controller.signal, controller.signal])
    signal.onabort = lambda _: log.append(1)
    controller.abort()
    assert log == [1]


def test_any_signals_are_composable():
    controllers = [AbortController() for _ in range(3)]
    inner = AbortSignal.any([controllers[0].signal, controllers[1].signal])
    outer = AbortSignal.any([inner, controllers[2].signal])
    controllers[1].abort("why")
    assert (outer.aborted, outer.reason) == (True, "why")


def test_any_works_with_intermediate_signals_that_were_collected():
    controller, log = AbortController(), []
    outer = AbortSignal.any([AbortSignal.any([controller.signal])])
    gc.collect()
    outer.onabort = lambda _: log.append("abort")
    controller.abort()
    assert log == ["abort"]


def test_abort_events_fire_in_the_right_order():
    controller, log = AbortController(), []
    signals = [AbortSignal.any([controller.signal])]
    signals += [AbortSignal.any([controller.signal]), AbortSignal.any([signals[0]])]
    signals.append(AbortSignal.any([signals[1]]))
    for number, signal in reversed(list(enumerate(signals))):
        signal.addEventListener("abort", lambda _, number=number: log.append(number))
    controller.signal.addEventListener("abort", lambda _: log.append("source"))
    controller.abort()
    assert log == ["source", 0, 1, 2, 3]


def test_dependent_signals_are_aborted_correctly_for_reentrant_aborts():
    one, other, log = AbortController(), AbortController(), []
    signal = AbortSignal.any([one.signal, other.signal])
    signal.addEventListener("abort", lambda _: log.append("abort"))
    one.signal.addEventListener("abort", lambda _: other.abort("reason 2"))
    one.abort("reason 1")
    assert (log, signal.reason) == (["abort"], "reason 1")


def test_dependent_signals_use_the_same_error():
    controller = AbortController()
    signals = [AbortSignal.any([controller.signal]) for _ in range(2)]
    controller.abort()
    assert [each.reason is controller.signal.reason for each in signals] == [True, True]
    assert AbortSignal.any([controller.signal]).reason is controller.signal.reason


def test_dependent_signals_nobody_has_are_collected():
    controller = AbortController()
    gone = weakref.ref(AbortSignal.any([controller.signal]))
    gc.collect()
    assert gone() is None


def test_dependent_signals_with_listeners_are_kept_as_long_as_those():
    controller, log = AbortController(), []
    AbortSignal.any([controller.signal]).addEventListener("abort", lambda _: log.append("kept"))
    passing = AbortSignal.any([controller.signal])
    passing.onabort = log.append
    passing.onabort = None
    gone = weakref.ref(passing)
    del passing
    gc.collect()
    controller.abort()
    assert (log, gone()) == (["kept"], None)


def test_timeout_signals_abort_in_the_order_of_their_delays(run):
    log: list[int] = []

    async def main():
        for delay in (20, 5, 0):
            AbortSignal.timeout(delay).addEventListener("abort", lambda _, delay=delay: log.append(delay))
        gc.collect()
        await asyncio.sleep(0.05)

    assert run(main) == []
    assert log == [0, 5, 20]


def test_any_works_with_timeouts(run):
    async def main():
        signal = AbortSignal.any([AbortSignal.timeout(5), AbortController().signal])
        fired = asyncio.Event()
        signal.onabort = lambda _: fired.set()
        gc.collect()
        await asyncio.wait_for(fired.wait(), 1)
        assert signal.reason.name == "TimeoutError"

    assert run(main) == []


def test_timeout_signals_nobody_has_are_collected(run):
    async def main():
        gone = weakref.ref(AbortSignal.timeout(60_000))
        gc.collect()
        assert gone() is None

    assert run(main) == []
