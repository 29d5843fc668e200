"""The dispatch of events.

Source: DOM, "Dispatching events". Steps and variables have the specification's numbers and names. What deals with
shadow trees, activation and windows is left out, since there are no nodes here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .events import AT_TARGET, BUBBLING_PHASE, CAPTURING_PHASE, NONE, EventState, Struct
from .reports import report_thrown, run_on

if TYPE_CHECKING:
    from .targets import TargetState


def dispatch(event: EventState, target: TargetState, after_callback: Callable[[], object] | None = None) -> bool:
    """Dispatch an event; return false if it was canceled.

    Args:
        event: The event.
        target: Where it happens.
        after_callback: Called after each listener. Who dispatches from outside of all scripts performs a microtask
            checkpoint there, as HTML's "clean up after running script" does.
    """
    # Step 1.
    event.dispatch_flag = True
    # Steps 5.3 and 5.9: append to an event path.
    event.path.append(Struct(target, is_target=True))
    parent = target.get_the_parent(event.public)
    while parent is not None:
        event.path.append(Struct(parent, is_target=False))
        parent = parent.get_the_parent(event.public)
    # Step 5.13.
    for struct in reversed(event.path):
        event.eventPhase = AT_TARGET if struct.is_target else CAPTURING_PHASE
        _invoke(struct, event, "capturing", after_callback)
    # Step 5.14.
    for struct in event.path:
        if struct.is_target:
            event.eventPhase = AT_TARGET
        elif not event.bubbles:
            continue
        else:
            event.eventPhase = BUBBLING_PHASE
        _invoke(struct, event, "bubbling", after_callback)
    # Steps 6 to 9.
    event.eventPhase = NONE
    event.currentTarget = None
    event.path = []
    event.dispatch_flag = False
    event.stop_propagation_flag = False
    event.stop_immediate_propagation_flag = False
    # Step 12.
    return not event.canceled_flag


def _invoke(struct: Struct, event: EventState, phase: str, after_callback: Callable[[], object] | None) -> None:
    """Invoke."""
    # Step 1: the target of the last struct that is one; there is only the first.
    event.target = event.path[0].invocation_target.public
    # Step 4.
    if event.stop_propagation_flag:
        return
    # Step 5.
    event.currentTarget = struct.invocation_target.public
    # Steps 6 to 8: listeners is a copy, so those that are added now are not called.
    _inner_invoke(event, struct.invocation_target, phase, after_callback)


def _inner_invoke(
    event: EventState, target: TargetState, phase: str, after_callback: Callable[[], object] | None
) -> None:
    """Inner invoke."""
    for listener in tuple(target.event_listener_list):
        # Step 2: for each whose removed is false. Step 2.1.
        if listener.removed or listener.type != event.type:
            continue
        # Steps 2.3 and 2.4.
        if listener.capture != (phase == "capturing"):
            continue
        # Step 2.5.
        if listener.once:
            target.remove(listener)
        # Step 2.9.
        event.in_passive_listener_flag = listener.passive
        where = f"a listener of {event.type!r}"
        try:
            # Step 2.10.
            run_on(listener.call(event.public), where)
        except Exception as error:  # noqa: BLE001 -- 2.10.1: report it; the dispatch goes on
            report_thrown(error, where)
        # Step 2.11.
        event.in_passive_listener_flag = False
        if after_callback is not None:
            after_callback()
        # Step 2.13.
        if event.stop_immediate_propagation_flag:
            break
