"""Who takes what a fetch brings, and how it ends. Source: Fetch, "fetch", with its process… steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from background_fetch._impl.network.faults import NetworkError
    from background_fetch._impl.responses import ResponseRecord


class Delivery(Protocol):
    """Who takes a response. Called on the transport's thread, so it never touches what belongs to the event loop."""

    def process_request_body(self, count: int) -> None:
        """Take note of so many further bytes of the request's body having been sent."""
        ...

    def process_response(self, response: ResponseRecord) -> bool:
        """Take the final response, filtered, without its body. False: the fetch is terminated."""
        ...

    def process_chunk(self, data: bytes) -> bool:
        """Take a piece of the body, decoded. False: the fetch is terminated."""
        ...


class Outcome(NamedTuple):
    """How a fetch ended."""

    response: ResponseRecord | None
    """The response that was delivered; None: a network error came before."""
    error: NetworkError | None
    """Why the response is not complete, or there is none; None: it is complete."""
    retry_after: float | None
    """After how many seconds the server wants to be asked again, if it says so."""
