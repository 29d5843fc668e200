"""When a request is tried again, and when it has failed.

The specification leaves to the user agent what is "temporarily unavailable"; here it is what the transport calls
temporary, and the statuses by which servers say so themselves. Only GET is tried again.

A server that answers, and never gets further, is given a few attempts. Where no server is reached it is mostly the
network that is missing, and nobody is bothered by who looks for it: that is given time instead.

Source: Background Fetch, "complete a record", process response, step 1, "wait until … is available again".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from background_fetch._impl.services import Settings

RETRIED_STATUSES: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""RFC 9110: request timeout, internal error, bad gateway, unavailable, gateway timeout; RFC 8470, RFC 6585."""
OFFLINE_DELAY: Final = 60
"""Seconds, at most, between two looks for the network: so soon a download goes on when it is back."""
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


class Patience(NamedTuple):
    """How long a user agent goes on trying."""

    attempts: int
    """How many attempts may fail, one after the other."""
    delay: Callable[[int, float | None], float]
    """Seconds after that many failures, given those that the server asked for."""
    offline_limit: float
    """Seconds for which a server is looked for."""
    offline_delay: Callable[[int], float]
    """Seconds after that many failures to reach one."""


def patience(settings: Settings, random: Callable[[], float]) -> Patience:
    """Return what the settings say."""
    offline = Backoff(settings.retry_delay, min(settings.retry_limit, OFFLINE_DELAY), random)
    return Patience(
        settings.attempts,
        Backoff(settings.retry_delay, settings.retry_limit, random).delay,
        settings.offline_limit,
        offline.delay,
    )


class Tries:
    """The attempts of one record that have failed. It knows no clock: what counts is how long it has let wait."""

    __slots__ = ("_changes", "_patience", "_unreached", "_waited", "failures")

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self.failures = 0
        """Attempts that have failed since bytes came that never came before, those aside that reached no server."""
        self._unreached = 0
        self._waited = 0.0
        self._changes = 0

    @property
    def last(self) -> bool:
        """Whether the next attempt that a server answers is the last."""
        return self.failures + 1 >= self._patience.attempts

    def moved(self) -> None:
        """Take note that it gets on."""
        self.failures = 0

    def changed(self) -> bool:
        """Take note that the server has something else now; tell whether its bytes count as if none had come before.

        They do a few times: a server that has something else each time never gets further.
        """
        self._changes += 1
        return self._changes < self._patience.attempts

    def reached(self) -> None:
        """Take note that a server has answered, or that somebody wants it looked for anew."""
        self._unreached = 0
        self._waited = 0.0

    def failed(self, retry_after: float | None) -> float | None:
        """Count an attempt that a server has answered; return the seconds until the next one, None if that was all."""
        self.failures += 1
        if self.failures >= self._patience.attempts:
            return None
        return self._patience.delay(self.failures, retry_after)

    def failed_to_reach(self) -> float | None:
        """Count an attempt that no server has answered; return as `failed` does."""
        self._unreached += 1
        seconds = self._patience.offline_delay(self._unreached)
        # Who does not wait at all would never have waited for long enough.
        over = self._waited >= self._patience.offline_limit or seconds <= 0
        if over and self._unreached >= self._patience.attempts:
            return None
        self._waited += seconds
        return seconds
