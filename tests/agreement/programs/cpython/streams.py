"""Streams: reading, writing, their dictionaries."""

from __future__ import annotations

from background_fetch import ReadableStream, ReadableStreamDefaultReader, Response, WritableStream

# --- read: accept
from background_fetch import ReadableStreamReadResult


async def main() -> None:
    body = Response("hi").body
    assert body is not None
    reader = ReadableStreamDefaultReader(body)
    result: ReadableStreamReadResult = await reader.read()
    assert result["done"] is False
    assert result["value"] == b"hi"
    reader.releaseLock()


# --- read-attribute-of-a-result: refuse
async def main() -> None:
    body = Response("hi").body
    assert body is not None
    result = await ReadableStreamDefaultReader(body).read()
    result.done  # wrong


# --- iterate: accept
async def main() -> None:
    body = Response("hi").body
    assert body is not None
    assert [chunk async for chunk in body] == [b"hi"]


# --- iterate-without-async: refuse
async def main() -> None:
    body = Response("hi").body
    assert body is not None
    for chunk in body:  # wrong
        print(chunk)


# --- iterate-with-options: accept
from background_fetch import ReadableStreamIteratorOptions


async def main() -> None:
    body = Response("hi").body
    assert body is not None
    options: ReadableStreamIteratorOptions = {"preventCancel": True}
    assert [chunk async for chunk in body.values(options)] == [b"hi"]


# --- from-iterable: accept
async def main() -> None:
    assert [chunk async for chunk in ReadableStream.from_(["a", "b"])] == ["a", "b"]


# --- from-async-generator: accept
from collections.abc import AsyncIterator


async def chunks() -> AsyncIterator[str]:
    yield "a"
    yield "b"


async def main() -> None:
    assert [chunk async for chunk in ReadableStream.from_(chunks())] == ["a", "b"]


# --- from-number: refuse
ReadableStream.from_(5)  # wrong


# --- locked: accept
async def main() -> None:
    stream = ReadableStream()
    assert not stream.locked
    stream.getReader()
    assert stream.locked


# --- reader-mode: accept
from background_fetch import ReadableStreamBYOBReader, ReadableStreamGetReaderOptions, ReadableStreamReaderMode


async def main() -> None:
    body = Response(b"hi").body
    assert body is not None
    mode: ReadableStreamReaderMode = "byob"
    options: ReadableStreamGetReaderOptions = {"mode": mode}
    assert isinstance(body.getReader(options), ReadableStreamBYOBReader)


# --- reader-by-call: accept
async def main() -> None:
    body = Response(b"hi").body
    assert body is not None
    reader = body.getReader()
    result = await reader.read()
    assert result.get("value") == b"hi"
    reader.releaseLock()


# --- byob-reader-by-call: accept
async def main() -> None:
    body = Response(b"hi").body
    assert body is not None
    result = await body.getReader(mode="byob").read(bytearray(2))
    value = result.get("value")
    assert isinstance(value, memoryview)
    assert value.tobytes() == b"hi"


# --- reader-by-call-with-memory: refuse
async def main() -> None:
    body = Response(b"hi").body
    assert body is not None
    await body.getReader().read(bytearray(2))  # wrong


# --- byob-reader-by-call-without-memory: refuse
async def main() -> None:
    body = Response(b"hi").body
    assert body is not None
    await body.getReader(mode="byob").read()  # wrong


# --- reader-of-unknown-mode: refuse
ReadableStream().getReader(mode="fast")  # wrong


# --- reader-narrowed: accept
from background_fetch import ReadableStreamReader


async def main() -> None:
    body = Response("hi").body
    assert body is not None
    reader: ReadableStreamReader = body.getReader()
    assert isinstance(reader, ReadableStreamDefaultReader)
    assert (await reader.read())["value"] == b"hi"


# --- byob-read: accept
from background_fetch import ReadableStreamBYOBReader, ReadableStreamBYOBReaderReadOptions


async def main() -> None:
    body = Response(b"hi").body
    assert body is not None
    options: ReadableStreamBYOBReaderReadOptions = {"min": 1}
    result = await ReadableStreamBYOBReader(body).read(bytearray(5), options)
    assert result["value"] == b"hi"


# --- byob-read-nothing: refuse
from background_fetch import ReadableStreamBYOBReader


async def main() -> None:
    body = Response(b"hi").body
    assert body is not None
    await ReadableStreamBYOBReader(body).read()  # wrong


# --- tee: accept
async def main() -> None:
    body = Response("hi").body
    assert body is not None
    first, second = body.tee()
    assert await Response(first).text() == await Response(second).text() == "hi"


# --- write: accept
from background_fetch import QueuingStrategy, QueuingStrategySize


async def main() -> None:
    size: QueuingStrategySize = lambda chunk: 1.0
    strategy: QueuingStrategy = {"highWaterMark": 3, "size": size}
    writer = WritableStream(None, strategy).getWriter()
    assert writer.desiredSize == 3
    await writer.ready
    await writer.write("a")
    await writer.close()
    await writer.closed


# --- strategy-of-text: refuse
WritableStream(None, highWaterMark="high")  # wrong

# --- writer: accept
from background_fetch import WritableStreamDefaultWriter


async def main() -> None:
    stream = WritableStream()
    WritableStreamDefaultWriter(stream)
    assert stream.locked


# --- writer-of-a-readable: refuse
from background_fetch import WritableStreamDefaultWriter

WritableStreamDefaultWriter(ReadableStream())  # wrong

# --- pipe: accept
from background_fetch import StreamPipeOptions


async def main() -> None:
    body = Response("hi").body
    assert body is not None
    options: StreamPipeOptions = {"preventClose": True}
    await body.pipeTo(WritableStream(), options)
    assert not body.locked


# --- pipe-to-a-readable: refuse
async def main() -> None:
    await ReadableStream().pipeTo(ReadableStream())  # wrong


# --- pipe-through: accept
from background_fetch import ReadableWritablePair


async def main() -> None:
    inner = ReadableStream()
    pair: ReadableWritablePair = {"readable": inner, "writable": WritableStream()}
    assert ReadableStream().pipeThrough(pair) is inner


# --- pipe-through-half: refuse
ReadableStream().pipeThrough({"readable": ReadableStream()})  # wrong


# --- cancel: accept
async def main() -> None:
    body = Response("hi").body
    assert body is not None
    await body.cancel("enough")
    assert [chunk async for chunk in body] == []
