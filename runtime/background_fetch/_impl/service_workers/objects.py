"""The objects that one realm's scripts see of registrations and workers.

Source: Service Workers, "ServiceWorker", "ServiceWorkerRegistration", "get the service worker registration object",
"get the service worker object". They show what tasks have told the realm, not what is the case meanwhile.
"""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from background_fetch._generated import service_workers
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.platform import not_supported
from background_fetch._impl.fetches.manager import ManagerState
from background_fetch._impl.targets import TargetState

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from background_fetch._generated.aliases import ServiceWorkerState, ServiceWorkerUpdateViaCache
    from background_fetch._generated.background_fetch import BackgroundFetchManager
    from background_fetch._generated.html import StructuredSerializeOptions
    from background_fetch._generated.service_workers import ServiceWorker, ServiceWorkerRegistration
    from background_fetch._impl.realms import Realm

    from .registration import Registration
    from .worker import Worker

_FILE = "runtime/background_fetch/_impl/service_workers/objects.py"


class WorkerObject(TargetState):
    """What stands behind a ServiceWorker."""

    def __init__(self, worker: Worker, realm: Realm) -> None:
        self.worker: ServiceWorker = service_workers.ServiceWorker._wrap(self)
        super().__init__(self.worker)
        self.service_worker = worker
        self.scriptURL = worker.script.url
        self.state: ServiceWorkerState = worker.state
        self._realm = realm

    def postMessage(self, message: object, transfer_or_options: list[object] | StructuredSerializeOptions, /) -> None:
        """Post a message to the worker, which is started for it."""
        from .messages import post_to_worker  # noqa: PLC0415 -- few workers get messages

        post_to_worker(self.service_worker, message, transfer_or_options, self._realm)


class RegistrationObject(TargetState):
    """What stands behind a ServiceWorkerRegistration."""

    def __init__(self, registration: Registration, realm: Realm) -> None:
        self.registration: ServiceWorkerRegistration = service_workers.ServiceWorkerRegistration._wrap(self)
        super().__init__(self.registration)
        self.service_worker_registration = registration
        self.scope = registration.scope
        # "Get the service worker registration object", steps 2.3 to 2.8.
        self.installing = worker_object(registration.installing, realm)
        self.waiting = worker_object(registration.waiting, realm)
        self.active = worker_object(registration.active, realm)
        self.manager = ManagerState(registration, realm)
        self._realm = realm

    @property
    def updateViaCache(self) -> ServiceWorkerUpdateViaCache:
        """How updates look at files that the worker imports."""
        return self.service_worker_registration.update_via_cache

    @property
    def backgroundFetch(self) -> BackgroundFetchManager:
        """The manager of its background fetches."""
        return self.manager.public

    @property
    def navigationPreload(self) -> NoReturn:
        """Refuse: there are no navigations."""
        not_supported("ServiceWorkerRegistration.navigationPreload", _FILE)

    def update(self) -> Awaitable[ServiceWorkerRegistration]:
        """Look whether the worker's file has changed, and install it if so."""
        from .jobs import Job  # noqa: PLC0415 -- jobs make these objects

        registration = self.service_worker_registration
        # Steps 2 and 3.
        newest = registration.newest_worker
        if newest is None:
            raise DOMException("The registration has no worker.", "InvalidStateError")
        # Step 4.
        if (
            self._realm.is_worker
            and registration.installing is not None
            and registration.installing.realm is self._realm
        ):
            raise DOMException("A worker that is being installed can't be updated.", "InvalidStateError")
        # Steps 5 to 8.
        mode = registration.update_via_cache
        job = Job("update", registration.scope, newest.script.url, self._realm, update_via_cache=mode)
        self._realm.services.jobs.schedule(job)
        return job.promise.then(self._shown)

    def unregister(self) -> Awaitable[bool]:
        """Remove the registration and, with it, its background fetches; no event tells of that."""
        from .jobs import Job  # noqa: PLC0415 -- see above

        job = Job("unregister", self.scope, client=self._realm)
        self._realm.services.jobs.schedule(job)
        return job.promise.then(lambda found: found is not None)

    def _shown(self, found: Registration | None) -> ServiceWorkerRegistration:
        return registration_object(found or self.service_worker_registration, self._realm).registration


def registration_object(registration: Registration, realm: Realm) -> RegistrationObject:
    """Return the realm's object of a registration. Source: "get the service worker registration object"."""
    return realm.object_of(RegistrationObject, registration, lambda: RegistrationObject(registration, realm))


def worker_state(worker: Worker, realm: Realm) -> WorkerObject:
    """Return what stands behind the realm's object of a worker. Source: "get the service worker object"."""
    return realm.object_of(WorkerObject, worker, lambda: WorkerObject(worker, realm))


def worker_object(worker: Worker | None, realm: Realm) -> ServiceWorker | None:
    """Return the realm's object of a worker, if there is one."""
    return None if worker is None else worker_state(worker, realm).worker
