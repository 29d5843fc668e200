"""What libcurl waits for: sockets, time, and other threads' calls."""

from __future__ import annotations

import select
import selectors
import socket
import time
from typing import Final

import pycurl

_EVENTS: Final = {
    pycurl.POLL_IN: selectors.EVENT_READ,
    pycurl.POLL_OUT: selectors.EVENT_WRITE,
    pycurl.POLL_INOUT: selectors.EVENT_READ | selectors.EVENT_WRITE,
}
_BITS: Final = {
    selectors.EVENT_READ: pycurl.CSELECT_IN,
    selectors.EVENT_WRITE: pycurl.CSELECT_OUT,
    selectors.EVENT_READ | selectors.EVENT_WRITE: pycurl.CSELECT_IN | pycurl.CSELECT_OUT,
}
_NEVER: Final = float("inf")
_LONGEST: Final = 3600.0


class Sockets:
    """The sockets of a multi handle. `wake` is for any thread, the rest for one."""

    def __init__(self, multi: pycurl.CurlMulti) -> None:
        self._multi = multi
        self._selector = selectors.DefaultSelector()
        self._watched: set[int] = set()
        self._timer = _NEVER
        self._inside, self._outside = socket.socketpair()
        self._woken = False
        self._selector.register(self._inside, selectors.EVENT_READ)
        multi.setopt(pycurl.M_SOCKETFUNCTION, self._watch)
        multi.setopt(pycurl.M_TIMERFUNCTION, self._set_timer)

    def wake(self) -> None:
        """Have `turn` return soon."""
        if not self._woken:
            self._woken = True
            self._outside.send(b"\0")

    def turn(self, until: float) -> None:
        """Wait for whatever comes first, and have libcurl do what is due.

        Args:
            until: When to return at the latest, by `time.monotonic`.
        """
        wait = min(until, self._timer) - time.monotonic()
        for key, events in self._selector.select(min(max(wait, 0), _LONGEST)):
            if key.fileobj is self._inside:
                self._inside.recv(64)
                self._woken = False
            else:
                self._multi.socket_action(key.fd, _BITS[events])
        if self._timer <= time.monotonic():
            self.act()

    def act(self) -> None:
        """Have libcurl begin what was added."""
        self._timer = _NEVER
        self._multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)

    def close(self) -> None:
        """Give everything back."""
        self._selector.close()
        self._inside.close()
        self._outside.close()

    def _watch(self, what: int, fd: int, _multi: pycurl.CurlMulti, _data: object) -> None:
        if what == pycurl.POLL_REMOVE:
            if fd in self._watched:
                self._watched.remove(fd)
                self._selector.unregister(fd)
        elif fd in self._watched:
            self._selector.modify(fd, _EVENTS[what])
        else:
            self._watched.add(fd)
            self._selector.register(fd, _EVENTS[what])

    def _set_timer(self, milliseconds: int) -> None:
        self._timer = _NEVER if milliseconds < 0 else time.monotonic() + milliseconds / 1000


def has_more(easy: pycurl.Curl) -> bool:
    """Tell whether something has come on a connection behind a response, so that it would be taken for the next one."""
    if easy.getinfo(pycurl.INFO_HTTP_VERSION) >= pycurl.CURL_HTTP_VERSION_2_0:
        return False  # there responses have numbers
    file = easy.getinfo(pycurl.ACTIVESOCKET)
    if file < 0:
        return False
    poll = select.poll()
    poll.register(file, select.POLLIN)
    return bool(poll.poll(0))
