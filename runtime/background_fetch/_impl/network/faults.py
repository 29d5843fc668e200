"""Network errors: why a fetch has no response, or not all of it. Source: Fetch, "network error"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from background_fetch._impl.network.transport import TransportError


class NetworkError(Exception):
    """A network error. Scripts learn only that there is one; the reason is for people."""

    def __init__(self, reason: str, *, aborted: bool = False, temporary: bool = False, unreached: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.aborted = aborted
        """Whether somebody has given up the fetch: an "aborted network error"."""
        self.temporary = temporary
        """Whether it may be over in a while: "temporarily unavailable"."""
        self.unreached = unreached
        """Whether no server has answered, not even with a redirect."""


def of_transport(error: TransportError, *, answered: bool = False) -> NetworkError:
    """Return what a failure of the transport is for Fetch.

    Args:
        error: The failure.
        answered: Whether a response had begun.
    """
    return NetworkError(
        str(error) or error.kind,
        aborted=error.kind == "aborted",
        temporary=error.temporary,
        unreached=error.unreached and not answered,
    )
