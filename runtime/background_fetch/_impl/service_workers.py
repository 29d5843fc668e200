"""What is behind the classes of service_workers: to be filled in, it is not generated again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._generated.support.platform import not_supported
from .dom import EventBehaviour, EventTargetBehaviour
from .html import WorkerGlobalScopeBehaviour

if TYPE_CHECKING:
    from .._generated import (
        BackgroundFetchManager,
        Client,
        ClientQueryOptions,
        Clients,
        ClientType,
        DocumentVisibilityState,
        ExtendableEvent,
        ExtendableEventInit,
        ExtendableMessageEvent,
        ExtendableMessageEventInit,
        FetchEvent,
        FetchEventInit,
        FrameType,
        InstallEvent,
        MessagePort,
        Promise,
        Request,
        Response,
        RouterRule,
        ServiceWorker,
        ServiceWorkerRegistration,
        ServiceWorkerState,
        ServiceWorkerUpdateViaCache,
        StructuredSerializeOptions,
        WindowClient,
    )
    from collections.abc import Awaitable, Callable


class ClientBehaviour:
    """What is behind a Client."""

    @property
    def url(self) -> str:
        """The address that the client was created with."""
        not_supported("Client.url", "background_fetch/_impl/service_workers.py")

    @property
    def frameType(self) -> FrameType:
        """Where the page is shown."""
        not_supported("Client.frameType", "background_fetch/_impl/service_workers.py")

    @property
    def id(self) -> str:
        """An id that no other client has."""
        not_supported("Client.id", "background_fetch/_impl/service_workers.py")

    @property
    def type(self) -> ClientType:
        """The kind of the client."""
        not_supported("Client.type", "background_fetch/_impl/service_workers.py")

    def postMessage(self, message: object, transfer_or_options: list[object] | StructuredSerializeOptions, /) -> None:
        """Sends a message to the client and hands over some of its objects."""
        not_supported("Client.postMessage", "background_fetch/_impl/service_workers.py")


class ClientsBehaviour:
    """What is behind a Clients."""

    def get(self, id: str, /) -> Awaitable[Client | None]:
        """Finds a client by its id."""
        not_supported("Clients.get", "background_fetch/_impl/service_workers.py")

    def matchAll(self, options: ClientQueryOptions, /) -> Awaitable[tuple[Client, ...]]:
        """Lists the clients of the worker."""
        not_supported("Clients.matchAll", "background_fetch/_impl/service_workers.py")

    def openWindow(self, url: str, /) -> Awaitable[WindowClient | None]:
        """Opens a window with an address."""
        not_supported("Clients.openWindow", "background_fetch/_impl/service_workers.py")

    def claim(self) -> Awaitable[None]:
        """Puts this worker in control of all clients in its scope, also of those that were loaded without it."""
        not_supported("Clients.claim", "background_fetch/_impl/service_workers.py")


class ExtendableEventBehaviour(EventBehaviour):
    """What is behind a ExtendableEvent."""

    def __init__(self, this: ExtendableEvent, type: str, eventInitDict: ExtendableEventInit, /) -> None:
        not_supported("ExtendableEvent", "background_fetch/_impl/service_workers.py")

    def waitUntil(self, f: Promise[object], /) -> None:
        """Keeps the worker alive, and the event active, until a promise has settled."""
        not_supported("ExtendableEvent.waitUntil", "background_fetch/_impl/service_workers.py")


class ExtendableMessageEventBehaviour(ExtendableEventBehaviour):
    """What is behind a ExtendableMessageEvent."""

    def __init__(self, this: ExtendableMessageEvent, type: str, eventInitDict: ExtendableMessageEventInit, /) -> None:
        not_supported("ExtendableMessageEvent", "background_fetch/_impl/service_workers.py")

    @property
    def data(self) -> object:
        """The message, as a copy of what was sent."""
        not_supported("ExtendableMessageEvent.data", "background_fetch/_impl/service_workers.py")

    @property
    def origin(self) -> str:
        """The origin of the sender."""
        not_supported("ExtendableMessageEvent.origin", "background_fetch/_impl/service_workers.py")

    @property
    def lastEventId(self) -> str:
        """The empty string; it is there for likeness with other message events."""
        not_supported("ExtendableMessageEvent.lastEventId", "background_fetch/_impl/service_workers.py")

    @property
    def source(self) -> Client | ServiceWorker | MessagePort | None:
        """The sender, to which an answer can be sent."""
        not_supported("ExtendableMessageEvent.source", "background_fetch/_impl/service_workers.py")

    @property
    def ports(self) -> tuple[MessagePort, ...]:
        """The message ports that were handed over with the message."""
        not_supported("ExtendableMessageEvent.ports", "background_fetch/_impl/service_workers.py")


class FetchEventBehaviour(ExtendableEventBehaviour):
    """What is behind a FetchEvent."""

    def __init__(self, this: FetchEvent, type: str, eventInitDict: FetchEventInit, /) -> None:
        not_supported("FetchEvent", "background_fetch/_impl/service_workers.py")

    @property
    def request(self) -> Request:
        """The request that the client makes."""
        not_supported("FetchEvent.request", "background_fetch/_impl/service_workers.py")

    @property
    def preloadResponse(self) -> Awaitable[object]:
        """The response that navigation preload has asked for, or nothing when it is off."""
        not_supported("FetchEvent.preloadResponse", "background_fetch/_impl/service_workers.py")

    @property
    def clientId(self) -> str:
        """The id of the client that makes the request; the empty string for a navigation."""
        not_supported("FetchEvent.clientId", "background_fetch/_impl/service_workers.py")

    @property
    def resultingClientId(self) -> str:
        """The id of the client that a navigation will bring about; the empty string for other requests."""
        not_supported("FetchEvent.resultingClientId", "background_fetch/_impl/service_workers.py")

    @property
    def replacesClientId(self) -> str:
        """The id of the client that a navigation will replace; the empty string when there is none."""
        not_supported("FetchEvent.replacesClientId", "background_fetch/_impl/service_workers.py")

    @property
    def handled(self) -> Awaitable[None]:
        """Settles when the request has been answered, by this worker or by the network."""
        not_supported("FetchEvent.handled", "background_fetch/_impl/service_workers.py")

    def respondWith(self, r: Promise[Response], /) -> None:
        """Takes over the answer to the request."""
        not_supported("FetchEvent.respondWith", "background_fetch/_impl/service_workers.py")


class InstallEventBehaviour(ExtendableEventBehaviour):
    """What is behind a InstallEvent."""

    def __init__(self, this: InstallEvent, type: str, eventInitDict: ExtendableEventInit, /) -> None:
        not_supported("InstallEvent", "background_fetch/_impl/service_workers.py")

    def addRoutes(self, rules: RouterRule | list[RouterRule], /) -> Awaitable[None]:
        """Sends requests past the `fetch` handler by fixed rules, so that the worker need not be started for them."""
        not_supported("InstallEvent.addRoutes", "background_fetch/_impl/service_workers.py")


class ServiceWorkerBehaviour(EventTargetBehaviour):
    """What is behind a ServiceWorker."""

    @property
    def scriptURL(self) -> str:
        """The address of the worker's script."""
        not_supported("ServiceWorker.scriptURL", "background_fetch/_impl/service_workers.py")

    @property
    def state(self) -> ServiceWorkerState:
        """How far the worker has come."""
        not_supported("ServiceWorker.state", "background_fetch/_impl/service_workers.py")

    def postMessage(self, message: object, transfer_or_options: list[object] | StructuredSerializeOptions, /) -> None:
        """Sends a message to the worker and hands over some of its objects."""
        not_supported("ServiceWorker.postMessage", "background_fetch/_impl/service_workers.py")

    def event_handler(self, type_: str, /) -> Callable[..., object] | None:
        """The handler of the events of a type."""
        not_supported("ServiceWorker.event_handler", "background_fetch/_impl/service_workers.py")

    def set_event_handler(self, type_: str, value: Callable[..., object] | None, /) -> None:
        """Set the handler of the events of a type; None removes it."""
        not_supported("ServiceWorker.set_event_handler", "background_fetch/_impl/service_workers.py")


