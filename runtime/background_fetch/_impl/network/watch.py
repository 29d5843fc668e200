"""Whether a transfer still moves. The times come from outside."""

from __future__ import annotations

from dataclasses import dataclass

from .transport import TransportError


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long a server may take; seconds."""

    response: float
    """From the last byte of the request that left to the end of the response's head."""
    stall: float
    """For `stall_bytes` bytes of the body."""
    stall_bytes: int


class Watch:
    """The progress of one transfer."""

    __slots__ = ("_bytes", "_patience", "_since")

    def __init__(self, patience: Patience, now: float) -> None:
        self._patience = patience
        self._since = now
        self._bytes = 0

    def restart(self, now: float, count: int) -> None:
        """Begin to count anew: a part of the request has left, or the transfer is paused.

        Args:
            now: The time.
            count: How many bytes of the body have come by now.
        """
        self._since = now
        self._bytes = count

    def overdue(self, now: float, count: int | None) -> TransportError | None:
        """Return the error if the server has taken too long.

        Args:
            now: The time.
            count: How many bytes of the body have come by now; None before the head's end.
        """
        waited = now - self._since
        if count is None:
            if waited < self._patience.response:
                return None
            return TransportError("timeout", f"No response came in {self._patience.response:g} seconds")
        if count - self._bytes >= self._patience.stall_bytes:
            self.restart(now, count)
        elif waited >= self._patience.stall:
            return TransportError("stall", f"Less than {self._patience.stall_bytes} bytes came in {waited:.0f} seconds")
        return None
