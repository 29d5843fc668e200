"""How quickly the runtime reacts while it downloads. `PYTHONPATH=bench python -m downloads.latency`.

The loop's lag with four transfers, the time from `abort()` to the closed socket, and that from opening a profile with
1,000 unfinished requests to the first one that goes on.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import statistics
import tempfile
import threading
import time
from pathlib import Path

from background_fetch import BackgroundFetchManager
from background_fetch._impl.cache_store import StoredResponse
from background_fetch._impl.network.clients import Client
from background_fetch._impl.realms import PolicyContainer
from background_fetch._impl.requests import RequestRecord
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.store import (
    PutFetch,
    PutRecord,
    PutRegistration,
    StoredFetch,
    StoredRecord,
    StoredRegistration,
)
from background_fetch._impl.stored_requests import stored_request
from background_fetch.agent import Settings, UserAgent
from measuring import RESULTS

from downloads.serving import make_files, server

HERE = Path(__file__).parent
RECORDS = 1000
HEAD = b'HTTP/1.1 %b\r\nETag: "1"\r\nContent-Length: 1000000\r\n%b\r\n'


class Watching:
    """A server that sends the beginning of a response, and notes when requests come and connections are closed."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.requested: list[float] = []
        self.closed: list[float] = []
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def origin(self) -> str:
        return f"http://localhost:{self._listener.getsockname()[1]}"

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            threading.Thread(target=self._connected, args=(connection,), daemon=True).start()

    def _connected(self, connection: socket.socket) -> None:
        head = connection.recv(65536)
        self.requested.append(time.perf_counter())
        if b"Range:" in head:
            connection.sendall(HEAD % (b"206 Partial", b"Content-Range: bytes 100000-999999/1000000\r\n") + b"x" * 1000)
        else:
            connection.sendall(HEAD % (b"200 OK", b"") + b"x" * 100000)
        with contextlib.suppress(ConnectionResetError):
            while connection.recv(65536):
                pass
        self.closed.append(time.perf_counter())


async def manager(agent: UserAgent, origin: str) -> BackgroundFetchManager:
    """Register the worker, and return the manager of the page."""
    agent.serve(origin, HERE)
    page = await agent.open(f"{origin}/")
    await page.navigator.serviceWorker.register("/worker.py")
    return (await page.navigator.serviceWorker.ready).backgroundFetch


async def lag(origin: str, profile: Path) -> list[float]:
    """Download four files at once, and return how late a timer of 5 ms was each time, in seconds."""
    late: list[float] = []
    async with UserAgent(profile, settings=Settings(transfers=4)) as agent:
        fetches = await manager(agent, origin)
        await fetches.fetch("lag", [f"/quarter{n}" for n in range(4)])
        idle = asyncio.ensure_future(agent.idle())
        while not idle.done():
            before = time.perf_counter()
            await asyncio.sleep(0.005)
            late.append(time.perf_counter() - before - 0.005)
    return late


async def abort(profile: Path) -> float:
    """Return the seconds from `abort()` to the closed socket."""
    watching = Watching()
    async with UserAgent(profile) as agent:
        fetch = await (await manager(agent, watching.origin)).fetch("abort", "/file")
        while not fetch.downloaded:  # noqa: ASYNC110 -- as below
            await asyncio.sleep(0.01)
        before = time.perf_counter()
        await fetch.abort()
        while not watching.closed:  # noqa: ASYNC110 -- a thread notes it
            await asyncio.sleep(0.001)
    return watching.closed[0] - before


async def fill(profile: Path, origin: str) -> None:
    """Make a profile with requests that have come to a tenth."""
    store = SqliteStore(profile)
    store.load()
    scope = f"{origin}/"
    client = Client(origin, scope, PolicyContainer(), secure=True)
    key = store.next_key()
    fetch = StoredFetch(key, scope, "many", "", "[]", 0, 0, 0, False, "", "", "", client.to_json())
    response = StoredResponse(
        "basic", (f"{origin}/x",), 200, "OK", (("ETag", '"1"'), ("Content-Length", "1000000")), has_body=True
    )
    changes: list[PutRegistration | PutFetch | PutRecord] = [
        PutRegistration(StoredRegistration(scope, f"{origin}/worker.py", str(HERE / "worker.py"), "imports", True)),
        PutFetch(fetch),
    ]
    for position in range(RECORDS):
        body = store.new_body()
        body.write(b"x" * 100_000)
        request = stored_request(RequestRecord(url=f"{origin}/{position}", mode="cors"))
        changes.append(PutRecord(StoredRecord(key, position, request, None, response, body, "")))
    await store.commit(changes)
    await store.close()


async def restart(profile: Path) -> float:
    """Return the seconds from the opening of a profile to the first request that goes on."""
    watching = Watching()
    await fill(profile, watching.origin)
    before = time.perf_counter()
    async with UserAgent(profile) as agent:
        assert agent.fetches  # noqa: S101 -- the first use opens the profile
        while not watching.requested:  # noqa: ASYNC110 -- as above
            await asyncio.sleep(0.001)
    return watching.requested[0] - before


def main() -> None:
    """Measure all three."""
    with tempfile.TemporaryDirectory(dir=RESULTS.parent) as name:
        folder = Path(name)
        folder.chmod(0o755)
        make_files(folder / "root")
        with server(folder) as origin:
            late = sorted(asyncio.run(lag(origin, folder / "lag")))
        aborts = [asyncio.run(abort(folder / f"abort{n}")) for n in range(10)]
        restarts = [asyncio.run(restart(folder / f"restart{n}")) for n in range(5)]
    found = {
        "loop lag with four transfers, p50": statistics.median(late),
        "loop lag with four transfers, p99": late[int(len(late) * 0.99)],
        "loop lag with four transfers, most": late[-1],
        "abort() to closed socket, median": statistics.median(aborts),
        "abort() to closed socket, most": max(aborts),
        f"restart with {RECORDS} records to the first that goes on": statistics.median(restarts),
    }
    for label, seconds in found.items():
        print(f"{label:60}{seconds * 1e3:9.1f} ms")
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / "latency.json").write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
