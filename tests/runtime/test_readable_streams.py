"""ReadableStream: each test follows a case of web-platform-tests' `streams/readable-streams`."""

from __future__ import annotations

import asyncio
from array import array

import pytest
from background_fetch import ReadableStream, ReadableStreamBYOBReader, ReadableStreamDefaultReader
from background_fetch._impl.readable import is_disturbed, is_locked
from background_fetch._impl.stream_sources import cancel, read_all_bytes, stream_of, stream_of_bytes, tee


class Source:
    """Gives numbers up to an end, and notes what it is asked for."""

    def __init__(self, end: int = 3) -> None:
        self.end = end
        self.log: list[object] = []
        self.count = 0

    def start(self, controller):
        self.controller = controller
        self.log.append("start")

    def pull(self, controller):
        self.count += 1
        self.log.append("pull")
        controller.enqueue(self.count)
        if self.count == self.end:
            controller.close()

    def cancel(self, reason):
        self.log.append(("cancel", reason))


async def collect(stream) -> list[object]:
    return [chunk async for chunk in stream]


async def turns(count: int = 5) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


def test_general_construction(run):
    async def main():
        for source in ({}, None, object(), {"start": None}):
            stream = ReadableStream() if source is None else ReadableStream(source)
            assert not stream.locked
        for bad in ({"type": "other"}, {"start": 1}, {"pull": "x"}, {"cancel": []}, {"type": ""}):
            with pytest.raises(TypeError):
                ReadableStream(bad)
        for mark in (-1, float("nan"), -float("inf")):
            with pytest.raises(ValueError, match="highWaterMark"):
                ReadableStream({}, highWaterMark=mark)
        with pytest.raises(ValueError, match="size"):
            ReadableStream({"type": "bytes"}, size=lambda _: 1)
        with pytest.raises(TypeError):
            ReadableStream({"type": "bytes", "autoAllocateChunkSize": 0})

    assert run(main) == []


def test_general_start_raises(run):
    def start(_):
        raise LookupError("no start")

    async def main():
        with pytest.raises(LookupError, match="no start"):
            ReadableStream({"start": start})

    assert run(main) == []


def test_general_reader_lifecycle(run):
    async def main():
        stream = ReadableStream(Source())
        reader = stream.getReader()
        assert isinstance(reader, ReadableStreamDefaultReader)
        assert stream.locked
        assert is_locked(stream)
        assert not is_disturbed(stream)
        with pytest.raises(TypeError, match="locked"):
            stream.getReader()
        with pytest.raises(TypeError, match="locked"):
            await stream.cancel()
        assert await reader.read() == {"value": 1, "done": False}
        assert is_disturbed(stream)
        reader.releaseLock()
        reader.releaseLock()
        assert not stream.locked
        with pytest.raises(TypeError, match="released"):
            await reader.read()
        with pytest.raises(TypeError, match="released"):
            await reader.closed
        with pytest.raises(TypeError, match="released"):
            await reader.cancel()
        second = ReadableStreamDefaultReader(stream)
        assert [(await second.read())["value"] for _ in range(2)] == [2, 3]
        assert await second.read() == {"value": None, "done": True}
        await second.closed

    assert run(main) == []


def test_general_releasing_refuses_pending_reads(run):
    async def main():
        stream = ReadableStream()
        reader = stream.getReader()
        waiting = reader.read()
        reader.releaseLock()
        with pytest.raises(TypeError, match="released"):
            await waiting

    assert run(main) == []


def test_general_pull_keeps_to_the_mark(run):
    async def main():
        for mark in (0, 1, 3):
            source = Source(end=99)
            stream = ReadableStream(source, highWaterMark=mark)
            await turns()
            assert source.count == mark
            assert source.controller.desiredSize == 0
            reader = stream.getReader()
            await reader.read()
            await turns()
            assert source.count == mark + 1

    assert run(main) == []


def test_general_pull_waits_for_its_promise(run):
    async def main():
        gate = asyncio.Event()
        calls: list[int] = []

        async def pull(controller):
            calls.append(1)
            controller.enqueue("x")
            await gate.wait()

        stream = ReadableStream({"pull": pull}, highWaterMark=9)
        await turns()
        assert len(calls) == 1
        gate.set()
        await turns(60)
        assert len(calls) == 9
        assert not stream.locked

    assert run(main) == []


def test_general_sizes(run):
    async def main():
        source = Source(end=99)
        ReadableStream(source, highWaterMark=5, size=lambda chunk: chunk)
        await turns(20)
        assert source.count == 3
        assert source.controller.desiredSize == -1

    assert run(main) == []


