"""Requests. Source: Fetch, "Requests", "Request class"."""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from background_fetch._generated import fetch
from background_fetch._generated.support.platform import behind

from . import urls
from .aborting import SignalState, dependent_signal
from .bodies import Body
from .body_mixin import BodyMixin
from .environment import base_url
from .header_list import HeaderList
from .headers import HeadersState, make_headers

if TYPE_CHECKING:
    from background_fetch._generated.aliases import (
        ReferrerPolicy,
        RequestCache,
        RequestCredentials,
        RequestDestination,
        RequestDuplex,
        RequestMode,
        RequestPriority,
        RequestRedirect,
    )
    from background_fetch._generated.dom import AbortSignal
    from background_fetch._generated.fetch import Headers, Request

    from .headers import Guard

CLIENT: Final = "about:client"
NO_REFERRER: Final = ""


@dataclass(kw_only=True)
class RequestRecord:
    """A request as the platform sees it; its referrer is `about:client`, empty for none, or an address."""

    url: str
    method: str = "GET"
    header_list: HeaderList = field(default_factory=HeaderList)
    body: Body | None = None
    referrer: str = CLIENT
    referrer_policy: ReferrerPolicy = ""
    mode: RequestMode = "no-cors"
    credentials: RequestCredentials = "same-origin"
    cache: RequestCache = "default"
    redirect: RequestRedirect = "follow"
    integrity: str = ""
    keepalive: bool = False
    priority: RequestPriority = "auto"
    destination: RequestDestination = ""
    reload_navigation: bool = False
    history_navigation: bool = False
    use_cors_preflight: bool = False

    def clone(self) -> RequestRecord:
        """Clone a request."""
        body = None if self.body is None else self.body.clone()
        return replace(self, header_list=self.header_list.copy(), body=body)


class RequestState(BodyMixin):
    """What stands behind a Request."""

    duplex: RequestDuplex = "half"

    def __init__(self, record: RequestRecord, headers: Headers, signal: SignalState) -> None:
        self.record = record
        self.headers = headers
        self._signal = signal

    def body_record(self) -> Body | None:
        """Return the body."""
        return self.record.body

    def header_list(self) -> HeaderList:
        """Return the header fields."""
        return self.record.header_list

    @property
    def method(self) -> str:
        """The method."""
        return self.record.method

    @property
    def url(self) -> str:
        """The address."""
        return self.record.url

    @property
    def destination(self) -> RequestDestination:
        """What the response is for."""
        return self.record.destination

    @property
    def referrer(self) -> str:
        """Where the request comes from."""
        return self.record.referrer

    @property
    def referrerPolicy(self) -> ReferrerPolicy:
        """How much of that is told."""
        return self.record.referrer_policy

    @property
    def mode(self) -> RequestMode:
        """Whether and how the request may leave its origin."""
        return self.record.mode

    @property
    def credentials(self) -> RequestCredentials:
        """When credentials are sent along."""
        return self.record.credentials

    @property
    def cache(self) -> RequestCache:
        """How the HTTP cache is used."""
        return self.record.cache

    @property
    def redirect(self) -> RequestRedirect:
        """What happens at a redirect."""
        return self.record.redirect

    @property
    def integrity(self) -> str:
        """Hashes for the response."""
        return self.record.integrity

    @property
    def keepalive(self) -> bool:
        """Whether the request outlives its page."""
        return self.record.keepalive

    @property
    def isReloadNavigation(self) -> bool:
        """Whether the user reloads a page by it."""
        return self.record.reload_navigation

    @property
    def isHistoryNavigation(self) -> bool:
        """Whether the user goes back or forward by it."""
        return self.record.history_navigation

    @property
    def signal(self) -> AbortSignal:
        """The signal that aborts the request."""
        return self._signal.signal

    def clone(self) -> Request:
        """Make a copy."""
        # Step 1.
        if self.unusable:
            raise TypeError("Request.clone: the body is being read, or was")
        # Steps 2 to 5.
        guard = behind(self.headers, HeadersState).guard
        return make_request(self.record.clone(), guard, [self._signal])


def make_request(record: RequestRecord, guard: Guard, sources: list[SignalState] | None = None) -> Request:
    """Create a Request object.

    Args:
        record: The request.
        guard: What may be done with its headers.
        sources: Signals that abort it.
    """
    headers = make_headers(record.header_list, guard)
    return fetch.Request._wrap(RequestState(record, headers, dependent_signal(sources or [])))


def to_record(request: Request | str, base: str = "") -> RequestRecord:
    """Return the request of what an operation was given: an address is as good as `new Request(address)`.

    Args:
        request: The request or address.
        base: What addresses are relative to; empty for what they are to the code that runs now.

    Raises:
        TypeError: The address can't be read, or holds credentials.
    """
    if isinstance(request, fetch.Request):
        return behind(request, RequestState).record
    return RequestRecord(url=urls.request_url(request, base or base_url()), mode="cors")
