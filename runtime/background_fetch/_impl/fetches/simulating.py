"""Background fetches that move by command: for tests of workers, without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._impl.network.clients import Client
from background_fetch._impl.realms import PolicyContainer

from . import ending, instances
from .fetch import BackgroundFetch
from .quota import Quota

if TYPE_CHECKING:
    from background_fetch._generated.aliases import BackgroundFetchFailureReason
    from background_fetch._impl.services import Services

    from .fetch import Owner


def simulate(registration: Owner, id_: str, *, title: str = "", download_total: int = 0) -> BackgroundFetch:
    """Begin a background fetch that nothing performs.

    Raises:
        ValueError: There is an active one with this id.
    """
    client = Client(registration.origin, registration.scope, PolicyContainer(), secure=True)
    unlimited = Quota(lambda charged, _: 2 * charged + 2**62)
    fetch = BackgroundFetch(0, id_, registration, client, unlimited.open())
    fetch.title = title
    fetch.download_total = download_total
    registration.fetches.add(fetch)
    return fetch


def advance(fetch: BackgroundFetch, services: Services, *, downloaded: int = 0, uploaded: int = 0) -> None:
    """Let a background fetch make progress, by so many bytes."""
    fetch.account.take(downloaded)
    fetch.uploaded += uploaded
    instances.update_instances(services, fetch)


async def finish(fetch: BackgroundFetch, services: Services, failure_reason: BackgroundFetchFailureReason) -> None:
    """End a background fetch and fire the event that tells of it; return when the event is over."""
    # "Perform a background fetch", steps 5.1 to 5.5.
    removed = fetch.registration.fetches.remove(fetch)
    fetch.settle(failure_reason if removed else "aborted")
    instances.update_instances(services, fetch)
    await services.tasks.turn()
    await fetch.registration.fire_functional_event(ending.event_maker(fetch, fetch.event), type_=fetch.event)
    fetch.records_available_flag = False
    instances.update_instances(services, fetch)
    await services.tasks.turn()
