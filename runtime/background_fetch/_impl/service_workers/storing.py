"""How registrations outlive the user agent: a row for each that has an active worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._impl.storage.store import DeleteRegistration, PutRegistration, StoredRegistration

from .registration import Registration
from .script import Script
from .worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from background_fetch._impl.services import Services


def store_registration(registration: Registration) -> None:
    """Keep a registration with its active worker, unless it was unregistered."""
    if registration.active is not None and not registration.unregistered and not registration.services.closed:
        _store(registration, registration.active)


def store_for_next_start(registration: Registration) -> None:
    """Keep a worker that waits in the place of the active one. Source: "Handle User Agent Shutdown", step 1.2."""
    if registration.waiting is not None:
        _store(registration, registration.waiting)


def _store(registration: Registration, worker: Worker) -> None:
    script, mode = worker.script, registration.update_via_cache
    row = StoredRegistration(registration.scope, script.url, script.file, mode, worker.state == "activated")
    registration.services.keep(PutRegistration(row))


def forget_registration(registration: Registration) -> None:
    """Keep a registration no longer."""
    if not registration.services.closed:
        registration.services.keep(DeleteRegistration(registration.scope))


def restore(rows: Iterable[StoredRegistration], services: Services) -> None:
    """Bring registrations back. Their files are run when an event is there for them."""
    from .installing import try_activate  # noqa: PLC0415 -- it stores registrations

    for row in rows:
        registration = Registration(row.scope, services, row.update_via_cache)
        worker = Worker(registration, Script(row.script_url, row.file))
        if row.activated:
            worker.state = "activated"
            registration.active = worker
        else:
            # Its activation was cut off; it begins anew.
            worker.state = "installed"
            registration.waiting = worker
        services.registrations.set(registration)
        try_activate(registration)
