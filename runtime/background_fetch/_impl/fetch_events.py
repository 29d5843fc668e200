"""The event by which a service worker may answer a request. Source: Service Workers, "FetchEvent", "Handle Fetch"."""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from background_fetch._generated import fetch, service_workers
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.promise import Promise

from .extendable import ExtendableState
from .reports import report_exception

if TYPE_CHECKING:
    from background_fetch._generated.fetch import Request, Response
    from background_fetch._generated.service_workers import FetchEventInit

    from .service_workers.worker import Worker


class FetchEventState(ExtendableState):
    """What stands behind a FetchEvent."""

    def __init__(self, type_: str, init: FetchEventInit) -> None:
        super().__init__(type_, init)
        self.request: Request = init["request"]
        self.clientId: str = init.get("clientId", "")
        self.resultingClientId: str = init.get("resultingClientId", "")
        self.replacesClientId: str = init.get("replacesClientId", "")
        self._preload: Awaitable[object] = init.get("preloadResponse", Promise.resolve(None))
        self._settle_handled: tuple[Callable[[None], None], Callable[[BaseException], None]] | None = None
        given = init.get("handled")
        self._handled: Awaitable[None] = Promise[None](self._keep) if given is None else given
        self.respond_with_entered_flag = False
        self.respond_with_error_flag = False
        self.potential_response: Promise[Response] | None = None

    def _keep(self, resolve: Callable[[None], None], reject: Callable[[BaseException], None]) -> None:
        self._settle_handled = (resolve, reject)

    @property
    def preloadResponse(self) -> Awaitable[object]:
        """What navigation preload gave."""
        return self._preload

    @property
    def handled(self) -> Awaitable[None]:
        """The promise that tells of the answer."""
        return self._handled

    def respondWith(self, r: Promise[Response], /) -> None:
        """Take over the answer."""
        # Step 2.
        if not self.lifetime.dispatch_flag:
            raise DOMException("The event is not being dispatched.", "InvalidStateError")
        # Step 3.
        if self.respond_with_entered_flag:
            raise DOMException("The request has been answered already.", "InvalidStateError")
        # Step 4.
        self.waitUntil(r)
        # Steps 5 and 6.
        self.stop_propagation_flag = True
        self.stop_immediate_propagation_flag = True
        # Steps 7 and 8.
        self.respond_with_entered_flag = True
        self.potential_response = r

    async def response(self) -> Response | None:
        """Wait for the answer; None is a network error. Steps 9 and 10 of "respondWith"."""
        assert self.potential_response is not None  # noqa: S101 -- asked only after `respondWith`
        try:
            found: object = await self.potential_response
        except Exception:  # noqa: BLE001 -- the event reports it
            return None
        # Step 10.1.
        if not isinstance(found, fetch.Response) or found.bodyUsed or found.type == "error":
            report_exception(
                TypeError("the answer to a request must be a response whose body is unused"), "respondWith"
            )
            return None
        return found

    def tell(self, *, answered: bool) -> None:
        """Settle `handled`."""
        if self._settle_handled is None:
            return
        resolve, reject = self._settle_handled
        if answered:
            resolve(None)
        else:
            reject(DOMException("The service worker failed to answer the request.", "NetworkError"))
            # Nobody has to look at it.
            Promise.of(self._handled).then(None, lambda _: None)


def make(request: Request, client_id: str = "") -> FetchEventState:
    """Create a trusted FetchEvent."""
    state = FetchEventState("fetch", {"request": request, "clientId": client_id, "cancelable": True})
    state.public = service_workers.FetchEvent._wrap(state)
    state.isTrusted = True
    return state


def answer(event: FetchEventState, worker: Worker) -> Promise[Response | None]:
    """Let a worker answer a request.

    Returns:
        The promise of the response, which comes before the event is over; of `Response.error()` for a network error; of
        None where the request should go to the network.
    """
    services = worker.registration.services

    def begin(resolve: Callable[[Response | Awaitable[Response | None] | None], None], _: object) -> None:
        async def fire() -> None:
            limit = services.settings.event_timeout
            await worker.fire(event, then=lambda: resolve(_handle(event, limit)))
            # It counts only where nothing was dispatched.
            resolve(None)

        services.run(fire())

    return Promise(begin)


async def handle_fetch(event: FetchEventState, worker: Worker) -> Response | None:
    """Let a worker answer a request, and return what `answer` promises when the event is over."""
    found = await answer(event, worker)
    await event.finished
    return found


async def _handle(event: FetchEventState, limit: float) -> Response | None:
    # "Handle Fetch", step 25.
    answer: Response | None = None
    if event.respond_with_entered_flag:
        answer = await _answer(event, limit) or fetch.Response.error()
    elif event.canceled_flag:
        answer = fetch.Response.error()
    event.tell(answered=answer is None or answer.type != "error")
    return answer


async def _answer(event: FetchEventState, limit: float) -> Response | None:
    from asyncio import wait_for  # noqa: PLC0415 -- asyncio takes longer to import than all the rest

    try:
        return await wait_for(event.response(), limit)
    except TimeoutError:
        return None
