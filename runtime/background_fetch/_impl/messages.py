"""Events that bring messages. Sources: HTML, "MessageEvent"; Service Workers, "ExtendableMessageEvent"."""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import html, service_workers

from .events import EventState
from .extendable import ExtendableState

if TYPE_CHECKING:
    from background_fetch._generated.html import MessageEventInit, MessagePort
    from background_fetch._generated.service_workers import Client, ExtendableMessageEventInit, ServiceWorker


class MessageEventState(EventState):
    """What stands behind a MessageEvent."""

    def __init__(self, type_: str, init: MessageEventInit) -> None:
        super().__init__(type_, init)
        self.data: object = init.get("data")
        self.origin: str = init.get("origin", "")
        self.lastEventId: str = init.get("lastEventId", "")
        self.source: MessagePort | ServiceWorker | None = init.get("source")
        self.ports: tuple[MessagePort, ...] = tuple(init.get("ports", ()))

    def initMessageEvent(  # noqa: PLR0913, PLR0917 -- so it is in the specification
        self,
        type_: str,
        bubbles: bool,
        cancelable: bool,
        data: object,
        origin: str,
        last_event_id: str,
        source: MessagePort | ServiceWorker | None,
        ports: list[MessagePort],
        /,
    ) -> None:
        """Start anew with these values, unless the event is being dispatched."""
        if self.dispatch_flag:
            return
        self.initialize(type_, bubbles=bubbles, cancelable=cancelable)
        self.data = data
        self.origin = origin
        self.lastEventId = last_event_id
        self.source = source
        self.ports = tuple(ports)


class ExtendableMessageState(ExtendableState):
    """What stands behind an ExtendableMessageEvent."""

    def __init__(self, type_: str, init: ExtendableMessageEventInit) -> None:
        super().__init__(type_, init)
        self.data: object = init.get("data")
        self.origin: str = init.get("origin", "")
        self.lastEventId: str = init.get("lastEventId", "")
        self.source: Client | ServiceWorker | MessagePort | None = init.get("source")
        self.ports: tuple[MessagePort, ...] = tuple(init.get("ports", ()))


def make_message(data: object, ports: tuple[MessagePort, ...]) -> MessageEventState:
    """Create the trusted event of a message that has arrived."""
    state = MessageEventState("message", {})
    state.data = data
    state.ports = ports
    state.public = html.MessageEvent._wrap(state)
    state.isTrusted = True
    return state


def make_worker_message(data: object, ports: tuple[MessagePort, ...], origin: str) -> ExtendableMessageState:
    """Create the trusted event of a message that has arrived at a service worker."""
    state = ExtendableMessageState("message", {})
    state.data = data
    state.ports = ports
    state.origin = origin
    state.public = service_workers.ExtendableMessageEvent._wrap(state)
    state.isTrusted = True
    return state
