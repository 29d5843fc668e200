"""Lets a readable stream flow into a writable one. Source: Streams, "ReadableStreamPipeTo"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated.support.promise import Promise

from .aborting import SignalState, raised
from .readers import DefaultReaderState
from .stream_support import Capability, taken
from .writable import writable_state
from .writers import WriterState

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from background_fetch._generated.streams import ReadableStreamReadResult, StreamPipeOptions, WritableStream

    from .readable import ReadableState
    from .writable import WritableState


def start_pipe(source: ReadableState, destination: WritableStream, options: StreamPipeOptions) -> Promise[None]:
    """Lock both streams and begin; the promise is settled when all has been written, or can't be."""
    target = writable_state(destination)
    if source.locked or target.locked:
        return Promise.reject(TypeError("a stream that is locked can't be piped"))
    return Promise.of(_Pipe(source, target, options).run())


class _Pipe:
    """One pipe."""

    def __init__(self, source: ReadableState, target: WritableState, options: StreamPipeOptions) -> None:
        self._source = source
        self._target = target
        self._reader = DefaultReaderState(source)
        self._writer = WriterState(target)
        source.disturbed = True
        self._prevent_close = options.get("preventClose", False)
        self._prevent_abort = options.get("preventAbort", False)
        self._prevent_cancel = options.get("preventCancel", False)
        self._signal = options.get("signal")
        self._written: Promise[None] | None = None
        self._aborted: Capability[None] = Capability()
        taken(self._aborted.promise)

    async def run(self) -> None:
        """Move the chunks, and end as the streams' states demand."""
        signal = self._signal
        state = None if signal is None else signal._impl  # noqa: SLF001 -- what is behind it
        if signal is not None and isinstance(state, SignalState):
            if signal.aborted:
                self._abort()
            else:
                state.add(self._abort)
        try:
            await self._move()
        finally:
            if isinstance(state, SignalState):
                state.discard(self._abort)
            self._reader.releaseLock()
            self._writer.releaseLock()

    def _abort(self) -> None:
        self._aborted.reject(raised(self._signal.reason if self._signal is not None else None))

    async def _move(self) -> None:
        try:
            open_ = await self._copy()
        except Exception as error:
            await self._fail(error)
            raise
        if not open_:
            full = TypeError("the destination is closed: it takes no more chunks")
            if not self._prevent_cancel:
                await self._source.do_cancel(full)
            raise full
        if not self._prevent_close:
            await self._writer.close()
        elif self._written is not None:
            await self._written

    async def _copy(self) -> bool:
        """Move the chunks until there are none; False if the destination takes no more."""
        aborted = self._aborted.promise
        writer = self._writer
        while True:
            # Whichever ends first: the signal, the destination, or the wait for its room and for the next chunk.
            await Promise.race((aborted, writer.ready))
            if self._target.closing or self._target.state == "closed":
                return False
            waits: tuple[Promise[ReadableStreamReadResult | None], ...]
            waits = (aborted, writer.closed, self._reader.read())
            result = await Promise.race(waits)
            if result is None:
                return False
            if result.get("done", False):
                return True
            self._written = taken(writer.write(result.get("value")))

    async def _fail(self, error: Exception) -> None:
        """Let the other stream know."""
        signalled = self._signal is not None and self._signal.aborted
        # Both streams are given the signal's reason as it is, an exception or not.
        reason = self._signal.reason if self._signal is not None and signalled else error
        if self._source.state == "errored" and self._written is not None and self._target.state == "writable":
            # What has been read is written, before the destination learns of the failure.
            await self._written.catch(lambda _: None)
        steps: list[Awaitable[None]] = []
        if not self._prevent_abort and (signalled or self._source.state == "errored"):
            steps.append(self._target.do_abort(reason))
        if not self._prevent_cancel and self._source.state == "readable":
            steps.append(self._source.do_cancel(reason))
        for step in steps:
            await step
