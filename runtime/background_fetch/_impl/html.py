"""What is behind the classes of html: to be filled in, it is not generated again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._generated.support.platform import not_supported
from .dom import EventBehaviour, EventTargetBehaviour

if TYPE_CHECKING:
    from .._generated import (
        Function,
        ImageBitmapOptions,
        MessageChannel,
        MessageEvent,
        MessageEventInit,
        MessageEventSource,
        MessagePort,
        Request,
        RequestInit,
        Response,
        ServiceWorker,
        StructuredSerializeOptions,
        VoidFunction,
        WorkerGlobalScope,
    )
    from collections.abc import Awaitable, Callable
    from typing import Never


class MessageChannelBehaviour:
    """What is behind a MessageChannel."""

    def __init__(self, this: MessageChannel, /) -> None:
        not_supported("MessageChannel", "background_fetch/_impl/html.py")

    @property
    def port1(self) -> MessagePort:
        """The one port."""
        not_supported("MessageChannel.port1", "background_fetch/_impl/html.py")

    @property
    def port2(self) -> MessagePort:
        """The other port."""
        not_supported("MessageChannel.port2", "background_fetch/_impl/html.py")


class MessageEventBehaviour(EventBehaviour):
    """What is behind a MessageEvent."""

    def __init__(self, this: MessageEvent, type: str, eventInitDict: MessageEventInit, /) -> None:
        not_supported("MessageEvent", "background_fetch/_impl/html.py")

    @property
    def data(self) -> object:
        """The message."""
        not_supported("MessageEvent.data", "background_fetch/_impl/html.py")

    @property
    def origin(self) -> str:
        """Origin of the sender, where messages cross origins."""
        not_supported("MessageEvent.origin", "background_fetch/_impl/html.py")

    @property
    def lastEventId(self) -> str:
        """Identifier of the event, for messages of a server."""
        not_supported("MessageEvent.lastEventId", "background_fetch/_impl/html.py")

    @property
    def source(self) -> MessageEventSource | None:
        """The sender, or null where there is no object that stands for it."""
        not_supported("MessageEvent.source", "background_fetch/_impl/html.py")

    @property
    def ports(self) -> tuple[MessagePort, ...]:
        """The message ports that came with the message."""
        not_supported("MessageEvent.ports", "background_fetch/_impl/html.py")

    def initMessageEvent(
        self,
        type: str,
        bubbles: bool,
        cancelable: bool,
        data: object,
        origin: str,
        lastEventId: str,
        source: MessagePort | ServiceWorker | None,
        ports: list[MessagePort],
        /,
    ) -> None:
        """Gives an event that is not being dispatched new values."""
        not_supported("MessageEvent.initMessageEvent", "background_fetch/_impl/html.py")


class MessagePortBehaviour(EventTargetBehaviour):
    """What is behind a MessagePort."""

    def postMessage(self, message: object, transfer_or_options: list[object] | StructuredSerializeOptions, /) -> None:
        """Sends a message to the other end and hands over the objects listed."""
        not_supported("MessagePort.postMessage", "background_fetch/_impl/html.py")

    def start(self) -> None:
        """Begins to deliver the messages that have arrived; setting `onmessage` does so too."""
        not_supported("MessagePort.start", "background_fetch/_impl/html.py")

    def close(self) -> None:
        """Disconnects the port, so that it neither sends nor receives any more."""
        not_supported("MessagePort.close", "background_fetch/_impl/html.py")

    def event_handler(self, type_: str, /) -> Callable[..., object] | None:
        """The handler of the events of a type."""
        not_supported("MessagePort.event_handler", "background_fetch/_impl/html.py")

    def set_event_handler(self, type_: str, value: Callable[..., object] | None, /) -> None:
        """Set the handler of the events of a type; None removes it."""
        not_supported("MessagePort.set_event_handler", "background_fetch/_impl/html.py")


class WorkerGlobalScopeBehaviour(EventTargetBehaviour):
    """What is behind a WorkerGlobalScope."""

    @property
    def self(self) -> WorkerGlobalScope:
        """The global object itself."""
        not_supported("WorkerGlobalScope.self", "background_fetch/_impl/html.py")

    @property
    def location(self) -> object:
        """The address of the script of the worker, in its parts."""
        not_supported("WorkerGlobalScope.location", "background_fetch/_impl/html.py")

    @property
    def navigator(self) -> object:
        """What the worker can learn about the user agent."""
        not_supported("WorkerGlobalScope.navigator", "background_fetch/_impl/html.py")

    def importScripts(self, *urls: str) -> None:
        """Loads classic scripts and runs them one after the other, before it returns."""
        not_supported("WorkerGlobalScope.importScripts", "background_fetch/_impl/html.py")

    @property
    def origin(self) -> str:
        """The origin of the global object, as text."""
        not_supported("WorkerGlobalScope.origin", "background_fetch/_impl/html.py")

    @property
    def isSecureContext(self) -> bool:
        """Whether the features that need a secure context are there."""
        not_supported("WorkerGlobalScope.isSecureContext", "background_fetch/_impl/html.py")

    @property
    def crossOriginIsolated(self) -> bool:
        """Whether the features that need isolation from other origins are there."""
        not_supported("WorkerGlobalScope.crossOriginIsolated", "background_fetch/_impl/html.py")

    def reportError(self, e: object, /) -> None:
        """Reports a value as if it had been thrown and not handled."""
        not_supported("WorkerGlobalScope.reportError", "background_fetch/_impl/html.py")

    def btoa(self, data: str, /) -> str:
        """Encodes bytes, given as characters up to U+00FF, as Base64."""
        not_supported("WorkerGlobalScope.btoa", "background_fetch/_impl/html.py")

    def atob(self, data: str, /) -> str:
        """Decodes Base64 to bytes, given as characters up to U+00FF."""
        not_supported("WorkerGlobalScope.atob", "background_fetch/_impl/html.py")

    def setTimeout(self, handler: str | Function, timeout: int, /, *arguments: object) -> int:
        """Has a function called once, after a time."""
        not_supported("WorkerGlobalScope.setTimeout", "background_fetch/_impl/html.py")

    def clearTimeout(self, id: int, /) -> None:
        """Stops a timer before it has fired."""
        not_supported("WorkerGlobalScope.clearTimeout", "background_fetch/_impl/html.py")

    def setInterval(self, handler: str | Function, timeout: int, /, *arguments: object) -> int:
        """Has a function called again and again, with a time between."""
        not_supported("WorkerGlobalScope.setInterval", "background_fetch/_impl/html.py")

    def clearInterval(self, id: int, /) -> None:
        """Stops a timer."""
        not_supported("WorkerGlobalScope.clearInterval", "background_fetch/_impl/html.py")

    def queueMicrotask(self, callback: VoidFunction, /) -> None:
        """Has a function called when the script that runs has ended, before anything else."""
        not_supported("WorkerGlobalScope.queueMicrotask", "background_fetch/_impl/html.py")

    def createImageBitmap(
        self,
        image: Never,
        options_or_sx: ImageBitmapOptions | int,
        sy: int | None,
        sw: int | None,
        sh: int | None,
        options: ImageBitmapOptions | None,
        /,
    ) -> Awaitable[Never]:
        """Makes a bitmap from an image."""
        not_supported("WorkerGlobalScope.createImageBitmap", "background_fetch/_impl/html.py")

    def structuredClone(self, value: object, options: StructuredSerializeOptions, /) -> object:
        """Copies a value with all that hangs on it, cycles included."""
        not_supported("WorkerGlobalScope.structuredClone", "background_fetch/_impl/html.py")

    def fetch(self, input: Request | str, init: RequestInit, /) -> Awaitable[Response]:
        """Fetches a resource and gives the response as soon as its headers are there."""
        not_supported("WorkerGlobalScope.fetch", "background_fetch/_impl/html.py")

    @property
    def performance(self) -> object:
        """The clock of the global object and its measurements."""
        not_supported("WorkerGlobalScope.performance", "background_fetch/_impl/html.py")

    @property
    def caches(self) -> object:
        """The caches of the origin, in which responses can be kept."""
        not_supported("WorkerGlobalScope.caches", "background_fetch/_impl/html.py")

    def event_handler(self, type_: str, /) -> Callable[..., object] | None:
        """The handler of the events of a type."""
        not_supported("WorkerGlobalScope.event_handler", "background_fetch/_impl/html.py")

    def set_event_handler(self, type_: str, value: Callable[..., object] | None, /) -> None:
        """Set the handler of the events of a type; None removes it."""
        not_supported("WorkerGlobalScope.set_event_handler", "background_fetch/_impl/html.py")
