"""Streams: reading, writing, their dictionaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from js import ReadableStream, Response, WritableStream
from pyodide.ffi import JsBuffer, to_js


# --- read: accept
async def main() -> None:
    body = Response.new("hi").body
    assert body
    reader = body.getReader()
    assert reader.constructor.name == "ReadableStreamDefaultReader"
    result = await reader.read()
    assert not result.done
    assert isinstance(result.value, JsBuffer)
    assert result.value.to_bytes() == b"hi"
    reader.releaseLock()


# --- read-subscript: refuse
async def main() -> None:
    body = Response.new("hi").body
    assert body
    result = await body.getReader().read()
    assert result["done"] is False  # wrong


# --- read-by-hand: accept
from js import ReadableStreamDefaultReader

if TYPE_CHECKING:
    from js.typing import ReadableStreamReadResult


async def main() -> None:
    body = Response.new("").body
    assert body
    reader = ReadableStreamDefaultReader.new(body)
    result: ReadableStreamReadResult = await reader.read()
    assert result.done
    await reader.closed  # of ReadableStreamGenericReader


# --- reader-without-stream: refuse
from js import ReadableStreamDefaultReader

ReadableStreamDefaultReader.new()  # wrong

# --- reader-of-text: refuse
from js import ReadableStreamDefaultReader

ReadableStreamDefaultReader.new("stream")  # wrong

# --- byob-reader: accept
if TYPE_CHECKING:
    from js.typing import ReadableStreamGetReaderOptions, ReadableStreamReaderMode


async def main() -> None:
    body = Response.new("hi").body
    assert body
    mode: ReadableStreamReaderMode = "byob"
    options: ReadableStreamGetReaderOptions = {"mode": mode}
    reader = body.getReader(options)
    assert reader.constructor.name == "ReadableStreamBYOBReader"


# --- byob-reader-by-call: accept
from js import Blob


async def main() -> None:
    body = Blob.new(["hi"]).stream()
    result = await body.getReader(mode="byob").read(to_js(b"12"))
    assert not result.done


# --- byob-reader-by-call-without-memory: refuse
from js import Blob


async def main() -> None:
    body = Blob.new(["hi"]).stream()
    await body.getReader(mode="byob").read()  # wrong


# --- reader-of-unknown-mode: refuse
ReadableStream.new().getReader(mode="fast")  # wrong

# --- byob-reader-of-a-stream: accept
from js import Blob, ReadableStreamBYOBReader

if TYPE_CHECKING:
    from js.typing import ReadableStreamBYOBReaderReadOptions

options: ReadableStreamBYOBReaderReadOptions = {"min": 1}
assert options
reader = ReadableStreamBYOBReader.new(Blob.new(["hi"]).stream())
reader.releaseLock()

# --- byob-reader-view: accept
from js import Blob, ReadableStreamBYOBReader


async def main() -> None:
    # An ArrayBufferView is what a reader of this kind fills; to_js makes one of bytes.
    reader = ReadableStreamBYOBReader.new(Blob.new(["hi"]).stream())
    result = await reader.read(to_js(b"12345"))
    assert isinstance(result.value, JsBuffer)
    assert result.value.to_bytes() == b"hi"


# --- value-without-a-look: accept
async def main() -> None:
    body = Response.new("hi").body
    assert body
    async for chunk in body:
        assert chunk.to_bytes() == b"hi"


# --- byob-reader-without-view: refuse
from js import Blob, ReadableStreamBYOBReader


async def main() -> None:
    reader = ReadableStreamBYOBReader.new(Blob.new(["hi"]).stream())
    await reader.read()  # wrong


# --- byob-reader-of-bytes: refuse
from js import Blob, ReadableStreamBYOBReader


async def main() -> None:
    reader = ReadableStreamBYOBReader.new(Blob.new(["hi"]).stream())
    await reader.read(bytearray(5))  # wrong


# --- iterate: accept
async def main() -> None:
    body = Response.new("hi").body
    assert body
    seen = [chunk.to_bytes() async for chunk in body if isinstance(chunk, JsBuffer)]
    assert seen == [b"hi"]


# --- iterate-without-async: refuse
async def main() -> None:
    body = Response.new("hi").body
    assert body
    assert [chunk for chunk in body]  # wrong


# --- tee: accept
async def main() -> None:
    body = Response.new("hi").body
    assert body
    first, second = body.tee()
    assert await Response.new(first).text() == await Response.new(second).text() == "hi"


# --- locked: accept
stream = ReadableStream.new()
assert not stream.locked
stream.getReader()
assert stream.locked

# --- set-locked: refuse
stream = ReadableStream.new()
stream.locked = True  # wrong
assert stream.locked


# --- cancel: accept
async def main() -> None:
    stream = ReadableStream.new()
    await stream.cancel("reason")
    assert not stream.locked


# --- from-iterable: accept
async def main() -> None:
    stream = ReadableStream.from_(to_js(["a", "b"]))
    assert [chunk async for chunk in stream] == ["a", "b"]


# --- from-nothing: refuse
ReadableStream.from_()  # wrong

# --- from-number: refuse
ReadableStream.from_(5)  # wrong

# --- strategy: accept
if TYPE_CHECKING:
    from js.typing import QueuingStrategy, QueuingStrategySize

strategy: QueuingStrategy = {"highWaterMark": 3}
size: QueuingStrategySize = lambda chunk: 1.0
writer = WritableStream.new(None, strategy).getWriter()
assert size(None) == 1.0
assert writer.desiredSize == 3

# --- strategy-of-text: refuse
WritableStream.new(None, highWaterMark="high")  # wrong


# --- write: accept
async def main() -> None:
    writer = WritableStream.new().getWriter()
    await writer.ready
    await writer.write("a")
    await writer.close()
    await writer.closed


# --- writer: accept
from js import WritableStreamDefaultWriter

stream = WritableStream.new()
writer = WritableStreamDefaultWriter.new(stream)
assert stream.locked

# --- writer-without-stream: refuse
from js import WritableStreamDefaultWriter

WritableStreamDefaultWriter.new()  # wrong

# --- writer-of-a-readable: refuse
from js import WritableStreamDefaultWriter

WritableStreamDefaultWriter.new(ReadableStream.new())  # wrong

# --- pipe: accept
if TYPE_CHECKING:
    from js.typing import StreamPipeOptions


async def main() -> None:
    body = Response.new("hi").body
    assert body
    options: StreamPipeOptions = {"preventClose": True}
    await body.pipeTo(WritableStream.new(), options)
    assert not body.locked


# --- pipe-to-a-readable: refuse
async def main() -> None:
    await ReadableStream.new().pipeTo(ReadableStream.new())  # wrong


# --- pipe-through-nothing: refuse
ReadableStream.new().pipeThrough(readable=ReadableStream.new())  # wrong

# --- pipe-through: accept
if TYPE_CHECKING:
    from js.typing import ReadableWritablePair

inner = ReadableStream.new()
pair: ReadableWritablePair = {"readable": inner, "writable": WritableStream.new()}
assert ReadableStream.new().pipeThrough(pair) == inner

# --- iterator-options: accept
if TYPE_CHECKING:
    from js.typing import ReadableStreamIteratorOptions

options: ReadableStreamIteratorOptions = {"preventCancel": True}
stream = ReadableStream.from_(to_js(["a"]))


async def main() -> None:
    assert [chunk async for chunk in stream.values(options)] == ["a"]
