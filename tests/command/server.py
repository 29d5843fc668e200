"""A server for downloads that can be resumed: a part of each file comes at once, the rest when the test says so."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

SIZE = 300_000
FIRST = 100_000
"""So much comes before `release`."""


def content(path: str, size: int = SIZE) -> bytes:
    """Return the content of a file, which its path determines."""
    block = hashlib.sha256(path.encode()).digest()
    return (block * (size // len(block) + 1))[:size]


def integrity(path: str) -> str:
    """Return the hash by which a file is known."""
    return "sha256-" + b64encode(hashlib.sha256(content(path)).digest()).decode()


class Server:
    """Serves any path; `/missing` is a 404, and what begins with `/slow` waits. Use it by `with`."""

    def __init__(self, port: int = 0) -> None:
        self.ranges: list[str] = []
        """The `Range` of each request, empty for none."""
        self.released = threading.Event()
        outer = self

        class Handler(_Handler):
            server_of = outer

        self._server = _Quiet(("127.0.0.1", port), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def origin(self) -> str:
        """The origin."""
        return f"http://localhost:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients are killed here."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_of: Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the parent's parameter
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer."""
        with contextlib.suppress(OSError):
            self._answer()

    def _answer(self) -> None:
        wanted = self.headers.get("Range", "")
        self.server_of.ranges.append(wanted)
        if self.path == "/missing":
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = content(self.path)
        start = int(wanted.removeprefix("bytes=").partition("-")[0]) if wanted else 0
        self.send_response(206 if wanted else 200)
        self.send_header("ETag", f'"{len(self.path)}"')
        self.send_header("Content-Length", str(len(body) - start))
        if wanted:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        self.end_headers()
        if self.path.startswith("/slow") and not self.server_of.released.is_set():
            self.wfile.write(body[start:FIRST])
            self.server_of.released.wait()
            start = max(start, FIRST)
        self.wfile.write(body[start:])
