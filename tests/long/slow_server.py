"""A server of files that takes its time, and knows what each life of its client has asked for and was sent."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import re
import socket
import subprocess
import threading
import time
from dataclasses import dataclass
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

PIECE = 32 * 1024
_SIZE = re.compile(r"-(\d+)$")


@lru_cache(maxsize=32)
def content(path: str) -> bytes:
    """Return a file: its path ends with its size."""
    found = _SIZE.search(path)
    return hashlib.shake_128(path.encode()).digest(int(found[1])) if found else b""


def digest(path: str) -> str:
    """Return the hash of a file."""
    return hashlib.sha256(content(path)).hexdigest()


@dataclass
class Sent:
    """What a request was answered with."""

    path: str
    start: int
    """The first byte that was asked for."""
    size: int = 0
    """How many bytes went out."""


class SlowServer:
    """Serves any path; `/missing` is a 404. Use it by `with`."""

    def __init__(self) -> None:
        self.rate = 8 * 1024 * 1024
        """Bytes in a second, by each connection."""
        self.log: list[Sent] = []
        self.changed = threading.Condition()
        self.active = 0
        outer = self

        class Handler(_Handler):
            owner = outer

        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.owner = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def origin(self) -> str:
        """The origin."""
        return f"http://localhost:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def watch(self, process: subprocess.Popen[bytes], size: int) -> None:
        """Return when so many bytes went out, or the process has ended."""
        with self.changed:
            while sum(each.size for each in self.log) < size and process.poll() is None:
                self.changed.wait(0.05)

    def take(self) -> list[Sent]:
        """Return what was sent to a client that is dead, and forget it."""
        # Connections are accepted in their order: those of the dead come before this one.
        probe = http.client.HTTPConnection("127.0.0.1", self._server.server_address[1], timeout=60)
        probe.request("GET", "/probe", headers={"Connection": "close"})
        probe.getresponse().read()
        probe.close()
        with self.changed:
            assert self.changed.wait_for(lambda: self.active == 0, 60)
            taken, self.log = self.log, []
        return [each for each in taken if each.path != "/probe"]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    owner: SlowServer

    def process_request(self, request: socket.socket, client_address: object) -> None:  # type: ignore[override]
        """Count a connection before its thread begins."""
        request.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, PIECE)  # what was sent has all but arrived
        with self.owner.changed:
            self.owner.active += 1
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket) -> None:  # type: ignore[override]
        """Count its end."""
        super().shutdown_request(request)
        with self.owner.changed:
            self.owner.active -= 1
            self.owner.changed.notify_all()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients are killed here."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    owner: SlowServer

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the parent's parameter
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer."""
        with contextlib.suppress(OSError):
            self._answer()

    def _answer(self) -> None:
        wanted, validator = self.headers.get("Range", ""), self.headers.get("If-Range")
        body, tag = content(self.path), f'"{digest(self.path)[:16]}"'
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and validator == tag else 0
        sent = Sent(self.path, start)
        with self.owner.changed:
            self.owner.log.append(sent)
        self.send_response(404 if self.path == "/missing" else 206 if start else 200)
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(len(body) - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        self.end_headers()
        for at in range(start, len(body), PIECE):
            piece = body[at : at + PIECE]
            self.wfile.write(piece)
            with self.owner.changed:
                sent.size += len(piece)
                self.owner.changed.notify_all()
            time.sleep(len(piece) / self.owner.rate)