class ServiceWorkerGlobalScopeBehaviour(WorkerGlobalScopeBehaviour):
    """What is behind a ServiceWorkerGlobalScope."""

    @property
    def clients(self) -> Clients:
        """The pages and workers of the origin."""
        not_supported("ServiceWorkerGlobalScope.clients", "background_fetch/_impl/service_workers.py")

    @property
    def registration(self) -> ServiceWorkerRegistration:
        """The registration that this worker belongs to."""
        not_supported("ServiceWorkerGlobalScope.registration", "background_fetch/_impl/service_workers.py")

    @property
    def serviceWorker(self) -> ServiceWorker:
        """This worker as the object that pages see."""
        not_supported("ServiceWorkerGlobalScope.serviceWorker", "background_fetch/_impl/service_workers.py")

    def skipWaiting(self) -> Awaitable[None]:
        """Lets this worker become active without waiting for the pages that use its predecessor to close."""
        not_supported("ServiceWorkerGlobalScope.skipWaiting", "background_fetch/_impl/service_workers.py")

    def event_handler(self, type_: str, /) -> Callable[..., object] | None:
        """The handler of the events of a type."""
        not_supported("ServiceWorkerGlobalScope.event_handler", "background_fetch/_impl/service_workers.py")

    def set_event_handler(self, type_: str, value: Callable[..., object] | None, /) -> None:
        """Set the handler of the events of a type; None removes it."""
        not_supported("ServiceWorkerGlobalScope.set_event_handler", "background_fetch/_impl/service_workers.py")


