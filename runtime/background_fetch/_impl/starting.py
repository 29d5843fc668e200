"""How a user agent begins and ends. Source: Service Workers, "Handle User Agent Shutdown"."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .clocks import SystemClock
from .network.later import LaterTransport
from .service_workers import storing
from .services import NoInterface, Services
from .storage.store import PutCookies

if TYPE_CHECKING:
    from .network.transport import Transport
    from .services import Clock, Settings, UserInterface
    from .storage.store import Store


class Parts(NamedTuple):
    """What a user agent was told to be made of."""

    profile: str | os.PathLike[str] | None
    settings: Settings
    transport: Transport | None
    store: Store | None
    clock: Clock | None
    interface: UserInterface | None
    event_timeout: float | None


def start(parts: Parts) -> Services:
    """Put a user agent together and bring back what its store has kept.

    Raises:
        OSError: The profile can't be opened.
    """
    settings = parts.settings
    if parts.event_timeout is not None:
        settings = replace(settings, event_timeout=parts.event_timeout)
    services = Services(
        transport=parts.transport or _transport(settings),
        store=parts.store or _store(parts.profile, settings),
        clock=parts.clock or SystemClock(),
        interface=parts.interface or NoInterface(),
        settings=settings,
    )
    loaded = services.store.load()
    services.permissions.update((each.origin, each.state) for each in loaded.permissions)
    services.transport.set_cookies(list(loaded.cookies))
    storing.restore(loaded.registrations, services)
    if loaded.fetches:
        services.performer.restore(loaded, {each.scope: each for each in services.registrations})
    return services


async def stop(services: Services) -> None:
    """End a user agent; what was under way can go on another time."""
    if services.closed:
        return
    services.closed = True
    services.jobs.forget()
    # Before the workers, whose events are then not over but cut short.
    await services.performer.close()
    for tab in services.pages.all:
        services.pages.close(tab)
    for registration in services.registrations:
        # Steps 1.1 and 1.2: a worker that waits is the active one of the next start, one being installed is none.
        storing.store_for_next_start(registration)
        for worker in registration.workers:
            worker.terminate()
    await services.activity.ended()
    services.keep(PutCookies(tuple(services.transport.cookies())))
    await services.transport.close()
    await services.store.close()


def _transport(settings: Settings) -> Transport:
    def make() -> Transport:
        from .network.curl import CurlTransport  # noqa: PLC0415 -- see LaterTransport
        from .network.curl_options import CurlOptions  # noqa: PLC0415 -- as above

        options = CurlOptions(
            network_policy=settings.network_policy,
            ca_file=settings.ca_file,
            proxy=settings.proxy,
            no_proxy=settings.no_proxy,
            connect_timeout=settings.connect_timeout,
            response_timeout=settings.response_timeout,
            stall_timeout=settings.stall_timeout,
        )
        return CurlTransport(options)

    return LaterTransport(make)


def _store(profile: str | os.PathLike[str] | None, settings: Settings) -> Store:
    if profile is None:
        from .storage.memory import MemoryStore  # noqa: PLC0415 -- programs with a profile don't need it

        return MemoryStore()
    from .storage.disk import FolderDisk, UnsyncedDisk  # noqa: PLC0415 -- as SqliteStore
    from .storage.sqlite import SqliteStore  # noqa: PLC0415 -- takes long to import

    return SqliteStore(profile, FolderDisk if settings.durable else UnsyncedDisk, synced=settings.durable)
