"""The same answers by a function in memory, and by a server over sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import NamedTuple, TypeAlias

from background_fetch._impl.network.curl import CurlTransport
from background_fetch._impl.network.memory import Answer, MemoryTransport
from background_fetch._impl.network.transport import Headers, Transport, TransportError, WireRequest

from tests.runtime.network.fault_server import End, FaultServer, Gate, Received, Step


class Asked(NamedTuple):
    """A request as it arrived."""

    method: str
    target: str
    headers: Headers
    body: bytes


class Plan(NamedTuple):
    """What a server does. An event among the pieces is waited for."""

    pieces: tuple[bytes | asyncio.Event, ...] = ()
    status: int = 200
    reason: str = "OK"
    headers: Headers = ()
    cut: bool = False
    """Whether the body lacks a byte."""


Planner: TypeAlias = Callable[[Asked], Plan]


class World(NamedTuple):
    """A transport and the address of what it asks."""

    transport: Transport
    url: str
    asked: list[Asked]


@asynccontextmanager
async def memory_world(planner: Planner) -> AsyncIterator[World]:
    """Answer in memory."""
    asked: list[Asked] = []

    def handle(request: WireRequest) -> Answer:
        body = b"" if request.body is None else request.body.read(0, request.body.size)
        target = request.url.removeprefix("https://server.example")
        asked.append(Asked(request.method, target, request.headers, body))
        plan = planner(asked[-1])
        error = TransportError("cut", "The body lacks a byte") if plan.cut else None
        return Answer(status=plan.status, reason=plan.reason, headers=plan.headers, body=_waiting(plan), error=error)

    transport = MemoryTransport(handle)
    yield World(transport, "https://server.example", asked)
    await transport.close()


@asynccontextmanager
async def curl_world(planner: Planner) -> AsyncIterator[World]:
    """Answer over sockets."""
    asked: list[Asked] = []

    def respond(request: Received) -> Iterator[Step]:
        headers = tuple((name, value) for name, value in request.headers if name not in {"Host", "Content-Length"})
        asked.append(Asked(request.method, request.target, headers, request.body))
        return _steps(planner(asked[-1]), request.method)

    async with FaultServer(respond) as server:
        transport = CurlTransport()
        yield World(transport, server.url(""), asked)
        await transport.close()


def _steps(plan: Plan, method: str) -> Iterator[Step]:
    length = sum(len(piece) for piece in plan.pieces if isinstance(piece, bytes)) + plan.cut
    lines = [f"HTTP/1.1 {plan.status} {plan.reason}", f"Content-Length: {length}"]
    lines += [f"{name}: {value}" for name, value in plan.headers]
    yield "\r\n".join([*lines, "", ""]).encode("latin-1")
    if method == "HEAD":
        return
    for piece in plan.pieces:
        yield piece if isinstance(piece, bytes) else Gate(piece)
    if plan.cut:
        yield End.CLOSE


async def _waiting(plan: Plan) -> AsyncIterator[bytes]:
    for piece in plan.pieces:
        if isinstance(piece, bytes):
            yield piece
        else:
            await piece.wait()
