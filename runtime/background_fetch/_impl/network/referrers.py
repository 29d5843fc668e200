"""What servers are told of where a request comes from. Source: Referrer Policy."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from background_fetch._impl.network.faults import NetworkError
from background_fetch._impl.network.schemes import target

if TYPE_CHECKING:
    from background_fetch._impl.header_list import HeaderList
    from background_fetch._impl.network.course import Course

CLIENT: Final = "about:client"
NONE: Final = ""
DEFAULT: Final = "strict-origin-when-cross-origin"
POLICIES: Final = frozenset(
    (
        "no-referrer",
        "no-referrer-when-downgrade",
        "origin",
        "origin-when-cross-origin",
        "same-origin",
        "strict-origin",
        DEFAULT,
        "unsafe-url",
    )
)
"""All that mean something of their own; the ninth is the empty string, which leaves the choice to others."""
_LONGEST: Final = 4096


class _Source(NamedTuple):
    """A referrer, stripped for use."""

    url: str
    origin: str
    trustworthy: bool


@lru_cache(maxsize=256)
def _strip(url: str) -> _Source | None:
    """Return a referrer as it may be told. Source: "Strip url for use as a referrer"."""
    try:
        to = target(url)
    except NetworkError:
        # Step 2: a local scheme.
        return None
    # Steps 3 to 6 of that, and 4 to 6 of "determine request's Referrer".
    origin = to.origin + "/"
    return _Source(to.wire if len(to.wire) <= _LONGEST else origin, origin, to.trustworthy)


def determine(course: Course) -> str:
    """Return the referrer of a request. Source: "Determine request's Referrer".

    Returns:
        The value of `Referer`; empty for none.
    """
    # Step 3.
    source = _strip(course.client.url if course.referrer == CLIENT else course.referrer)
    if source is None:
        return NONE
    to = course.current
    same_origin = source.origin[:-1] == to.origin
    downgrade = source.trustworthy and not to.trustworthy
    # Step 8.
    match course.referrer_policy:
        case "no-referrer":
            return NONE
        case "origin":
            return source.origin
        case "unsafe-url":
            return source.url
        case "strict-origin":
            return NONE if downgrade else source.origin
        case "same-origin":
            return source.url if same_origin else NONE
        case "origin-when-cross-origin":
            return source.url if same_origin else source.origin
        case "no-referrer-when-downgrade":
            return NONE if downgrade else source.url
        case _:
            if same_origin:
                return source.url
            return NONE if downgrade else source.origin


def policy_of(headers: HeaderList) -> str:
    """Return what a response says; empty if it says nothing. Source: "Parse a referrer policy from a header"."""
    found = ""
    for token in (headers.get("referrer-policy") or "").split(","):
        name = token.strip("\t ").lower()
        # The last one that is known counts, so that new ones can stand behind old ones.
        if name in POLICIES:
            found = name
    return found
