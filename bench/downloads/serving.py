"""nginx on a port of its own, with the files that are downloaded."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GIB = 1 << 30
SMALL = 10 * 1024
COUNT = 2000
CONFIGURATION = """
daemon off;
master_process off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    keepalive_requests 100000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""


def make_files(root: Path) -> None:
    """Make a file of 1 GiB, four of 256 MiB, and 2,000 of 10 KiB."""
    root.mkdir(mode=0o755)
    block = os.urandom(1 << 20)
    for name, size in [("big", GIB), *((f"quarter{n}", GIB // 4) for n in range(4))]:
        with (root / name).open("wb") as file:
            for _ in range(size >> 20):
                file.write(block)
    for number in range(COUNT):
        (root / f"small{number}").write_bytes(block[:SMALL])


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Serve the files; gives the origin."""
    nginx = shutil.which("nginx")
    if nginx is None:
        sys.exit("this benchmark needs nginx (Debian: nginx-light), curl and aria2")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    configuration = folder / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port, root=folder / "root"))
    process = subprocess.Popen([nginx, "-c", str(configuration), "-p", str(folder)], stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    sys.exit("nginx does not answer")
