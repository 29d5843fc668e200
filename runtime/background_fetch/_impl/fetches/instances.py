"""The objects of a background fetch in all realms, and how they are told.

Source: Background Fetch, "get a BackgroundFetchRegistration instance", "update background fetch instances". The tasks
of a user agent run one after the other, and so stand for the update handling queues: an object that `fetch()` or
`get()` has handed over is told of nothing before who asked for it could listen.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from .registration import RegistrationState

if TYPE_CHECKING:
    from background_fetch._impl._state import Snapshot
    from background_fetch._impl.realms import Realm
    from background_fetch._impl.services import Services

    from .fetch import BackgroundFetch


def instance(fetch: BackgroundFetch, realm: Realm) -> RegistrationState:
    """Return a realm's one object of a background fetch. Source: "get a BackgroundFetchRegistration instance"."""
    # Steps 1 to 6.
    return realm.object_of(RegistrationState, fetch, lambda: RegistrationState(fetch, realm))


def update_instances(services: Services, fetch: BackgroundFetch) -> None:
    """Tell all objects what has changed. Source: "update background fetch instances"."""
    # Steps 1 to 5 of what is enqueued.
    snapshot = fetch.snapshot
    # Step 6.
    for realm in services.realms_of(fetch.origin):
        if realm.known(RegistrationState, fetch) is not None:
            realm.queue_task(partial(_update, realm, fetch, snapshot))


def _update(realm: Realm, fetch: BackgroundFetch, snapshot: Snapshot) -> None:
    shown = realm.known(RegistrationState, fetch)
    if shown is not None:
        shown.update(snapshot)
        if not snapshot.records_available:
            # Nothing changes any more: who has the object can use it on, and nobody else gets it.
            realm.forget(RegistrationState, fetch)
