"""A service worker from outside: what a browser, a network and a user would do to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.platform import behind
from background_fetch._impl.fetches.registration import RegistrationState

from .clearing import clear, remove_registration
from .objects import registration_object

if TYPE_CHECKING:
    from collections.abc import Callable

    # From the package, where a type checker finds what the stubs say: what users get is what they import.
    from background_fetch import (
        BackgroundFetchFailureReason,
        BackgroundFetchRegistration,
        Request,
        Response,
        ServiceWorkerGlobalScope,
        ServiceWorkerRegistration,
        ServiceWorkerState,
        ServiceWorkerUpdateViaCache,
    )

    from .registration import Registration as RegistrationStruct
    from .worker import Worker as WorkerStruct
    from .worker_realm import WorkerRealm


class Registration:
    """A service worker registration."""

    def __init__(self, registration: RegistrationStruct, face: Callable[[WorkerStruct], Worker]) -> None:
        self._registration = registration
        self._face = face

    def __repr__(self) -> str:
        return f"<Registration {self.scope}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Registration) and other._registration is self._registration

    def __hash__(self) -> int:
        return id(self._registration)

    @property
    def scope(self) -> str:
        """The address that begins the addresses of its pages."""
        return self._registration.scope

    @property
    def update_via_cache(self) -> ServiceWorkerUpdateViaCache:
        """What it was registered with as `updateViaCache`."""
        return self._registration.update_via_cache

    @property
    def installing(self) -> Worker | None:
        """The worker that is being installed."""
        return self._shown(self._registration.installing)

    @property
    def waiting(self) -> Worker | None:
        """The worker that waits for the pages of the active one to go."""
        return self._shown(self._registration.waiting)

    @property
    def active(self) -> Worker | None:
        """The worker that is in charge."""
        return self._shown(self._registration.active)

    async def unregister(self) -> bool:
        """Remove it with its background fetches; no event tells of that. False: it was removed before."""
        from .jobs import Job  # noqa: PLC0415 -- seldom

        job = Job("unregister", self.scope)
        self._registration.services.jobs.schedule(job)
        return await job.promise is not None

    def _shown(self, worker: WorkerStruct | None) -> Worker | None:
        return None if worker is None else self._face(worker)


class Worker:
    """A registered service worker."""

    def __init__(self, worker: WorkerStruct) -> None:
        self._worker = worker
        self._services = worker.registration.services

    def __repr__(self) -> str:
        return f"<Worker {self.scope} {self.state}>"

    @property
    def scope(self) -> str:
        """The address that begins the addresses of its pages."""
        return self._worker.registration.scope

    @property
    def script_url(self) -> str:
        """The address under which its file is seen."""
        return self._worker.script.url

    @property
    def state(self) -> ServiceWorkerState:
        """Where it is in its life."""
        return "redundant" if self._services.closed else self._worker.state

    @property
    def running(self) -> bool:
        """Whether its file has been run and its code can get events at once; else an event starts it."""
        return self._worker.realm is not None

    @property
    def registration(self) -> ServiceWorkerRegistration:
        """Its registration, the object that its own code sees as `registration`."""
        return registration_object(self._worker.registration, self._realm()).registration

    @property
    def global_scope(self) -> ServiceWorkerGlobalScope:
        """Its global object, which its own code sees as `self`."""
        return self._realm().scope_state.scope

    def stop(self) -> None:
        """Stop it as a browser does now and then: its timers end, and its next event runs its file anew."""
        self._worker.terminate()

    def terminate(self) -> None:
        """Stop it for good: it is redundant and gets no more events, and its registration is gone."""
        if self.state != "redundant":
            remove_registration(self._worker.registration)
            clear(self._worker.registration)

    def simulate(self, id: str, /, *, title: str = "", download_total: int = 0) -> BackgroundFetchRegistration:  # noqa: A002 -- the platform's word
        """Begin a background fetch that moves only as `advance` and `finish` say, and return its registration.

        Raises:
            ValueError: There is an active one with this id.
        """
        from background_fetch._impl.fetches import instances, simulating  # noqa: PLC0415 -- for tests of workers alone

        fetch = simulating.simulate(self._worker.registration, id, title=title, download_total=download_total)
        return instances.instance(fetch, self._realm()).registration

    def advance(self, registration: BackgroundFetchRegistration, *, downloaded: int = 0, uploaded: int = 0) -> None:
        """Let a background fetch make progress, by so many bytes."""
        from background_fetch._impl.fetches import simulating  # noqa: PLC0415 -- as in `simulate`

        fetch = behind(registration, RegistrationState).background_fetch
        simulating.advance(fetch, self._services, downloaded=downloaded, uploaded=uploaded)

    def shown_title(self, registration: BackgroundFetchRegistration) -> str:
        """Return the title that the user sees, which `updateUI` may have changed."""
        return behind(registration, RegistrationState).background_fetch.title

    async def finish(
        self, registration: BackgroundFetchRegistration, failure_reason: BackgroundFetchFailureReason = ""
    ) -> None:
        """End a background fetch and fire the event that tells of it; return when the event is over.

        Args:
            registration: The background fetch. One that `abort` was called on ends as `aborted`.
            failure_reason: Why it failed; empty for success.
        """
        from background_fetch._impl.fetches import simulating  # noqa: PLC0415 -- as in `simulate`

        fetch = behind(registration, RegistrationState).background_fetch
        self._require_active()
        await simulating.finish(fetch, self._services, failure_reason)

    async def click(self, registration: BackgroundFetchRegistration) -> None:
        """Click on a background fetch in the user interface: fire `backgroundfetchclick`; return when that is over."""
        self._require_active()
        fetch = behind(registration, RegistrationState).background_fetch
        await self._services.performer.click(fetch)

    async def post_message(self, message: object) -> None:
        """Post a message to the worker; return when its `message` event is over.

        Raises:
            DOMException: DataCloneError: a part of the message can't be copied.
        """
        from background_fetch._impl.cloning import clone_with_transfer  # noqa: PLC0415 -- not all workers get messages

        from .messages import deliver  # noqa: PLC0415 -- as above

        data, ports = clone_with_transfer(message, [])
        self._require_active()
        await deliver(self._worker, data, ports, None)

    async def fetch(self, request: Request | str) -> Response | None:
        """Fire `fetch` for a request of a page; return when the event is over.

        Returns:
            What the worker answered; a network error (`Response.error()`) where it failed to; None where it leaves the
            request to the network.

        Raises:
            TypeError: The request can't be made of an address.
        """
        # Not at the top: few workers answer requests, and a request takes much to import.
        from background_fetch._generated import fetch as classes  # noqa: PLC0415 -- see above
        from background_fetch._impl import fetch_events  # noqa: PLC0415 -- see above

        self._require_active()
        realm = self._realm()
        with realm.entered():
            event = fetch_events.make(classes.Request(request))
        return await fetch_events.handle_fetch(event, self._worker)

    def _realm(self) -> WorkerRealm:
        realm = self._worker.run()
        if realm is None and self.state == "redundant":
            # It is over; its objects can still be looked at.
            realm = self._worker.last_realm
        if realm is None:
            raise self._worker.error or DOMException(f"The worker is {self.state}.", "InvalidStateError")
        return realm

    def _require_active(self) -> None:
        if self._worker.registration.active is not self._worker:
            raise DOMException(f"The worker is {self.state}, not active.", "InvalidStateError")
