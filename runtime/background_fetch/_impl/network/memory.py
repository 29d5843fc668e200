"""A transport without sockets, threads and time: a function answers. For tests, documentation and browsers."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from .transport import Headers, Receiver, ResponseHead, TransportError, WireRequest, given_up, unwanted

_PIECE: Final = 64 * 1024
"""As much of a request's body is sent at a time."""
_REASONS: Final = {200: "OK", 206: "Partial Content", 404: "Not Found", 500: "Internal Server Error"}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a server does."""

    status: int = 200
    reason: str = ""
    headers: Headers = ()
    body: bytes | Iterable[bytes] | AsyncIterable[bytes] = b""
    error: TransportError | None = None
    """What happens after the body; None: it was complete."""


Handler: TypeAlias = Callable[[WireRequest], Answer | Awaitable[Answer]]
"""Answers a request, or raises a TransportError: then there is no response."""


class MemoryTransport:
    """Has requests answered by a function. Receivers are called on the loop that is running."""

    def __init__(self, handler: Handler) -> None:
        """Make a transport.

        Args:
            handler: What answers.
        """
        self.requests: list[WireRequest] = []
        """All requests so far, in order."""
        self._handler = handler
        self._cookies: list[str] = []
        self._transfers: set[MemoryTransfer] = set()
        self._closed = False

    def start(self, request: WireRequest, receiver: Receiver) -> MemoryTransfer:
        """Send a request; see Transport. A loop has to be running."""
        self.requests.append(request)
        transfer = MemoryTransfer(request, receiver, self._handler)
        self._transfers.add(transfer)
        transfer.task.add_done_callback(lambda _: self._transfers.discard(transfer))
        if self._closed:
            transfer.abort()
        return transfer

    def cookies(self) -> list[str]:
        """Return the cookies that were set; a function that answers sets none of its own."""
        return list(self._cookies)

    def set_cookies(self, lines: list[str]) -> None:
        """Take cookies."""
        self._cookies += lines

    async def close(self) -> None:
        """Abort all transfers; see Transport."""
        import asyncio  # noqa: PLC0415 -- whoever has a loop running has it already

        self._closed = True
        transfers = list(self._transfers)
        for transfer in transfers:
            transfer.abort()
        await asyncio.gather(*(transfer.task for transfer in transfers), return_exceptions=True)


class MemoryTransfer:
    """A request on its way to a function."""

    def __init__(self, request: WireRequest, receiver: Receiver, handler: Handler) -> None:
        import asyncio  # noqa: PLC0415 -- as above

        self._receiver = receiver
        self._ended = False
        self._loop = asyncio.get_running_loop()
        self._paused = False
        self._resumed = asyncio.Event()
        self.task = self._loop.create_task(self._run(request, handler))

    def abort(self) -> None:
        """End the request; see Transfer."""
        if not self._ended:
            self._loop.call_soon_threadsafe(self._abort)

    def pause(self) -> None:
        """Give no further pieces; see Transfer."""
        self._paused = True

    def resume(self) -> None:
        """Go on; see Transfer."""
        self._paused = False
        if not self._ended:
            self._loop.call_soon_threadsafe(self._resumed.set)

    def _abort(self) -> None:
        self.task.cancel()
        self._finish(TransportError("aborted", "The request was aborted"))

    def _finish(self, error: TransportError | None) -> None:
        if not self._ended:
            self._ended = True
            self._receiver.finished(error)

    async def _run(self, request: WireRequest, handler: Handler) -> None:
        try:
            await self._exchange(request, handler)
        except TransportError as error:
            self._finish(error)
        except Exception as error:  # noqa: BLE001 -- whatever the receiver or the handler raises ends the transfer
            self._finish(given_up(error))
        else:
            self._finish(None)

    async def _exchange(self, request: WireRequest, handler: Handler) -> None:
        await self._send(request)
        result = handler(request)
        answer = await result if inspect.isawaitable(result) else result
        reason = answer.reason or _REASONS.get(answer.status, "")
        if not self._receiver.head(ResponseHead(answer.status, reason, answer.headers)):
            raise unwanted()
        if request.method != "HEAD":
            async for piece in _pieces(answer.body):
                while self._paused:
                    self._resumed.clear()
                    await self._resumed.wait()
                if not self._receiver.data(piece):
                    raise unwanted()
        if answer.error is not None:
            raise answer.error

    async def _send(self, request: WireRequest) -> None:
        import asyncio  # noqa: PLC0415 -- as above

        await asyncio.sleep(0)
        size = 0 if request.body is None else request.body.size
        for start in range(0, size, _PIECE):
            self._receiver.sent(min(_PIECE, size - start))
            await asyncio.sleep(0)


async def _pieces(body: bytes | Iterable[bytes] | AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    if isinstance(body, AsyncIterable):
        async for piece in body:
            yield piece
    else:
        import asyncio  # noqa: PLC0415 -- as above

        for piece in (body,) if isinstance(body, bytes) else body:
            if piece:
                yield piece
                await asyncio.sleep(0)  # others have their turn, as between the pieces of a real transfer
