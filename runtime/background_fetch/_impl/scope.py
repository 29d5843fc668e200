"""The global object of a service worker.

Sources: Service Workers, "ServiceWorkerGlobalScope"; HTML, "WorkerGlobalScope", "WindowOrWorkerGlobalScope".
"""

# ruff: noqa: ARG002, N802, N815, SLF001 -- the platform's names and arguments; `_wrap` is how behaviour makes objects

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from background_fetch._generated import service_workers
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.microtasks import queue_microtask
from background_fetch._generated.support.platform import not_supported

from .clocks import PerformanceState
from .locations import LocationState
from .reports import report_exception, run_on
from .targets import TargetState
from .timers import Timers

if TYPE_CHECKING:
    from background_fetch._generated.hr_time import Performance
    from background_fetch._generated.html import StructuredSerializeOptions, WorkerLocation
    from background_fetch._generated.service_workers import (
        CacheStorage,
        Clients,
        ServiceWorker,
        ServiceWorkerGlobalScope,
        ServiceWorkerRegistration,
    )

    from .workers import WorkerRealm

_FILE = "runtime/background_fetch/_impl/scope.py"


class ScopeState(TargetState):
    """What stands behind a ServiceWorkerGlobalScope."""

    isSecureContext = True
    crossOriginIsolated = False

    def __init__(self, realm: WorkerRealm) -> None:
        self.scope: ServiceWorkerGlobalScope = service_workers.ServiceWorkerGlobalScope._wrap(self)
        super().__init__(self.scope)
        self._realm = realm
        self._location = LocationState(realm.script_url)
        self._clock = PerformanceState()
        self.timers = Timers()

    @property
    def self(self) -> ServiceWorkerGlobalScope:
        """The global object itself."""
        return self.scope

    @property
    def clients(self) -> Clients:
        """The pages of the origin."""
        return self._realm.clients.public

    @property
    def registration(self) -> ServiceWorkerRegistration:
        """The worker's registration."""
        return self._realm.registration_state.registration

    @property
    def serviceWorker(self) -> ServiceWorker:
        """The worker."""
        return self._realm.worker_state.worker

    @property
    def location(self) -> WorkerLocation:
        """Where the worker's script is."""
        return self._location.public

    @property
    def performance(self) -> Performance:
        """The worker's clock."""
        return self._clock.performance

    @property
    def origin(self) -> str:
        """The origin of the worker's script."""
        return self._realm.origin

    async def skipWaiting(self) -> None:
        """Do nothing: no older worker is waited for."""

    def reportError(self, e: object, /) -> None:
        """Report an error as if nobody had caught it."""
        error = e if isinstance(e, BaseException) else DOMException(f"Uncaught: {e!r}", "OperationError")
        report_exception(error, "code that reported it")

    def btoa(self, data: str, /) -> str:
        """Encode text, a byte a character, in base64."""
        try:
            return b64encode(data.encode("latin-1")).decode("ascii")
        except UnicodeEncodeError:
            raise DOMException("The text has characters outside of Latin-1.", "InvalidCharacterError") from None

    def atob(self, data: str, /) -> str:
        """Decode base64. Source: Infra, "forgiving-base64 decode"."""
        text = data.translate({ord(space): None for space in "\t\n\f\r "})
        if len(text) % 4 == 0:
            text = text.removesuffix("=").removesuffix("=")
        try:
            return b64decode(text + "=" * (-len(text) % 4), validate=True).decode("latin-1")
        except ValueError:
            raise DOMException("The text is not base64.", "InvalidCharacterError") from None

    def setTimeout(self, handler: object, timeout: int, /, *arguments: object) -> int:
        """Call a function later."""
        return self.timers.start(handler, timeout, arguments, repeat=False)

    def clearTimeout(self, id_: int, /) -> None:
        """Stop a timer."""
        self.timers.stop(id_)

    def setInterval(self, handler: object, timeout: int, /, *arguments: object) -> int:
        """Call a function again and again."""
        return self.timers.start(handler, timeout, arguments, repeat=True)

    def clearInterval(self, id_: int, /) -> None:
        """Stop a timer."""
        self.timers.stop(id_)

    def queueMicrotask(self, callback: Callable[[], object], /) -> None:
        """Call a function when the code that runs now has come to its end."""
        queue_microtask(partial(_call, callback))

    def importScripts(self, *urls: object) -> NoReturn:
        """Refuse: a worker in Python imports modules."""
        not_supported("WorkerGlobalScope.importScripts", _FILE)

    def fetch(self, input_: object, init: object, /) -> NoReturn:
        """Refuse, for now."""
        not_supported("WindowOrWorkerGlobalScope.fetch", _FILE)

    def structuredClone(self, value: object, options: StructuredSerializeOptions, /) -> object:
        """Copy a value."""
        from .cloning import structured_clone  # noqa: PLC0415 -- few workers clone

        return structured_clone(value, options)

    def createImageBitmap(self, *arguments: object) -> NoReturn:
        """Refuse: nothing here decodes images."""
        not_supported("WindowOrWorkerGlobalScope.createImageBitmap", _FILE)

    @property
    def navigator(self) -> NoReturn:
        """Refuse, for now."""
        not_supported("WorkerGlobalScope.navigator", _FILE)

    @property
    def caches(self) -> CacheStorage:
        """The caches of the origin."""
        from .caches import StorageState  # noqa: PLC0415 -- few workers have caches

        return StorageState(self._realm.pages.cache_store(self._realm.origin)).public


def _call(callback: Callable[[], object]) -> None:
    try:
        run_on(callback(), "a microtask")
    except Exception as error:  # noqa: BLE001 -- "report the exception"
        report_exception(error, "a microtask")
