"""The server of the web platform tests of Background Fetch: real sockets with TLS, one loop with what is tested."""

from __future__ import annotations

import asyncio
import re
import ssl
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import parse_qs, unquote, urlsplit

RESOURCES = "/background-fetch/resources/"
CORS_RESOURCE = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Methods", "GET, OPTIONS, HEAD"),
    ("Access-Control-Allow-Headers", "*"),
    ("Access-Control-Max-Age", "86400"),
    ("X-Secret-Header", "SuperSecretValue"),
)
PIPE = re.compile(r"header\(([^,]+),([^)]*)\)")


class Request(NamedTuple):
    """What came."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


class Answer(NamedTuple):
    """What goes back."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


class WptServer:
    """Two origins with the same files: the page's, and one that is remote to it."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        self._servers: list[asyncio.Server] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self.requests: list[Request] = []
        self.released = asyncio.Event()
        """Until it is set, `/common/slow.py` does not answer."""

    async def __aenter__(self) -> Self:
        for host in ("localhost", "127.0.0.1"):
            self._servers.append(await asyncio.start_server(self._connected, host, 0, ssl=self._context))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def origin(self) -> str:
        """The page's origin."""
        return f"https://localhost:{self._port(0)}"

    @property
    def remote(self) -> str:
        """Another origin."""
        return f"https://127.0.0.1:{self._port(1)}"

    def _port(self, position: int) -> int:
        return int(self._servers[position].sockets[0].getsockname()[1])

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            while (request := await _read(reader)) is not None:
                self.requests.append(request)
                _write(writer, request, await self._answer(request))
                await writer.drain()
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _answer(self, request: Request) -> Answer:
        target = urlsplit(request.target)
        path = unquote(target.path)
        piped = tuple(PIPE.findall(parse_qs(target.query).get("pipe", [""])[0]))
        if path == "/common/slow.py":
            await self.released.wait()
            return Answer()
        if path == RESOURCES + "upload.py":
            type_ = request.headers.get("content-type", "text/plain")
            return Answer(headers=(("Content-Type", type_), *piped), body=request.body)
        if request.method == "OPTIONS" and piped:
            return Answer(headers=piped)
        if request.method not in {"GET", "HEAD"} and not piped:
            return Answer(404)
        if path == RESOURCES + "feature-name.txt":
            return Answer(headers=(("Content-Type", "text/plain"), *piped), body=b"Background Fetch")
        if path == RESOURCES + "cors-resource.txt":
            return Answer(headers=CORS_RESOURCE, body=b"cors")
        if path == "/" or path.endswith(".html"):
            return Answer(headers=(("Content-Type", "text/html"),), body=b"<!doctype html>")
        return Answer(404)


async def _read(reader: asyncio.StreamReader) -> Request | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.split("\r\n")[:-2]
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    method, target, _ = first.split(" ")
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(method, target, headers, body)


def _write(writer: asyncio.StreamWriter, request: Request, answer: Answer) -> None:
    lines = [f"HTTP/1.1 {answer.status} -", f"Content-Length: {len(answer.body)}"]
    lines += [f"{name}: {value}" for name, value in answer.headers]
    writer.write("\r\n".join([*lines, "", ""]).encode("latin-1"))
    if request.method != "HEAD":
        writer.write(answer.body)
