"""What happens to registrations and workers, and how realms are told.

Source: Service Workers, "Update Registration State", "Update Worker State", "Notify Controller Change".
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from background_fetch._impl.firing import fire

from .objects import RegistrationObject, WorkerObject, worker_object

if TYPE_CHECKING:
    from background_fetch._generated.aliases import ServiceWorkerState
    from background_fetch._impl.realms import Realm

    from .registration import Registration
    from .worker import Worker


def update_registration_state(
    registration: Registration, target: Literal["installing", "waiting", "active"], source: Worker | None
) -> None:
    """Give a registration another worker in one of its places."""
    # Steps 2.1, 3.1 and 4.1.
    setattr(registration, target, source)
    # Steps 1, 2.2, 3.2 and 4.2: for each object of it, queue a task.
    for realm in registration.services.realms_of(registration.origin):
        if realm.known(RegistrationObject, registration) is not None:
            realm.queue_task(partial(_show, realm, registration, target, source))


def _show(realm: Realm, registration: Registration, target: str, source: Worker | None) -> None:
    shown = realm.known(RegistrationObject, registration)
    if shown is not None:
        setattr(shown, target, worker_object(source, realm))


def update_worker_state(worker: Worker, state: ServiceWorkerState) -> None:
    """Let a worker be in another state of its life."""
    # Step 2.
    worker.state = state
    worker.changed()
    # Steps 3 and 4.
    for realm in worker.registration.services.realms_of(worker.registration.origin):
        realm.queue_task(partial(_change, realm, worker, state))


def _change(realm: Realm, worker: Worker, state: ServiceWorkerState) -> None:
    # Steps 4.1 to 4.5.
    shown = realm.known(WorkerObject, worker)
    if shown is not None:
        shown.state = state
        fire(shown, "statechange")


def fire_update_found(registration: Registration) -> None:
    """Tell all realms that a new worker is being installed. Source: "Install", steps 8 and 9."""
    for realm in registration.services.realms_of(registration.origin):
        realm.queue_task(partial(_find, realm, registration))


def _find(realm: Realm, registration: Registration) -> None:
    shown = realm.known(RegistrationObject, registration)
    if shown is not None:
        fire(shown, "updatefound")
