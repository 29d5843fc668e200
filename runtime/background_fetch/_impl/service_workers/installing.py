"""How a worker gets ready and takes over. Source: Service Workers, "Install", "Activate", "Try Activate"."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from background_fetch._impl import extendable
from background_fetch._impl.installing import make as make_install_event

from .clearing import remove_registration
from .states import fire_update_found, update_registration_state, update_worker_state
from .storing import store_registration

if TYPE_CHECKING:
    from .jobs import Job
    from .registration import Registration
    from .worker import Worker


async def install(job: Job, worker: Worker, registration: Registration) -> None:
    """Install a worker. Source: "Install"."""
    services = registration.services
    # Steps 2 and 3.
    newest = registration.newest_worker
    registration.update_via_cache = job.update_via_cache
    # Steps 4 and 5.
    update_registration_state(registration, "installing", worker)
    update_worker_state(worker, "installing")
    # Steps 6 and 7.
    job.resolve(registration)
    # Steps 8 and 9.
    fire_update_found(registration)
    # Steps 1, 10 and 11.
    install_failed = not await _fire_install(worker)
    # Cleared meanwhile: the registration is not this worker's any more.
    if registration.installing is not worker:
        return
    # Step 12.
    if install_failed:
        update_worker_state(worker, "redundant")
        update_registration_state(registration, "installing", None)
        if newest is None:
            remove_registration(registration)
        services.run(_then_terminate(worker))
        return
    # Steps 13 to 15 keep what was imported, which is all that there is. Step 16.
    if registration.waiting is not None:
        registration.waiting.terminate()
        update_worker_state(registration.waiting, "redundant")
    # Steps 17 to 19.
    update_registration_state(registration, "waiting", worker)
    update_registration_state(registration, "installing", None)
    update_worker_state(worker, "installed")
    # Step 20 is the caller's, who has nothing else to do. Steps 21 and 22.
    services.run(_then_try_activate(registration, at_once=job.forced))


async def _fire_install(worker: Worker) -> bool:
    """Fire `install` and tell whether it went well. Source: "Install", step 11."""
    # Step 11: should it be skipped?
    if worker.should_skip("install"):
        return True
    # Step 11.2.
    if worker.run() is None:
        return False
    # Step 11.3.
    event = make_install_event()
    if not await worker.fire(event):
        return False
    return not (event.lifetime.timed_out_flag or event.failed)


async def _then_terminate(worker: Worker) -> None:
    """Stop a worker that nobody will ever need, after it was told so."""
    await worker.registration.services.tasks.turn()
    worker.terminate()


async def _then_try_activate(registration: Registration, *, at_once: bool) -> None:
    await registration.services.tasks.turn()
    if at_once:
        activate(registration)
    else:
        try_activate(registration)


def try_activate(registration: Registration) -> None:
    """Let the waiting worker take over if it may. Source: "Try Activate"."""
    active, waiting = registration.active, registration.waiting
    # Step 1.
    if waiting is None or registration.services.closed:
        return
    # Step 2.
    if active is not None and active.state == "activating":
        return
    # Step 3. The sentence can be read in two ways; here nobody's events are cut off by a skip of the waiting.
    if active is None or (active.idle and (waiting.skip_waiting_flag or not registration.clients)):
        activate(registration)


def activate(registration: Registration) -> None:
    """Make the waiting worker the active one. Source: "Activate"."""
    services = registration.services
    # Step 1.
    worker = registration.waiting
    if worker is None:
        return
    # Step 2.
    if registration.active is not None:
        registration.active.terminate()
        update_worker_state(registration.active, "redundant")
    # Steps 3 to 5.
    update_registration_state(registration, "active", worker)
    update_registration_state(registration, "waiting", None)
    update_worker_state(worker, "activating")
    store_registration(registration)
    # Steps 6 and 7.
    for tab in services.pages.all:
        if services.registrations.match(tab.url) is registration:
            tab.realm.queue_task(partial(tab.window.container.resolve_ready, registration))
    # Step 8.
    for tab in registration.clients:
        tab.control(worker)
    # Steps 9 to 11 take their time.
    services.run(_fire_activate(worker))


async def _fire_activate(worker: Worker) -> None:
    # Step 10: nothing that happens here keeps the worker from being activated.
    if not worker.should_skip("activate") and worker.run() is not None:
        await worker.fire(extendable.make("activate"))
    # Step 11.
    if worker.state == "activating":
        update_worker_state(worker, "activated")
        store_registration(worker.registration)
        # A newer worker may have waited for that.
        try_activate(worker.registration)