@pytest.mark.parametrize("size", [-1, float("nan"), float("inf")])
def test_bad_strategies(run, size):
    async def main():
        source = Source(end=99)
        stream = ReadableStream(source, highWaterMark=1, size=lambda _: size)
        await turns()
        with pytest.raises(ValueError, match="size of a chunk"):
            await stream.getReader().closed

    assert run(main) == []


def test_general_close_and_enqueue_afterwards(run):
    async def main():
        source = Source()
        stream = ReadableStream(source, highWaterMark=0)
        source.controller.enqueue("a")
        source.controller.close()
        for late in (source.controller.close, lambda: source.controller.enqueue("b")):
            with pytest.raises(TypeError, match="closed"):
                late()
        assert await collect(stream) == ["a"]
        assert source.controller.desiredSize == 0

    assert run(main) == []


def test_general_error(run):
    async def main():
        source = Source()
        stream = ReadableStream(source, highWaterMark=5)
        await turns(1)
        error = LookupError("lost")
        source.controller.error(error)
        assert source.controller.desiredSize is None
        reader = stream.getReader()
        for promise in (reader.closed, reader.read(), reader.cancel()):
            with pytest.raises(LookupError, match="lost") as caught:
                await promise
            assert caught.value is error

    assert run(main) == []


def test_bad_underlying_sources(run):
    def broken(*_):
        raise LookupError("broken")

    async def broken_later(*_):
        raise LookupError("broken")

    async def main():
        for fault in (broken, broken_later):
            for source in ({"pull": fault}, {"start": broken_later}):
                with pytest.raises(LookupError, match="broken"):
                    await ReadableStream(source).getReader().read()
            with pytest.raises(LookupError, match="broken"):
                await ReadableStream({"cancel": fault}).cancel()

    assert run(main) == []


def test_cancel(run):
    async def main():
        source = Source(end=99)
        stream = ReadableStream(source)
        await turns()
        assert await stream.cancel("why") is None
        assert source.log == ["start", "pull", ("cancel", "why")]
        assert await collect(stream) == []
        # It is closed now: the source hears of nothing more.
        await stream.cancel("again")
        assert source.log[-1] == ("cancel", "why")

    assert run(main) == []


def test_cancel_ends_pending_reads(run):
    async def main():
        stream = ReadableStream()
        reader = stream.getReader()
        waiting = reader.read()
        await reader.cancel()
        assert await waiting == {"value": None, "done": True}
        await reader.closed

    assert run(main) == []


def test_cancel_waits_for_the_source(run):
    async def main():
        gate = asyncio.Event()

        async def stop(_):
            await gate.wait()

        waiting = asyncio.ensure_future(_await(ReadableStream({"cancel": stop}).cancel()))
        await turns()
        assert not waiting.done()
        gate.set()
        assert await waiting is None

    assert run(main) == []


async def _await(promise):
    return await promise


def test_tee(run):
    async def main():
        source = Source(end=4)
        stream = ReadableStream(source)
        first, second = stream.tee()
        assert stream.locked
        assert await collect(first) == [1, 2, 3, 4]
        assert await collect(second) == [1, 2, 3, 4]

    assert run(main) == []


def test_tee_reads_on_for_who_waits(run):
    async def main():
        source = Source()
        first, _ = ReadableStream(source, highWaterMark=0).tee()
        reader = first.getReader()
        waiting = [asyncio.ensure_future(_await(reader.read())) for _ in range(2)]
        await turns()
        assert [each.result()["value"] for each in waiting if each.done()] == [1, 2]

    assert run(main) == []


def test_tee_errors_both(run):
    async def main():
        source = Source(end=99)
        first, second = ReadableStream(source, highWaterMark=0).tee()
        source.controller.error(LookupError("lost"))
        for branch in (first, second):
            with pytest.raises(LookupError, match="lost"):
                await branch.getReader().read()

    assert run(main) == []


def test_tee_cancels_when_both_are(run):
    async def main():
        source = Source(end=99)
        first, second = ReadableStream(source, highWaterMark=0).tee()
        waiting = asyncio.ensure_future(_await(first.cancel("a")))
        await turns()
        assert not waiting.done()
        await second.cancel("b")
        await waiting
        assert source.log[-1] == ("cancel", ["a", "b"])

    assert run(main) == []


def test_tee_goes_on_with_one(run):
    async def main():
        first, second = ReadableStream(Source()).tee()
        cancelled = first.cancel()
        assert await collect(second) == [1, 2, 3]
        await cancelled

    assert run(main) == []


def test_async_iterator_break_cancels(run):
    async def main():
        source = Source(end=99)
        stream = ReadableStream(source)
        async for chunk in stream:
            assert chunk == 1
            break
        await turns()
        assert source.log[-1] == ("cancel", None)
        assert not stream.locked

    assert run(main) == []


