"""The thread that libcurl works in: waits for sockets, commands and time."""

from __future__ import annotations

import selectors
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Final

import pycurl

from .curl_options import CurlOptions, set_connection, set_request
from .curl_transfer import CurlTransfer
from .transport import Receiver, TransportError, WireRequest, given_up
from .trust import Trust, system_trust
from .watch import Patience

_EVENTS: Final = {
    pycurl.POLL_IN: selectors.EVENT_READ,
    pycurl.POLL_OUT: selectors.EVENT_WRITE,
    pycurl.POLL_INOUT: selectors.EVENT_READ | selectors.EVENT_WRITE,
}
_MAX_WAIT: Final = 3600.0
_MAX_CHECK: Final = 1.0
"""How often transfers are looked at that may have stalled; seconds."""
_MAX_IDLE: Final = 32
"""How many unused handles are kept."""


class Engine:
    """A thread with libcurl's multi handle. `call` and `close` are for other threads, the rest for its own."""

    def __init__(self, options: CurlOptions, share: pycurl.CurlShare) -> None:
        self._options = options
        self._share = share
        self._trust = Trust(options.ca_file, "") if options.ca_file else system_trust()
        self._patience = Patience(
            response=options.response_timeout, stall=options.stall_timeout, stall_bytes=options.stall_bytes
        )
        self._check_interval = min(options.response_timeout / 4, options.stall_timeout / 4, _MAX_CHECK)
        self._commands: deque[Callable[[], object]] = deque()
        self._inside, self._outside = socket.socketpair()
        self._inside.setblocking(False)
        self._outside.setblocking(False)
        self._woken = False
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._inside, selectors.EVENT_READ)
        self._multi = pycurl.CurlMulti()
        self._multi.setopt(pycurl.M_SOCKETFUNCTION, self._watch_socket)
        self._multi.setopt(pycurl.M_TIMERFUNCTION, self._set_timer)
        self._watched: set[int] = set()
        self._timer: float | None = None
        self._next_check = 0.0
        self._running: dict[CurlTransfer, pycurl.Curl] = {}
        self._transfers: dict[pycurl.Curl, CurlTransfer] = {}
        self._idle: dict[bool, list[pycurl.Curl]] = {False: [], True: []}
        """Handles without and with cookies: `reset` does not take them away."""
        self._open = True
        self._ended = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="background-fetch-network", daemon=True)
        self._thread.start()

    def start(self, request: WireRequest, receiver: Receiver) -> CurlTransfer:
        """Send a request; from any thread."""
        transfer = CurlTransfer(request, receiver, self, self._patience)
        self.call(lambda: self._begin(transfer))
        return transfer

    def call(self, command: Callable[[], object]) -> None:
        """Have the thread do something, from any thread. After its end the caller does it, which disturbs nothing."""
        with self._lock:
            ended = self._ended
            if not ended:
                self._commands.append(command)
                if not self._woken:
                    self._woken = True
                    self._outside.send(b"\0")
        if ended:
            command()

    def close(self) -> None:
        """Abort everything and wait for the thread; from any other thread."""
        self.call(self._stop)
        self._thread.join()

    def drop(self, transfer: CurlTransfer, error: TransportError) -> None:
        """End a transfer that has not ended."""
        if self._release(transfer):
            _finish(transfer, error)

    def unpause(self, transfer: CurlTransfer) -> None:
        """Let a transfer go on."""
        easy = self._running.get(transfer)
        if easy is not None:
            transfer.unpause(easy)

    def _stop(self) -> None:
        self._open = False
        for transfer in list(self._running):
            self.drop(transfer, TransportError("aborted", "The transport was closed"))

    def _begin(self, transfer: CurlTransfer) -> None:
        if not self._open:
            _finish(transfer, TransportError("aborted", "The transport was closed"))
            return
        try:
            easy = self._handle(transfer.request)
            transfer.listen(easy, public=self._options.network_policy == "public")
            self._multi.add_handle(easy)
        except Exception as error:  # noqa: BLE001 -- what can't be set ends this transfer, not the thread
            _finish(transfer, given_up(error))
            return
        self._running[transfer] = easy
        self._transfers[easy] = transfer

    def _handle(self, request: WireRequest) -> pycurl.Curl:
        idle = self._idle[request.with_credentials]
        if idle:
            easy = idle.pop()
        else:
            easy = pycurl.Curl()
            if request.with_credentials:
                easy.setopt(pycurl.SHARE, self._share)
        if request.with_credentials:
            easy.setopt(pycurl.COOKIEFILE, "")  # turns cookies on
        set_connection(easy, self._options, self._trust)
        set_request(easy, request, self._options)
        return easy

    def _release(self, transfer: CurlTransfer) -> bool:
        """Take a transfer's handle away; a transfer that is under way loses its connection."""
        easy = self._running.pop(transfer, None)
        if easy is None:
            return False
        del self._transfers[easy]
        self._multi.remove_handle(easy)
        idle = self._idle[transfer.request.with_credentials]
        if len(idle) < _MAX_IDLE:
            easy.reset()
            idle.append(easy)
        else:
            easy.close()
        return True

    # The loop

    def _run(self) -> None:
        try:
            while self._open:
                self._turn()
        finally:
            self._tear_down()

    def _turn(self) -> None:
        for key, events in self._selector.select(self._wait()):
            if key.fileobj is self._inside:
                self._inside.recv(64)
                continue
            bits = pycurl.CSELECT_IN if events & selectors.EVENT_READ else 0
            if events & selectors.EVENT_WRITE:
                bits |= pycurl.CSELECT_OUT
            self._multi.socket_action(key.fd, bits)
        self._turn_commands()
        now = time.monotonic()
        if self._timer is not None and self._timer <= now:
            self._timer = None
            self._multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)
        self._reap()
        if self._running and self._next_check <= now:
            self._check(now)

    def _turn_commands(self) -> None:
        self._woken = False
        while self._commands:
            self._commands.popleft()()

    def _wait(self) -> float:
        wait = _MAX_WAIT
        if self._timer is None and not self._running:
            return wait
        now = time.monotonic()
        if self._timer is not None:
            wait = self._timer - now
        if self._running:
            wait = min(wait, self._next_check - now)
        return max(wait, 0)

    def _reap(self) -> None:
        left = 1
        while left:
            left, good, bad = self._multi.info_read()
            for easy in good:
                self._end(easy, pycurl.E_OK, "")
            for easy, code, message in bad:
                self._end(easy, code, message)

    def _end(self, easy: pycurl.Curl, code: int, message: str) -> None:
        transfer = self._transfers[easy]
        error = transfer.result(code, message, easy)
        self._release(transfer)
        _finish(transfer, error)

    def _check(self, now: float) -> None:
        for transfer in list(self._running):
            error = transfer.overdue(now)
            if error is not None:
                self.drop(transfer, error)
        self._next_check = now + self._check_interval

    def _tear_down(self) -> None:
        self._stop()
        with self._lock:
            self._ended = True
        self._turn_commands()
        self._multi.close()
        for easy in [*self._idle[False], *self._idle[True]]:
            easy.close()
        self._selector.close()
        self._inside.close()
        self._outside.close()

    # libcurl's callbacks

    def _watch_socket(self, what: int, fd: int, _multi: pycurl.CurlMulti, _data: object) -> None:
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
        self._timer = None if milliseconds < 0 else time.monotonic() + milliseconds / 1000


def _finish(transfer: CurlTransfer, error: TransportError | None) -> None:
    try:
        transfer.finish(error)
    except Exception:  # noqa: BLE001 -- the other transfers go on; it is told of as that of any thread
        kind, value, trace = sys.exc_info()
        if kind is not None:
            threading.excepthook(threading.ExceptHookArgs((kind, value, trace, threading.current_thread())))
