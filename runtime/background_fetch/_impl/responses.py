"""Responses. Source: Fetch, "Responses", "Response class"."""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from background_fetch._generated import fetch
from background_fetch._generated.support.platform import behind

from . import urls
from .bodies import Body, Extracted, extract
from .body_mixin import BodyMixin
from .header_list import FORBIDDEN_RESPONSE_NAMES, HeaderList
from .headers import HeadersState, make_headers

if TYPE_CHECKING:
    from background_fetch._generated.aliases import ResponseType
    from background_fetch._generated.fetch import Headers, Response, ResponseInit
    from background_fetch._generated.file_api import Blob
    from background_fetch._generated.streams import ReadableStream
    from background_fetch._generated.url import URLSearchParams
    from background_fetch._generated.xhr import FormData

    from .headers import Guard

NULL_BODY_STATUSES: Final = frozenset({101, 103, 204, 205, 304})
REDIRECT_STATUSES: Final = frozenset({301, 302, 303, 307, 308})
SAFELISTED_HEADERS: Final = frozenset(
    {"cache-control", "content-language", "content-length", "content-type", "expires", "last-modified", "pragma"}
)


@dataclass(kw_only=True)
class ResponseRecord:
    """A response as the platform sees it. A filtered one shows less than the internal response that it stands for."""

    type: ResponseType = "default"
    url_list: tuple[str, ...] = ()
    status: int = 200
    status_message: str = ""
    header_list: HeaderList = field(default_factory=HeaderList)
    body: Body | None = None
    internal: ResponseRecord | None = None
    with_credentials: bool = False
    """Whether the request's credentials mode was `include`: then `*` does not stand for all headers."""

    def clone(self) -> ResponseRecord:
        """Clone a response."""
        # Step 1.
        if self.internal is not None:
            return filtered(self.type, self.internal.clone())
        # Steps 2 to 4.
        body = None if self.body is None else self.body.clone()
        return replace(self, header_list=self.header_list.copy(), body=body)


def filtered(type_: ResponseType, internal: ResponseRecord) -> ResponseRecord:
    """Return a filtered response: `basic`, `cors`, `opaque` or `opaqueredirect`."""
    match type_:
        case "basic":
            headers = internal.header_list
            # Nearly no response has to hide anything.
            if any(headers.has(name) for name in FORBIDDEN_RESPONSE_NAMES):
                pairs = [pair for pair in headers.pairs if pair[0].lower() not in FORBIDDEN_RESPONSE_NAMES]
                headers = HeaderList(pairs)
            return _limited(type_, internal, headers)
        case "cors":
            wildcard = not internal.with_credentials
            names = SAFELISTED_HEADERS | exposed_names(internal.header_list, wildcard=wildcard)
            shown = [pair for pair in internal.header_list.pairs if pair[0].lower() in names]
            return _limited(type_, internal, HeaderList(shown))
        case "opaqueredirect":
            return ResponseRecord(type=type_, url_list=internal.url_list, status=0, internal=internal)
        case _:
            return ResponseRecord(type=type_, status=0, internal=internal)


def _limited(type_: ResponseType, internal: ResponseRecord, header_list: HeaderList) -> ResponseRecord:
    return ResponseRecord(
        type=type_,
        url_list=internal.url_list,
        status=internal.status,
        status_message=internal.status_message,
        header_list=header_list,
        body=internal.body,
        internal=internal,
    )


def exposed_names(header_list: HeaderList, *, wildcard: bool) -> frozenset[str]:
    """Return the further fields that a server lets other origins see.

    Args:
        header_list: The response's.
        wildcard: Whether `*` stands for all fields but those of cookies.
    """
    listed = {name.strip(" \t").lower() for name in (header_list.get("access-control-expose-headers") or "").split(",")}
    if wildcard and "*" in listed:
        listed.update(name.lower() for name, _ in header_list.pairs)
    return frozenset(listed - {"", *FORBIDDEN_RESPONSE_NAMES})


class ResponseState(BodyMixin):
    """What stands behind a Response."""

    def __init__(self, record: ResponseRecord, headers: Headers) -> None:
        self.record = record
        self.headers = headers

    def body_record(self) -> Body | None:
        """Return the body."""
        return self.record.body

    def header_list(self) -> HeaderList:
        """Return the header fields."""
        return self.record.header_list

    @property
    def type(self) -> ResponseType:
        """How much of the response can be seen."""
        return self.record.type

    @property
    def url(self) -> str:
        """Where the response came from."""
        return urls.without_fragment(self.record.url_list[-1]) if self.record.url_list else ""

    @property
    def redirected(self) -> bool:
        """Whether there were redirects."""
        return len(self.record.url_list) > 1

    @property
    def status(self) -> int:
        """The status code."""
        return self.record.status

    @property
    def ok(self) -> bool:
        """Whether the status is one of success."""
        return 200 <= self.record.status <= 299  # noqa: PLR2004 -- an "ok status"

    @property
    def statusText(self) -> str:
        """The words of the status."""
        return self.record.status_message

    def clone(self) -> Response:
        """Make a copy."""
        # Step 1.
        if self.unusable:
            raise TypeError("Response.clone: the body is being read, or was")
        # Steps 2 and 3.
        return make_response(self.record.clone(), behind(self.headers, HeadersState).guard)


def make_response(record: ResponseRecord, guard: Guard = "immutable") -> Response:
    """Create a Response object."""
    return fetch.Response._wrap(ResponseState(record, make_headers(record.header_list, guard)))


def construct_response(
    _this: Response,
    body: ReadableStream | Blob | memoryview | FormData | URLSearchParams | str | None,
    init: ResponseInit,
    /,
) -> ResponseState:
    """Do the steps of the constructor."""
    # Steps 1 and 2.
    record = ResponseRecord()
    state = ResponseState(record, make_headers(record.header_list, "response"))
    # Steps 3 to 5.
    initialize(state, init, None if body is None else extract(body))
    return state


def initialize(state: ResponseState, init: ResponseInit, body: Extracted | None) -> None:
    """Initialize a response."""
    record = state.record
    status = init.get("status", 200)
    # Step 1: what JavaScript calls a RangeError.
    if not 200 <= status <= 599:  # noqa: PLR2004 -- the specification's
        raise ValueError(f"Response: the status has to be from 200 to 599, not {status}")
    # Step 2.
    status_text = init.get("statusText", "")
    if not all(char == "\t" or " " <= char <= "~" or "\x80" <= char <= "\xff" for char in status_text):
        raise TypeError("Response: 'statusText' has a character that a reason phrase can't have")
    # Steps 3 and 4.
    record.status = status
    record.status_message = status_text
    # Step 5.
    headers = behind(state.headers, HeadersState)
    if "headers" in init:
        headers.fill(init["headers"])  # type: ignore[arg-type] # converted: lists or a dict
    # Step 6.
    if body is not None:
        if status in NULL_BODY_STATUSES:
            raise TypeError(f"Response: a response of the status {status} can't have a body")
        record.body, type_ = body
        if type_ is not None and not record.header_list.has("content-type"):
            record.header_list.append("Content-Type", type_)


def network_error() -> ResponseRecord:
    """Return a network error."""
    return ResponseRecord(type="error", status=0)
