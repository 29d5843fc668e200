"""How registrations end.

Source: Service Workers, "Clear Registration", "Try Clear Registration", "Handle Service Worker Client Unload".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .states import update_registration_state, update_worker_state
from .storing import forget_registration

if TYPE_CHECKING:
    from .registration import Registration


def remove_registration(registration: Registration) -> None:
    """Take a registration out of the map; its background fetches end with that, and no event tells of it."""
    services = registration.services
    services.registrations.remove(registration)
    services.performer.clear(registration)
    registration.fetches.clear()
    forget_registration(registration)


def try_clear(registration: Registration) -> None:
    """End a registration that nobody uses any more. Source: "Try Clear Registration"."""
    if registration.services.closed:
        return
    if not registration.clients and all(worker.idle for worker in registration.workers):
        clear(registration)


def clear(registration: Registration) -> None:
    """End a registration and its workers. Source: "Clear Registration"."""
    # Steps 2 to 4.
    if registration.installing is not None:
        registration.installing.terminate()
        update_worker_state(registration.installing, "redundant")
        update_registration_state(registration, "installing", None)
    if registration.waiting is not None:
        registration.waiting.terminate()
        update_worker_state(registration.waiting, "redundant")
        update_registration_state(registration, "waiting", None)
    if registration.active is not None:
        registration.active.terminate()
        update_worker_state(registration.active, "redundant")
        update_registration_state(registration, "active", None)


def client_unloaded(registration: Registration | None) -> None:
    """Take note that a page does not use a registration any more. Source: "Handle Service Worker Client Unload"."""
    from .installing import try_activate  # noqa: PLC0415 -- a failed installation clears

    # Steps 2 to 4.
    if registration is None or registration.clients:
        return
    # Step 5.
    if registration.unregistered:
        try_clear(registration)
    # Step 6.
    try_activate(registration)
