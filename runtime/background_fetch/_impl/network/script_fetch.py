"""`fetch()`, as pages and workers call it. Source: Fetch, "Fetch methods"."""

# ruff: noqa: SLF001 -- the signal behind a request is part of what stands behind it

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from background_fetch._generated import fetch as platform
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.microtasks import running_loop
from background_fetch._generated.support.platform import behind
from background_fetch._generated.support.promise import Promise
from background_fetch._impl import bodies
from background_fetch._impl.aborting import SignalState
from background_fetch._impl.network import codings, data_urls, fetching
from background_fetch._impl.network.clients import of_realm
from background_fetch._impl.network.contents import BytesContent
from background_fetch._impl.network.faults import NetworkError
from background_fetch._impl.network.preflights import PreflightCache
from background_fetch._impl.network.script_bodies import Incoming
from background_fetch._impl.requests import RequestState
from background_fetch._impl.responses import NULL_BODY_STATUSES, make_response
from background_fetch._impl.stream_support import Capability, taken

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable

    from background_fetch._generated.fetch import Request, RequestInit, Response
    from background_fetch._impl.realms import Realm
    from background_fetch._impl.requests import RequestRecord
    from background_fetch._impl.responses import ResponseRecord

_KEEPALIVE_LIMIT: Final = 65536
"""How long the bodies of all requests may be that are under way and outlive their page."""


class FetchGroup:
    """What a realm's fetches have in common. Source: Fetch, "fetch group"."""

    def __init__(self, realm: Realm) -> None:
        realm.ending.append(self.terminate)
        self.preflights = PreflightCache()
        self.controllers: set[fetching.Controller] = set()
        self.keepalive_bytes = 0
        """How long the bodies are that are under way with keepalive."""

    def terminate(self) -> None:
        """End the fetches: the page or worker is gone. Source: Fetch, "terminate" for fetch groups."""
        for controller in list(self.controllers):
            controller.terminate()


def group_of(realm: Realm) -> FetchGroup:
    """Return the fetch group of a realm."""
    return realm.object_of(FetchGroup, "", lambda: FetchGroup(realm))


def fetch(input_: Request | str, init: RequestInit, realm: Realm) -> Promise[Response]:
    """Fetch something for a script.

    Args:
        input_: A request or an address.
        init: What is to be otherwise in the request.
        realm: The realm of the script.

    Returns:
        The promise of the response, which settles when its head has come. It is rejected with a TypeError if there is
        none, and with the reason of the request's signal if that is aborted before.
    """
    # Steps 2 and 3.
    try:
        with realm.entered():
            request = platform.Request(input_, init)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the promise has it
        return Promise.reject(error)
    state = behind(request, RequestState)
    capability: Capability[Response] = Capability()
    call = _Call(state.record, state._signal, realm, capability)
    # Step 4.
    if state._signal.aborted:
        call.abort()
    else:
        # Steps 11 to 13.
        state._signal.add(call.abort)
        call.begin()
    return capability.promise


def fetcher(realm: Realm) -> Callable[[Request], Promise[Response]]:
    """Return what fetches requests for others that work for a script, such as caches."""
    return lambda request: fetch(request, {}, realm)


