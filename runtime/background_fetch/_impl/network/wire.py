"""What is sent: the headers that the platform adds. Source: Fetch, "HTTP-network-or-cache fetch"; Fetch Metadata.

There is no HTTP cache: the cache modes are what they tell caches on the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from background_fetch._impl.network import cors
from background_fetch._impl.network.faults import NetworkError
from background_fetch._impl.network.transport import WireRequest

if TYPE_CHECKING:
    from background_fetch._impl.network.course import Course

USER_AGENT: Final = "idlwright-background-fetch/0.1.0"
"""The product and its version, as `User-Agent` tells them."""
_CONDITIONS: Final = ("if-modified-since", "if-none-match", "if-unmodified-since", "if-match", "if-range")
_FRESH: Final = (("Pragma", "no-cache"), ("Cache-Control", "no-cache"))


class Extras(NamedTuple):
    """What is sent beyond what the request says, by those who continue a download."""

    range_start: int = 0
    """From which byte on."""
    if_range: str = ""
    """The validator of what is there already: if it is not the server's any more, all comes anew."""
    accept_encoding: str = "identity"


def wire_request(course: Course, extras: Extras) -> WireRequest:
    """Return the request as it is sent. Source: "HTTP-network-or-cache fetch", steps 8.3 to 8.22."""
    given = course.headers
    headers = list(given.pairs)
    # "Fetch", step 13, which is done before.
    if not given.has("accept"):
        headers.append(("Accept", "*/*"))
    _add_origin_headers(course, headers)
    # Step 8.15.
    if not given.has("user-agent"):
        headers.append(("User-Agent", USER_AGENT))
    # Steps 8.16 to 8.18.
    if course.request.cache != "default" or given.pairs:
        _add_cache_headers(course, headers)
    # Steps 8.19 and 8.20; Background Fetch, "complete a record": "add a range header".
    accepted = extras.accept_encoding
    if extras.range_start:
        headers.append(("Range", f"bytes={extras.range_start}-"))
        if extras.if_range:
            headers.append(("If-Range", extras.if_range))
    if extras.range_start or given.has("range"):
        accepted = "identity"
    headers.append(("Accept-Encoding", accepted))
    # Step 8.21: cookies are the transport's.
    return WireRequest(course.method, course.current.wire, tuple(headers), course.body, course.with_credentials)


def preflight_request(course: Course) -> WireRequest:
    """Return the preflight of a request. Source: "CORS-preflight fetch", steps 1 to 6."""
    headers = cors.preflight_headers(course)
    headers.append(("Origin", course.serialized_origin))
    if course.referrer:
        headers.append(("Referer", course.referrer))
    _add_metadata(course, headers, "cors")
    headers.append(("User-Agent", USER_AGENT))
    return WireRequest("OPTIONS", course.current.wire, tuple(headers))


def _add_origin_headers(course: Course, headers: list[tuple[str, str]]) -> None:
    """Steps 8.11 to 8.13."""
    if course.referrer:
        headers.append(("Referer", course.referrer))
    # "Append a request `Origin` header".
    if course.tainting == "cors":
        headers.append(("Origin", course.serialized_origin))
    elif course.method not in {"GET", "HEAD"}:
        headers.append(("Origin", _guarded_origin(course)))
    _add_metadata(course, headers, course.request.mode)


def _guarded_origin(course: Course) -> str:
    """Step 4.1 of "append a request Origin header": without CORS the referrer policy has a say."""
    origin, to = course.client.origin, course.current
    if course.request.mode != "cors":
        match course.referrer_policy:
            case "no-referrer":
                return "null"
            case "no-referrer-when-downgrade" | "strict-origin" | "strict-origin-when-cross-origin":
                if origin.startswith("https:") and to.scheme != "https":
                    return "null"
            case "same-origin":
                if origin != to.origin:
                    return "null"
    return course.serialized_origin


def _add_metadata(course: Course, headers: list[tuple[str, str]], mode: str) -> None:
    """Append the Fetch metadata headers for a request."""
    if course.current.trustworthy:
        headers += (
            ("Sec-Fetch-Dest", course.request.destination or "empty"),
            ("Sec-Fetch-Mode", mode),
            ("Sec-Fetch-Site", _site(course)),
        )


def _site(course: Course) -> str:
    """Source: "set the `Sec-Fetch-Site` header"."""
    site = "same-origin"
    for each in course.targets:
        if each.origin == course.client.origin:
            continue
        if not cors.same_site(each.origin, course.client.origin):
            return "cross-site"
        site = "same-site"
    return site


def _add_cache_headers(course: Course, headers: list[tuple[str, str]]) -> None:
    """Steps 8.16 to 8.18, and what a mode needs that asks the cache alone."""
    given = course.headers
    mode = course.request.cache
    # Step 8.16.
    if mode == "default" and any(given.has(name) for name in _CONDITIONS):
        mode = "no-store"
    # Step 8.17.
    if mode == "no-cache" and not given.has("cache-control"):
        headers.append(("Cache-Control", "max-age=0"))
    # Step 8.18.
    elif mode in {"no-store", "reload"}:
        headers += [pair for pair in _FRESH if not given.has(pair[0])]
    # Step 11.1: nothing is ever stored.
    elif mode == "only-if-cached":
        raise NetworkError("the request asks the HTTP cache alone, and there is none")
