"""The error of a limit of storage. Source: Web IDL, "QuotaExceededError"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated.support.exceptions import DOMException

if TYPE_CHECKING:
    from background_fetch._generated.webidl import QuotaExceededError, QuotaExceededErrorOptions


class QuotaState:
    """What stands behind a QuotaExceededError."""

    def __init__(self, this: QuotaExceededError, message: str, options: QuotaExceededErrorOptions) -> None:
        DOMException.__init__(this, message, "QuotaExceededError")
        self.quota: float | None = options.get("quota")
        self.requested: float | None = options.get("requested")
        # Steps 4 to 6: what JavaScript calls a RangeError.
        for name, value in (("quota", self.quota), ("requested", self.requested)):
            if value is not None and value < 0:
                raise ValueError(f"QuotaExceededError: {name!r} must not be negative")
        if self.quota is not None and self.requested is not None and self.requested < self.quota:
            raise ValueError("QuotaExceededError: 'requested' must not be less than 'quota'")
