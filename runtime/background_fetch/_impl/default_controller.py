"""What fills a stream of any values. Source: Streams, "ReadableStreamDefaultController"."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from .controllers import BaseController, Cancel, Pull
from .stream_support import Size, measured

if TYPE_CHECKING:
    from .readable import ReadableState, ReadRequest
    from .readers import DefaultReaderState


class DefaultController(BaseController):
    """Chunks that wait, and the source that gives more. This is what `start` and `pull` of a source are given."""

    def __init__(
        self,
        stream: ReadableState,
        *,
        pull: Pull | None = None,
        cancel: Cancel | None = None,
        mark: float = 1,
        size: Size | None = None,
    ) -> None:
        super().__init__(stream, pull, cancel, mark)
        self._queue: deque[tuple[object, float]] = deque()
        self._total: float = 0
        self._size = size
        stream.controller = self

    def enqueue(self, chunk: object = None, /) -> None:
        """Give a chunk. Source: "ReadableStreamDefaultControllerEnqueue".

        Raises:
            TypeError: The stream takes no more.
        """
        if not self._can_take():
            raise TypeError("the stream is closed or has failed: it takes no more chunks")
        requests = self._waiting()
        if requests:
            requests.popleft().chunk(chunk)
        else:
            try:
                size = measured(self._size, chunk)
            except Exception as error:
                self.error(error)
                raise
            self._queue.append((chunk, size))
            self._total += size
        self._pulling.ask()

    def close(self) -> None:
        """End the stream behind what waits. Source: "ReadableStreamDefaultControllerClose".

        Raises:
            TypeError: It has ended or failed already.
        """
        if not self._can_take():
            raise TypeError("the stream is closed or has failed already")
        self._close_requested = True
        if not self._queue:
            self._let_go()
            self._stream.close()

    def pull_steps(self, request: ReadRequest, /) -> None:
        """Answer a request now or later. Source: "[[PullSteps]]"."""
        if not self._queue:
            reader = self._stream.reader
            if reader is not None:
                reader.requests.append(request)  # type: ignore[arg-type] # only a default reader asks
            self._pulling.ask()
            return
        chunk, size = self._queue.popleft()
        self._total = max(0, self._total - size)
        if self._close_requested and not self._queue:
            self._let_go()
            self._stream.close()
        else:
            self._pulling.ask()
        request.chunk(chunk)

    def release_steps(self) -> None:
        """Do nothing: the reader takes its requests along."""

    def _waiting(self) -> deque[ReadRequest]:
        reader: DefaultReaderState | None = self._stream.reader  # type: ignore[assignment] # no stream of bytes
        return _NONE if reader is None else reader.requests

    def _waiting_size(self) -> float:
        return self._total

    def _forget(self) -> None:
        self._queue.clear()
        self._total = 0

    def _let_go(self) -> None:
        super()._let_go()
        self._size = None


_NONE: deque[ReadRequest] = deque(maxlen=0)
