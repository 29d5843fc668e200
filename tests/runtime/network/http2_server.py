"""A server of HTTP/2 that does what a test says with each stream."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple, TypeAlias

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.events import DataReceived, RequestReceived, StreamEnded, StreamReset, WindowUpdated


class Asked(NamedTuple):
    """A request."""

    stream: int
    method: str
    target: str
    body: bytes


class Reply(NamedTuple):
    """What is done with a stream."""

    body: bytes = b""
    status: int = 200
    reset: ErrorCodes | None = None
    """Ends the stream after the body."""
    open: bool = False
    """Whether the stream is left without an end."""


Plan: TypeAlias = Callable[[Asked], Reply]


class Http2Server(asyncio.Protocol):
    """One connection. A class for each server keeps what all its connections saw."""

    plan: Plan
    asked: list[Asked]
    resets: list[int]
    connections: list[Http2Server]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.connections.append(self)
        self._connection = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))
        self._connection.initiate_connection()
        self._requests: dict[int, tuple[str, str, bytearray]] = {}
        self._unsent: dict[int, tuple[bytes, Reply]] = {}
        self._flush()

    def data_received(self, data: bytes) -> None:
        for event in self._connection.receive_data(data):
            match event:
                case RequestReceived():
                    fields = dict(event.headers)
                    self._requests[event.stream_id] = (fields[":method"], fields[":path"], bytearray())
                case DataReceived():
                    self._requests[event.stream_id][2].extend(event.data)
                    self._connection.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
                case StreamEnded():
                    self._answer(event.stream_id)
                case StreamReset():
                    self.resets.append(event.stream_id)
                    self._unsent.pop(event.stream_id, None)
                case WindowUpdated():
                    for stream in list(self._unsent):
                        self._send(stream)
        self._flush()

    def drop(self) -> None:
        """Close the connection at once."""
        self.transport.abort()

    def _answer(self, stream: int) -> None:
        method, target, body = self._requests.pop(stream)
        self.asked.append(Asked(stream, method, target, bytes(body)))
        reply = type(self).plan(self.asked[-1])
        self._connection.send_headers(stream, [(":status", str(reply.status)), ("x-number", str(stream))])
        self._unsent[stream] = (reply.body, reply)
        self._send(stream)

    def _send(self, stream: int) -> None:
        rest, reply = self._unsent[stream]
        while rest and (room := self._connection.local_flow_control_window(stream)) > 0:
            count = min(room, self._connection.max_outbound_frame_size)
            self._connection.send_data(stream, rest[:count])
            rest = rest[count:]
        self._unsent[stream] = (rest, reply)
        if not rest:
            del self._unsent[stream]
            if reply.reset is not None:
                self._connection.reset_stream(stream, reply.reset)
            elif not reply.open:
                self._connection.end_stream(stream)

    def _flush(self) -> None:
        self.transport.write(self._connection.data_to_send())


@asynccontextmanager
async def http2_server(plan: Plan, context: ssl.SSLContext) -> AsyncIterator[tuple[str, type[Http2Server]]]:
    """Listen; gives the address and the class that holds what was seen."""
    context.set_alpn_protocols(["h2"])
    served = type("Served", (Http2Server,), {"plan": staticmethod(plan), "asked": [], "resets": [], "connections": []})
    server = await asyncio.get_running_loop().create_server(served, "127.0.0.1", 0, ssl=context)
    yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}", served
    server.close()
    for connection in served.connections:
        connection.drop()
