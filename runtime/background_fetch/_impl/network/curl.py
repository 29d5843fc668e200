"""HTTP by libcurl, in a thread of its own: the transport of CPython.

Import this module only where a transport is made: it loads libcurl.
"""

from __future__ import annotations

import threading

import pycurl

from .curl_engine import Engine
from .curl_options import CurlOptions
from .transport import Receiver, Transfer, TransportError, WireRequest


class CurlTransport:
    """Carries requests by libcurl. The thread is started by the first request."""

    def __init__(self, options: CurlOptions | None = None) -> None:
        """Make a transport.

        Args:
            options: How requests go out; what `CurlOptions` has by default if not given.
        """
        self._options = CurlOptions() if options is None else options
        self._engine: Engine | None = None
        self._closed = False
        self._lock = threading.Lock()
        self._share = pycurl.CurlShare()
        self._share.setopt(pycurl.SH_SHARE, pycurl.LOCK_DATA_COOKIE)
        self._jar = pycurl.Curl()
        self._jar.setopt(pycurl.SHARE, self._share)
        self._jar.setopt(pycurl.COOKIEFILE, "")

    def start(self, request: WireRequest, receiver: Receiver) -> Transfer:
        """Send a request; see Transport."""
        with self._lock:
            if self._engine is None and not self._closed:
                self._engine = Engine(self._options, self._share)
            engine = self._engine
        if engine is None:
            receiver.finished(TransportError("aborted", "The transport was closed"))
            return _Ended()
        return engine.start(request, receiver)

    def cookies(self) -> list[str]:
        """Return the cookies; see Transport."""
        lines: list[str] = self._jar.getinfo(pycurl.INFO_COOKIELIST)
        return lines

    def set_cookies(self, lines: list[str]) -> None:
        """Take cookies that `cookies` gave earlier; see Transport."""
        for line in lines:
            self._jar.setopt(pycurl.COOKIELIST, line)

    async def close(self) -> None:
        """Abort all transfers; return when no receiver is called any more, and most often when the thread has ended."""
        import asyncio  # noqa: PLC0415 -- whoever awaits has it already; others need not load it

        with self._lock:
            self._closed = True
            engine = self._engine
        if engine is not None:
            await asyncio.to_thread(engine.close)


class _Ended:
    """A request that never went out."""

    def abort(self) -> None:
        """Do nothing."""

    def pause(self) -> None:
        """Do nothing."""

    def resume(self) -> None:
        """Do nothing."""
