"""Service workers: the worker, its registration, its global object, and the realm that holds them together.

Source: Service Workers, "ServiceWorker", "ServiceWorkerRegistration", "ServiceWorkerGlobalScope".
"""

# ruff: noqa: N802, N815, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from background_fetch._generated import service_workers
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.platform import not_supported

from . import urls
from ._state import ActiveFetches
from .clients import ClientsState
from .firing import fire
from .registrations import ManagerState
from .scope import ScopeState
from .targets import TargetState

if TYPE_CHECKING:
    from background_fetch._generated.aliases import ServiceWorkerState, ServiceWorkerUpdateViaCache
    from background_fetch._generated.background_fetch import BackgroundFetchManager
    from background_fetch._generated.html import MessagePort, StructuredSerializeOptions
    from background_fetch._generated.service_workers import ServiceWorker, ServiceWorkerRegistration

    from .pages import Pages

_FILE = "runtime/background_fetch/_impl/workers.py"


class WorkerState(TargetState):
    """What stands behind a ServiceWorker."""

    def __init__(self, script_url: str) -> None:
        self.worker: ServiceWorker = service_workers.ServiceWorker._wrap(self)
        super().__init__(self.worker)
        self.scriptURL = script_url
        self.state: ServiceWorkerState = "parsed"
        self.receiver: Callable[[object, tuple[MessagePort, ...]], None] | None = None
        """What takes messages to the worker."""

    def become(self, state: ServiceWorkerState) -> None:
        """Change the state and tell of it."""
        self.state = state
        fire(self, "statechange")

    def postMessage(self, message: object, transfer_or_options: list[object] | StructuredSerializeOptions, /) -> None:
        """Post a message; one to a worker that has ended is lost."""
        from .cloning import clone_with_transfer, transfer_list  # noqa: PLC0415 -- few workers get messages

        data, ports = clone_with_transfer(message, transfer_list(transfer_or_options))
        if self.receiver is not None and self.state != "redundant":
            self.receiver(data, ports)


class RegistrationOfWorker(TargetState):
    """What stands behind a ServiceWorkerRegistration."""

    updateViaCache: ServiceWorkerUpdateViaCache = "imports"

    def __init__(self, scope: str, script_url: str, pages: Pages) -> None:
        self.registration: ServiceWorkerRegistration = service_workers.ServiceWorkerRegistration._wrap(self)
        super().__init__(self.registration)
        self.scope = scope
        self.worker_state = WorkerState(script_url)
        self.active_background_fetches = ActiveFetches()
        self.manager = ManagerState(self, script_url)
        self._pages = pages

    @property
    def backgroundFetch(self) -> BackgroundFetchManager:
        """The manager of its background fetches."""
        return self.manager.public

    @property
    def installing(self) -> ServiceWorker | None:
        """The worker while it is being installed."""
        return self._in("installing")

    @property
    def waiting(self) -> ServiceWorker | None:
        """The worker while it waits to become active."""
        return self._in("installed")

    @property
    def active(self) -> ServiceWorker | None:
        """The worker once it is in charge."""
        return self._in("activating") or self._in("activated")

    def _in(self, state: ServiceWorkerState) -> ServiceWorker | None:
        return self.worker_state.worker if self.worker_state.state == state else None

    @property
    def navigationPreload(self) -> NoReturn:
        """Refuse: there are no navigations."""
        not_supported("ServiceWorkerRegistration.navigationPreload", _FILE)

    def update(self) -> NoReturn:
        """Refuse, for now."""
        not_supported("ServiceWorkerRegistration.update", _FILE)

    async def unregister(self) -> bool:
        """Remove the registration and, with it, its background fetches; no event tells of that."""
        if self not in self._pages.registrations:
            return False
        self._pages.registrations.remove(self)
        self.active_background_fetches.clear()
        self.worker_state.become("redundant")
        return True


class WorkerRealm:
    """All objects that one worker's code can reach."""

    def __init__(self, scope: str, script_url: str, pages: Pages) -> None:
        self.script_url = script_url
        self.origin = urls.origin(script_url)
        self.pages = pages
        self.registration_state = RegistrationOfWorker(scope, script_url, pages)
        self.worker_state = self.registration_state.worker_state
        self.clients = ClientsState(self, pages)
        self.scope_state = ScopeState(self)
        self.interactions = 0
        """Clicks whose events are active."""

    @property
    def window_interaction_allowed(self) -> bool:
        """Whether the user has asked for something just now, so that windows may be opened."""
        return self.interactions > 0

    @property
    def is_active(self) -> bool:
        """Whether the worker is its registration's active one."""
        return self.registration_state.active is not None

    def require_active(self) -> None:
        """Refuse functional events to a worker that is not in charge."""
        if not self.is_active:
            raise DOMException(f"The worker is {self.worker_state.state}, not active.", "InvalidStateError")
