"""Takes responses, and notes what comes."""

from __future__ import annotations

import asyncio

from background_fetch._impl.network.transport import ResponseHead, Transport, TransportError, WireRequest


class Recorder:
    """A receiver for one response. What its methods do on purpose is set before."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ended: asyncio.Future[None] = self._loop.create_future()
        self._began: asyncio.Future[None] = self._loop.create_future()
        self.calls: list[str] = []
        self.uploaded = 0
        self.response: ResponseHead | None = None
        self.body = bytearray()
        self.error: TransportError | None = None
        self.take_head: bool | Exception = True
        self.take_data: bool | Exception = True

    def sent(self, count: int) -> None:
        self._note("sent")
        self.uploaded += count

    def head(self, head: ResponseHead) -> bool:
        self._note("head")
        self.response = head
        return self._answer(self.take_head)

    def data(self, data: bytes) -> bool:
        self._note("data")
        self.body += data
        self._loop.call_soon_threadsafe(lambda: self._began.done() or self._began.set_result(None))
        return self._answer(self.take_data)

    def finished(self, error: TransportError | None) -> None:
        self.calls.append("finished")
        self.error = error
        self._loop.call_soon_threadsafe(self._ended.set_result, None)

    async def ended(self) -> TransportError | None:
        """Return when the response has ended."""
        await asyncio.wait_for(asyncio.shield(self._ended), 20)
        return self.error

    async def began(self) -> None:
        """Return when a first piece of the body has come."""
        await asyncio.wait_for(asyncio.shield(self._began), 20)

    def _note(self, call: str) -> None:
        if self.calls[-1:] != [call]:
            self.calls.append(call)

    def _answer(self, answer: bool | Exception) -> bool:
        if isinstance(answer, Exception):
            raise answer
        return answer


async def exchange(transport: Transport, request: WireRequest) -> Recorder:
    """Send a request and return what came, after its end."""
    recorder = Recorder()
    transport.start(request, recorder)
    await recorder.ended()
    return recorder


class Bytes:
    """Content in memory."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @property
    def size(self) -> int:
        return len(self._content)

    def read(self, start: int, length: int) -> bytes:
        return self._content[start : start + length]
