"""Bodies of responses for scripts: what the transport's thread brings, as a stream of the event loop.

The thread appends, the loop takes away. When the reader does not keep up the transport has to wait; when nobody can
read any more, since the stream is gone, the fetch is given up.
"""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from weakref import ref

from background_fetch._generated.support.promise import Promise
from background_fetch._impl.byte_controller import ByteController
from background_fetch._impl.network.faults import NetworkError
from background_fetch._impl.readable import ReadableState
from background_fetch._impl.stream_support import Capability

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from background_fetch._generated.streams import ReadableStream
    from background_fetch._impl.network.controllers import Controller

HIGH: Final = 512 * 1024
"""With so many bytes waiting the transport is asked to wait."""
LOW: Final = 128 * 1024
MOST: Final = 64 * 1024 * 1024
"""What may come all the same, before the transport heeds that: a body that a bomb was made of ends here."""


class Incoming:
    """Bytes between the transport's thread and a stream."""

    def __init__(self, loop: AbstractEventLoop, controller: Controller, *, whole: bool) -> None:
        """Begin.

        Args:
            loop: Where the stream is read.
            controller: The fetch's.
            whole: Whether nobody can read before all is there, so that nothing waits.
        """
        from threading import Lock  # noqa: PLC0415 -- like asyncio, not needed by who only makes events

        self._loop = loop
        self._controller = controller
        self._whole = whole
        self._lock = Lock()
        self._pieces: deque[bytes] = deque()
        self._received = 0
        self._taken = 0
        self._paused = False
        self._noted = False
        self._ended = False
        self._error: BaseException | None = None
        self._waiting: Capability[object] | None = None
        self._stream: ref[ByteController] | None = None

    # On the transport's thread

    def add(self, data: bytes) -> bool:
        """Take a piece.

        Raises:
            NetworkError: There is far too much.
        """
        self._received += len(data)
        self._pieces.append(data)
        waiting = self._received - self._taken
        if waiting > HIGH and not self._whole:
            if waiting > MOST:
                raise NetworkError("the body grows faster than it can be read")
            with self._lock:
                if not self._paused and self._received - self._taken > HIGH:
                    self._paused = True
                    self._controller.pause()
        if not self._noted:
            self._noted = True
            self._loop.call_soon_threadsafe(self._serve)
        return True

    # On the event loop

    def stream(self) -> ReadableStream:
        """Return the stream. It is held by who reads it alone."""
        state = ReadableState()
        controller = ByteController(state, pull=self._pull, cancel=self._cancelled)
        controller.start_quietly()
        self._stream = ref(controller, self._abandoned)
        return state.public

    def _abandoned(self, _gone: ref[ByteController]) -> None:
        """Give the fetch up: nobody can read any more.

        The collector calls this in any thread at any time, so what takes a lock is left to the loop.
        """
        if not self._ended:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._controller.terminate)

    def end(self, error: BaseException | None) -> None:
        """Take note of the end of the body."""
        if not self._ended:
            self._ended = True
            self._error = error
            self._serve()

    def fail(self, error: BaseException) -> None:
        """Let the stream fail now, whatever waits."""
        self._ended = True
        self._error = error
        self._pieces.clear()
        controller = self._target()
        if controller is not None:
            controller.error(error)

    def _target(self) -> ByteController | None:
        return None if self._stream is None else self._stream()

    def _pull(self) -> Promise[object] | None:
        """Give the next piece, or promise it."""
        if self._give():
            return None
        self._waiting = Capability()
        return self._waiting.promise

    def _serve(self) -> None:
        """Answer who waits, if there is something to answer."""
        self._noted = False
        waiting = self._waiting
        if waiting is not None and self._give():
            self._waiting = None
            waiting.resolve(None)

    def _give(self) -> bool:
        controller = self._target()
        if controller is None:
            return False
        if self._pieces:
            data = self._pieces.popleft()
            self._taken += len(data)
            self._go_on()
            controller.enqueue(data)
            return True
        if not self._ended:
            return False
        if self._error is None:
            controller.finish()
        else:
            controller.error(self._error)
        return True

    def _go_on(self) -> None:
        with self._lock:
            if self._paused and self._received - self._taken < LOW:
                self._paused = False
                self._controller.resume()

    def _cancelled(self, _reason: object) -> Promise[object]:
        """Give the fetch up: nobody wants the rest."""
        self._pieces.clear()
        self._controller.terminate()
        return Promise.resolve(None)
