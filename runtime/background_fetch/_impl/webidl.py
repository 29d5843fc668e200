"""What is behind the classes of webidl: to be filled in, it is not generated again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._generated.support.platform import not_supported

if TYPE_CHECKING:
    from .._generated import QuotaExceededError, QuotaExceededErrorOptions


class QuotaExceededErrorBehaviour:
    """What is behind a QuotaExceededError."""

    def __init__(self, this: QuotaExceededError, message: str, options: QuotaExceededErrorOptions, /) -> None:
        not_supported("QuotaExceededError", "background_fetch/_impl/webidl.py")

    @property
    def quota(self) -> float | None:
        """The limit that was exceeded, or null where it is not told."""
        not_supported("QuotaExceededError.quota", "background_fetch/_impl/webidl.py")

    @property
    def requested(self) -> float | None:
        """What was asked for, or null where it is not told."""
        not_supported("QuotaExceededError.requested", "background_fetch/_impl/webidl.py")
