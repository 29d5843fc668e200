"""The thread that libcurl works in: waits for sockets, commands and time."""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from math import inf
from typing import Final

import pycurl

from .curl_handles import Handles
from .curl_options import CurlOptions, set_request
from .curl_sockets import Sockets, has_more
from .curl_transfer import CurlTransfer
from .transport import Receiver, TransportError, WireRequest, given_up
from .watch import Patience

_MAX_CHECK: Final = 1.0
"""How often transfers are looked at that may have stalled; seconds."""
_DIRTY: Final = 2.0
"""How long a connection is left alone on which more has come than a response; after a second libcurl looks itself."""
_GOODBYE: Final = 1.0
"""How long the thread's own end is waited for; seconds."""


class Engine:
    """A thread with libcurl's multi handle. `call` and `close` are for other threads, the rest for its own."""

    def __init__(self, options: CurlOptions, share: pycurl.CurlShare) -> None:
        self._options = options
        self._handles = Handles(options, share)
        self._patience = Patience(
            response=options.response_timeout, stall=options.stall_timeout, stall_bytes=options.stall_bytes
        )
        self._check_interval = min(options.response_timeout / 4, options.stall_timeout / 4, _MAX_CHECK)
        self._commands: deque[Callable[[], object]] = deque()
        self._multi = pycurl.CurlMulti()
        self._sockets = Sockets(self._multi)
        self._next_check = 0.0
        self._running: dict[CurlTransfer, pycurl.Curl] = {}
        self._transfers: dict[pycurl.Curl, CurlTransfer] = {}
        self._over: list[tuple[CurlTransfer, TransportError | None]] = []
        """Those whose receivers have not been told yet that they have ended."""
        self.unflushed: list[CurlTransfer] = []
        """Those that hold pieces of their bodies."""
        self._dirty: dict[str, float] = {}
        """Origins with connections on which something has come that nobody asked for, and when libcurl will know."""
        self._open = True
        self._ended = False
        self._quiet = threading.Event()
        self._lock = threading.RLock()  # the collector may abort what nobody holds any more, within `call` too
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
                self._sockets.wake()
        if ended:
            command()

    def close(self) -> None:
        """Abort everything, and wait until no receiver is called any more; from any other thread."""
        self.call(self._stop)
        self._quiet.wait()
        self._thread.join(_GOODBYE)

    def drop(self, transfer: CurlTransfer, error: TransportError) -> None:
        """End a transfer that has not ended."""
        if self._release(transfer):
            self._over.append((transfer, error))

    def unpause(self, transfer: CurlTransfer) -> None:
        """Let a transfer go on."""
        easy = self._running.get(transfer)
        if easy is None:
            return
        try:
            transfer.unpause(easy)
        except pycurl.error as error:  # a callback that stopped what libcurl had held back
            self.drop(transfer, transfer.failure or given_up(error))

    def _stop(self) -> None:
        self._open = False
        for transfer in list(self._running):
            self.drop(transfer, TransportError("aborted", "The transport was closed"))

    def _begin(self, transfer: CurlTransfer) -> None:
        if not self._open:
            # At once: after the end this is any thread's, and what waits to be told of is the engine's.
            _finish(transfer, TransportError("aborted", "The transport was closed"))
            return
        try:
            easy = self._handles.take(transfer.request)
            public = self._options.network_policy == "public"
            transfer.leaves_nothing = set_request(easy, transfer.request, self._options) and not public
            if self._dirty and self._dirty.get(_origin(transfer), 0.0) > time.monotonic():
                easy.setopt(pycurl.FRESH_CONNECT, 1)
                transfer.leaves_nothing = False
            transfer.listen(easy, public=public)
            self._multi.add_handle(easy)
        except Exception as error:  # noqa: BLE001 -- what can't be set ends this transfer, not the thread
            self._over.append((transfer, given_up(error)))
            return
        self._running[transfer] = easy
        self._transfers[easy] = transfer

    def _release(self, transfer: CurlTransfer) -> bool:
        """Take a transfer's handle away; a transfer that is under way loses its connection."""
        easy = self._running.pop(transfer, None)
        if easy is None:
            return False
        del self._transfers[easy]
        self._multi.remove_handle(easy)
        self._handles.give_back(easy, transfer.request, leaves_nothing=transfer.leaves_nothing)
        return True

    # The loop

    def _run(self) -> None:
        try:
            while self._open:
                self._turn()
        finally:
            self._tear_down()

    def _turn(self) -> None:
        self._sockets.turn(self._next_check if self._running else inf)
        self._flush()
        self._reap()
        if self._commands:
            self._turn_commands()
            # They connect before more transfers end, whose connections have to be looked at first.
            self._sockets.act()
            self._flush()
            self._reap()
        now = time.monotonic()
        if self._running and self._next_check <= now:
            self._check(now)
        self._tell()

    def _tell(self) -> None:
        """Tell receivers of the end of their transfers, those of one turn together.

        Who is told begins to work at once, and each call of libcurl's would have to wait for Python's lock then.
        """
        over, self._over = self._over, []
        for transfer, error in over:
            _finish(transfer, error)

    def _turn_commands(self) -> None:
        while self._commands:
            self._commands.popleft()()

    def _flush(self) -> None:
        for transfer in self.unflushed:
            if not transfer.flush() and transfer.failure is not None:
                self.drop(transfer, transfer.failure)
        self.unflushed.clear()

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
        if error is None and has_more(easy):
            now = time.monotonic()
            self._dirty = {origin: end for origin, end in self._dirty.items() if end > now}
            self._dirty[_origin(transfer)] = now + _DIRTY
        self._release(transfer)
        self._over.append((transfer, error))

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
        self._tell()
        self._quiet.set()
        self._multi.close()  # may wait for the system to give up looking for a name
        self._handles.close()
        self._sockets.close()


def _origin(transfer: CurlTransfer) -> str:
    return "/".join(transfer.request.url.split("/", 3)[:3])


def _finish(transfer: CurlTransfer, error: TransportError | None) -> None:
    try:
        transfer.finish(error)
    except Exception:  # noqa: BLE001 -- the other transfers go on; it is told of as that of any thread
        kind, value, trace = sys.exc_info()
        if kind is not None:
            threading.excepthook(threading.ExceptHookArgs((kind, value, trace, threading.current_thread())))
