"""Fetch: from a request to a response, over a transport. Source: Fetch, "Fetching".

There is no HTTP cache, no authentication by the user, and no service worker in between: who wants one asks it before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from background_fetch._impl.header_list import HeaderList
from background_fetch._impl.network import codings, cors, integrity, redirects, schemes
from background_fetch._impl.network.checks import main_fetch
from background_fetch._impl.network.clients import Client
from background_fetch._impl.network.controllers import Controller
from background_fetch._impl.network.course import Course
from background_fetch._impl.network.delivery import Delivery, Outcome
from background_fetch._impl.network.exchange import Exchange, Taker
from background_fetch._impl.network.faults import NetworkError
from background_fetch._impl.network.taking import taker
from background_fetch._impl.network.wire import Extras, preflight_request, wire_request
from background_fetch._impl.responses import NULL_BODY_STATUSES, ResponseRecord, filtered

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable

    from background_fetch._impl.network.preflights import PreflightCache
    from background_fetch._impl.network.transport import ResponseHead, Transport
    from background_fetch._impl.requests import RequestRecord
    from background_fetch._impl.storage.store import Content

__all__ = ["Client", "Controller", "Delivery", "NetworkError", "Outcome", "fetch"]

PARTIAL: Final = 206
PROXY_AUTHENTICATION: Final = 407


async def fetch(  # noqa: PLR0913, PLR0917 -- what a fetch has to know
    request: RequestRecord,
    body: Content | None,
    client: Client,
    transport: Transport,
    delivery: Delivery,
    controller: Controller,
    *,
    range_start: int = 0,
    if_range: str = "",
    check: integrity.Check | None = None,
    accept_encoding: str = codings.IDENTITY,
    replayable: bool = True,
    preflights: PreflightCache | None = None,
) -> Outcome:
    """Fetch a request.

    Args:
        request: What to fetch. Its own body is not looked at, and it is not changed.
        body: What is sent as its body.
        client: Who asks.
        transport: What carries it.
        delivery: Who takes the response. It gets no call after the result.
        controller: Ends or pauses the fetch.
        range_start: How many bytes are there already: the rest is asked for.
        if_range: The validator of these, for `If-Range`.
        check: The hash of what is there already, where that is not nothing. It is begun anew if the response is no
            part, and who gave it has to ask for its result. Without one, the request's integrity metadata count.
        accept_encoding: The codings that the server may use.
        replayable: Whether the body can be sent once more, after a redirect.
        preflights: What servers have allowed before.

    Raises:
        Exception: What `delivery` has raised.
    """
    from asyncio import get_running_loop  # noqa: PLC0415 -- whoever gets here has imported it

    fetching = _Fetching(get_running_loop(), transport, delivery, controller)
    fetching.extras = Extras(range_start, if_range, accept_encoding)
    fetching.check = check
    fetching.preflights = preflights
    try:
        await fetching.run(Course(request, body, client, schemes.target(request.url), replayable=replayable))
    except NetworkError as error:
        return fetching.outcome(error)
    return fetching.outcome(None)


class _Fetching:
    """A fetch under way. Source: "fetch params"."""

    __slots__ = (
        "_answered",
        "_controller",
        "_delivery",
        "_location",
        "_loop",
        "_response",
        "_sent",
        "_sent_before",
        "_transport",
        "check",
        "extras",
        "preflights",
    )

    def __init__(
        self, loop: AbstractEventLoop, transport: Transport, delivery: Delivery, controller: Controller
    ) -> None:
        self._loop = loop
        self._transport = transport
        self._delivery = delivery
        self._controller = controller
        self.extras = Extras()
        self.check: integrity.Check | None = None
        self.preflights: PreflightCache | None = None
        self._response: ResponseRecord | None = None
        self._location: HeaderList | None = None
        self._answered = False
        self._sent = 0
        self._sent_before = 0

    def outcome(self, error: NetworkError | None) -> Outcome:
        """Return how it ended."""
        if error is not None and self._controller.state == "aborted":
            error = NetworkError("the fetch was aborted", aborted=True)
        elif error is not None and error.aborted:
            error = NetworkError("the fetch was terminated")
        if error is not None and self._answered:
            error.unreached = False
        response = self._response
        retry_after = None
        if response is not None and (response.internal or response).header_list.has("retry-after"):
            from background_fetch._impl.network.retrying import retry_after as read  # noqa: PLC0415 -- seldom there

            retry_after = read((response.internal or response).header_list)
        return Outcome(response, error, retry_after)

    async def run(self, course: Course) -> None:
        """Fetch, and follow redirects.

        Raises:
            NetworkError: There is no response, or not all of it.
        """
        if course.current.includes_credentials:
            raise NetworkError("the address holds a user name or a password")
        while True:
            preflight = main_fetch(course)
            try:
                # "HTTP fetch", step 4.1.
                if preflight:
                    await self._preflight(course)
                # "HTTP fetch", step 4.3.
                response = await self._exchange(course)
                self._answered = True
            except NetworkError:
                # "Main fetch", step 12, with a preflight: "clear cache entries".
                if preflight and self.preflights is not None:
                    self.preflights.forget(course)
                raise
            if self._location is None:
                return
            # "HTTP fetch", step 6.3, "follow".
            redirects.follow(course, response.status, self._location)

    async def _exchange(self, course: Course) -> ResponseHead:
        """Send the request and take its response. Source: "HTTP-network-or-cache fetch"."""
        self._location = None
        self._sent_before, self._sent = max(self._sent_before, self._sent), 0
        sent = None if course.body is None else self._note_sent
        exchange = Exchange(self._loop, self._judge(course), sent)
        return await exchange.run(self._transport, wire_request(course, self.extras), self._controller)

    async def _preflight(self, course: Course) -> None:
        """Ask whether the request may be sent. Source: "CORS-preflight fetch"."""
        if self.preflights is not None and self.preflights.allows(course):
            return
        exchange = Exchange(self._loop, _nothing)
        response = await exchange.run(self._transport, preflight_request(course), self._controller)
        self._answered = True
        headers = HeaderList(response.headers)
        allowance = cors.read_preflight(course, response.status, headers)
        if self.preflights is not None:
            self.preflights.remember(course, allowance, headers)

    def _note_sent(self, count: int) -> None:
        """Tell of bytes that were sent for the first time: a redirect sends them all once more."""
        before, self._sent = self._sent, self._sent + count
        new = self._sent - max(before, self._sent_before)
        if new > 0:
            self._delivery.process_request_body(new)

    def _judge(self, course: Course) -> Callable[[ResponseHead], Taker | None]:
        def judge(head: ResponseHead) -> Taker | None:
            """On the transport's thread: decide what a response is."""
            headers = HeaderList(head.headers)
            if head.status == PROXY_AUTHENTICATION:
                # "HTTP-network-or-cache fetch", step 16: nobody can be asked.
                raise NetworkError("the proxy wants to know who asks")
            if course.tainting == "cors":
                # "HTTP fetch", step 4.4.
                cors.check(course, headers)
            elif course.tainting == "opaque":
                # "HTTP fetch", step 5.
                cors.check_resource_policy(course, headers)
            # "HTTP fetch", step 6.
            if head.status in redirects.STATUSES and self._redirects(course, head, headers):
                return None
            return self._deliver(course, head, headers)

        return judge

    def _redirects(self, course: Course, head: ResponseHead, headers: HeaderList) -> bool:
        """Do step 6.3 of "HTTP fetch"; tell whether all is done with the response."""
        match course.request.redirect:
            case "error":
                raise NetworkError("the response is a redirect, which the request does not allow")
            case "manual" if course.request.mode != "navigate":
                self._hand_over(filtered("opaqueredirect", _internal(course, head, headers)))
                return True
            case "manual":
                return False
        if redirects.location_url(course, headers) is None:
            # "HTTP-redirect fetch", step 4: it is the final response.
            return False
        self._location = headers
        return True

    def _deliver(self, course: Course, head: ResponseHead, headers: HeaderList) -> Taker | None:
        """Do steps 14 to 23 of "main fetch": what becomes of the final response."""
        codings_ = codings.codings_of(headers)
        if codings_ and head.status == PARTIAL and self.extras.range_start:
            raise NetworkError("a part of an encoded body can't be decoded")
        # Steps 14 to 17.
        self._hand_over(filtered(course.tainting, _internal(course, head, headers)))
        # Step 22.
        has_body = course.method != "HEAD" and head.status not in NULL_BODY_STATUSES
        check = self.check
        own = check is None and bool(course.request.integrity)
        if own:
            check = integrity.check_of(course.request.integrity)
        # Step 23.
        if own and check is not None and (not has_body or course.tainting == "opaque"):
            raise NetworkError("the request has integrity metadata, and there is no body to compare with them")
        if not has_body:
            return None
        if check is None and not codings_:
            return Taker(self._delivery.process_chunk)
        if check is not None and not own and head.status != PARTIAL:
            check.restart()
        return taker(self._delivery.process_chunk, codings_, check, compares=own)

    def _hand_over(self, response: ResponseRecord) -> None:
        self._response = response
        if not self._delivery.process_response(response):
            raise NetworkError("the response was not wanted")


def _internal(course: Course, head: ResponseHead, headers: HeaderList) -> ResponseRecord:
    return ResponseRecord(
        url_list=course.url_list,
        status=head.status,
        status_message=head.reason,
        header_list=headers,
        with_credentials=course.request.credentials == "include",
    )


def _nothing(_: ResponseHead) -> None:
    """Take no body."""