class _Call:
    """A call of `fetch()`, and who takes its response: the methods of Delivery run on the transport's thread.

    It does not hold on to the response that it has given: when the script lets go of that, the rest need not come.
    """

    def __init__(
        self, request: RequestRecord, signal: SignalState, realm: Realm, capability: Capability[Response]
    ) -> None:
        self._request = request
        self._signal = signal
        self._realm = realm
        self._loop: AbstractEventLoop = running_loop()
        self._controller = fetching.Controller()
        self._capability: Capability[Response] | None = capability
        """What settles the promise, until it is settled."""
        # With integrity metadata nobody gets anything before all has been checked: "main fetch", step 23.
        self._whole = bool(request.integrity)
        self._incoming = Incoming(self._loop, self._controller, whole=self._whole)

    # On the transport's thread

    def process_request_body(self, count: int) -> None:
        """Do nothing: scripts are not told."""

    def process_response(self, response: ResponseRecord) -> bool:
        """Take the response."""
        if not self._whole:
            self._loop.call_soon_threadsafe(self._respond, response)
        return True

    def process_chunk(self, data: bytes) -> bool:
        """Take a piece of the body."""
        return self._incoming.add(data)

    # On the event loop

    def begin(self) -> None:
        """Start, and take care of the end."""
        if not self._request.keepalive:
            group_of(self._realm).controllers.add(self._controller)
            if self._realm.closed:
                self._controller.terminate()
        taken(Promise.of(self._run()).then(None, self._reject))

    def abort(self) -> None:
        """Abort the call. Source: steps 11.1 to 11.4, "abort a fetch() call"."""
        self._controller.abort()
        reason = self._signal.reason
        error = reason if isinstance(reason, BaseException) else DOMException(str(reason), "AbortError")
        # Step 1.
        self._reject(error)
        # Step 2.
        body = self._request.body
        if body is not None and not body.stream.locked:
            taken(body.stream.cancel(error))
        # Steps 3 to 5.
        self._incoming.fail(error)

    async def _run(self) -> None:
        group = group_of(self._realm)
        try:
            if self._request.url.startswith("data:"):
                outcome = self._read_address()
            else:
                outcome = await self._fetch(group)
        finally:
            group.controllers.discard(self._controller)
            self._signal.discard(self.abort)
        self._end(outcome)

    async def _fetch(self, group: FetchGroup) -> fetching.Outcome:
        request = self._request
        content = await self._content()
        # "HTTP-network-or-cache fetch", step 8.10.
        kept = content.size if content is not None and request.keepalive else 0
        if kept and group.keepalive_bytes + kept > _KEEPALIVE_LIMIT:
            error = NetworkError(f"bodies with keepalive have at most {_KEEPALIVE_LIMIT} bytes together")
            return fetching.Outcome(None, error, None)
        group.keepalive_bytes += kept
        try:
            return await fetching.fetch(
                request,
                content,
                of_realm(self._realm),
                self._realm.services.transport,
                self,
                self._controller,
                accept_encoding=codings.ACCEPTED,
                replayable=request.body is None or request.body.source is not None,
                preflights=group.preflights,
            )
        finally:
            group.keepalive_bytes -= kept

    def _read_address(self) -> fetching.Outcome:
        """Take the response that is in the address itself."""
        try:
            response, body = data_urls.scheme_fetch(self._request, of_realm(self._realm))
        except NetworkError as error:
            return fetching.Outcome(None, error, None)
        self.process_response(response)
        if body:
            self.process_chunk(body)
        return fetching.Outcome(response, None, None)

    def _end(self, outcome: fetching.Outcome) -> None:
        if self._whole and outcome.error is None and outcome.response is not None:
            self._respond(outcome.response)
        error = None if outcome.error is None else self._type_error(outcome.error)
        self._incoming.end(error)
        if error is not None:
            # Step 12.3.
            self._reject(error)

    async def _content(self) -> BytesContent | None:
        """Return the body that is sent; a stream is read to its end before."""
        body = self._request.body
        if body is None:
            return None
        if isinstance(body.source, bytes):
            return BytesContent(body.source)
        return BytesContent(b"".join(await bodies.pieces(body)))

    def _respond(self, response: ResponseRecord) -> None:
        """Do steps 12.1 to 12.5."""
        capability, self._capability = self._capability, None
        # Step 12.1.
        if capability is None:
            return
        internal = replace(response.internal or response)
        seen = replace(response, internal=None if response.internal is None else internal)
        # "Main fetch", step 22.
        if self._request.method != "HEAD" and internal.status not in NULL_BODY_STATUSES:
            internal.body = bodies.Body(self._incoming.stream())
            if response.type in {"basic", "cors"}:
                seen.body = internal.body
        # Steps 12.4 and 12.5.
        with self._realm.entered():
            capability.resolve(make_response(seen))

    def _reject(self, error: BaseException) -> None:
        """Reject the promise, unless it is settled."""
        capability, self._capability = self._capability, None
        if capability is not None:
            capability.reject(error)

    def _type_error(self, error: NetworkError) -> TypeError:
        return TypeError(f"fetch: {self._request.url[:200]} could not be fetched: {error.reason}")
