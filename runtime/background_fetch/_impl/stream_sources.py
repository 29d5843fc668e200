"""Makes streams: of scripts' sources, of bytes, of iterators. Source: Streams, "ReadableStream", "Other specs"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated.support.promise import Promise

from .default_controller import DefaultController
from .readable import ReadableState, readable_state
from .stream_support import called, high_water_mark, member, value

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Callable, Sequence

    from background_fetch._generated.streams import QueuingStrategy, ReadableStream

    from .byte_controller import ByteController

_CHUNK = 65536


def new_readable(this: ReadableStream, source: object | None, strategy: QueuingStrategy) -> ReadableState:
    """Return what is behind the stream that a script makes. Source: the constructor of ReadableStream."""
    state = ReadableState(this)
    kind = value(source, "type")
    start, pull, cancel = (member(source, name, "underlyingSource") for name in ("start", "pull", "cancel"))
    if kind == "bytes":
        if "size" in strategy:
            raise ValueError("a stream of bytes can't have a strategy with size")
        from .byte_controller import ByteController  # noqa: PLC0415 -- few streams are of bytes

        controller: DefaultController | ByteController = ByteController(
            state,
            pull=None if pull is None else lambda: called(pull, controller),
            cancel=None if cancel is None else lambda reason: called(cancel, reason),
            mark=high_water_mark(strategy, 0),
            allocate=_allocation(source),
        )
    elif kind is not None:
        raise TypeError(f"underlyingSource: type must be 'bytes' or missing, not {kind!r}")
    else:
        controller = DefaultController(
            state,
            pull=None if pull is None else lambda: called(pull, controller),
            cancel=None if cancel is None else lambda reason: called(cancel, reason),
            mark=high_water_mark(strategy, 1),
            size=strategy.get("size"),
        )
    _start(start, controller)
    return state


def _allocation(source: object) -> int | None:
    size = value(source, "autoAllocateChunkSize")
    if size is None:
        return None
    if not isinstance(size, int) or size <= 0:
        raise TypeError("underlyingSource: autoAllocateChunkSize must be a positive int")
    return size


def _start(start: Callable[..., object] | None, controller: DefaultController | ByteController) -> None:
    """Let the source begin. What it raises is raised; what it promises is waited for."""
    result = None if start is None else start(controller)
    promise = called(lambda: result)
    try:
        promise.then(lambda _: controller.start(), controller.error)
    except RuntimeError:
        # No event loop runs yet, and nothing is to be waited for: the stream begins when it is read.
        controller.start_quietly()


def make_stream(
    pull: Callable[[DefaultController], Promise[object] | None] | None = None,
    cancel: Callable[[object], Promise[object]] | None = None,
    mark: float = 0,
) -> tuple[ReadableStream, DefaultController]:
    """Return a stream of the platform and what fills it; it needs no event loop until it is read."""
    state = ReadableState()
    controller = DefaultController(
        state, pull=None if pull is None else lambda: pull(controller), cancel=cancel, mark=mark
    )
    controller.start_quietly()
    return state.public, controller


def stream_of_bytes(data: bytes | Sequence[memoryview], chunk: int = _CHUNK) -> ReadableStream:
    """Return a stream of bytes at hand, which are cut into chunks."""
    from .byte_controller import ByteController  # noqa: PLC0415 -- not every stream is of bytes

    parts = [memoryview(data)] if isinstance(data, bytes) else list(data)
    pieces = (part[start : start + chunk] for part in parts for start in range(0, len(part), chunk))
    state = ReadableState()

    def pull() -> None:
        piece = next(pieces, None)
        if piece is None:
            controller.finish()
        else:
            controller.enqueue(bytes(piece))

    controller = ByteController(state, pull=pull, mark=0)
    controller.start_quietly()
    return state.public


def stream_of(chunks: AsyncIterable[object]) -> ReadableStream:
    """Return a stream of the items of an asynchronous iterable. Source: "ReadableStreamFromIterable"."""
    iterator = chunks.__aiter__()

    async def step(controller: DefaultController) -> None:
        try:
            chunk = await iterator.__anext__()
        except StopAsyncIteration:
            controller.close()
        else:
            controller.enqueue(chunk)

    async def leave() -> None:
        close = getattr(iterator, "aclose", None)
        if close is not None:
            await close()

    def pull(controller: DefaultController) -> Promise[object]:
        return Promise.of(step(controller))

    def cancel(_reason: object) -> Promise[object]:
        return Promise.of(leave())

    return make_stream(pull, cancel)[0]


async def read_all_bytes(stream: ReadableStream) -> bytes:
    """Return all bytes of a stream. Source: "read all bytes"; Fetch, "fully read".

    Raises:
        TypeError: The stream is locked, or gives something else than bytes.
    """
    from .readers import DefaultReaderState  # noqa: PLC0415 -- readers know streams

    reader = DefaultReaderState(readable_state(stream))
    parts: list[bytes] = []
    while True:
        result = await reader.read()
        if result.get("done", False):
            return b"".join(parts)
        chunk = result.get("value")
        if not isinstance(chunk, bytes | bytearray | memoryview):
            error = TypeError(f"a chunk of a body must be bytes, not {type(chunk).__name__}")
            await reader.cancel(error)
            raise error
        parts.append(bytes(chunk))


def tee(stream: ReadableStream) -> tuple[ReadableStream, ReadableStream]:
    """Return two streams that both give what the stream gives."""
    first, second = readable_state(stream).tee()
    return first, second


async def cancel(stream: ReadableStream, reason: object = None) -> None:
    """Give up a stream."""
    await readable_state(stream).do_cancel(reason)
