"""Why a background fetch does not move, or has failed, as a person reads it.

The process that performs it knows: nothing of this is kept, since all is tried anew after a restart.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .pictures import Picture, RecordPicture

LONGEST: Final = 300
"""Characters of a reason: servers have a say in some."""
_LONG: Final = 120
"""Seconds from which on minutes are told."""
_DURATION: Final = re.compile(r" after \d+ ms\b")


def cleaned(reason: str) -> str:
    """Return a reason without what could reach the terminal as an order, and without numbers that mean nothing."""
    short = _DURATION.sub("", reason)[:LONGEST]
    return "".join(char if char.isprintable() else "\ufffd" for char in short)


def of_waiting(picture: Picture) -> tuple[RecordPicture, ...]:
    """Return the requests that are to be tried again."""
    if picture.state not in {"running", "unfinished"}:
        return ()
    return tuple(record for record in picture.records if record.reason and not record.result)


def waiting(picture: Picture, now: float) -> str:
    """Return what it waits for, and how long; nothing if it does not.

    Args:
        picture: The background fetch.
        now: Seconds since 1970.
    """
    found = of_waiting(picture)
    if not found:
        return ""
    soonest = min(found, key=lambda record: record.next_try or 0)
    total = len(picture.records)
    what = "waiting" if total == 1 else f"{len(found)} of {total} requests waiting"
    return f"{what}: {soonest.reason} ({_when(soonest.next_try, now)})"


def _when(next_try: float | None, now: float) -> str:
    seconds = 0 if next_try is None else math.ceil(next_try - now)
    if seconds <= 0:
        return "trying again"
    return f"next try in {seconds} s" if seconds < _LONG else f"next try in {seconds // 60} min"


def failed(picture: Picture) -> str:
    """Return why it has failed; nothing if it has not, or there is no more to say than its failure reason."""
    if picture.state != "failure":
        return ""
    for record in picture.records:
        reason = _failure(record)
        if reason and record.result == picture.failure_reason:
            return reason if len(picture.records) == 1 else f"{cleaned(record.url)}: {reason}"
    return ""


def _failure(record: RecordPicture) -> str:
    if record.result == "bad-status" and record.status is not None:
        return f"the server answered with the status {record.status}"
    return record.reason
