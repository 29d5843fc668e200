"""The constructor of Request. Source: Fetch, "Request class", `new Request(input, init)`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from background_fetch._generated import fetch
from background_fetch._generated.support.platform import behind

from . import urls
from .aborting import SignalState, dependent_signal
from .bodies import Body, extract
from .environment import base_url
from .header_list import is_name
from .headers import HeadersState, make_headers
from .requests import CLIENT, NO_REFERRER, RequestRecord, RequestState, to_record

if TYPE_CHECKING:
    from background_fetch._generated.fetch import Headers, Request, RequestInit

    from .headers import Guard

FORBIDDEN_METHODS: Final = frozenset({"CONNECT", "TRACE", "TRACK"})
NORMALIZED_METHODS: Final = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"})
SAFELISTED_METHODS: Final = frozenset({"GET", "HEAD", "POST"})


def construct_request(_this: Request, input_: Request | str, init: RequestInit, /) -> RequestState:
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
