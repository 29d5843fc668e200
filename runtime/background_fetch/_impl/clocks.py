"""The clocks of user agents and of realms. Source: High Resolution Time, "The Performance interface"."""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from background_fetch._generated import hr_time

from .events import TIME_ORIGIN
from .targets import TargetState

if TYPE_CHECKING:
    from background_fetch._generated.hr_time import Performance


class SystemClock:
    """The time of this machine."""

    def time(self) -> float:
        """Return the seconds since 1970."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Return after so many seconds."""
        from asyncio import sleep  # noqa: PLC0415 -- asyncio takes longer to import than all the rest

        await sleep(seconds)


class PerformanceState(TargetState):
    """What stands behind a Performance; it counts from where events' time stamps do."""

    def __init__(self) -> None:
        self.performance: Performance = hr_time.Performance._wrap(self)
        super().__init__(self.performance)
        self._origin: float = time.time() * 1000 - self.now()

    def now(self) -> float:
        """Return the milliseconds since the time origin."""
        return (time.perf_counter() - TIME_ORIGIN) * 1000

    @property
    def timeOrigin(self) -> float:
        """When the time origin was, in milliseconds since 1970."""
        return self._origin
