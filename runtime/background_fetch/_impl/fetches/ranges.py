"""Going on where a download stopped: what may be asked for, and what an answer means.

Sources: Background Fetch, "validate a partial response", "extract content-range values"; RFC 9110, sections 8.8, 13.1.5
and 14. Where the specification can't be followed, `schema/policy/defects.yaml` says what holds.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from background_fetch._impl.cache_matching import combined

from .retry import RETRIED_STATUSES

if TYPE_CHECKING:
    from background_fetch._impl.cache_store import Headers, StoredResponse

PARTIAL: Final = 206
UNSATISFIABLE: Final = 416
_MAXIMUM_DIGITS: Final = 19
_CONTENT_RANGE: Final = re.compile(r"bytes ([0-9]{1,19})-([0-9]{1,19})/(?:([0-9]{1,19})|\*)", re.IGNORECASE)
_UNSATISFIED: Final = re.compile(r"bytes \*/([0-9]{1,19})", re.IGNORECASE)
_STRONG_TAG: Final = re.compile(r'"[\x21\x23-\x7e\x80-\xff]*"')


class ContentRange(NamedTuple):
    """What part of a representation is sent."""

    first: int
    last: int
    complete: int | None
    """The length of all of it; None where the server does not know."""


class ResumePoint(NamedTuple):
    """How a request goes on."""

    start: int
    """The first byte to ask for; 0: ask for all."""
    if_range: str
    """The validator that the server compares with what it has now."""


class Held(NamedTuple):
    """What there is of a response."""

    response: StoredResponse | None = None
    stored: int = 0
    """How many bytes of its body are stored."""


class Judgement(enum.Enum):
    """What the head of a response means for what is stored."""

    CONTINUES = "its body goes on where the stored bytes end"
    REPLACES = "it is another response; what is stored is redundant"
    WHOLE = "nothing is missing"
    FROM_START = "what is stored is of no use: ask for all"
    LATER = "ask again later"
    INVALID = "it is not the part that was asked for"


def parse_content_range(headers: Headers) -> ContentRange | None:
    """Return what `Content-Range` says. Source: "extract content-range values", with RFC 9110's grammar."""
    value = next((value for name, value in headers if name.lower() == "content-range"), None)
    found = None if value is None else _CONTENT_RANGE.fullmatch(value.strip(" \t"))
    if found is None:
        return None
    first, last = int(found[1]), int(found[2])
    complete = None if found[3] is None else int(found[3])
    # RFC 9110, 14.4: a range that ends before it begins, or behind the end of all, is invalid.
    if last < first or (complete is not None and complete <= last):
        return None
    return ContentRange(first, last, complete)


def valid_partial(expected_start: int, partial: Headers, previous: StoredResponse | None) -> bool:
    """Tell whether a response of the status 206 is what was asked for. Source: "validate a partial response".

    Args:
        expected_start: The first byte that was asked for.
        partial: The header fields of the response.
        previous: The response that the stored bytes came with.
    """
    # Step 2.
    found = parse_content_range(partial)
    # Steps 3 and 4.
    if found is None or found.first != expected_start:
        return False
    # Step 5.
    if previous is None:
        return True
    # Step 5.1.
    for name in ("etag", "last-modified"):
        before = combined(previous.headers, name)
        if before is not None and before != combined(partial, name):
            return False
    # Step 5.2.
    if previous.status == PARTIAL:
        earlier = parse_content_range(previous.headers)
        if earlier is None:
            return False
        if earlier.complete is not None and earlier.complete != found.complete:
            return False
    return True


def judge(status: int, headers: Headers, held: Held, point: ResumePoint, *, patient: bool) -> Judgement:
    """Decide what the head of a response means.

    Args:
        status: Its status.
        headers: Its header fields, all that the server sent.
        held: What there is from earlier attempts.
        point: What was asked for.
        patient: Whether the request may be sent again later.
    """
    resuming = point.start > 0
    # "complete a record", process response, step 2.
    if status == PARTIAL and not valid_partial(point.start, headers, held.response if resuming else None):
        return Judgement.INVALID
    if patient and status in RETRIED_STATUSES:
        return Judgement.LATER
    if status == UNSATISFIABLE and resuming:
        return Judgement.WHOLE if _ends_at(point.start, headers, held.response) else Judgement.FROM_START
    # Step 3.
    if status == PARTIAL and resuming:
        return Judgement.CONTINUES
    # The first response replaces nothing: who waits for it gets it.
    return Judgement.REPLACES if held.response is not None or held.stored else Judgement.CONTINUES


def _ends_at(stored: int, headers: Headers, previous: StoredResponse | None) -> bool:
    """Tell whether a 416 says that there is nothing behind the stored bytes, and of the same representation."""
    value = combined(headers, "content-range")
    found = None if value is None else _UNSATISFIED.fullmatch(value.strip(" \t"))
    if found is None or int(found[1]) != stored or previous is None:
        return False
    # Servers may leave validators out of an error; those that are there have to be the same.
    for name in ("etag", "last-modified"):
        now = combined(headers, name)
        if now is not None and now != combined(previous.headers, name):
            return False
    return True


def resume_point(held: Held) -> ResumePoint:
    """Return how to go on from what there is: without a strong validator, from the beginning."""
    response = held.response
    if response is None or not held.stored or response.status not in {200, PARTIAL} or is_encoded(response.headers):
        return ResumePoint(0, "")
    validator = strong_validator(response.headers)
    return ResumePoint(0, "") if validator is None else ResumePoint(held.stored, validator)


def is_whole(method: str, held: Held) -> bool:
    """Tell whether nothing is missing, so that nothing has to be asked for: a crash has come before the outcome."""
    return held.response is not None and complete_length(method, held.response) == held.stored


def strong_validator(headers: Headers) -> str | None:
    """Return what `If-Range` can compare: it changes whenever a byte does. Source: RFC 9110, 8.8 and 13.1.5."""
    tag = combined(headers, "etag")
    if tag is not None:
        return tag if _STRONG_TAG.fullmatch(tag) else None
    modified = combined(headers, "last-modified")
    return modified if modified is not None and _long_ago(modified, combined(headers, "date")) else None


def is_other(now: StoredResponse, before: StoredResponse | None) -> bool:
    """Tell whether a response is certainly of another representation than the one before."""
    if before is None:
        return False
    validator = strong_validator(now.headers)
    return validator is not None and validator != strong_validator(before.headers)


def _long_ago(modified: str, date: str | None) -> bool:
    """Tell whether a representation was changed at least a second before it was sent, and so not twice in between."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 -- only servers without entity tags need it

    if date is None:
        return False
    try:
        seconds = parsedate_to_datetime(date).timestamp() - parsedate_to_datetime(modified).timestamp()
    except (ValueError, OverflowError, OSError):
        return False
    return seconds >= 1


def is_encoded(headers: Headers) -> bool:
    """Tell whether a content coding was applied, so that offsets of stored bytes are not those of the server."""
    coding = combined(headers, "content-encoding")
    return coding is not None and coding.strip(" \t").lower() not in {"", "identity"}


def complete_length(method: str, response: StoredResponse) -> int | None:
    """Return how long all of a body is, where the head says so."""
    if method == "HEAD" or not response.has_body:
        return 0
    if is_encoded(response.headers):
        return None
    if response.status == PARTIAL:
        found = parse_content_range(response.headers)
        return None if found is None else found.complete
    value = combined(response.headers, "content-length")
    if value is None or not value.isascii() or not value.isdigit():
        return None
    return int(value) if len(value) <= _MAXIMUM_DIGITS else None
