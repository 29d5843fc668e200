"""What is checked and decided before each request, the first and those after redirects. Source: Fetch, "main fetch"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._impl.network import cors, csp, referrers, schemes
from background_fetch._impl.network.faults import NetworkError

if TYPE_CHECKING:
    from background_fetch._impl.network.course import Course


def main_fetch(course: Course) -> bool:
    """Check a request's address, decide how its response is seen, and whether a preflight is needed.

    Source: "Main fetch", steps 5 to 12.

    Raises:
        NetworkError: The request is blocked.
    """
    client, request = course.client, course.request
    # Step 5.
    if client.policy.csp and csp.upgrades(course.current, client):
        course.targets[-1] = schemes.upgraded(course.current)
    to = course.current
    # Step 7.
    schemes.require_allowed(to, client)
    if client.policy.csp:
        csp.require_allowed(to, client, course.redirect_count)
    # Step 8.
    if not course.referrer_policy:
        course.referrer_policy = client.policy.referrer_policy or referrers.DEFAULT
    # Step 9.
    if course.referrer:
        course.referrer = referrers.determine(course)
    # Step 12.
    if (to.origin == client.origin and course.tainting == "basic") or request.mode == "navigate":
        return False
    if request.mode == "same-origin":
        raise NetworkError(f"the request is for its own origin, {client.origin}, not for {to.origin}")
    if request.mode == "no-cors":
        if request.redirect != "follow":
            raise NetworkError("a request without CORS to another origin has to follow redirects")
        course.tainting = "opaque"
        return False
    course.tainting = "cors"
    return cors.needs_preflight(course)
