"""When a server wants to be asked again. Source: RFC 9110, "Retry-After"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from background_fetch._impl.header_list import HeaderList

_MOST_DIGITS: Final = 9


def retry_after(headers: HeaderList) -> float | None:
    """Return after how many seconds, None if the response does not say so in a way that can be read.

    A date is compared with the server's own clock, where the response tells it: ours may be wrong.
    """
    text = (headers.get("retry-after") or "").strip("\t ")
    if text.isascii() and text.isdigit():
        return float(text) if len(text) <= _MOST_DIGITS else float("9" * _MOST_DIGITS)
    when = _date(text)
    if when is None:
        return None
    from datetime import UTC, datetime  # noqa: PLC0415 -- few servers send a date

    now = _date(headers.get("date") or "") or datetime.now(UTC)
    return max(0.0, (when - now).total_seconds())


def _date(text: str) -> datetime | None:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 -- see above

    try:
        found = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    if found.tzinfo is None:
        from datetime import UTC  # noqa: PLC0415 -- see above

        return found.replace(tzinfo=UTC)
    return found
