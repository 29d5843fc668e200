"""Service workers. Source: Service Workers, "service worker", "Run Service Worker", "Terminate Service Worker".

A worker runs while it has a realm. One that was stopped starts anew with its next event, and keeps nothing of what it
had: its registration and its state alone outlive its realm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated.support.promise import Promise
from background_fetch._impl import extendable
from background_fetch._impl.reports import report_exception

if TYPE_CHECKING:
    from collections.abc import Callable

    from background_fetch._generated.aliases import ServiceWorkerState
    from background_fetch._impl.extendable import ExtendableState

    from .registration import Registration
    from .script import Script
    from .worker_realm import WorkerRealm


class Worker:
    """A service worker."""

    def __init__(self, registration: Registration, script: Script) -> None:
        self.registration = registration
        """Its containing service worker registration."""
        self.script = script
        self.state: ServiceWorkerState = "parsed"
        self.skip_waiting_flag = False
        self.realm: WorkerRealm | None = None
        """What its code lives in while it runs."""
        self.last_realm: WorkerRealm | None = None
        """What it lived in last: outside code may still hold objects of it."""
        self.error: Exception | SystemExit | None = None
        """What its file raised when it was last run."""
        self.event_types: frozenset[str] | None = None
        """The set of event types to handle: those that had a listener when the file had run for the first time."""
        self.events: set[ExtendableState] = set()
        """The set of extended events."""
        self.interactions = 0
        """Clicks whose events are active."""
        self._watching: list[Callable[[], object]] = []

    def __repr__(self) -> str:
        return f"<Worker {self.script.url} {self.state}>"

    @property
    def idle(self) -> bool:
        """Source: "service worker has no pending events"."""
        return not self.events

    def should_skip(self, type_: str) -> bool:
        """Tell whether to start it for an event would be in vain. Source: "Should Skip Event"."""
        return self.realm is None and type_ != "" and self.event_types is not None and type_ not in self.event_types

    def run(self) -> WorkerRealm | None:
        """Start it if it does not run; None: its file failed, as `error` says. Source: "Run Service Worker"."""
        from .worker_realm import WorkerRealm  # noqa: PLC0415 -- the realm knows its worker

        # Step 1.
        if self.realm is not None:
            return self.realm
        # Step 2.
        if self.state == "redundant" or self.registration.services.closed:
            return None
        # Steps 3 to 8.
        realm = WorkerRealm(self)
        try:
            # Steps 9.4 and 9.5.
            realm.evaluate()
        except (Exception, SystemExit) as error:  # noqa: BLE001 -- "evaluate a script" is over, with any error
            self.error = error
            return None
        self.error = None
        self.realm = self.last_realm = realm
        # Step 9.8.
        if self.event_types is None:
            self.event_types = frozenset(each.type for each in realm.scope_state.event_listener_list)
        return realm

    def terminate(self) -> None:
        """Stop it: its timers end, its events are over. Source: "Terminate Service Worker"."""
        realm, self.realm = self.realm, None
        if realm is None:
            return
        realm.close()
        for event in tuple(self.events):
            event.time_out()

    async def fire(
        self, event: ExtendableState, *, interaction: bool = False, then: Callable[[], object] | None = None
    ) -> bool:
        """Dispatch an event in its realm, in a task; return when the event is not active any more.

        Args:
            event: The event.
            interaction: Whether its handlers may open windows.
            then: Called when all listeners have been called.

        Returns:
            Whether it was dispatched: false if the worker was stopped before.
        """
        realm = self.realm
        if realm is None:
            return False
        services = realm.services
        self.events.add(event)
        self.interactions += interaction
        try:
            with services.activity, realm.entered():
                await services.tasks.turn()
                if realm.closed:
                    return False
                await extendable.dispatch_extendable(event, realm.scope_state)
                if then is not None:
                    then()
                await extendable.wait_finished(event, services.settings.event_timeout)
        finally:
            self.interactions -= interaction
            self.events.discard(event)
            self._event_ended()
        return True

    async def until(self, *states: ServiceWorkerState) -> None:
        """Wait until it is in one of these states."""
        while self.state not in states:
            await Promise[None](lambda resolve, _: self._watching.append(lambda: resolve(None)))

    def changed(self) -> None:
        """Let those look who wait for a state."""
        watching, self._watching = self._watching, []
        for look in watching:
            look()

    def _event_ended(self) -> None:
        """What has waited for the last event happens now. Source: "add lifetime promise", step 5.1.2."""
        from .clearing import try_clear  # noqa: PLC0415 -- these know workers
        from .installing import try_activate  # noqa: PLC0415 -- as above

        if self.registration.unregistered:
            try_clear(self.registration)
        try_activate(self.registration)


def report_start(worker: Worker) -> None:
    """Report why a worker did not start."""
    if worker.error is not None:
        report_exception(worker.error, f"the file of {worker.script.url}")
