"""WritableStream and pipes: each test follows a case of web-platform-tests' `streams/writable-streams` and `piping`."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch import AbortController, DOMException, ReadableStream, WritableStream, WritableStreamDefaultWriter


class Sink:
    """Notes what it is given."""

    def __init__(self) -> None:
        self.log: list[object] = []

    def start(self, controller):
        self.controller = controller

    async def write(self, chunk, _controller):
        await asyncio.sleep(0)
        self.log.append(chunk)

    def close(self):
        self.log.append("close")

    def abort(self, reason):
        self.log.append(("abort", reason))


def test_general_write_and_close(run):
    async def main():
        sink = Sink()
        stream = WritableStream(sink, highWaterMark=2)
        writer = stream.getWriter()
        assert stream.locked
        assert writer.desiredSize == 2
        first = writer.write("a")
        writer.write("b")
        assert writer.desiredSize == 0
        await first
        await writer.close()
        await writer.closed
        assert sink.log == ["a", "b", "close"]
        assert writer.desiredSize == 0
        with pytest.raises(TypeError, match="clos"):
            await writer.write("c")
        with pytest.raises(TypeError, match="clos"):
            await writer.close()

    assert run(main) == []


def test_general_locks(run):
    async def main():
        stream = WritableStream()
        writer = WritableStreamDefaultWriter(stream)
        with pytest.raises(TypeError, match="locked"):
            stream.getWriter()
        for refused in (stream.abort, stream.close):
            with pytest.raises(TypeError, match="locked"):
                await refused()
        writer.releaseLock()
        writer.releaseLock()
        assert not stream.locked
        for refused in (writer.write, writer.close, writer.abort):
            with pytest.raises(TypeError, match="released"):
                await refused()
        for promise in (writer.ready, writer.closed):
            with pytest.raises(TypeError, match="released"):
                await promise
        with pytest.raises(TypeError, match="released"):
            _ = writer.desiredSize
        await stream.close()

    assert run(main) == []


def test_bad_sinks(run):
    async def main():
        for sink in ({"write": 1}, {"close": "x"}, {"start": []}):
            with pytest.raises(TypeError):
                WritableStream(sink)
        with pytest.raises(ValueError, match="type"):
            WritableStream({"type": "bytes"})
        with pytest.raises(ValueError, match="highWaterMark"):
            WritableStream({}, highWaterMark=-1)

    assert run(main) == []


def test_backpressure(run):
    async def main():
        gate = asyncio.Event()

        async def write(*_):
            await gate.wait()

        writer = WritableStream({"write": write}).getWriter()
        await writer.ready
        writer.write("a")
        assert writer.desiredSize == 0
        ready = asyncio.ensure_future(_await(writer.ready))
        await asyncio.sleep(0.001)
        assert not ready.done()
        gate.set()
        await ready
        assert writer.desiredSize == 1

    assert run(main) == []


async def _await(promise):
    return await promise


def test_failing_write(run):
    def write(*_):
        raise LookupError("full")

    async def main():
        writer = WritableStream({"write": write}, highWaterMark=3).getWriter()
        writes = [writer.write("a"), writer.write("b")]
        for promise in writes:
            with pytest.raises(LookupError, match="full"):
                await promise
        for promise in (writer.closed, writer.ready, writer.write("c")):
            with pytest.raises(LookupError, match="full"):
                await promise
        assert writer.desiredSize is None

    assert run(main) == []


def test_failing_close_and_start(run):
    def fail(*_):
        raise LookupError("broken")

    async def fail_later(*_):
        raise LookupError("broken")

    async def main():
        for sink in ({"close": fail}, {"close": fail_later}, {"start": fail_later}):
            writer = WritableStream(sink).getWriter()
            with pytest.raises(LookupError, match="broken"):
                await writer.close()
            with pytest.raises(LookupError, match="broken"):
                await writer.closed

    assert run(main) == []


def test_aborting(run):
    async def main():
        sink = Sink()
        writer = WritableStream(sink, highWaterMark=5).getWriter()
        await asyncio.sleep(0.001)
        writes = [writer.write("a"), writer.write("b")]
        error = LookupError("enough")
        aborted = writer.abort(error)
        assert sink.controller.signal.aborted
        assert sink.controller.signal.reason is error
        await aborted
        await writes[0]
        with pytest.raises(LookupError, match="enough"):
            await writes[1]
        with pytest.raises(LookupError, match="enough"):
            await writer.closed
        assert sink.log == ["a", ("abort", error)]

    assert run(main) == []


def test_controller_error(run):
    async def main():
        sink = Sink()
        stream = WritableStream(sink)
        sink.controller.error(LookupError("no more"))
        with pytest.raises(LookupError, match="no more"):
            await stream.getWriter().write("a")
        assert sink.log == []

    assert run(main) == []


def test_pipe(run):
    async def main():
        sink = Sink()
        source = ReadableStream.from_(["a", "b", "c"])
        target = WritableStream(sink)
        piping = source.pipeTo(target)
        assert (source.locked, target.locked) == (True, True)
        await piping
        assert sink.log == ["a", "b", "c", "close"]
        assert (source.locked, target.locked) == (False, False)

    assert run(main) == []


def test_pipe_prevent_close(run):
    async def main():
        sink = Sink()
        target = WritableStream(sink)
        for part in (["a"], [], ["b"]):
            await ReadableStream.from_(part).pipeTo(target, preventClose=True)
        assert sink.log == ["a", "b"]

    assert run(main) == []


@pytest.mark.parametrize("prevent", [False, True])
def test_pipe_error_propagation_forward(run, prevent):
    async def chunks():
        yield "a"
        raise LookupError("lost")

    async def main():
        sink = Sink()
        target = WritableStream(sink)
        with pytest.raises(LookupError, match="lost") as caught:
            await ReadableStream.from_(chunks()).pipeTo(target, preventAbort=prevent)
        assert sink.log == ["a"] + [("abort", caught.value)] * (not prevent)

    assert run(main) == []


@pytest.mark.parametrize("prevent", [False, True])
def test_pipe_error_propagation_backward(run, prevent):
    async def main():
        reasons: list[object] = []
        source = ReadableStream({"pull": lambda c: c.enqueue("x"), "cancel": reasons.append})

        def write(*_):
            raise LookupError("full")

        with pytest.raises(LookupError, match="full") as caught:
            await source.pipeTo(WritableStream({"write": write}), preventCancel=prevent)
        assert reasons == [caught.value] * (not prevent)

    assert run(main) == []


def test_pipe_close_propagation_backward(run):
    async def main():
        reasons: list[object] = []
        target = WritableStream()
        await target.close()
        with pytest.raises(TypeError, match="closed"):
            await ReadableStream({"cancel": reasons.append}).pipeTo(target)
        assert len(reasons) == 1

    assert run(main) == []


@pytest.mark.parametrize("early", [False, True])
def test_pipe_abort(run, early):
    async def main():
        reasons: list[object] = []
        sink = Sink()
        controller = AbortController()
        if early:
            controller.abort()
        source = ReadableStream({"cancel": reasons.append})
        piping = source.pipeTo(WritableStream(sink), signal=controller.signal)
        await asyncio.sleep(0.001)
        controller.abort()
        with pytest.raises(DOMException, match="abort") as caught:
            await piping
        assert caught.value.name == "AbortError"
        assert reasons == [controller.signal.reason]
        assert sink.log == [("abort", controller.signal.reason)]

    assert run(main) == []


def test_pipe_abort_for_a_reason_that_is_no_exception(run):
    async def main():
        reasons: list[object] = []
        sink = Sink()
        controller = AbortController()
        piping = ReadableStream({"cancel": reasons.append}).pipeTo(WritableStream(sink), signal=controller.signal)
        controller.abort("enough")
        with pytest.raises(DOMException, match="enough") as caught:
            await piping
        assert caught.value.name == "AbortError"
        assert (reasons, sink.log) == (["enough"], [("abort", "enough")])

    assert run(main) == []


def test_pipe_through(run):
    async def main():
        # A transformation of two streams: the sink of the one feeds the other.
        ends: list[object] = []
        readable = ReadableStream({"start": ends.append})
        controller = ends[0]
        sink = {"write": lambda chunk, _: controller.enqueue(chunk * 2), "close": controller.close}
        pair = {"readable": readable, "writable": WritableStream(sink)}
        assert [chunk async for chunk in ReadableStream.from_([1, 2]).pipeThrough(pair)] == [2, 4]
        with pytest.raises(TypeError):
            ReadableStream().pipeThrough({"readable": readable})

    assert run(main) == []


def test_pipe_of_locked_streams(run):
    async def main():
        source, target = ReadableStream(), WritableStream()
        reader = source.getReader()
        with pytest.raises(TypeError, match="locked"):
            await source.pipeTo(target)
        reader.releaseLock()
        target.getWriter()
        with pytest.raises(TypeError, match="locked"):
            await source.pipeTo(target)
        assert not source.locked

    assert run(main) == []
