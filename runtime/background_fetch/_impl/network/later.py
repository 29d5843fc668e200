"""A transport that is made with the first request: programs that send none load no libcurl."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .transport import Receiver, Transfer, Transport, WireRequest


class LaterTransport:
    """Stands for a transport until there is one."""

    def __init__(self, make: Callable[[], Transport]) -> None:
        self._make = make
        self._made: Transport | None = None
        self._cookies: list[str] = []

    def start(self, request: WireRequest, receiver: Receiver) -> Transfer:
        """Send a request; see Transport."""
        if self._made is None:
            self._made = self._make()
            self._made.set_cookies(self._cookies)
        return self._made.start(request, receiver)

    def cookies(self) -> list[str]:
        """Return the cookies; see Transport."""
        return list(self._cookies) if self._made is None else self._made.cookies()

    def set_cookies(self, lines: list[str]) -> None:
        """Take cookies; see Transport."""
        if self._made is None:
            self._cookies += lines
        else:
            self._made.set_cookies(lines)

    async def close(self) -> None:
        """Close what was made; see Transport."""
        if self._made is not None:
            await self._made.close()
