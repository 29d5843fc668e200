"""How a background fetch ends. Source: Background Fetch, "perform a background fetch", step 5.

The result and the event that tells of it are kept in one step, before anybody learns of them; the event's row goes when
its handlers have come to their end. If all stops in between, the event is delivered when the user agent starts again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._impl.storage.store import DeleteFetch, PutFetch

from . import instances
from .displaying import tell_user
from .rows import stored_fetch

if TYPE_CHECKING:
    from collections.abc import Callable

    from background_fetch._impl.extendable import ExtendableState
    from background_fetch._impl.realms import Realm
    from background_fetch._impl.services import Services

    from .fetch import BackgroundFetch
    from .keeping import Keeper
    from .performance import Performance


async def finish(performance: Performance, services: Services, keeper: Keeper) -> None:
    """Take the result. Steps 5.1 to 5.3, on the edit queue."""
    fetch = performance.fetch
    # What could not be kept has failed, and is known by now.
    await keeper.settled()
    if performance.cleared:
        return
    # Step 5.1.
    removed = fetch.registration.fetches.remove(fetch)
    # Steps 5.2 and 5.4.
    fetch.settle(performance.failure_reason if removed else "aborted")
    keeper.put(PutFetch(stored_fetch(fetch)))
    await keeper.settled()
    # Step 5.3.
    instances.update_instances(services, fetch)
    tell_user(services.interface.changed, fetch)


async def deliver(performance: Performance, services: Services) -> None:
    """Fire the event that tells of the result. Steps 5.4 and 5.5; return when it is over."""
    fetch = performance.fetch
    # The pages have been told before.
    await services.tasks.turn()
    if not performance.cleared:
        await fetch.registration.fire_functional_event(event_maker(fetch, fetch.event), type_=fetch.event)


async def release(performance: Performance, services: Services, keeper: Keeper) -> None:
    """Give up the records. Step 5.5, also if there was no event (see "records-kept-without-event")."""
    fetch = performance.fetch
    await performance.still()
    fetch.records_available_flag = False
    if not performance.cleared:
        instances.update_instances(services, fetch)
    tell_user(services.interface.ended, fetch)
    _empty_unseen(fetch)
    # Bodies that nobody has any more can go without being looked at.
    fetch.records = []
    performance.runs = []
    keeper.put(DeleteFetch(fetch.key))
    await keeper.settled()
    fetch.account.close()


def _empty_unseen(fetch: BackgroundFetch) -> None:
    """Give up what nobody may see, whoever still has it: the next download needs the room."""
    for record in fetch.records:
        if record.data.body is not None and not record.data.exposed:
            record.data.body.reset()


def event_maker(fetch: BackgroundFetch, type_: str) -> Callable[[Realm], ExtendableState]:
    """Return what makes an event about a background fetch in the realm that handles it."""

    def make(realm: Realm) -> ExtendableState:
        from background_fetch._impl import background_fetch_events  # noqa: PLC0415 -- needed at the end only

        return background_fetch_events.make(type_, instances.instance(fetch, realm).registration)

    return make
