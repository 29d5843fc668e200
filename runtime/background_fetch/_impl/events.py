"""Events. Source: DOM, "Events"."""

# ruff: noqa: N802 -- the members have the platform's names

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from background_fetch._generated.dom import CustomEventInit, Event, EventInit, EventTarget

    from .targets import TargetState

NONE: Final = 0
CAPTURING_PHASE: Final = 1
AT_TARGET: Final = 2
BUBBLING_PHASE: Final = 3
TIME_ORIGIN: Final = time.perf_counter()
"""Where time stamps count from."""


class Struct(NamedTuple):
    """One stop on an event's path. Without shadow trees there is nothing to adjust: who it is, and whether target."""

    invocation_target: TargetState
    is_target: bool


class EventState:
    """What stands behind an Event."""

    public: Event
    """The event itself, set by whoever makes the two."""

    def __init__(self, type_: str, init: EventInit) -> None:
        self.type = type_
        self.target: EventTarget | None = None
        self.currentTarget: EventTarget | None = None
        self.eventPhase: int = NONE
        self.path: list[Struct] = []
        self.bubbles = init.get("bubbles", False)
        self.cancelable = init.get("cancelable", False)
        self.composed = init.get("composed", False)
        self.isTrusted = False
        self.timeStamp = (time.perf_counter() - TIME_ORIGIN) * 1000
        self.initialized_flag = True
        self.dispatch_flag = False
        self.stop_propagation_flag = False
        self.stop_immediate_propagation_flag = False
        self.canceled_flag = False
        self.in_passive_listener_flag = False

    @property
    def srcElement(self) -> EventTarget | None:
        """The target, by its older name."""
        return self.target

    def composedPath(self) -> list[EventTarget]:
        """Return the path; without shadow trees nothing of it is hidden."""
        return [struct.invocation_target.public for struct in self.path]

    def stopPropagation(self) -> None:
        """Keep the event from other objects."""
        self.stop_propagation_flag = True

    @property
    def cancelBubble(self) -> bool:
        """Whether propagation was stopped."""
        return self.stop_propagation_flag

    @cancelBubble.setter
    def cancelBubble(self, value: bool, /) -> None:
        if value:
            self.stop_propagation_flag = True

    def stopImmediatePropagation(self) -> None:
        """Keep the event from other listeners."""
        self.stop_propagation_flag = True
        self.stop_immediate_propagation_flag = True

    @property
    def returnValue(self) -> bool:
        """Whether the event was not canceled."""
        return not self.canceled_flag

    @returnValue.setter
    def returnValue(self, value: bool, /) -> None:
        if not value:
            self.preventDefault()

    def preventDefault(self) -> None:
        """Cancel the event: "set the canceled flag"."""
        if self.cancelable and not self.in_passive_listener_flag:
            self.canceled_flag = True

    @property
    def defaultPrevented(self) -> bool:
        """Whether the event was canceled."""
        return self.canceled_flag

    def initEvent(self, type_: str, bubbles: bool, cancelable: bool, /) -> None:
        """Start anew with these values, unless the event is being dispatched."""
        if not self.dispatch_flag:
            self.initialize(type_, bubbles=bubbles, cancelable=cancelable)

    def initialize(self, type_: str, *, bubbles: bool, cancelable: bool) -> None:
        """Initialize an event."""
        self.initialized_flag = True
        self.stop_propagation_flag = False
        self.stop_immediate_propagation_flag = False
        self.canceled_flag = False
        self.isTrusted = False
        self.target = None
        self.type = type_
        self.bubbles = bubbles
        self.cancelable = cancelable


def new_event(this: Event, type_: str, init: EventInit, /) -> EventState:
    """Return what is behind an event that a script makes."""
    state = EventState(type_, init)
    state.public = this
    return state


class CustomEventState(EventState):
    """What stands behind a CustomEvent."""

    def __init__(self, type_: str, init: CustomEventInit) -> None:
        super().__init__(type_, init)
        self.detail: object = init.get("detail")

    def initCustomEvent(self, type_: str, bubbles: bool, cancelable: bool, detail: object, /) -> None:
        """Start anew with these values, unless the event is being dispatched."""
        if not self.dispatch_flag:
            self.initialize(type_, bubbles=bubbles, cancelable=cancelable)
            self.detail = detail