def test_async_iterator_prevent_cancel(run):
    async def main():
        source = Source()
        stream = ReadableStream(source)
        async for _ in stream.values(preventCancel=True):
            break
        await turns()
        assert ("cancel", None) not in source.log
        assert await collect(stream) == [2, 3]

    assert run(main) == []


def test_async_iterator_aclose(run):
    async def main():
        source = Source(end=99)
        iterator = ReadableStream(source).values()
        assert await anext(iterator) == 1
        await iterator.aclose()
        await iterator.aclose()
        assert source.log[-1] == ("cancel", None)
        with pytest.raises(StopAsyncIteration):
            await anext(iterator)

    assert run(main) == []


def test_async_iterator_failure_releases(run):
    async def main():
        source = Source(end=99)
        stream = ReadableStream(source, highWaterMark=0)
        source.controller.error(LookupError("lost"))
        with pytest.raises(LookupError, match="lost"):
            await collect(stream)
        assert not stream.locked

    assert run(main) == []


def test_from(run):
    closed: list[str] = []

    async def numbers():
        try:
            for number in range(9):
                yield number
        finally:
            closed.append("closed")

    async def main():
        assert await collect(ReadableStream.from_([1, 2])) == [1, 2]
        assert await collect(ReadableStream.from_(iter("ab"))) == ["a", "b"]
        stream = ReadableStream.from_(numbers())
        async for number in stream:
            if number == 2:
                break
        await turns(20)
        assert closed == ["closed"]
        for refused in (1, "text", None):
            with pytest.raises(TypeError):
                ReadableStream.from_(refused)

    assert run(main) == []


def test_bytes_default_reader(run):
    async def main():
        stream = ReadableStream({"type": "bytes", "start": lambda c: (c.enqueue(bytearray(b"ab")), c.enqueue(b"c"))})
        reader = stream.getReader()
        assert await reader.read() == {"value": b"ab", "done": False}
        assert await reader.read() == {"value": b"c", "done": False}
        for refused in ("text", 1, b""):
            with pytest.raises(TypeError):
                ReadableStream({"type": "bytes", "start": lambda c, chunk=refused: c.enqueue(chunk)})

    assert run(main) == []


def test_bytes_byob_request(run):
    async def main():
        def pull(controller):
            request = controller.byobRequest
            request.view[:2] = b"hi"
            request.respond(2)
            with pytest.raises(TypeError):
                request.respond(1)

        stream = ReadableStream({"type": "bytes", "pull": pull})
        reader = ReadableStreamBYOBReader(stream)
        memory = bytearray(4)
        found = await reader.read(memory)
        assert (bytes(found["value"]), bytes(memory)) == (b"hi", b"hi\0\0")
        found = await reader.read(memory, min=3)
        assert bytes(found["value"]) == b"hihi"
        automatic = ReadableStream({"type": "bytes", "pull": pull, "autoAllocateChunkSize": 8}).getReader()
        assert await automatic.read() == {"value": b"hi", "done": False}

    assert run(main) == []


def test_bytes_typed_memory(run):
    async def main():
        stream = stream_of_bytes(b"\1\0\2\0\3", chunk=3)
        reader = stream.getReader(mode="byob")
        found = await reader.read(array("H", [0, 0]), min=2)
        assert found["value"].tolist() == [1, 2]
        with pytest.raises(TypeError, match="incomplete"):
            await reader.read(array("H", [0]))

    assert run(main) == []


def test_bytes_byob_refused(run):
    async def main():
        with pytest.raises(TypeError, match="bytes"):
            ReadableStream({}).getReader(mode="byob")
        reader = stream_of_bytes(b"x").getReader(mode="byob")
        for memory in (bytearray(), b"readonly"):
            with pytest.raises(TypeError):
                await reader.read(memory)
        with pytest.raises(ValueError, match="min"):
            await reader.read(bytearray(1), min=2)

    assert run(main) == []


def test_bytes_of_the_platform(run):
    async def chunks():
        yield b"ab"
        yield bytearray(b"c")

    async def texts():
        yield "text"

    async def main():
        assert await read_all_bytes(stream_of_bytes(b"x" * 200_000)) == b"x" * 200_000
        assert await read_all_bytes(stream_of(chunks())) == b"abc"
        with pytest.raises(TypeError, match="bytes"):
            await read_all_bytes(stream_of(texts()))
        first, second = tee(stream_of_bytes(b"abc", chunk=1))
        assert await read_all_bytes(first) == b"abc"
        await cancel(second)
        assert await collect(second) == []

    assert run(main) == []


def test_made_without_a_loop(run):
    stream = stream_of_bytes(b"abc")
    own = ReadableStream(Source())

    async def main():
        assert await read_all_bytes(stream) == b"abc"
        assert await collect(own) == [1, 2, 3]

    assert run(main) == []
