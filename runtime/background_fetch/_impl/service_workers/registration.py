"""Service worker registrations. Source: Service Workers, "service worker registration", "Fire Functional Event".

There is one for each scope; the objects that scripts see of it are each realm's own (`objects`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from background_fetch._impl import urls
from background_fetch._impl._state import ActiveFetches

from .serial import SerialQueue

_DAY: Final = 86_400

if TYPE_CHECKING:
    from background_fetch._generated.aliases import ServiceWorkerUpdateViaCache
    from background_fetch._impl.extendable import ExtendableState
    from background_fetch._impl.pages import Tab
    from background_fetch._impl.services import Services

    from .worker import Worker
    from .worker_realm import WorkerRealm


class Registration:
    """A service worker registration."""

    def __init__(
        self, scope: str, services: Services, update_via_cache: ServiceWorkerUpdateViaCache = "imports"
    ) -> None:
        self.scope = scope
        """The address that begins the addresses of its pages."""
        self.services = services
        self.update_via_cache: ServiceWorkerUpdateViaCache = update_via_cache
        self.installing: Worker | None = None
        self.waiting: Worker | None = None
        self.active: Worker | None = None
        self.unregistered = False
        """Whether it was taken out of the user agent's map; it ends when nobody uses it any more."""
        self.last_update_check = 0.0
        """When the script was last compared with its file, in seconds since 1970."""
        self.fetches = ActiveFetches()
        """Background Fetch, "active background fetches"."""
        self.edit_queue = SerialQueue()
        """Background Fetch, "active background fetches edit queue"."""

    def __repr__(self) -> str:
        return f"<Registration {self.scope}>"

    @property
    def origin(self) -> str:
        """The origin of its scope."""
        return urls.origin(self.scope)

    @property
    def newest_worker(self) -> Worker | None:
        """Source: "Get Newest Worker"."""
        return self.installing or self.waiting or self.active

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Its workers, the newest first."""
        return tuple(each for each in (self.installing, self.waiting, self.active) if each is not None)

    @property
    def clients(self) -> tuple[Tab, ...]:
        """The pages that use it: those that one of its workers controls."""
        return tuple(tab for tab in self.services.pages.all if tab.uses(self))

    @property
    def is_stale(self) -> bool:
        """Whether nobody has looked for an update for a day. Source: "stale"."""
        return self.services.clock.time() - self.last_update_check > _DAY

    async def fire_functional_event(
        self, make: Callable[[WorkerRealm], ExtendableState], *, type_: str = "", interaction: bool = False
    ) -> None:
        """Fire an event at the active worker, which is started for it; return when the event is not active any more.

        Nothing happens where there is no active worker or its file can't be run.

        Args:
            make: Makes the event in the worker's realm.
            type_: The event's type where it is known; a worker that does not handle it isn't started.
            interaction: Whether the event's handlers may open windows: the user has clicked.
        """
        from .registering import soft_update  # noqa: PLC0415 -- jobs make registrations

        # Steps 1 and 2.
        active = self.active
        # Step 3.
        if active is not None and not active.should_skip(type_):
            await self._fire(active, make, interaction=interaction)
        # Steps 3.1, 5.1 and 8.
        if self.is_stale:
            soft_update(self)

    async def _fire(self, active: Worker, make: Callable[[WorkerRealm], ExtendableState], *, interaction: bool) -> None:
        from .worker import report_start  # noqa: PLC0415 -- workers know registrations

        # Step 4.
        await active.until("activated", "redundant")
        # Step 5.
        realm = active.run()
        if realm is None:
            report_start(active)
            return
        # Steps 6 and 7.
        with realm.entered():
            event = make(realm)
        await active.fire(event, interaction=interaction)
