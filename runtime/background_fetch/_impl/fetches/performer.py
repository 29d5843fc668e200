"""What performs the background fetches of a user agent.

Source: Background Fetch, "perform a background fetch", "display", "fire a background fetch click event". What moves the
bytes is in `moving`; here is what scripts, users and the user agent itself ask for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated.support.promise import Promise
from background_fetch._impl.storage.store import DeleteFetch, PutFetch, PutRecord

from . import ending
from .displaying import tell_user
from .moving import Mover
from .quota import Quota
from .restoring import restored
from .rows import stored_fetch, stored_record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from background_fetch._generated.aliases import PermissionState
    from background_fetch._impl.realms import Realm
    from background_fetch._impl.services import Services
    from background_fetch._impl.storage.store import Loaded

    from .fetch import BackgroundFetch, Owner
    from .performance import Performance
    from .quota import Account


class Performer:
    """Performs background fetches. All is called on the event loop."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._mover = Mover(services)
        self._performances = self._mover.performances
        self._quotas: dict[str, Quota] = {}

    # --- what the specification's algorithms ask for

    @property
    def fetches(self) -> list[BackgroundFetch]:
        """All background fetches, those included whose last event is not over, in the order of their beginning."""
        return list(self._performances)

    def quota(self, origin: str) -> Quota:
        """Return what an origin may keep."""
        found = self._quotas.get(origin)
        if found is None:
            found = self._quotas[origin] = Quota(self._limit)
        return found

    def require_room_for_one(self, origin: str) -> None:
        """Refuse more background fetches of an origin than it may have.

        Raises:
            TypeError: It has that many.
        """
        limit = self._services.settings.active_fetches
        active = sum(1 for each in self._performances if each.origin == origin and each.result == "")
        if active >= limit:
            raise TypeError(f"BackgroundFetchManager.fetch: {origin} has {limit} active background fetches already")

    async def add(self, fetch: BackgroundFetch) -> None:
        """Keep a new background fetch, and perform it. Source: `fetch()`, steps 12 and 14.

        Raises:
            OSError: It can't be kept.
            TypeError: The registration has been removed meanwhile.
        """
        registration = fetch.registration
        _require_registered(registration)
        registration.fetches.add(fetch)
        rows = [PutRecord(stored_record(fetch, record)) for record in fetch.records]
        try:
            await self._services.store.commit([PutFetch(stored_fetch(fetch)), *rows])
            _require_registered(registration)
        except BaseException:
            registration.fetches.remove(fetch)
            self._mover.keeper.put(DeleteFetch(fetch.key))
            raise
        self.start(fetch)

    def open_account(self, origin: str, announced: int) -> Account:
        """Reserve what was announced.

        Raises:
            QuotaExceededError: There is no room for it.
        """
        return self.quota(origin).open(announced=announced, limited_to=announced)

    def start(self, fetch: BackgroundFetch) -> None:
        """Perform a background fetch that is kept and in its registration's map."""
        tell_user(self._services.interface.shown, fetch)
        self._mover.perform(fetch)

    def abort(self, fetch: BackgroundFetch, realm: Realm) -> Promise[bool]:
        """Do the steps of `abort()`."""

        async def steps() -> bool:
            # Steps 3.1 and 3.2.
            removed = fetch.registration.fetches.remove(fetch)
            if removed and fetch in self._performances:
                # What is answered now must be so after a crash too.
                fetch.event = "backgroundfetchabort"
                self._mover.keeper.put(PutFetch(stored_fetch(fetch)))
                await self._mover.keeper.settled()
            return removed

        # Step 3.
        removed = Promise.of(fetch.registration.edit_queue.enqueue(steps))

        def settle(resolve: Callable[[bool], None], reject: Callable[[BaseException], None]) -> None:
            def answer(was_there: bool) -> None:
                realm.queue_task(lambda: resolve(was_there))
                if was_there:
                    # Step 3.5.
                    self._abort(fetch)

            removed.then(answer, reject)

        return Promise(settle)

    # --- what users do

    def pause(self, fetch: BackgroundFetch) -> bool:
        """Pause; false if it is over, or has a request that can't go on later."""
        performance = self._performances.get(fetch)
        if performance is None or performance.over or not fetch.can_pause:
            return False
        if not fetch.paused_flag:
            performance.pause()
            self._changed(performance)
        return True

    def unpause(self, fetch: BackgroundFetch) -> bool:
        """Go on; false if it is over. Whatever the permission: it is the user who says so."""
        performance = self._performances.get(fetch)
        if performance is None or performance.over:
            return False
        fetch.asks_permission = False
        if fetch.paused_flag:
            performance.unpause()
            self._changed(performance)
        return True

    def abort_by_user(self, fetch: BackgroundFetch) -> bool:
        """Abort; false if it is over."""
        performance = self._performances.get(fetch)
        if performance is None or performance.over:
            return False
        self._abort(fetch)
        return True

    async def click(self, fetch: BackgroundFetch) -> None:
        """Fire `backgroundfetchclick`; return when the event is over."""
        type_ = "backgroundfetchclick"
        await fetch.registration.fire_functional_event(ending.event_maker(fetch, type_), type_=type_, interaction=True)

    def decide(self, origin: str, state: PermissionState) -> None:
        """Let what waits for a permission go on, or end."""
        for fetch in self.fetches:
            if fetch.origin == origin and fetch.asks_permission:
                if state == "granted":
                    self.unpause(fetch)
                elif state == "denied":
                    self.abort_by_user(fetch)

    # --- the life of the user agent

    def restore(self, loaded: Loaded, registrations: Mapping[str, Owner]) -> None:
        """Go on with what was kept: deliver events that are due, and perform the other background fetches.

        Args:
            loaded: What was kept.
            registrations: The service worker registrations by their scopes.
        """
        for row in loaded.fetches:
            if row.scope not in registrations:
                self._mover.keeper.put(DeleteFetch(row.key))
        for fetch in restored(loaded, registrations, self.quota):
            self._restore(fetch)

    def clear(self, registration: object) -> None:
        """End all background fetches of a registration that is gone; no event tells of it."""
        for performance in list(self._performances.values()):
            fetch = performance.fetch
            if fetch.registration is registration and not performance.cleared:
                performance.cleared = True
                fetch.registration.fetches.remove(fetch)
                performance.abort()
                if fetch.result == "":
                    self._services.run(self._mover.release(performance))

    async def idle(self) -> None:
        """Return when no background fetch moves or waits for anything but its user."""
        await self._services.activity.ended()

    async def close(self) -> None:
        """Stop; what is not over goes on when the user agent starts again. Call it before workers are stopped."""
        await self._mover.close()

    # --- inside

    def _limit(self, charged: int, outstanding: int) -> int:
        settings, free = self._services.settings, self._services.store.free()
        # What is reserved is still free on the disk; something is left for others.
        return charged + max(0, free - outstanding) * 9 // 10 if settings.quota is None else settings.quota

    def _abort(self, fetch: BackgroundFetch) -> None:
        performance = self._performances.get(fetch)
        if performance is not None:
            performance.abort()
            self._mover.count(performance)

    def _changed(self, performance: Performance) -> None:
        self._mover.keeper.put(PutFetch(stored_fetch(performance.fetch)))
        self._mover.count(performance)
        tell_user(self._services.interface.changed, performance.fetch)

    def _restore(self, fetch: BackgroundFetch) -> None:
        if fetch.result:
            self._mover.redeliver(fetch)
            return
        if fetch.event:
            # It was aborted, and not at its end yet.
            self.start(fetch)
            self._abort(fetch)
            return
        active = fetch.registration.fetches
        older = active.get(fetch.id)
        if older is not None:
            # Its id was free again: `abort()` had said so, and all ended before the rest was kept.
            active.remove(older)
            self._abort(older)
        active.add(fetch)
        fetch.asks_permission = fetch.paused_flag and self._services.permission(fetch.origin) == "prompt"
        self.start(fetch)


def _require_registered(registration: Owner) -> None:
    if registration.unregistered:
        raise TypeError("BackgroundFetchManager.fetch: the registration has been removed")
