"""One request in libcurl: its callbacks, and how it ends. All but `abort`, `pause`, `resume` is for libcurl's thread.

An exception that leaves a callback would be printed and lost, so each is kept as the reason of the transfer's end.
"""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING, Final

import pycurl

from .addresses import is_public
from .curl_errors import transport_error
from .heads import HeadReader
from .transport import Receiver, ResponseHead, TransportError, WireRequest, given_up, unwanted
from .watch import Patience, Watch

if TYPE_CHECKING:
    from .curl_engine import Engine

_PIECE: Final = 256 * 1024
"""As much is given to the receiver at a time, or what there is."""
_STOP: Final = -1
"""What makes libcurl end a transfer, whichever callback returns it."""


class CurlTransfer:
    """A request on its way."""

    def __init__(self, request: WireRequest, receiver: Receiver, engine: Engine, patience: Patience) -> None:
        self.request = request
        self._receiver = receiver
        self._engine = engine
        self._watch = Watch(patience, time.monotonic())
        self._reader = HeadReader()
        self._head: ResponseHead | None = None
        self._begun = False
        self.leaves_nothing = False
        """Whether its handle has no options but those that each request sets."""
        self.failure: TransportError | None = None
        self._refused = ""
        self._paused = False
        self._held = False
        self._pieces: list[bytes] = []
        self._waiting = 0
        self._received = 0
        self._sent = 0
        self._position = 0

    # From any thread

    def abort(self) -> None:
        """Close the connection; see Transfer."""
        self._engine.call(lambda: self._engine.drop(self, TransportError("aborted", "The request was aborted")))

    def pause(self) -> None:
        """Read no further; see Transfer."""
        self._paused = True

    def resume(self) -> None:
        """Read on; see Transfer."""
        self._paused = False
        self._engine.call(lambda: self._engine.unpause(self))

    # libcurl's callbacks

    def listen(self, easy: pycurl.Curl, *, public: bool) -> None:
        """Have a handle call back."""
        easy.setopt(pycurl.HEADERFUNCTION, self._take_line)
        easy.setopt(pycurl.WRITEFUNCTION, self._take_data)
        if self.request.body is not None:
            easy.setopt(pycurl.READFUNCTION, self._read)
            easy.setopt(pycurl.SEEKFUNCTION, self._seek)
            easy.setopt(pycurl.NOPROGRESS, 0)
            easy.setopt(pycurl.XFERINFOFUNCTION, self._progress)
        if public:
            easy.setopt(pycurl.OPENSOCKETFUNCTION, self._open)

    def _take_line(self, line: bytes) -> int | None:
        if self._head is not None:  # a trailer
            return None
        self._begun = True
        try:
            head = self._reader.line(line)
            if head is None:
                return None
            self._head = head
            self._watch.restart(time.monotonic(), 0)
            if self._receiver.head(head):
                return None
            self.failure = unwanted()
        except Exception as error:  # noqa: BLE001 -- whatever the receiver raises ends the transfer
            self.failure = given_up(error)
        return _STOP

    def _take_data(self, data: bytes) -> int | None:
        if self._paused:
            self._held = True
            return pycurl.WRITEFUNC_PAUSE
        if not self._pieces:
            self._engine.unflushed.append(self)
        self._pieces.append(data)
        self._waiting += len(data)
        return None if self._waiting < _PIECE or self.flush() else _STOP

    def _read(self, length: int) -> bytes | int:
        body = self.request.body
        try:
            data = body.read(self._position, length) if body is not None else b""
            if not data:
                raise EOFError("the content is shorter than it said")  # noqa: TRY301 -- ends as a failure of reading does
        except Exception as error:  # noqa: BLE001 -- as above
            self.failure = given_up(error)
            return pycurl.READFUNC_ABORT
        self._position += len(data)
        return data

    def _seek(self, offset: int, _origin: int) -> int:
        self._position = offset
        return pycurl.SEEKFUNC_OK

    def _progress(self, _down_total: int, _down: int, _up_total: int, up: int) -> int | None:
        if up <= self._sent:  # nothing new, or the body is sent again on another connection
            return None
        try:
            self._receiver.sent(up - self._sent)
        except Exception as error:  # noqa: BLE001 -- as above
            self.failure = given_up(error)
            return _STOP
        self._sent = up
        self._watch.restart(time.monotonic(), self._received)
        return None

    def _open(self, _purpose: int, target: pycurl.CurlSockAddr) -> _NewSocket | int:
        address = target.addr[0]
        if not isinstance(address, str) or not is_public(address):
            self._refused = str(address)
            return pycurl.SOCKET_BAD
        return _NewSocket(socket.socket(target.family, target.socktype, target.protocol))

    # The engine's calls

    def flush(self) -> bool:
        """Give the receiver what has come, in one piece; libcurl's own are small. False: `failure` says why no more."""
        if not self._pieces:
            return True
        data = self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)
        self._pieces.clear()
        self._waiting = 0
        self._received += len(data)
        try:
            if self._receiver.data(data):
                return True
            self.failure = unwanted()
        except Exception as error:  # noqa: BLE001 -- as above
            self.failure = given_up(error)
        return False

    def unpause(self, easy: pycurl.Curl) -> None:
        """Have libcurl give what it held back, unless the transfer was paused again."""
        if self._held and not self._paused:
            self._held = False
            self._watch.restart(time.monotonic(), self._received)
            easy.pause(pycurl.PAUSE_CONT)

    def overdue(self, now: float) -> TransportError | None:
        """Return the error if the server has taken too long."""
        if self._held:
            self._watch.restart(now, self._received)
            return None
        return self._watch.overdue(now, None if self._head is None else self._received)

    def result(self, code: int, message: str, easy: pycurl.Curl) -> TransportError | None:
        """Return how the transfer has ended by what libcurl tells of; None is success."""
        self._progress(0, 0, 0, easy.getinfo(pycurl.SIZE_UPLOAD_T))
        self.flush()
        if self.failure is not None:
            return self.failure
        if self._refused and code == pycurl.E_COULDNT_CONNECT:
            return TransportError("address", f"The address {self._refused} is not a public one")
        if code != pycurl.E_OK:
            return transport_error(code, message, easy.getinfo(pycurl.OS_ERRNO), begun=self._begun)
        if self._head is None:
            return TransportError("cut", "The response ended in its head")
        return None

    def finish(self, error: TransportError | None) -> None:
        """Tell the receiver of the end, after which it gets nothing."""
        self._pieces.clear()
        self._receiver.finished(error)


class _NewSocket:
    """A socket that pycurl duplicates; it is closed with the last reference, which is pycurl's."""

    def __init__(self, new: socket.socket) -> None:
        self._socket = new

    def fileno(self) -> int:
        """Return what pycurl duplicates."""
        return self._socket.fileno()

    def __del__(self) -> None:
        self._socket.close()
