"""What is behind the classes of dom: to be filled in, it is not generated again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._generated.support.platform import not_supported

if TYPE_CHECKING:
    from .._generated import (
        AbortController,
        AbortSignal,
        AddEventListenerOptions,
        CustomEvent,
        CustomEventInit,
        Event,
        EventInit,
        EventListener,
        EventListenerOptions,
        EventTarget,
    )
    from collections.abc import Callable


class AbortControllerBehaviour:
    """What is behind a AbortController."""

    def __init__(self, this: AbortController, /) -> None:
        not_supported("AbortController", "background_fetch/_impl/dom.py")

    @property
    def signal(self) -> AbortSignal:
        """The signal to hand to whatever shall be abortable."""
        not_supported("AbortController.signal", "background_fetch/_impl/dom.py")

    def abort(self, reason: object | None, /) -> None:
        """Aborts the signal; doing it again has no effect."""
        not_supported("AbortController.abort", "background_fetch/_impl/dom.py")


class EventTargetBehaviour:
    """What is behind a EventTarget."""

    def __init__(self, this: EventTarget, /) -> None:
        not_supported("EventTarget", "background_fetch/_impl/dom.py")

    def addEventListener(
        self, type: str, callback: EventListener | None, options: AddEventListenerOptions | bool, /
    ) -> None:
        """Has a listener called for each event of a type; adding the same one twice has no effect."""
        not_supported("EventTarget.addEventListener", "background_fetch/_impl/dom.py")

    def removeEventListener(
        self, type: str, callback: EventListener | None, options: EventListenerOptions | bool, /
    ) -> None:
        """Takes away a listener that was added with the same type, callback and capture flag."""
        not_supported("EventTarget.removeEventListener", "background_fetch/_impl/dom.py")

    def dispatchEvent(self, event: Event, /) -> bool:
        """Calls the listeners for an event at once and reports whether one of them canceled it."""
        not_supported("EventTarget.dispatchEvent", "background_fetch/_impl/dom.py")


class AbortSignalBehaviour(EventTargetBehaviour):
    """What is behind a AbortSignal."""

    @property
    def aborted(self) -> bool:
        """Whether the signal has been aborted."""
        not_supported("AbortSignal.aborted", "background_fetch/_impl/dom.py")

    @property
    def reason(self) -> object:
        """The reason of the abortion, or undefined before it."""
        not_supported("AbortSignal.reason", "background_fetch/_impl/dom.py")

    def throwIfAborted(self) -> None:
        """Throws the reason when the signal has been aborted, else does nothing."""
        not_supported("AbortSignal.throwIfAborted", "background_fetch/_impl/dom.py")

    def event_handler(self, type_: str, /) -> Callable[..., object] | None:
        """The handler of the events of a type."""
        not_supported("AbortSignal.event_handler", "background_fetch/_impl/dom.py")

    def set_event_handler(self, type_: str, value: Callable[..., object] | None, /) -> None:
        """Set the handler of the events of a type; None removes it."""
        not_supported("AbortSignal.set_event_handler", "background_fetch/_impl/dom.py")


class AbortSignalStaticBehaviour:
    """What is behind the static members of AbortSignal."""

    def abort(self, reason: object | None, /) -> AbortSignal:
        """Makes a signal that is aborted from the start."""
        not_supported("AbortSignal.abort", "background_fetch/_impl/dom.py")

    def timeout(self, milliseconds: int, /) -> AbortSignal:
        """Makes a signal that aborts by itself with a `TimeoutError` after a time."""
        not_supported("AbortSignal.timeout", "background_fetch/_impl/dom.py")

    def any(self, signals: list[AbortSignal], /) -> AbortSignal:
        """Makes a signal that follows several others and aborts with the first of them, for the same reason."""
        not_supported("AbortSignal.any", "background_fetch/_impl/dom.py")


class EventBehaviour:
    """What is behind a Event."""

    def __init__(self, this: Event, type: str, eventInitDict: EventInit, /) -> None:
        not_supported("Event", "background_fetch/_impl/dom.py")

    @property
    def type(self) -> str:
        """The name of the event."""
        not_supported("Event.type", "background_fetch/_impl/dom.py")

    @property
    def target(self) -> EventTarget | None:
        """The object at which the event is dispatched, or null before it is."""
        not_supported("Event.target", "background_fetch/_impl/dom.py")

    @property
    def srcElement(self) -> EventTarget | None:
        """Another name of `target`."""
        not_supported("Event.srcElement", "background_fetch/_impl/dom.py")

    @property
    def currentTarget(self) -> EventTarget | None:
        """The object whose listeners are being called at the moment, or null outside of dispatch."""
        not_supported("Event.currentTarget", "background_fetch/_impl/dom.py")

    def composedPath(self) -> list[EventTarget]:
        """Lists the objects whose listeners the event visits."""
        not_supported("Event.composedPath", "background_fetch/_impl/dom.py")

    @property
    def eventPhase(self) -> int:
        """Where in its dispatch the event is, as one of the constants of this interface."""
        not_supported("Event.eventPhase", "background_fetch/_impl/dom.py")

    def stopPropagation(self) -> None:
        """Keeps the event from the objects that would come after the current one."""
        not_supported("Event.stopPropagation", "background_fetch/_impl/dom.py")

    @property
    def cancelBubble(self) -> bool:
        """True when the propagation of the event has been stopped; setting it to true stops it."""
        not_supported("Event.cancelBubble", "background_fetch/_impl/dom.py")

    @cancelBubble.setter
    def cancelBubble(self, value: bool, /) -> None:
        not_supported("Event.cancelBubble", "background_fetch/_impl/dom.py")

    def stopImmediatePropagation(self) -> None:
        """Keeps the event from every listener not yet called, those of the current object included."""
        not_supported("Event.stopImmediatePropagation", "background_fetch/_impl/dom.py")

    @property
    def bubbles(self) -> bool:
        """Whether the event goes on from its target outwards."""
        not_supported("Event.bubbles", "background_fetch/_impl/dom.py")

    @property
    def cancelable(self) -> bool:
        """Whether `preventDefault` has an effect."""
        not_supported("Event.cancelable", "background_fetch/_impl/dom.py")

    @property
    def returnValue(self) -> bool:
        """False when the event has been canceled; setting it to false cancels the event."""
        not_supported("Event.returnValue", "background_fetch/_impl/dom.py")

    @returnValue.setter
    def returnValue(self, value: bool, /) -> None:
        not_supported("Event.returnValue", "background_fetch/_impl/dom.py")

    def preventDefault(self) -> None:
        """Cancels the event, where it is cancelable and the listener is not passive."""
        not_supported("Event.preventDefault", "background_fetch/_impl/dom.py")

    @property
    def defaultPrevented(self) -> bool:
        """Whether the event has been canceled."""
        not_supported("Event.defaultPrevented", "background_fetch/_impl/dom.py")

    @property
    def composed(self) -> bool:
        """Whether the event leaves a shadow tree for the tree around it."""
        not_supported("Event.composed", "background_fetch/_impl/dom.py")

    @property
    def isTrusted(self) -> bool:
        """True when the user agent dispatched the event, false when a script did."""
        not_supported("Event.isTrusted", "background_fetch/_impl/dom.py")

    @property
    def timeStamp(self) -> float:
        """The time at which the event was made, in milliseconds since the time origin of its global object."""
        not_supported("Event.timeStamp", "background_fetch/_impl/dom.py")

    def initEvent(self, type: str, bubbles: bool, cancelable: bool, /) -> None:
        """Gives an event that is not being dispatched a new type and new flags."""
        not_supported("Event.initEvent", "background_fetch/_impl/dom.py")


class CustomEventBehaviour(EventBehaviour):
    """What is behind a CustomEvent."""

    def __init__(self, this: CustomEvent, type: str, eventInitDict: CustomEventInit, /) -> None:
        not_supported("CustomEvent", "background_fetch/_impl/dom.py")

    @property
    def detail(self) -> object:
        """The value given to the constructor."""
        not_supported("CustomEvent.detail", "background_fetch/_impl/dom.py")

    def initCustomEvent(self, type: str, bubbles: bool, cancelable: bool, detail: object, /) -> None:
        """Gives an event that is not being dispatched a new type, new flags and a new value."""
        not_supported("CustomEvent.initCustomEvent", "background_fetch/_impl/dom.py")
