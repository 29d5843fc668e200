"""Redirects. Source: Fetch, "HTTP-redirect fetch", "location URL"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from background_fetch._impl import urls
from background_fetch._impl.network import referrers
from background_fetch._impl.network.cors import NON_WILDCARD_NAME
from background_fetch._impl.network.faults import NetworkError
from background_fetch._impl.network.schemes import target

if TYPE_CHECKING:
    from background_fetch._impl.header_list import HeaderList
    from background_fetch._impl.network.course import Course
    from background_fetch._impl.network.schemes import Target

MOST: Final = 20
STATUSES: Final = frozenset((301, 302, 303, 307, 308))
BODY_HEADERS: Final = ("Content-Encoding", "Content-Language", "Content-Location", "Content-Type")
"""Source: "request-body-header name"."""
_LONGEST_LOCATION: Final = 65536


def location_url(course: Course, headers: HeaderList) -> Target | None:
    """Return where a response leads, None if it does not say. Source: "location URL"; "HTTP-redirect fetch", 3 to 6.

    Raises:
        NetworkError: That can't be read, or is nothing to fetch.
    """
    values = [value for name, value in headers.pairs if name.lower() == "location"]
    if not values:
        return None
    # The specification allows one; browsers also take one that is said twice.
    if any(each != values[0] for each in values):
        raise NetworkError("the redirect names several locations")
    if len(values[0]) > _LONGEST_LOCATION:
        raise NetworkError("the redirect's location is too long")
    # Bytes beyond ASCII are what they are, whatever text they may stand for.
    location = "".join([char if char < "\x80" else f"%{ord(char):02X}" for char in values[0]])
    found = urls.parse(location, course.current.url)
    if found is None:
        raise NetworkError(f"the redirect's location {location[:200]!r} is no address")
    if "#" not in found and course.current.fragment:
        found += course.current.fragment
    return target(found)


def follow(course: Course, status: int, headers: HeaderList) -> bool:
    """Take a redirect, up to the next "main fetch". Source: "HTTP-redirect fetch".

    Returns:
        False where the response does not say where to: it is the last one then.

    Raises:
        NetworkError: It must not be followed.
    """
    # Steps 3 to 6.
    location = location_url(course, headers)
    if location is None:
        return False
    # Steps 7 and 8.
    if course.redirect_count == MOST:
        raise NetworkError(f"there are more than {MOST} redirects")
    # Steps 9 and 10.
    if location.includes_credentials:
        cross_origin = course.request.mode == "cors" and course.client.origin != location.origin
        if cross_origin or course.tainting == "cors":
            raise NetworkError("the redirect leads to an address with a user name or password")
    # Step 11.
    if status != 303 and course.body is not None and not course.replayable:  # noqa: PLR2004 -- the specification's
        raise NetworkError("the redirect wants the body once more, and a stream can be sent only once")
    # Step 12.
    if (status in {301, 302} and course.method == "POST") or (status == 303 and course.method not in {"GET", "HEAD"}):  # noqa: PLR2004
        course.method = "GET"
        course.body = None
        course.without(*BODY_HEADERS)
    # Step 13.
    if location.origin != course.current.origin:
        course.without(NON_WILDCARD_NAME)
    # Step 18.
    course.targets.append(location)
    # Step 19.
    course.referrer_policy = referrers.policy_of(headers) or course.referrer_policy
    return True
