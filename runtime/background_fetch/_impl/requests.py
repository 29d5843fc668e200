"""Requests. Source: Fetch, "Requests", "Request class"."""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from background_fetch._generated import fetch
from background_fetch._generated.support.platform import behind

from . import urls
from .aborting import SignalState, dependent_signal
from .bodies import Body, BodyMixin, extract
from .environment import base_url
from .header_list import HeaderList, is_name
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
    from background_fetch._generated.fetch import Headers, Request, RequestInit

    from .headers import Guard

FORBIDDEN_METHODS: Final = frozenset({"CONNECT", "TRACE", "TRACK"})
NORMALIZED_METHODS: Final = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"})
SAFELISTED_METHODS: Final = frozenset({"GET", "HEAD", "POST"})
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


def to_record(request: Request | str) -> RequestRecord:
    """Return the request of what an operation was given: an address is as good as `new Request(address)`.

    Raises:
        TypeError: The address can't be read, or holds credentials.
    """
    if isinstance(request, fetch.Request):
        return behind(request, RequestState).record
    return RequestRecord(url=urls.request_url(request, base_url()), mode="cors")


def construct_request(input_: Request | str, init: RequestInit) -> RequestState:
    """Do the steps of the constructor."""
    # Steps 1 to 6.
    source = behind(input_, RequestState) if isinstance(input_, fetch.Request) else None
    signal = None if source is None else source.signal
    given = to_record(input_)
    # Step 11.
    if init.get("window") is not None:
        raise TypeError("Request: 'window' can only be None")
    # Steps 12 to 25.
    record = replace(given, header_list=given.header_list.copy(), body=None, destination="", use_cors_preflight=False)
    if init:
        _change(record, init)
    # Step 26.
    if "signal" in init:
        signal = init["signal"]
    # Steps 28 to 30.
    sources = [] if signal is None else [behind(signal, SignalState)]
    # Steps 31 to 33.
    public, headers = _headers(record, init)
    # Steps 34 to 42.
    input_body = None if source is None else source.record.body
    record.body = _body(record, headers, init, input_body)
    return RequestState(record, public, dependent_signal(sources))


def _change(record: RequestRecord, init: RequestInit) -> None:
    """Steps 13 to 25, and 27: what the init dictionary says."""
    # Step 13.
    if record.mode == "navigate":
        record.mode = "same-origin"
    record.reload_navigation = False
    record.history_navigation = False
    record.referrer = CLIENT
    record.referrer_policy = ""
    # Step 14.
    if "referrer" in init:
        record.referrer = _referrer(init["referrer"])
    # Step 15.
    record.referrer_policy = init.get("referrerPolicy", record.referrer_policy)
    # Steps 16 to 18.
    record.mode = init.get("mode", record.mode)
    if init.get("mode") == "navigate":
        raise TypeError("Request: a script can't make a request of the mode 'navigate'")
    # Steps 19 to 21.
    record.credentials = init.get("credentials", record.credentials)
    record.cache = init.get("cache", record.cache)
    if record.cache == "only-if-cached" and record.mode != "same-origin":
        raise TypeError("Request: the cache mode 'only-if-cached' needs the mode 'same-origin'")
    # Steps 22 to 24.
    record.redirect = init.get("redirect", record.redirect)
    record.integrity = init.get("integrity", record.integrity)
    record.keepalive = init.get("keepalive", record.keepalive)
    # Step 25.
    if "method" in init:
        record.method = _method(init["method"])
    # Step 27.
    record.priority = init.get("priority", record.priority)


def _referrer(text: str) -> str:
    """Step 14."""
    # Step 14.2.
    if not text:
        return NO_REFERRER
    base = base_url()
    found = urls.parse(text, base)
    # Step 14.3.2.
    if found is None:
        raise TypeError(f"Request: the referrer {text!r} is not a valid URL")
    # Step 14.3.3.
    parts = urls.split(found)
    is_client = parts.scheme == "about" and parts.path == "client"
    return CLIENT if is_client or urls.origin(found) != urls.origin(base) else found


def _method(method: str) -> str:
    """Step 25."""
    if not is_name(method):
        raise TypeError(f"Request: {method!r} is not a valid method")
    if method.upper() in FORBIDDEN_METHODS:
        raise TypeError(f"Request: the method {method!r} is not allowed")
    # "Normalize": other methods keep their case.
    return method.upper() if method.upper() in NORMALIZED_METHODS else method


def _headers(record: RequestRecord, init: RequestInit) -> tuple[Headers, HeadersState]:
    """Steps 31 to 33."""
    guard: Guard = "request"
    # Step 32.
    if record.mode == "no-cors":
        if record.method not in SAFELISTED_METHODS:
            raise TypeError(f"Request: the method {record.method!r} is not allowed in the mode 'no-cors'")
        guard = "request-no-cors"
    # Step 31.
    headers = make_headers(record.header_list, guard)
    state = behind(headers, HeadersState)
    # Step 33: what the guard does not allow goes.
    if init:
        pairs = list(record.header_list.pairs)
        record.header_list.clear()
        state.fill(init["headers"] if "headers" in init else [[name, value] for name, value in pairs])  # type: ignore[arg-type] # converted: lists or a dict
    return headers, state


def _body(record: RequestRecord, headers: HeadersState, init: RequestInit, input_body: Body | None) -> Body | None:
    """Steps 34 to 41."""
    given = init.get("body")
    # Step 35.
    if (given is not None or input_body is not None) and record.method in {"GET", "HEAD"}:
        raise TypeError(f"Request: a request of the method {record.method} can't have a body")
    # Steps 36 and 37.
    init_body: Body | None = None
    if given is not None:
        init_body, type_ = extract(given, keepalive=record.keepalive)  # type: ignore[arg-type] # converted
        if type_ is not None and not record.header_list.has("content-type"):
            headers.append("Content-Type", type_)
    # Step 38.
    either = init_body or input_body
    # Step 39.
    if either is not None and either.source is None:
        if init_body is not None and "duplex" not in init:
            raise TypeError("Request: a stream as the body needs the duplex 'half'")
        if record.mode not in {"same-origin", "cors"}:
            raise TypeError(f"Request: a stream can't be the body in the mode {record.mode!r}")
        record.use_cors_preflight = True
    # Step 41.
    if init_body is None and input_body is not None:
        if input_body.unusable:
            raise TypeError("Request: the body of the given request is being read, or was")
        return input_body.proxy()
    return init_body
