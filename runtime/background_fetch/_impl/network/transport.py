"""What carries one request over the network and brings the response: the interface.

A transport follows no redirects, checks no origins and decodes nothing: Fetch's rules are above it. It may work in a
thread of its own, which calls the receiver; so a receiver never touches what belongs to the event loop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from background_fetch._impl.storage.store import Content

Headers: TypeAlias = tuple[tuple[str, str], ...]
"""Names and values in order; values are bytes as Latin-1 text."""

FailureKind: TypeAlias = Literal[
    "aborted",  # by `Transfer.abort`, or because the receiver wanted no more or raised, which is the cause then
    "address",  # the address that was connected to is not allowed
    "connect",  # refused, unreachable, reset before a response began
    "cut",  # the connection ended in the middle of a response
    "dns",  # the name has no address now
    "head",  # too many or too long header fields
    "protocol",  # what came is not HTTP
    "stall",  # too few bytes for too long
    "timeout",  # no response in time
    "tls",  # no trust, or a failed handshake
]

TEMPORARY: Final = frozenset({"connect", "cut", "dns", "stall", "timeout"})
"""Failures that may be over in a while: what Background Fetch calls "temporarily unavailable"."""
UNREACHED: Final = frozenset({"connect", "dns"})
"""Those of them in which no server has answered anything: as a rule it is the network that is not there."""


class TransportError(Exception):
    """Why there is no response, or not all of it."""

    def __init__(self, kind: FailureKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind

    @property
    def temporary(self) -> bool:
        """Whether trying again makes sense."""
        return self.kind in TEMPORARY

    @property
    def unreached(self) -> bool:
        """Whether no server was reached."""
        return self.kind in UNREACHED


def given_up(error: Exception) -> TransportError:
    """Return the end of a transfer for what its receiver, or the content that it sends, has raised."""
    if isinstance(error, TransportError):
        return error
    failure = TransportError("aborted", f"The request was given up: {error!r}")
    failure.__cause__ = error
    return failure


def unwanted() -> TransportError:
    """Return the end of a transfer whose receiver said no."""
    return TransportError("aborted", "The receiver wanted no more")


class WireRequest(NamedTuple):
    """A request as it is sent."""

    method: str
    url: str
    """An `http:` or `https:` address without a fragment, sent as it is written."""
    headers: Headers = ()
    """All fields but those that the transport alone knows: `Host`, `Content-Length`, `Connection`, `Cookie`."""
    body: Content | None = None
    with_credentials: bool = False
    """Whether cookies are sent and kept."""


class ResponseHead(NamedTuple):
    """A response without its body. Interim responses (1xx) are not told of."""

    status: int
    reason: str
    headers: Headers


class Receiver(Protocol):
    """Who takes a response. Called on the transport's thread, by one thread at a time.

    In this order; only a server that answers before it has read everything makes `sent` come after `head`. What these
    methods raise ends the transfer.
    """

    def sent(self, count: int) -> None:
        """Take note of so many further bytes of the body having been sent."""
        ...

    def head(self, head: ResponseHead) -> bool:
        """Take the head. False: the body is not wanted."""
        ...

    def data(self, data: bytes) -> bool:
        """Take a piece of the body. False: no more is wanted."""
        ...

    def finished(self, error: TransportError | None) -> None:
        """Take the end, which always comes, once. None: the body was complete."""
        ...


class Transfer(Protocol):
    """A request on its way. Its methods may be called from any thread, and after the end."""

    def abort(self) -> None:
        """Close the connection. `finished` comes with the kind `aborted`, unless the transfer has ended already."""
        ...

    def pause(self) -> None:
        """Read no further for now: the receiver has more than it can take."""
        ...

    def resume(self) -> None:
        """Read on."""
        ...


class Transport(Protocol):
    """What carries requests."""

    def start(self, request: WireRequest, receiver: Receiver) -> Transfer:
        """Send a request; errors of every kind come by `Receiver.finished`."""
        ...

    def cookies(self) -> list[str]:
        """Return the cookies as lines of Netscape's cookie file, for keeping."""
        ...

    def set_cookies(self, lines: list[str]) -> None:
        """Take cookies that `cookies` gave earlier."""
        ...

    async def close(self) -> None:
        """Abort all transfers and give everything back; return when no receiver is called any more."""
        ...
