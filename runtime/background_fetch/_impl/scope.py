"""The global object of a service worker. Sources: Service Workers, "ServiceWorkerGlobalScope"; HTML, "Workers"."""

# ruff: noqa: ARG002, N802, SLF001 -- the platform's names and arguments; `_wrap` is how behaviour makes objects

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from background_fetch._generated import service_workers
from background_fetch._generated.support.platform import not_supported

from .global_scope import GlobalScope
from .locations import LocationState
from .service_workers.objects import registration_object, worker_state

if TYPE_CHECKING:
    from background_fetch._generated.html import WorkerLocation, WorkerNavigator
    from background_fetch._generated.service_workers import (
        Clients,
        ServiceWorker,
        ServiceWorkerGlobalScope,
        ServiceWorkerRegistration,
    )

    from .service_workers.worker_realm import WorkerRealm

_FILE = "runtime/background_fetch/_impl/scope.py"


class ScopeState(GlobalScope):
    """What stands behind a ServiceWorkerGlobalScope."""

    def __init__(self, realm: WorkerRealm) -> None:
        self.scope: ServiceWorkerGlobalScope = service_workers.ServiceWorkerGlobalScope._wrap(self)
        super().__init__(self.scope, realm)
        self._realm = realm
        self._location = LocationState(realm.url)

    @property
    def self(self) -> ServiceWorkerGlobalScope:
        """The global object itself."""
        return self.scope

    @property
    def clients(self) -> Clients:
        """The pages of the origin."""
        return self._realm.clients.public

    @property
    def registration(self) -> ServiceWorkerRegistration:
        """The worker's registration."""
        return registration_object(self._realm.worker.registration, self._realm).registration

    @property
    def serviceWorker(self) -> ServiceWorker:
        """The worker."""
        return worker_state(self._realm.worker, self._realm).worker

    @property
    def location(self) -> WorkerLocation:
        """Where the worker's script is."""
        return self._location.public

    @property
    def navigator(self) -> WorkerNavigator:
        """What the worker can know of the user agent."""
        from .navigators import worker_navigator  # noqa: PLC0415 -- few workers ask

        return worker_navigator(self._realm)

    async def skipWaiting(self) -> None:
        """Take over without waiting for pages to leave the older worker."""
        from .service_workers.installing import try_activate  # noqa: PLC0415 -- who installs makes this object

        # Steps 2.1 and 2.2.
        self._realm.worker.skip_waiting_flag = True
        try_activate(self._realm.worker.registration)
        # Step 2.3.
        await self._realm.services.tasks.turn()

    def importScripts(self, *urls: object) -> NoReturn:
        """Refuse: a worker in Python imports modules."""
        not_supported("WorkerGlobalScope.importScripts", _FILE)
