"""What windows and workers have in common. Source: HTML, "WindowOrWorkerGlobalScope", and what others add to it."""

# ruff: noqa: ARG002, N802, N815 -- the platform's names and arguments

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.microtasks import queue_microtask
from background_fetch._generated.support.platform import behind, not_supported

from . import forgiving_base64
from .clocks import PerformanceState
from .dispatch import dispatch
from .error_events import ErrorState, make_error
from .events import EventState
from .reports import report_thrown, run_on
from .targets import TargetState
from .timers import Timers

if TYPE_CHECKING:
    from background_fetch._generated.dom import Event, EventTarget
    from background_fetch._generated.fetch import Request, RequestInit, Response
    from background_fetch._generated.hr_time import Performance
    from background_fetch._generated.html import StructuredSerializeOptions
    from background_fetch._generated.service_workers import CacheStorage

    from .caches import StorageState
    from .realms import Realm

_FILE = "runtime/background_fetch/_impl/global_scope.py"


class GlobalScope(TargetState):
    """What stands behind the global object of a realm."""

    crossOriginIsolated = False

    def __init__(self, public: EventTarget, realm: Realm) -> None:
        super().__init__(public)
        self.timers = Timers()
        self._global_realm = realm
        self._reporting = False
        realm.global_scope = self
        self._clock: PerformanceState | None = None
        self._storage: StorageState | None = None

    @property
    def isSecureContext(self) -> bool:
        """Whether nobody on the way could change the code."""
        return self._global_realm.is_secure

    @property
    def performance(self) -> Performance:
        """The realm's clock."""
        if self._clock is None:
            self._clock = PerformanceState()
        return self._clock.performance

    @property
    def origin(self) -> str:
        """The realm's origin."""
        return self._global_realm.origin

    def reportError(self, e: object, /) -> None:
        """Report an error as if nobody had caught it."""
        error = e if isinstance(e, BaseException) else DOMException(f"Uncaught: {e!r}", "OperationError")
        with self._global_realm.entered():
            report_thrown(error, "code that reported it")

    def handles(self, error: BaseException) -> bool:
        """Fire `error` and tell whether it was canceled. Source: HTML, "report an exception", steps 6.1 to 6.4."""
        if self._reporting:
            return False
        self._reporting = True
        try:
            return not dispatch(make_error(error), self)
        finally:
            self._reporting = False

    def _process(self, type_: str, event: Event) -> object:
        """Call an event handler; that of `error` gets the parts of the event, and cancels it by True."""
        state = behind(event, EventState)
        callback = self.event_handler(type_)
        # "The event handler processing algorithm", steps 3 and 4, with special error event handling.
        if callback is None or not isinstance(state, ErrorState):
            return super()._process(type_, event)
        returned = callback(state.message, state.filename, state.line, 0, state.error)
        if returned is True:
            event.preventDefault()
        return returned

    def btoa(self, data: str, /) -> str:
        """Encode text, a byte a character, in base64."""
        try:
            return b64encode(data.encode("latin-1")).decode("ascii")
        except UnicodeEncodeError:
            raise DOMException("The text has characters outside of Latin-1.", "InvalidCharacterError") from None

    def atob(self, data: str, /) -> str:
        """Decode base64. Source: Infra, "forgiving-base64 decode"."""
        try:
            return forgiving_base64.decode(data.encode("ascii")).decode("latin-1")
        except ValueError:
            raise DOMException("The text is not base64.", "InvalidCharacterError") from None

    def setTimeout(self, handler: object, timeout: int, /, *arguments: object) -> int:
        """Call a function later."""
        with self._global_realm.entered():
            return self.timers.start(handler, timeout, arguments, repeat=False)

    def clearTimeout(self, id_: int, /) -> None:
        """Stop a timer."""
        self.timers.stop(id_)

    def setInterval(self, handler: object, timeout: int, /, *arguments: object) -> int:
        """Call a function again and again."""
        with self._global_realm.entered():
            return self.timers.start(handler, timeout, arguments, repeat=True)

    def clearInterval(self, id_: int, /) -> None:
        """Stop a timer."""
        self.timers.stop(id_)

    def queueMicrotask(self, callback: Callable[[], object], /) -> None:
        """Call a function when the code that runs now has come to its end."""
        queue_microtask(partial(_call, callback))

    def fetch(self, input_: Request | str, init: RequestInit, /) -> Awaitable[Response]:
        """Fetch a resource."""
        from .network.script_fetch import fetch  # noqa: PLC0415 -- not all programs fetch

        return fetch(input_, init, self._global_realm)

    def structuredClone(self, value: object, options: StructuredSerializeOptions, /) -> object:
        """Copy a value."""
        from .cloning import structured_clone  # noqa: PLC0415 -- few programs clone

        return structured_clone(value, options)

    def createImageBitmap(self, *arguments: object) -> NoReturn:
        """Refuse: nothing here decodes images."""
        not_supported("WindowOrWorkerGlobalScope.createImageBitmap", _FILE)

    @property
    def caches(self) -> CacheStorage:
        """The caches of the origin."""
        from .caches import StorageState  # noqa: PLC0415 -- few programs have caches

        if self.origin == "null":
            raise DOMException("A page of no origin has no caches.", "SecurityError")
        if self._storage is None:
            kept = self._global_realm.services.store.caches(self.origin)
            self._storage = StorageState(kept, lambda request: self.fetch(request, {}), self._global_realm.url)
        return self._storage.public


def _call(callback: Callable[[], object]) -> None:
    try:
        run_on(callback(), "a microtask")
    except Exception as error:  # noqa: BLE001 -- "report the exception"
        report_thrown(error, "a microtask")
