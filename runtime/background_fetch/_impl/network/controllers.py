"""Holds on to a fetch from outside. Source: Fetch, "fetch controller"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from background_fetch._impl.network.transport import Transfer


class Controller:
    """A handle on a fetch. All may be called at any time, also before the fetch begins and after its end.

    No lock is needed: who ends a fetch notes that first and looks for a transfer then; a new transfer is noted first,
    and looks then whether all has ended.
    """

    __slots__ = ("_paused", "_transfer", "state")

    def __init__(self) -> None:
        self.state: Literal["ongoing", "terminated", "aborted"] = "ongoing"
        self._paused = False
        self._transfer: Transfer | None = None

    def terminate(self) -> None:
        """End the fetch: the user agent does not want it any more."""
        self._end("terminated")

    def abort(self) -> None:
        """End the fetch for a script, which is to learn that it was aborted."""
        self._end("aborted")

    def pause(self) -> None:
        """Let the rest of the body wait."""
        self._paused = True
        transfer = self._transfer
        if transfer is not None:
            transfer.pause()

    def resume(self) -> None:
        """Let the body come."""
        self._paused = False
        transfer = self._transfer
        if transfer is not None:
            transfer.resume()

    def attach(self, transfer: Transfer | None) -> None:
        """Take the request that is under way now, for the fetch itself."""
        self._transfer = transfer
        if transfer is None:
            return
        if self.state != "ongoing":
            transfer.abort()
        elif self._paused:
            transfer.pause()

    def _end(self, state: Literal["terminated", "aborted"]) -> None:
        if self.state == "ongoing":
            self.state = state
        transfer = self._transfer
        if transfer is not None:
            transfer.abort()
