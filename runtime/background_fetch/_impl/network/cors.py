"""Cross-origin resource sharing. Source: Fetch, "CORS protocol", "CORS-preflight fetch", "CORS check"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from background_fetch._impl.header_list import is_name, is_no_cors_name, is_no_cors_safelisted
from background_fetch._impl.network.faults import NetworkError

if TYPE_CHECKING:
    from background_fetch._impl.header_list import HeaderList
    from background_fetch._impl.network.course import Course

SAFELISTED_METHODS: Final = frozenset(("GET", "HEAD", "POST"))
NON_WILDCARD_NAME: Final = "authorization"
_RANGE: Final = re.compile(r"bytes=([0-9]+)-([0-9]*)")
_LONGEST_SAFE_VALUE: Final = 128
_MOST_SAFE_BYTES: Final = 1024


def _is_safelisted(name: str, value: str) -> bool:
    """Source: "CORS-safelisted request-header"."""
    if len(value) > _LONGEST_SAFE_VALUE:
        return False
    if name != "range":
        return is_no_cors_name(name) and is_no_cors_safelisted(name, value)
    found = _RANGE.fullmatch(value)
    return found is not None and (not found[2] or int(found[1]) <= int(found[2]))


def unsafe_names(headers: HeaderList) -> list[str]:
    """Return the names of the headers that a server has to allow. Source: "CORS-unsafe request-header names"."""
    # Steps 1 to 3.
    unsafe: set[str] = set()
    potentially_unsafe: set[str] = set()
    size = 0
    # Step 4.
    for name, value in headers.pairs:
        lower = name.lower()
        if _is_safelisted(lower, value):
            potentially_unsafe.add(lower)
            size += len(value)
        else:
            unsafe.add(lower)
    # Step 5.
    return sorted(unsafe | potentially_unsafe if size > _MOST_SAFE_BYTES else unsafe)


def needs_preflight(course: Course) -> bool:
    """Tell whether the server has to be asked first. Source: "main fetch", step 12: what scripts send is unsafe."""
    return (
        course.request.use_cors_preflight
        or course.method not in SAFELISTED_METHODS
        or (bool(course.headers.pairs) and bool(unsafe_names(course.headers)))
    )


def check(course: Course, headers: HeaderList) -> None:
    """Check that a response is meant for the request's origin. Source: "CORS check".

    Raises:
        NetworkError: It is not.
    """
    # Steps 1 and 2.
    allowed = headers.get("access-control-allow-origin")
    where = course.current.origin
    if allowed is None:
        raise NetworkError(f"{where} does not share with other origins: no Access-Control-Allow-Origin")
    # Step 3.
    include = course.request.credentials == "include"
    if allowed == "*" and not include:
        return
    # Step 4.
    origin = course.serialized_origin
    if allowed != origin:
        wildcard = "; with credentials, * is not enough" if allowed == "*" else ""
        raise NetworkError(f"{where} shares with {allowed[:100]!r}, not with {origin!r}{wildcard}")
    # Steps 5 to 8.
    if include and headers.get("access-control-allow-credentials") != "true":
        raise NetworkError(f"{where} does not share what is asked for with credentials")


def listed(headers: HeaderList, name: str) -> list[str] | None:
    """Return the names that a header lists, None where there is no such header. Source: "extract header list values".

    Raises:
        NetworkError: One is no token.
    """
    value = headers.get(name)
    if value is None:
        return None
    found = [item for each in value.split(",") if (item := each.strip("\t "))]
    for each in found:
        if not is_name(each):
            raise NetworkError(f"the preflight's {name} lists {each[:100]!r}, which is no name")
    return found


def preflight_headers(course: Course) -> list[tuple[str, str]]:
    """Return what an OPTIONS request asks. Source: "CORS-preflight fetch", steps 2 to 5."""
    # Steps 2 and 3.
    asked = [("Accept", "*/*"), ("Access-Control-Request-Method", course.method)]
    # Steps 4 and 5.
    names = unsafe_names(course.headers)
    if names:
        asked.append(("Access-Control-Request-Headers", ",".join(names)))
    return asked


class Allowance:
    """What a preflight's response allows."""

    __slots__ = ("headers", "methods")

    def __init__(self, methods: list[str], headers: list[str]) -> None:
        self.methods = methods
        self.headers = frozenset(name.lower() for name in headers)

    def allows_method(self, course: Course) -> bool:
        """Tell whether it allows the request's method. Source: "CORS-preflight fetch", step 7.5."""
        if course.method in SAFELISTED_METHODS or course.method in self.methods:
            return True
        return "*" in self.methods and course.request.credentials != "include"

    def refused_header(self, course: Course) -> str | None:
        """Return a header that it does not allow. Source: "CORS-preflight fetch", steps 7.6 and 7.7."""
        wildcard = "*" in self.headers and course.request.credentials != "include"
        for name in unsafe_names(course.headers):
            if name not in self.headers and (name == NON_WILDCARD_NAME or not wildcard):
                return name
        return None


def read_preflight(course: Course, status: int, headers: HeaderList) -> Allowance:
    """Read a preflight's response. Source: "CORS-preflight fetch", steps 7 and 8.

    Raises:
        NetworkError: The request must not be sent.
    """
    check(course, headers)
    if not 200 <= status <= 299:  # noqa: PLR2004 -- an "ok status"
        raise NetworkError(f"the preflight's response has the status {status}")
    # Steps 7.1 to 7.4.
    methods = listed(headers, "access-control-allow-methods")
    names = listed(headers, "access-control-allow-headers")
    if methods is None:
        methods = [course.method] if course.request.use_cors_preflight else []
    allowance = Allowance(methods, names or [])
    # Step 7.5.
    if not allowance.allows_method(course):
        raise NetworkError(f"the preflight's response does not allow the method {course.method}")
    # Steps 7.6 and 7.7.
    refused = allowance.refused_header(course)
    if refused is not None:
        raise NetworkError(f"the preflight's response does not allow the header {refused}")
    return allowance


def check_resource_policy(course: Course, headers: HeaderList) -> None:
    """Check that an opaque response may be had. Source: "cross-origin resource policy check".

    Raises:
        NetworkError: The server does not want that.
    """
    policy = (headers.get("cross-origin-resource-policy") or "").strip("\t ")
    to, origin = course.current, course.client.origin
    if policy == "same-origin" and to.origin != origin:
        raise NetworkError(f"{to.origin} wants to be used by its own origin alone")
    if policy == "same-site" and not same_site(to.origin, origin):
        raise NetworkError(f"{to.origin} wants to be used by its own site alone")


def same_site(first: str, second: str) -> bool:
    """Tell whether two origins are of one site.

    Without a list of public suffixes only hosts that are the same are known to be.
    """
    return _without_port(first) == _without_port(second)


def _without_port(origin: str) -> str:
    return re.sub(r":[0-9]+$", "", origin)
