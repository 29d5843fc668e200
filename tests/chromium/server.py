"""A server that answers as the one did that Chromium was recorded with: sizes, statuses, redirects, echoes, cuts."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple, Self
from urllib.parse import parse_qs, urlsplit

ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NO_BODY = {204, 304}


class Seen(NamedTuple):
    """A request that came."""

    method: str
    path: str


class Peer:
    """One server on a port of its own. Use it by `with`."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self._connections: set[socket.socket] = set()
        peer = self

        class Handler(_Handler):
            def setup(self) -> None:
                super().setup()
                peer._connections.add(self.connection)

            def answer(self) -> None:
                peer.seen.append(Seen(self.command, self.path))
                super().answer()

        self._server = _Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def host(self) -> str:
        """`localhost` and the port."""
        return f"localhost:{self._server.server_address[1]}"

    @property
    def origin(self) -> str:
        """The origin."""
        return f"http://{self.host}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        """Stop at once: no further connections, and the open ones are cut."""
        self._server.shutdown()
        self._server.server_close()
        for connection in list(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients go away in the middle here."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "oracle"
    sys_version = ""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the parent's parameter
        """Say nothing."""

    def _answer(self) -> None:
        with contextlib.suppress(OSError):
            self.answer()

    do_GET = do_POST = do_PUT = do_HEAD = do_OPTIONS = do_DELETE = _answer  # noqa: N815 -- the parent's names

    def answer(self) -> None:
        """Answer a request."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        target = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(target.query, keep_blank_values=True).items()}
        first, _, rest = target.path[1:].partition("/")
        if self.command == "OPTIONS":
            self._head(204, query, {})
        elif first == "bytes":
            self._bytes(int(rest), query)
        elif first == "status":
            self._status(int(rest), query)
        elif first == "redirect":
            self._head(int(query.get("code", "302")), query, {"Location": query["to"], "Content-Length": "0"})
        elif first == "echo":
            found = {"method": self.command, "len": len(body), "head": body[:40].decode("latin-1")}
            self._whole(200, query, json.dumps(found).encode(), "application/json")
        elif target.path.endswith(".png"):
            self._whole(404, query, b"not found", "text/plain")
        else:
            self._whole(200, query, b"<!doctype html>", "text/html")

    def _head(self, status: int, query: dict[str, str], headers: dict[str, str]) -> None:
        self.send_response(status)
        if query.get("cors"):
            self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", "*"))
            self.send_header("Access-Control-Allow-Headers", "*, x-test, range")
            self.send_header("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
            self.send_header("Access-Control-Expose-Headers", "*")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _whole(self, status: int, query: dict[str, str], body: bytes, type_: str) -> None:
        self._head(status, query, {"Content-Type": type_, "Content-Length": str(len(body))})
        self.wfile.write(body)

    def _status(self, status: int, query: dict[str, str]) -> None:
        if status in NO_BODY:
            self._head(status, query, {})
        else:
            self._whole(status, query, b"status!! ", "text/plain")

    def _bytes(self, size: int, query: dict[str, str]) -> None:
        start = 0
        wanted = self.headers.get("Range", "") if "norange" not in query else ""
        if wanted.startswith("bytes="):
            start = int(wanted.removeprefix("bytes=").partition("-")[0])
        headers = {"Content-Type": "application/octet-stream", "X-Oracle": "1"}
        if "norange" not in query:
            headers["Accept-Ranges"] = "bytes"
        if start:
            headers["Content-Range"] = f"bytes {start}-{size - 1}/{size}"
        chunked = "nolen" in query
        headers |= {"Transfer-Encoding": "chunked"} if chunked else {"Content-Length": str(size - start)}
        self._head(206 if start else 200, query, headers)
        self._pieces(start, size, query, chunked=chunked)

    def _pieces(self, start: int, size: int, query: dict[str, str], *, chunked: bool) -> None:
        step, delay, cut = int(query.get("chunk", "65536")), float(query.get("delay", "0")), int(query.get("cut", "-1"))
        for position in range(start, size, step):
            length = min(step, size - position)
            if 0 <= cut < position + length:
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
            shift = position % len(ALPHABET)
            data = (ALPHABET * (length // len(ALPHABET) + 2))[shift : shift + length]
            self.wfile.write(b"%x\r\n%b\r\n" % (length, data) if chunked else data)
            time.sleep(delay)
        if chunked:
            self.wfile.write(b"0\r\n\r\n")
