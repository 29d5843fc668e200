"""Two streams out of one. Source: Streams, "ReadableStreamDefaultTee", "ReadableByteStreamTee".

Chunks of bytes can't change here, so both branches get the same ones, and streams of bytes need no way of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated.support.promise import Promise

from .byte_controller import ByteController
from .default_controller import DefaultController
from .readable import ReadableState
from .readers import DefaultReaderState
from .stream_support import Capability, taken

if TYPE_CHECKING:
    from collections.abc import Callable


class _Tee:
    """What the branches share."""

    def __init__(self, stream: ReadableState) -> None:
        self.reader = DefaultReaderState(stream)
        self.stream = stream
        self.reading = False
        self.again = False
        self.reasons: dict[int, object] = {}
        self.cancelled: Capability[object] = Capability()
        self.branches: list[ReadableState] = []
        self.controllers: list[DefaultController | ByteController] = []
        for number in range(2):
            branch = ReadableState()
            make = ByteController if isinstance(stream.controller, ByteController) else DefaultController
            self.branches.append(branch)
            # Nothing is read ahead, as Fetch wants it for bodies of bytes; other streams keep one chunk.
            mark = 0 if make is ByteController else 1
            self.controllers.append(make(branch, pull=self.pull, cancel=self._cancel(number), mark=mark))
        for controller in self.controllers:
            controller.start_quietly()
        taken(self.reader.closed)
        if stream.state != "readable":
            self._end(stream.stored_error if stream.state == "errored" else None)
        else:
            self.reader.on_failure = self._end

    def pull(self) -> Promise[object] | None:
        """Read a chunk for both. Source: "pullAlgorithm"."""
        if self.reading:
            self.again = True
        else:
            self.reading = True
            self.reader.request(self)
        return None

    def chunk(self, chunk: object, /) -> None:
        """Give the chunk to the branches that want it."""
        self.again = False
        for number, controller in enumerate(self.controllers):
            if number not in self.reasons:
                controller.enqueue(chunk)
        self.reading = False
        if self.again:
            self.pull()

    def close(self) -> None:
        """End the branches."""
        self.reading = False
        self._end(None)

    def error(self, error: BaseException, /) -> None:
        """Let the branches fail."""
        self.reading = False
        self._end(error)

    def _end(self, error: BaseException | None) -> None:
        for number, controller in enumerate(self.controllers):
            if self.branches[number].state != "readable" or number in self.reasons:
                continue
            if error is not None:
                controller.error(error)
            elif isinstance(controller, ByteController):
                controller.finish()
            else:
                controller.close()
        if len(self.reasons) < len(self.controllers):
            self.cancelled.resolve(None)

    def _cancel(self, number: int) -> Callable[[object], Promise[object]]:
        """Return what cancels a branch: the stream itself is cancelled when both are."""

        def cancel(reason: object) -> Promise[object]:
            self.reasons[number] = reason
            if len(self.reasons) == len(self.controllers):
                self.cancelled.resolve(self.stream.do_cancel([self.reasons[0], self.reasons[1]]))
            return self.cancelled.promise

        return cancel


def tee_state(stream: ReadableState) -> list[ReadableState]:
    """Return the two branches of a stream, which is locked from now on."""
    return _Tee(stream).branches
