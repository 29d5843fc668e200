"""A server that does what a test says, byte by byte, and knows which connections are open."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from enum import Enum, auto
from types import TracebackType
from typing import NamedTuple, Self, TypeAlias

_CHUNK = 64 * 1024
_LENGTH = re.compile(r"content-length: *(\d+)", re.IGNORECASE)


class End(Enum):
    """How a connection ends."""

    CLOSE = auto()
    """In good order, after what was sent; with TLS its closing message too."""
    DROP = auto()
    """The same without TLS's closing message."""
    RESET = auto()
    """By a reset of TCP."""
    STALL = auto()
    """Not by the server: it waits for the client."""


class Delay(NamedTuple):
    """A time in which nothing is sent."""

    seconds: float


class Gate(NamedTuple):
    """Waits for the test."""

    event: asyncio.Event


Step: TypeAlias = bytes | Delay | Gate | End
"""Bytes are sent. After the last step the connection waits for its next request, unless the step was an end."""


class Received(NamedTuple):
    """A request."""

    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes
    connection: int
    """Which connection it came by, counted from 1."""

    def header(self, name: str) -> str | None:
        """Return the first value of a field."""
        return next((value for other, value in self.headers if other.lower() == name.lower()), None)


Respond: TypeAlias = Callable[[Received], Iterable[Step]]


class FaultServer:
    """Listens on 127.0.0.1 while it is entered."""

    def __init__(
        self,
        respond: Respond | Iterable[Step] = (),
        *,
        greeting: Iterable[Step] = (),
        tls: ssl.SSLContext | None = None,
        name: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        """Make a server.

        Args:
            respond: What is done for a request that was read whole: steps, or what returns them.
            greeting: What is done before a request is read.
            tls: Makes it a server of `https:`.
            name: The host in `url`.
            port: Where it listens; 0 for one that is free.
        """
        steps = () if callable(respond) else tuple(respond)
        self._respond: Respond = respond if callable(respond) else lambda _: steps
        self._greeting = tuple(greeting)
        self._tls = tls
        self._name = name
        self._changed = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self.requests: list[Received] = []
        self.connections = 0
        """How many there were."""
        self.open = 0
        """How many there are: neither side has closed them."""
        self.port = port

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, ssl=self._tls, limit=1 << 20)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def url(self, path: str = "/") -> str:
        """Return the address of a path."""
        return f"{'https' if self._tls else 'http'}://{self._name}:{self.port}{path}"

    async def until(self, predicate: Callable[[FaultServer], bool]) -> None:
        """Return when something is true of this server."""
        while not predicate(self):
            await asyncio.wait_for(self._changed.wait(), 20)

    def _note(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        self.open += 1
        writer.transport.set_write_buffer_limits(high=1, low=0)  # draining means that the system has all
        try:
            await self._talk(_Connection(reader, writer, self.connections))
        except (OSError, EOFError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            self._tasks.discard(task)
            self.open -= 1
            self._note()

    async def _talk(self, connection: _Connection) -> None:
        self._note()
        if not await connection.perform(self._greeting):
            return
        while (request := await connection.read()) is not None:
            self.requests.append(request)
            self._note()
            if not await connection.perform(self._respond(request)):
                return


class _Connection:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int) -> None:
        self._reader = reader
        self._writer = writer
        self._number = number

    async def read(self) -> Received | None:
        """Return the next request, None if there is none any more."""
        try:
            text = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        except asyncio.IncompleteReadError:
            self._writer.close()
            return None
        line, *fields = text.split("\r\n")[:-2]
        method, target, _ = line.split(" ")
        headers = [(name, value.strip()) for name, _, value in (field.partition(":") for field in fields)]
        length = _LENGTH.search(text)
        body = await self._reader.readexactly(int(length[1])) if length else b""
        return Received(method, target, headers, body, self._number)

    async def perform(self, steps: Iterable[Step]) -> bool:
        """Do the steps; return whether the connection is still there."""
        for step in steps:
            match step:
                case bytes():
                    for start in range(0, len(step), _CHUNK):
                        self._writer.write(step[start : start + _CHUNK])
                        await self._writer.drain()
                case Delay(seconds):
                    await asyncio.sleep(seconds)
                case Gate(event):
                    await event.wait()
                case End():
                    await self._end(step)
                    return False
        return True

    async def _end(self, end: End) -> None:
        match end:
            case End.CLOSE:
                self._writer.close()
                await self._writer.wait_closed()
            case End.DROP:
                self._writer.transport.abort()
            case End.RESET:
                linger = struct.pack("ii", 1, 0)
                self._writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self._writer.transport.abort()
            case End.STALL:
                while await self._reader.read(_CHUNK):
                    pass
                self._writer.close()


def response(
    body: bytes = b"", status: str = "200 OK", headers: Iterable[tuple[str, str]] = (), *, length: int | None = None
) -> bytes:
    """Return a response with a Content-Length, which is the body's if not given."""
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


@asynccontextmanager
async def tunnel(port: int) -> AsyncIterator[int]:
    """Be a proxy that makes tunnels to one port of this machine; gives its own."""
    tasks: set[asyncio.Task[None]] = set()

    async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(_CHUNK):
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 Connected\r\nX-Proxy: yes\r\n\r\n")
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", port)
        tasks.update({asyncio.create_task(copy(reader, inner_writer)), asyncio.create_task(copy(inner_reader, writer))})

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
