"""libcurl's easy handles, which are used again and again: to set one up takes as long as to send a small request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pycurl

from .curl_options import CurlOptions, set_connection
from .trust import Trust, system_trust

if TYPE_CHECKING:
    from .transport import WireRequest

_MAX_IDLE: Final = 32
"""How many unused ones are kept of each kind."""


class Handles:
    """The handles of a transport, ready for any request."""

    def __init__(self, options: CurlOptions, share: pycurl.CurlShare) -> None:
        """Make a stock.

        Args:
            options: How requests go out.
            share: What holds the cookies.
        """
        self._options = options
        self._share = share
        self._trust = Trust(options.ca_file, "") if options.ca_file else system_trust()
        self._idle: dict[bool, list[pycurl.Curl]] = {False: [], True: []}
        """Without and with cookies: `reset` does not take these away."""

    def take(self, request: WireRequest) -> pycurl.Curl:
        """Return a handle for a request."""
        idle = self._idle[request.with_credentials]
        if idle:
            return idle.pop()
        easy = pycurl.Curl()
        if request.with_credentials:
            easy.setopt(pycurl.SHARE, self._share)
        self._set_up(easy, request)
        return easy

    def give_back(self, easy: pycurl.Curl, request: WireRequest, *, leaves_nothing: bool) -> None:
        """Take a handle back.

        Args:
            easy: The handle.
            request: What it was taken for.
            leaves_nothing: Whether it has no options but those that each request sets.
        """
        idle = self._idle[request.with_credentials]
        if len(idle) >= _MAX_IDLE:
            easy.close()
            return
        if leaves_nothing:
            # Its callbacks keep all alive that the transfer has held.
            easy.setopt(pycurl.HEADERFUNCTION, _ignore)
            easy.setopt(pycurl.WRITEFUNCTION, _ignore)
        else:
            easy.reset()
            self._set_up(easy, request)
        idle.append(easy)

    def _set_up(self, easy: pycurl.Curl, request: WireRequest) -> None:
        if request.with_credentials:
            easy.setopt(pycurl.COOKIEFILE, "")  # turns cookies on
        set_connection(easy, self._options, self._trust)

    def close(self) -> None:
        """Close those that nobody uses."""
        for easy in [*self._idle[False], *self._idle[True]]:
            easy.close()


def _ignore(_: bytes) -> None:
    """Let what comes go."""
