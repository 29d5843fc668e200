"""Event targets: their listeners and event handlers.

Sources: DOM, "Interface EventTarget"; HTML, "Event handlers". An event handler is a listener that looks up, when it is
called, what the attribute holds then; so it keeps its place when the attribute gets another value.
"""

# ruff: noqa: N802 -- the members have the platform's names

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import MethodType
from typing import TYPE_CHECKING

from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.platform import behind

from .dispatch import dispatch
from .events import EventState

if TYPE_CHECKING:
    from background_fetch._generated.aliases import EventListener
    from background_fetch._generated.dom import (
        AddEventListenerOptions,
        Event,
        EventListenerOptions,
        EventTarget,
    )

Handler = Callable[..., object]


class Listener:
    """An event listener."""

    __slots__ = ("callback", "capture", "handler", "once", "passive", "removed", "type")

    def __init__(  # noqa: PLR0913 -- the items that the specification gives a listener
        self,
        type_: str,
        callback: EventListener | Handler,
        *,
        capture: bool = False,
        passive: bool = False,
        once: bool = False,
        handler: bool = False,
    ) -> None:
        self.type = type_
        self.callback = callback
        self.capture = capture
        self.passive = passive
        self.once = once
        self.handler = handler
        self.removed = False

    def call(self, event: Event) -> object:
        """Call the callback: the operation of a callback interface, so a callable or an object with `handleEvent`."""
        callback = self.callback
        if callable(callback):
            return callback(event)
        operation = callback.handleEvent
        if not callable(operation):
            raise TypeError(f"handleEvent of a listener of {self.type!r} must be a callable, not {operation!r}")
        return operation(event)


def same_callback(one: object, other: object) -> bool:
    """Tell whether two callbacks are one object; a method is bound anew each time it is named."""
    return one is other or (isinstance(one, MethodType) and isinstance(other, MethodType) and one == other)


class TargetState:
    """What stands behind an EventTarget."""

    def __init__(self, public: EventTarget) -> None:
        self.public: EventTarget = public
        self.event_listener_list: list[Listener] = []
        self.event_handler_map: dict[str, tuple[Handler, Listener]] = {}
        self.parent: TargetState | None = None

    def get_the_parent(self, event: Event) -> TargetState | None:  # noqa: ARG002 -- others may look at it
        """Return what the event goes to next, on its way outwards."""
        return self.parent

    def addEventListener(
        self, type_: str, callback: EventListener | None, options: AddEventListenerOptions | bool, /
    ) -> None:
        """Add a listener. Source: DOM, "add an event listener"."""
        more: AddEventListenerOptions = {"capture": options} if isinstance(options, bool) else options
        signal = more.get("signal")
        # Step 2.
        if signal is not None and signal.aborted:
            return
        # Step 3.
        if callback is None:
            return
        # Step 4: the default passive value is false for all that is no window.
        listener = Listener(
            type_,
            callback,
            capture=more.get("capture", False),
            passive=more.get("passive", False),
            once=more.get("once", False),
        )
        # Step 5.
        if self._find(type_, callback, capture=listener.capture) is None:
            self.event_listener_list.append(listener)
        # Step 6.
        if signal is not None:
            from .aborting import SignalState  # noqa: PLC0415 -- a signal is an event target itself

            behind(signal, SignalState).add(partial(self.remove, listener))

    def removeEventListener(
        self, type_: str, callback: EventListener | None, options: EventListenerOptions | bool, /
    ) -> None:
        """Remove the listener with these three, if there is one."""
        capture = options if isinstance(options, bool) else options.get("capture", False)
        listener = None if callback is None else self._find(type_, callback, capture=capture)
        if listener is not None:
            self.remove(listener)

    def dispatchEvent(self, event: Event, /) -> bool:
        """Dispatch an event that a script made."""
        state = behind(event, EventState)
        # Step 1.
        if state.dispatch_flag or not state.initialized_flag:
            raise DOMException("The event is being dispatched already.", "InvalidStateError")
        # Step 2.
        state.isTrusted = False
        # Step 3.
        return dispatch(state, self)

    def remove(self, listener: Listener) -> None:
        """Remove a listener; it is not called again, even by a dispatch that is under way."""
        listener.removed = True
        if listener in self.event_listener_list:
            self.event_listener_list.remove(listener)

    def event_handler(self, type_: str, /) -> Handler | None:
        """Return the value of an event handler attribute."""
        found = self.event_handler_map.get(type_)
        return found[0] if found else None

    def set_event_handler(self, type_: str, value: Handler | None, /) -> None:
        """Set an event handler attribute: the first value takes a place among the listeners, None gives it up."""
        found = self.event_handler_map.get(type_)
        if value is None:
            if found:
                # HTML, "deactivate an event handler".
                del self.event_handler_map[type_]
                self.remove(found[1])
            return
        if found:
            self.event_handler_map[type_] = (value, found[1])
            return
        # HTML, "activate an event handler".
        listener = Listener(type_, partial(self._process, type_), handler=True)
        self.event_handler_map[type_] = (value, listener)
        self.event_listener_list.append(listener)

    def _process(self, type_: str, event: Event) -> object:
        """HTML, "the event handler processing algorithm"."""
        callback = self.event_handler(type_)
        # Step 2.
        if callback is None:
            return None
        # Step 4.
        return_value = callback(event)
        # Step 5, "otherwise": if return value is false, cancel the event.
        if return_value is False:
            event.preventDefault()
        return return_value

    def _find(self, type_: str, callback: object, *, capture: bool) -> Listener | None:
        for listener in self.event_listener_list:
            if (
                listener.type == type_
                and listener.capture == capture
                and not listener.handler
                and same_callback(listener.callback, callback)
            ):
                return listener
        return None
