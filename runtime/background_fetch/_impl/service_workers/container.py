"""The service workers of a page. Source: Service Workers, "ServiceWorkerContainer"."""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from background_fetch._generated import service_workers
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.promise import Promise
from background_fetch._impl import urls
from background_fetch._impl.dispatch import dispatch
from background_fetch._impl.targets import Handler, TargetState

from .objects import registration_object, worker_object

if TYPE_CHECKING:
    from collections.abc import Callable

    from background_fetch._generated.aliases import EventListener
    from background_fetch._generated.dom import AddEventListenerOptions
    from background_fetch._generated.html import MessagePort
    from background_fetch._generated.service_workers import (
        RegistrationOptions,
        ServiceWorker,
        ServiceWorkerContainer,
        ServiceWorkerRegistration,
    )
    from background_fetch._impl.pages import Tab
    from background_fetch._impl.realms import Realm

    from .registration import Registration
    from .worker import Worker


class ContainerState(TargetState):
    """What stands behind a ServiceWorkerContainer."""

    def __init__(self, realm: Realm, tab: Tab | None) -> None:
        self.container: ServiceWorkerContainer = service_workers.ServiceWorkerContainer._wrap(self)
        super().__init__(self.container)
        self._realm = realm
        self._tab = tab
        """The window of a page's container; a worker's has none, and nobody controls it."""
        self._ready: Promise[ServiceWorkerRegistration] | None = None
        self._resolve: Callable[[ServiceWorkerRegistration], None] | None = None
        self._messages: deque[Callable[[], object]] = deque()
        self._enabled = False

    @property
    def controller(self) -> ServiceWorker | None:
        """The worker that controls the page: one that is in charge, whatever it was when the page was opened."""
        worker = None if self._tab is None or self._realm.closed else self._tab.controller
        return worker_object(worker, self._realm)

    @property
    def ready(self) -> Promise[ServiceWorkerRegistration]:
        """The registration that the page belongs to, once it has an active worker."""
        # Step 1.
        if self._ready is None:
            self._ready = Promise(self._keep)
        # Steps 2 and 3.
        registration = self._realm.services.registrations.match(self._realm.url)
        if registration is not None and registration.active is not None:
            self._realm.queue_task(partial(self.resolve_ready, registration))
        # Step 4.
        return self._ready

    def _keep(self, resolve: Callable[[ServiceWorkerRegistration], None], _: object) -> None:
        self._resolve = resolve

    def resolve_ready(self, registration: Registration) -> None:
        """Fulfil `ready`, if anybody has asked for it. Source: "Activate", steps 7.1 to 7.3."""
        if self._resolve is not None:
            self._resolve(registration_object(registration, self._realm).registration)
            self._resolve = None

    def register(self, script_url: object, options: RegistrationOptions, /) -> Promise[ServiceWorkerRegistration]:
        """Register a local file as a worker."""
        from .registering import start_register  # noqa: PLC0415 -- who registers nothing needs no jobs

        # Steps 2 to 7; both kinds of scripts are Python.
        mode = options.get("updateViaCache", "imports")
        job = start_register(str(script_url), options.get("scope"), self._realm, mode)
        return job.promise.then(self._shown)

    def _shown(self, registration: Registration | None) -> ServiceWorkerRegistration:
        if registration is None:
            raise DOMException("The registration is gone.", "AbortError")
        return registration_object(registration, self._realm).registration

    async def getRegistration(self, client_url: str, /) -> ServiceWorkerRegistration | None:
        """Return the registration that an address belongs to."""
        # Steps 3 to 6.
        parsed = urls.parse(client_url, self._realm.url)
        if parsed is None:
            raise TypeError(f"ServiceWorkerContainer.getRegistration: {client_url!r} is not a valid URL")
        if urls.origin(parsed) != self._realm.origin:
            raise DOMException(f"{parsed} is not of the origin {self._realm.origin}.", "SecurityError")
        # Step 8.
        registration = self._realm.services.registrations.match(urls.without_fragment(parsed))
        await self._realm.services.tasks.turn()
        return None if registration is None else registration_object(registration, self._realm).registration

    async def getRegistrations(self) -> tuple[ServiceWorkerRegistration, ...]:
        """Return the registrations of the origin."""
        # Steps 4.1 and 4.2.
        found = self._realm.services.registrations.of_origin(self._realm.origin)
        # Step 4.3.
        await self._realm.services.tasks.turn()
        return tuple(registration_object(each, self._realm).registration for each in found)

    def startMessages(self) -> None:
        """Begin to deliver messages."""
        self._enabled = True
        while self._messages:
            self._realm.queue_task(self._messages.popleft())

    def set_event_handler(self, type_: str, value: Handler | None, /) -> None:
        """Set an event handler; the first `onmessage` lets messages come."""
        super().set_event_handler(type_, value)
        if type_ == "message":
            self.startMessages()

    def addEventListener(
        self, type_: str, callback: EventListener | None, options: AddEventListenerOptions | bool, /
    ) -> None:
        """Add a listener. The first of messages lets them come: no document is there whose end would."""
        super().addEventListener(type_, callback, options)
        if type_ == "message":
            self.startMessages()

    def receive(self, data: object, ports: tuple[MessagePort, ...], sender: Worker) -> None:
        """Queue a message of a worker. Source: "Client.postMessage(message, options)", step 4.5."""
        self._messages.append(partial(self._deliver, data, ports, sender))
        if self._enabled:
            self.startMessages()

    def _deliver(self, data: object, ports: tuple[MessagePort, ...], sender: Worker) -> None:
        from background_fetch._impl.messages import make_message  # noqa: PLC0415 -- few pages get messages

        # Steps 4.5.1, 4.5.2 and 4.5.6.
        event = make_message(data, ports)
        event.origin = urls.origin(sender.script.url)
        event.source = worker_object(sender, self._realm)
        dispatch(event, self)
