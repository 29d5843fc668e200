"""Events and targets. Source: DOM, "Events"."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from background_fetch import AbortController, CustomEvent, DOMException, Event, EventTarget
from background_fetch._generated.support.platform import behind
from background_fetch._impl.targets import TargetState


def tree(*names: str) -> list[EventTarget]:
    """Return targets, each the parent of the one before."""
    targets = [EventTarget() for _ in names]
    for child, parent in pairwise(targets):
        behind(child, TargetState).parent = behind(parent, TargetState)
    return targets


def listening(targets: list[EventTarget], log: list[object]) -> None:
    for number, target in enumerate(targets):
        target.addEventListener("x", lambda e, n=number: log.append((n, "capture", e.eventPhase)), capture=True)
        target.addEventListener("x", lambda e, n=number: log.append((n, "bubble", e.eventPhase)))


# --- construction


def test_a_new_event():
    event = Event("x")
    assert (event.type, event.bubbles, event.cancelable, event.composed) == ("x", False, False, False)
    assert (event.target, event.srcElement, event.currentTarget, event.eventPhase) == (None, None, None, Event.NONE)
    assert (event.isTrusted, event.defaultPrevented, event.returnValue, event.cancelBubble) == (
        False, False, True, False,
    )  # fmt: skip
    assert event.composedPath() == []
    assert event.timeStamp > 0


@pytest.mark.parametrize("make", [Event, Event.new])
def test_init_as_dictionary_or_members(make: Callable[..., Event]):
    for event in (make("x", {"bubbles": True, "composed": True}), make("x", bubbles=True, composed=True)):
        assert (event.bubbles, event.cancelable, event.composed) == (True, False, True)


def test_time_stamps_do_not_fall():
    first, second = Event("x"), Event("x")
    assert first.timeStamp <= second.timeStamp


def test_constants():
    assert (Event.NONE, Event.CAPTURING_PHASE, Event.AT_TARGET, Event.BUBBLING_PHASE) == (0, 1, 2, 3)


def test_custom_event():
    detail = object()
    assert CustomEvent("x", {"detail": detail}).detail is detail
    assert CustomEvent("x").detail is None


# --- phases and order


def test_order_of_phases():
    log: list[object] = []
    targets = tree("child", "parent", "root")
    listening(targets, log)
    targets[0].dispatchEvent(Event("x", bubbles=True))
    assert log == [
        (2, "capture", 1), (1, "capture", 1), (0, "capture", 2), (0, "bubble", 2), (1, "bubble", 3), (2, "bubble", 3),
    ]  # fmt: skip


def test_without_bubbles_parents_only_capture():
    log: list[object] = []
    targets = tree("child", "parent")
    listening(targets, log)
    targets[0].dispatchEvent(Event("x"))
    assert log == [(1, "capture", 1), (0, "capture", 2), (0, "bubble", 2)]


def test_at_the_target_capturing_listeners_come_first():
    log: list[str] = []
    target = EventTarget()
    target.addEventListener("x", lambda _: log.append("bubble"))
    target.addEventListener("x", lambda _: log.append("capture"), True)
    target.dispatchEvent(Event("x"))
    assert log == ["capture", "bubble"]


def test_listeners_run_in_the_order_they_were_added():
    log: list[int] = []
    target = EventTarget()
    for number in range(5):
        target.addEventListener("x", lambda _, n=number: log.append(n))
    target.dispatchEvent(Event("x"))
    assert log == [0, 1, 2, 3, 4]


def test_what_an_event_shows_during_and_after():
    child, parent = tree("child", "parent")
    seen: list[object] = []
    parent.addEventListener("x", lambda e: seen.append((e.target, e.srcElement, e.currentTarget, e.composedPath())))
    event = Event("x", bubbles=True)
    child.dispatchEvent(event)
    assert seen == [(child, child, parent, [child, parent])]
    assert (event.target, event.currentTarget, event.eventPhase, event.composedPath()) == (child, None, 0, [])


def test_other_types_are_not_called():
    log: list[Event] = []
    target = EventTarget()
    target.addEventListener("y", log.append)
    target.dispatchEvent(Event("x"))
    assert log == []


# --- stopping


@pytest.mark.parametrize("stop", [Event.stopPropagation, lambda e: setattr(e, "cancelBubble", True)])
def test_stop_propagation_lets_the_same_target_go_on(stop: Callable[[Event], object]):
    log: list[str] = []
    child, parent = tree("child", "parent")
    child.addEventListener("x", stop)
    child.addEventListener("x", lambda e: log.append(f"second {e.cancelBubble}"))
    parent.addEventListener("x", lambda _: log.append("parent"))
    event = Event("x", bubbles=True)
    child.dispatchEvent(event)
    assert log == ["second True"]
    assert event.cancelBubble is False


def test_stop_in_the_capturing_phase_keeps_it_from_the_target():
    log: list[str] = []
    child, parent = tree("child", "parent")
    parent.addEventListener("x", Event.stopPropagation, capture=True)
    child.addEventListener("x", lambda _: log.append("child"))
    child.dispatchEvent(Event("x"))
    assert log == []


def test_cancel_bubble_can_not_be_taken_back():
    event = Event("x")
    event.cancelBubble = True
    event.cancelBubble = False
    assert event.cancelBubble is True


def test_stopped_before_the_dispatch_nobody_is_called():
    log: list[Event] = []
    target = EventTarget()
    target.addEventListener("x", log.append)
    event = Event("x")
    event.stopPropagation()
    target.dispatchEvent(event)
    assert log == []
    target.dispatchEvent(event)
    assert log == [event]


def test_stop_immediate_propagation():
    log: list[str] = []
    child, parent = tree("child", "parent")
    child.addEventListener("x", Event.stopImmediatePropagation)
    child.addEventListener("x", lambda _: log.append("second"))
    parent.addEventListener("x", lambda _: log.append("parent"))
    child.dispatchEvent(Event("x", bubbles=True))
    assert log == []


# --- canceling


def test_prevent_default():
    target = EventTarget()
    target.addEventListener("x", Event.preventDefault)
    event = Event("x", cancelable=True)
    assert target.dispatchEvent(event) is False
    assert (event.defaultPrevented, event.returnValue) == (True, False)


def test_prevent_default_needs_cancelable():
    target = EventTarget()
    target.addEventListener("x", Event.preventDefault)
    assert target.dispatchEvent(Event("x")) is True


def test_passive_listeners_can_not_cancel():
    target = EventTarget()
    target.addEventListener("x", Event.preventDefault, passive=True)
    assert target.dispatchEvent(Event("x", cancelable=True)) is True
    target.addEventListener("x", lambda e: setattr(e, "returnValue", False))
    assert target.dispatchEvent(Event("x", cancelable=True)) is False


def test_return_value_can_not_be_taken_back():
    event = Event("x", cancelable=True)
    event.returnValue = False
    event.returnValue = True
    assert event.returnValue is False


def test_a_listener_that_returns_false_cancels_nothing():
    target = EventTarget()
    target.addEventListener("x", lambda _: False)
    assert target.dispatchEvent(Event("x", cancelable=True)) is True


# --- the list of listeners


def test_duplicates_are_added_once():
    log: list[Event] = []
    target = EventTarget()
    target.addEventListener("x", log.append)
    listener = log.append
    for options in (False, True, False, {"capture": True}, {"passive": True}, {"once": True}):
        target.addEventListener("x", listener, options)
    target.dispatchEvent(Event("x"))
    assert len(log) == 2 + 1


def test_a_method_is_the_same_listener_each_time_it_is_named():
    class Counter:
        count = 0

        def add(self, _: Event) -> None:
            self.count += 1

    counter, target = Counter(), EventTarget()
    target.addEventListener("x", counter.add)
    target.addEventListener("x", counter.add)
    target.dispatchEvent(Event("x"))
    assert counter.count == 1
    target.removeEventListener("x", counter.add)
    target.dispatchEvent(Event("x"))
    assert counter.count == 1


def test_equal_but_different_listeners_are_two():
    class Equal:
        calls = 0

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 0

        def __call__(self, _: Event) -> None:
            Equal.calls += 1

    target = EventTarget()
    target.addEventListener("x", Equal())
    target.addEventListener("x", Equal())
    target.dispatchEvent(Event("x"))
    assert Equal.calls == 2


def test_removal_needs_the_same_capture():
    log: list[int] = []
    target = EventTarget()
    listener = lambda _: log.append(1)  # noqa: E731
    target.addEventListener("x", listener, True)
    target.removeEventListener("x", listener)
    target.dispatchEvent(Event("x"))
    assert log == [1]
    target.removeEventListener("x", listener, {"capture": True})
    target.dispatchEvent(Event("x"))
    assert log == [1]


def test_removing_what_is_not_there_is_no_error():
    EventTarget().removeEventListener("x", print)
    EventTarget().removeEventListener("x", None)


def test_none_is_no_listener():
    target = EventTarget()
    target.addEventListener("x", None)
    assert target.dispatchEvent(Event("x")) is True


def test_once():
    log: list[Event] = []
    target = EventTarget()
    target.addEventListener("x", log.append, once=True)
    target.dispatchEvent(Event("x"))
    target.dispatchEvent(Event("x"))
    assert len(log) == 1


def test_once_is_removed_before_it_is_called():
    log: list[str] = []
    target = EventTarget()

    def again(_: Event) -> None:
        log.append("called")
        if len(log) < 3:
            target.dispatchEvent(Event("x"))

    target.addEventListener("x", again, once=True)
    target.dispatchEvent(Event("x"))
    assert log == ["called"]


def test_removed_during_the_dispatch_it_is_not_called():
    log: list[str] = []
    target = EventTarget()
    second = lambda _: log.append("second")  # noqa: E731
    target.addEventListener("x", lambda _: target.removeEventListener("x", second))
    target.addEventListener("x", second)
    target.dispatchEvent(Event("x"))
    assert log == []


def test_removed_and_added_again_during_the_dispatch_it_waits_for_the_next():
    log: list[str] = []
    target = EventTarget()
    second = lambda _: log.append("second")  # noqa: E731

    def swap(_: Event) -> None:
        target.removeEventListener("x", second)
        target.addEventListener("x", second)

    target.addEventListener("x", swap, once=True)
    target.addEventListener("x", second)
    target.dispatchEvent(Event("x"))
    assert log == []
    target.dispatchEvent(Event("x"))
    assert log == ["second"]


def test_added_during_the_dispatch_it_waits_for_the_next():
    log: list[str] = []
    target = EventTarget()
    target.addEventListener("x", lambda _: target.addEventListener("x", lambda _: log.append("new")), once=True)
    target.dispatchEvent(Event("x"))
    assert log == []
    target.dispatchEvent(Event("x"))
    assert log == ["new"]


def test_added_during_the_dispatch_to_a_later_target_it_is_called():
    log: list[str] = []
    child, parent = tree("child", "parent")
    child.addEventListener("x", lambda _: parent.addEventListener("x", lambda _: log.append("parent")))
    child.dispatchEvent(Event("x", bubbles=True))
    assert log == ["parent"]


# --- callback objects, errors


class Handling:
    def __init__(self, operation: object) -> None:
        self.handleEvent = operation


def test_handle_event_is_looked_up_when_it_is_called():
    log: list[str] = []
    target, listener = EventTarget(), Handling(lambda _: log.append("old"))
    target.addEventListener("x", listener)
    listener.handleEvent = lambda _: log.append("new")
    target.dispatchEvent(Event("x"))
    assert log == ["new"]


def test_a_callable_is_called_itself():
    class Both:
        def handleEvent(self, _: Event) -> None:  # noqa: N802
            log.append("handleEvent")

        def __call__(self, _: Event) -> None:
            log.append("call")

    log: list[str] = []
    target = EventTarget()
    target.addEventListener("x", Both())
    target.dispatchEvent(Event("x"))
    assert log == ["call"]


def test_errors_are_reported_and_the_dispatch_goes_on(run):
    log: list[str] = []

    async def main():
        target = EventTarget()
        target.addEventListener("x", lambda _: 1 // 0)
        target.addEventListener("x", Handling("no operation"))
        target.addEventListener("x", lambda _: log.append("last"))
        assert target.dispatchEvent(Event("x")) is True

    first, second = run(main)
    assert first == "ZeroDivisionError('integer division or modulo by zero')"
    assert second.startswith("TypeError(\"handleEvent of a listener of 'x' must be a callable")
    assert log == ["last"]


def test_without_a_loop_errors_are_printed(monkeypatch):
    seen: list[type] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: seen.append(kind))
    target = EventTarget()
    target.addEventListener("x", lambda _: 1 // 0)
    target.dispatchEvent(Event("x"))
    assert seen == [ZeroDivisionError]


def test_asynchronous_listeners_run_and_their_errors_are_reported(run):
    log: list[str] = []

    async def listener(event: Event) -> None:
        await asyncio.sleep(0)
        log.append(event.type)
        raise KeyError("lost")

    async def main():
        target = EventTarget()
        target.addEventListener("x", listener)
        target.dispatchEvent(Event("x"))
        await asyncio.sleep(0.01)

    assert run(main) == ["KeyError('lost')"]
    assert log == ["x"]


# --- dispatchEvent


def test_dispatching_during_the_dispatch_is_an_invalid_state():
    errors: list[str] = []
    target = EventTarget()

    def again(event: Event) -> None:
        try:
            target.dispatchEvent(event)
        except DOMException as error:
            errors.append(error.name)

    target.addEventListener("x", again)
    target.dispatchEvent(Event("x"))
    assert errors == ["InvalidStateError"]


def test_an_event_can_be_dispatched_again():
    log: list[EventTarget | None] = []
    event, targets = Event("x"), [EventTarget(), EventTarget()]
    for target in targets:
        target.addEventListener("x", lambda e: log.append(e.target))
        target.dispatchEvent(event)
    assert log == targets


def test_other_objects_are_refused():
    with pytest.raises(TypeError):
        EventTarget().dispatchEvent("x")


def test_init_event():
    event = Event("x", bubbles=True, cancelable=True)
    event.preventDefault()
    event.initEvent("y")
    assert (event.type, event.bubbles, event.cancelable, event.defaultPrevented) == ("y", False, False, False)


def test_init_event_does_nothing_during_the_dispatch():
    target = EventTarget()
    target.addEventListener("x", lambda e: e.initEvent("y", True, True))
    event = Event("x")
    target.dispatchEvent(event)
    assert (event.type, event.bubbles) == ("x", False)


def test_init_custom_event():
    event = CustomEvent("x", detail=1)
    event.initCustomEvent("y", True, False, 2)
    assert (event.type, event.bubbles, event.detail) == ("y", True, 2)


def test_subclasses_work():
    class Player(EventTarget):
        pass

    class Played(Event):
        def __init__(self, seconds: int) -> None:
            super().__init__("played")
            self.seconds = seconds

    log: list[int] = []
    player = Player()
    player.addEventListener("played", lambda e: log.append(e.seconds))
    player.dispatchEvent(Played(5))
    assert log == [5]


# --- signals


def test_a_signal_removes_the_listener():
    log: list[Event] = []
    target, controller = EventTarget(), AbortController()
    target.addEventListener("x", log.append, signal=controller.signal)
    target.dispatchEvent(Event("x"))
    controller.abort()
    target.dispatchEvent(Event("x"))
    assert len(log) == 1


def test_an_aborted_signal_adds_nothing():
    log: list[Event] = []
    target, controller = EventTarget(), AbortController()
    controller.abort()
    target.addEventListener("x", log.append, signal=controller.signal)
    target.dispatchEvent(Event("x"))
    assert log == []


def test_a_signal_aborted_during_the_dispatch():
    log: list[Event] = []
    target, controller = EventTarget(), AbortController()
    target.addEventListener("x", lambda _: controller.abort())
    target.addEventListener("x", log.append, signal=controller.signal)
    target.dispatchEvent(Event("x"))
    assert log == []
