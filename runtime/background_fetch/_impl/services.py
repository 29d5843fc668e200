"""What a user agent is made of: the parts that do its work, and how it is set. All parts can be replaced."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from background_fetch._generated.support.promise import Promise

from .activity import Activity
from .files import Files
from .pages import Pages
from .reports import report_exception
from .service_workers.jobs import Jobs
from .service_workers.map import RegistrationMap
from .tasks import Tasks

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import Coroutine

    from background_fetch._generated.aliases import PermissionState

    from .fetches.fetch import BackgroundFetch
    from .fetches.performer import Performer
    from .network.transport import Transport
    from .realms import Realm
    from .storage.store import Change, Store

NetworkPolicy: TypeAlias = Literal["any", "public"]
"""Which addresses may be connected to: all, or none that is private, local or reserved."""


class Clock(Protocol):
    """Time; tests bring their own."""

    def time(self) -> float:
        """Return the seconds since 1970."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after so many seconds."""
        ...


class UserInterface(Protocol):
    """How a user sees background fetches. Source: Background Fetch, "display". Called on the event loop."""

    def shown(self, fetch: BackgroundFetch) -> None:
        """Show a background fetch that has begun, or goes on after a restart."""
        ...

    def changed(self, fetch: BackgroundFetch) -> None:
        """Show what has changed: progress, a pause, the result, the title."""
        ...

    def ended(self, fetch: BackgroundFetch) -> None:
        """Take note that its last event is over."""
        ...


class NoInterface:
    """A user interface that shows nothing."""

    def shown(self, fetch: BackgroundFetch) -> None:
        """Show nothing."""

    def changed(self, fetch: BackgroundFetch) -> None:
        """Show nothing."""

    def ended(self, fetch: BackgroundFetch) -> None:
        """Show nothing."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How a user agent works; times are in seconds, sizes in bytes."""

    event_timeout: float = 300
    """After which an event's extension ends, settled or not."""
    active_fetches: int = 1000
    """How many background fetches an origin may have at a time."""
    running_fetches: int = 2
    """How many background fetches move at a time; the others wait for their turn."""
    transfers: int = 8
    """How many requests of background fetches are under way at a time."""
    attempts: int = 5
    """How often a request is tried without any byte having come, before it has failed."""
    offline_limit: float = 3600
    """How long a request that reaches no server waits in all for one, which counts as no attempt.

    An hour is more than a machine takes to wake up, or a train to leave a tunnel, and a name that is spelled wrong is
    still told of on the same day. 0: it is tried as often as with a server.
    """
    retry_delay: float = 1
    """Before the second attempt; it doubles with each further one, up to `retry_limit`, and varies by chance."""
    retry_limit: float = 3600
    """Between two attempts; a minute at most while no server is reached."""
    progress_interval: float = 0.05
    """Between two `progress` events of a background fetch, but for the last."""
    checkpoint_bytes: int = 8 * 1024 * 1024
    checkpoint_seconds: float = 2
    """How much of a download can be lost by a crash."""
    durable: bool = True
    """Whether what counts is on the disk. False: a crash of the program loses nothing, one of the machine may."""
    quota: int | None = None
    """What an origin may keep; None: a part of the disk."""
    default_permission: PermissionState = "granted"
    network_policy: NetworkPolicy = "any"
    proxy: str = ""
    """The address of a proxy; `environment`: as environment variables say; empty: none. Not asked under `public`."""
    no_proxy: str = ""
    """Hosts that are asked without the proxy, with commas between them."""
    ca_file: str = ""
    """A file of certificates to trust in place of the system's."""
    connect_timeout: float = 30
    response_timeout: float = 300
    """From the last byte of a request that left to the end of the response's head."""
    stall_timeout: float = 60
    """For a byte of a response's body."""


@dataclass(kw_only=True)
class Services:
    """The parts of one user agent."""

    transport: Transport
    store: Store
    clock: Clock
    interface: UserInterface = field(default_factory=NoInterface)
    settings: Settings = field(default_factory=Settings)
    permissions: dict[str, PermissionState] = field(default_factory=dict)
    """What origins may; the others are at `Settings.default_permission`."""
    realms: list[Realm] = field(default_factory=list)
    """All global objects that code runs in."""
    files: Files = field(default_factory=Files)
    """Where the files of origins are."""

    def __post_init__(self) -> None:
        self.activity = Activity()
        self.tasks = Tasks(self.activity)
        self.pages = Pages(self)
        self.registrations = RegistrationMap()
        """The "registration map"."""
        self.jobs = Jobs(self)
        self.closed = False
        """Whether the user agent is at its end: nothing is changed any more."""

    @cached_property
    def performer(self) -> Performer:
        """What performs background fetches."""
        from .fetches.performer import Performer  # noqa: PLC0415 -- not all user agents fetch anything

        return Performer(self)

    def realms_of(self, origin: str) -> list[Realm]:
        """Return the realms of an origin."""
        return [realm for realm in self.realms if realm.origin == origin]

    def permission(self, origin: str) -> PermissionState:
        """Return what an origin may."""
        return self.permissions.get(origin, self.settings.default_permission)

    def keep(self, change: Change) -> None:
        """Have the store keep something. If it can't, all goes on until the next start, and the error is reported."""
        self.store.commit([change]).add_done_callback(_report_unkept)

    def run(self, work: Coroutine[object, object, object]) -> None:
        """Do something beside all else; the user agent is not idle while it lasts, and its error is reported."""
        self.activity.begin()
        Promise.of(self._counted(work))

    async def _counted(self, work: Coroutine[object, object, object]) -> None:
        try:
            await work
        finally:
            self.activity.end()


def _report_unkept(done: Future[None]) -> None:
    error = None if done.cancelled() else done.exception()
    if error is not None:
        report_exception(error, "keeping what the user agent has")
