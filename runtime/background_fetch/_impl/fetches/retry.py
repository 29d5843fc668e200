"""When a request is tried again.

The specification leaves to the user agent what is "temporarily unavailable"; here it is what the transport calls
temporary, and the statuses by which servers say so themselves. Only GET is tried again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

RETRIED_STATUSES: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""RFC 9110: request timeout, internal error, bad gateway, unavailable, gateway timeout; RFC 8470, RFC 6585."""
_MAXIMUM_DOUBLINGS: Final = 64


class Backoff(NamedTuple):
    """How long to wait before the next attempt: longer each time, and by chance, so that clients don't come at once."""

    first: float
    """Seconds, at most, after the first attempt that failed."""
    limit: float
    """Seconds, at most, ever."""
    random: Callable[[], float]
    """Gives a number from 0 up to 1."""

    def delay(self, failures: int, retry_after: float | None = None) -> float:
        """Return the seconds to wait.

        Args:
            failures: How many attempts have failed since bytes came last, from 1 on.
            retry_after: The seconds for which the server asked, which are obeyed up to the limit.
        """
        ceiling = min(self.limit, self.first * 2.0 ** min(failures - 1, _MAXIMUM_DOUBLINGS))
        by_chance = self.random() * ceiling
        return by_chance if retry_after is None else min(max(retry_after, by_chance), self.limit)