class ServiceWorkerRegistrationBehaviour(EventTargetBehaviour):
    """What is behind a ServiceWorkerRegistration."""

    @property
    def installing(self) -> ServiceWorker | None:
        """The worker that is being installed, if there is one."""
        not_supported("ServiceWorkerRegistration.installing", "background_fetch/_impl/service_workers.py")

    @property
    def waiting(self) -> ServiceWorker | None:
        """The worker that is installed and waits for its predecessor to go, if there is one."""
        not_supported("ServiceWorkerRegistration.waiting", "background_fetch/_impl/service_workers.py")

    @property
    def active(self) -> ServiceWorker | None:
        """The worker that is active or becoming so, if there is one."""
        not_supported("ServiceWorkerRegistration.active", "background_fetch/_impl/service_workers.py")

    @property
    def navigationPreload(self) -> object:
        """Controls whether navigations are requested while the worker is still starting."""
        not_supported("ServiceWorkerRegistration.navigationPreload", "background_fetch/_impl/service_workers.py")

    @property
    def scope(self) -> str:
        """The address that those of all controlled pages begin with."""
        not_supported("ServiceWorkerRegistration.scope", "background_fetch/_impl/service_workers.py")

    @property
    def updateViaCache(self) -> ServiceWorkerUpdateViaCache:
        """Which scripts may come from the HTTP cache when the browser looks for an update."""
        not_supported("ServiceWorkerRegistration.updateViaCache", "background_fetch/_impl/service_workers.py")

    def update(self) -> Awaitable[ServiceWorkerRegistration]:
        """Looks for a new version of the worker's script and installs it if it differs."""
        not_supported("ServiceWorkerRegistration.update", "background_fetch/_impl/service_workers.py")

    def unregister(self) -> Awaitable[bool]:
        """Removes the registration."""
        not_supported("ServiceWorkerRegistration.unregister", "background_fetch/_impl/service_workers.py")

    @property
    def backgroundFetch(self) -> BackgroundFetchManager:
        """The manager of the background fetches that belong to this registration."""
        not_supported("ServiceWorkerRegistration.backgroundFetch", "background_fetch/_impl/service_workers.py")

    def event_handler(self, type_: str, /) -> Callable[..., object] | None:
        """The handler of the events of a type."""
        not_supported("ServiceWorkerRegistration.event_handler", "background_fetch/_impl/service_workers.py")

    def set_event_handler(self, type_: str, value: Callable[..., object] | None, /) -> None:
        """Set the handler of the events of a type; None removes it."""
        not_supported("ServiceWorkerRegistration.set_event_handler", "background_fetch/_impl/service_workers.py")


class WindowClientBehaviour(ClientBehaviour):
    """What is behind a WindowClient."""

    @property
    def visibilityState(self) -> DocumentVisibilityState:
        """Whether the page could be seen when this object was made."""
        not_supported("WindowClient.visibilityState", "background_fetch/_impl/service_workers.py")

    @property
    def focused(self) -> bool:
        """Whether the page had the focus when this object was made."""
        not_supported("WindowClient.focused", "background_fetch/_impl/service_workers.py")

    @property
    def ancestorOrigins(self) -> tuple[str, ...]:
        """The origins of the pages that contain this one, from the nearest to the outermost."""
        not_supported("WindowClient.ancestorOrigins", "background_fetch/_impl/service_workers.py")

    def focus(self) -> Awaitable[WindowClient]:
        """Gives the page the focus."""
        not_supported("WindowClient.focus", "background_fetch/_impl/service_workers.py")

    def navigate(self, url: str, /) -> Awaitable[WindowClient | None]:
        """Loads an address in the window of the page."""
        not_supported("WindowClient.navigate", "background_fetch/_impl/service_workers.py")
