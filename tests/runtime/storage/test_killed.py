"""Processes that are killed at any moment: every acknowledged commit is there, with all of its bytes."""

from __future__ import annotations

import asyncio
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.verify import verify

from tests.runtime.storage.samples import content

COMMITS = """
import asyncio, hashlib, itertools, sys, threading
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.store import Checkpoint, PutFetch, PutRecord, PutRegistration
from tests.runtime.storage.samples import RESPONSE, a_fetch, a_record, a_registration

def blocks(position):
    return (hashlib.sha256(b"%d %d" % (position, block)).digest() * 1024 for block in itertools.count())

async def download(store, key, position):
    body = store.new_body()
    await store.commit([PutRecord(a_record(key, position, response=RESPONSE, body=body))])
    for block in itertools.islice(blocks(position), 2 + position % 7):
        await asyncio.to_thread(body.write, block)
        size = body.size
        await store.commit([Checkpoint(key, position, body)])
        print(key, position, size, "", flush=True)
    await store.commit([PutRecord(a_record(key, position, response=RESPONSE, body=body, result="success"))])
    print(key, position, body.size, "success", flush=True)

async def main():
    store = SqliteStore(sys.argv[1])
    store.load()
    await store.commit([PutRegistration(a_registration())])
    while True:
        key = store.next_key()
        await store.commit([PutFetch(a_fetch(key))])
        await asyncio.gather(*[download(store, key, position) for position in range(12)])

asyncio.run(main())
"""


def expected(position: int, size: int) -> bytes:
    count = -(-size // 32_768)
    return b"".join(hashlib.sha256(b"%d %d" % (position, n)).digest() * 1024 for n in range(count))[:size]


@pytest.mark.parametrize("after", [1, 20, 60, 150, 300])
def test_every_acknowledged_commit_is_there(tmp_path, after):
    path = os.pathsep.join([str(Path(__file__).parents[3]), *filter(None, sys.path)])
    command = [sys.executable, "-c", COMMITS, str(tmp_path / "profile")]
    acknowledged: dict[tuple[int, int], tuple[int, str]] = {}
    for _ in range(2):  # the second goes on with what the first left
        with subprocess.Popen(
            command, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE, text=True
        ) as process:
            lines = [process.stdout.readline() for _ in range(after)]
            process.kill()
            lines += process.stdout.read().splitlines(keepends=True)
        for line in lines:
            if line.endswith("\n"):
                key, position, size, result = line[:-1].split(" ")
                acknowledged[int(key), int(position)] = (int(size), result)

    async def main():
        store = SqliteStore(tmp_path / "profile")
        found = {(record.fetch, record.position): record for record in store.load().records}
        assert acknowledged.keys() <= found.keys()
        for (_, position), record in found.items():
            assert content(record.body) == expected(position, record.body.size)
        for key, (size, result) in acknowledged.items():
            assert found[key].body.size >= size
            assert found[key].result in {result, "success"}
        await store.commit([])
        await store.commit([])
        await store.close()

    asyncio.run(main())
    assert verify(tmp_path / "profile").findings == ()
