"""What servers have allowed before. Source: Fetch, "CORS-preflight cache"."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

from background_fetch._impl.network import cors

if TYPE_CHECKING:
    from collections.abc import Callable

    from background_fetch._impl.header_list import HeaderList
    from background_fetch._impl.network.course import Course

_DEFAULT_AGE: Final = 5
_LONGEST_AGE: Final = 7200
_MOST_ENTRIES: Final = 1000


class _Key(NamedTuple):
    origin: str
    url: str
    credentials: bool


class _Entry(NamedTuple):
    until: float
    allowance: cors.Allowance


class PreflightCache:
    """The answers to preflights, of one user agent. Entries of one response are kept together."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._entries: dict[_Key, _Entry] = {}

    def allows(self, course: Course) -> bool:
        """Tell whether a preflight can be left out. Source: "HTTP fetch", step 4.1."""
        origin, url = course.serialized_origin, course.current.wire
        include = course.request.credentials == "include"
        # "Cache entry match": what was allowed with credentials is allowed without them.
        for key in (_Key(origin, url, True), _Key(origin, url, False)):
            entry = None if include and not key.credentials else self._entries.get(key)
            if entry is not None and entry.until > self._clock() and self._fits(course, entry.allowance):
                return True
        return False

    def remember(self, course: Course, allowance: cors.Allowance, headers: HeaderList) -> None:
        """Keep what a response allows. Source: "CORS-preflight fetch", steps 7.8 to 7.15."""
        text = (headers.get("access-control-max-age") or "").strip("\t ")
        age = min(int(text[:9]), _LONGEST_AGE) if text.isascii() and text.isdigit() else _DEFAULT_AGE
        if len(self._entries) >= _MOST_ENTRIES:
            self._entries.clear()
        key = _Key(course.serialized_origin, course.current.wire, course.request.credentials == "include")
        self._entries[key] = _Entry(self._clock() + age, allowance)

    def forget(self, course: Course) -> None:
        """Remove what is kept for a request that has failed. Source: "clear cache entries"."""
        for credentials in (True, False):
            self._entries.pop(_Key(course.serialized_origin, course.current.wire, credentials), None)

    @staticmethod
    def _fits(course: Course, allowance: cors.Allowance) -> bool:
        preflight = course.request.use_cors_preflight and course.method not in allowance.methods
        return not preflight and allowance.allows_method(course) and allowance.refused_header(course) is None
