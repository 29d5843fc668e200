"""How long profiles take: many small bodies at once, opening, one small change, a large body; beside bare SQLite."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

from background_fetch._impl.cache_store import StoredRequest, StoredResponse
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.store import Checkpoint, PutFetch, PutRecord, RecordResult, StoredBody, StoredFetch
from background_fetch._impl.storage.store import StoredRecord as Record

COUNT = 2000
SMALL = os.urandom(10 * 1024)
CHUNK = os.urandom(64 * 1024)
MIB = 1024 * 1024
REQUEST = StoredRequest(
    "GET", "https://a.example/x", (), "about:client", "", "cors", "same-origin", "default", "follow", "", False
)
RESPONSE = StoredResponse("basic", ("https://a.example/x",), 200, "OK", (("etag", '"1"'),), True)


def fetch(key: int, uploaded: int = 0) -> PutFetch:
    return PutFetch(StoredFetch(key, "https://a.example/", "id", "", "[]", 0, 0, uploaded, False, "", "", "", "{}"))


def record(key: int, position: int, body: StoredBody, result: RecordResult) -> PutRecord:
    return PutRecord(Record(key, position, REQUEST, None, RESPONSE, body, result))


def filled(store: SqliteStore, data: bytes) -> StoredBody:
    body = store.new_body()
    body.write(data)
    return body


async def many_small(folder: Path) -> float:
    """Return the seconds until all of the small bodies are durable."""
    store = SqliteStore(folder)
    await store.commit([fetch(1)])
    bodies = [filled(store, SMALL) for _ in range(COUNT)]
    start = time.perf_counter()
    await asyncio.gather(
        *[store.commit([record(1, position, body, "success")]) for position, body in enumerate(bodies)]
    )
    seconds = time.perf_counter() - start
    await store.close()
    return seconds


def bare(folder: Path) -> float:
    """Return the seconds that SQLite alone takes for such rows."""
    connection = sqlite3.connect(folder / "bare", isolation_level=None)
    for statement in ("PRAGMA page_size = 8192", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"):
        connection.execute(statement).fetchall()
    connection.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
    connection.execute("CREATE TABLE bodies (id INTEGER PRIMARY KEY, content BLOB)")
    connection.execute("CREATE TABLE records (id INTEGER PRIMARY KEY, request TEXT, response TEXT)")
    start = time.perf_counter()
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO bodies VALUES (?, ?)", ((number, SMALL) for number in range(COUNT)))
    connection.executemany(
        "INSERT INTO records VALUES (?, ?, ?)", ((number, "x" * 150, "y" * 100) for number in range(COUNT))
    )
    connection.execute("COMMIT")
    seconds = time.perf_counter() - start
    connection.close()
    return seconds


async def opening(folder: Path) -> float:
    """Return the seconds until 1,000 unfinished records are there."""
    store = SqliteStore(folder)
    await store.commit([fetch(1)])
    await store.commit([record(1, position, filled(store, CHUNK * 2), "") for position in range(1000)])
    await store.close()
    start = time.perf_counter()
    store = SqliteStore(folder)
    store.load()
    seconds = time.perf_counter() - start
    await store.close()
    return seconds


async def small_changes(folder: Path) -> float:
    """Return the seconds of one change, the median of many."""
    store = SqliteStore(folder)
    times = []
    for number in range(300):
        start = time.perf_counter()
        await store.commit([fetch(1, number)])
        times.append(time.perf_counter() - start)
    await store.close()
    return statistics.median(times)


async def large(folder: Path, size: int = 512 * MIB) -> float:
    """Return the seconds for a body that is counted every 8 MiB."""
    store = SqliteStore(folder)
    body = store.new_body()
    await store.commit([fetch(1), record(1, 0, body, "")])
    start = time.perf_counter()
    for number in range(1, size // len(CHUNK) + 1):
        body.write(CHUNK)
        if number % 128 == 0:
            await store.commit([Checkpoint(1, 0, body)])
    seconds = time.perf_counter() - start
    await store.close()
    return seconds


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    times: dict[str, list[float]] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
            folder = Path(name)
            times.setdefault("bare", []).append(bare(folder))
            for work in (many_small, opening, small_changes, large):
                times.setdefault(work.__name__, []).append(asyncio.run(work(folder / work.__name__)))
    best = {name: min(each) for name, each in times.items()}
    print(f"{COUNT} bodies of 10 KiB: {best['many_small']:.3f} s; bare SQLite: {best['bare']:.3f} s")
    print(f"opening with 1,000 unfinished records: {best['opening'] * 1000:.0f} ms")
    print(f"one small change: {best['small_changes'] * 1000:.2f} ms")
    print(f"512 MiB, counted every 8 MiB: {512 / best['large']:.0f} MiB/s")


if __name__ == "__main__":
    main()
