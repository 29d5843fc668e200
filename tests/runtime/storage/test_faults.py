"""Disks that fail or are full: what was committed stays, what fails fails alone and says why."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.store import Checkpoint, PutCookies, PutFetch, PutRecord
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.runtime.storage.disks import FailingDisk
from tests.runtime.storage.samples import MEMORY, a_fetch, a_record, content

BIG = bytes(range(256)) * 400


class Fault:
    """Makes some calls of a disk fail."""

    def __init__(self) -> None:
        self.code: int | None = None
        self.call = ""
        self.after = 0
        self.calls: Counter[str] = Counter()

    def set(self, call: str, code: int, after: int = 0) -> None:
        """Have calls of a kind fail from now on, but for the first ones."""
        self.call, self.code, self.after = call, code, after
        self.calls.clear()

    def __call__(self, call: str) -> int | None:
        self.calls[call] += 1
        return self.code if call == self.call and self.calls[call] > self.after else None

    def heal(self) -> None:
        self.call = ""


def with_faults(folder, use):
    """Run a coroutine function with a store on a disk that may fail, and return what is left of it."""

    async def main():
        fault = Fault()
        store = SqliteStore(folder, lambda path: FailingDisk(path, fault))
        store.load()
        try:
            await use(store, fault)
        finally:
            fault.heal()
            await store.close()
        again = SqliteStore(folder)
        loaded = again.load()
        found = [(record.result, content(record.body)) for record in loaded.records]
        await again.close()
        return found

    return asyncio.run(main())


def filled(store, data):
    body = store.new_body()
    body.write(data)
    return body


@pytest.mark.parametrize(("code", "reported"), [
    (errno.ENOSPC, errno.ENOSPC), (errno.EDQUOT, errno.ENOSPC), (errno.EIO, errno.EIO),
])  # fmt: skip
@pytest.mark.parametrize("call", ["create", "write"])
def test_what_can_not_be_written_does_not_count(tmp_path, call, code, reported):
    async def use(store, fault):
        body = filled(store, b"before")
        fault.set(call, code)
        with pytest.raises(OSError, match=r"\[Errno") as failed:
            body.write(BIG)
        assert failed.value.errno == reported
        assert content(body) == b"before"
        fault.heal()
        body.write(BIG)
        assert content(body) == b"before" + BIG
        fault.set("write", code)
        with pytest.raises(OSError, match=r"\[Errno"):
            body.write(BIG)
        assert content(body) == b"before" + BIG
        assert max(file.stat().st_size for file in (tmp_path / "bodies").iterdir()) == 6 + len(BIG)
        fault.heal()
        await store.commit([PutFetch(a_fetch(1)), PutRecord(a_record(1, body=body))])

    assert with_faults(tmp_path, use) == [("", b"before" + BIG)]


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_a_failed_sync_is_the_end_of_that_body_alone(tmp_path, code):
    async def use(store, fault):
        body, other = filled(store, BIG), filled(store, b"x" * 70_000)
        await store.commit([PutFetch(a_fetch(1)), PutRecord(a_record(1, 0, body=body)), PutRecord(a_record(1, 1))])
        body.write(b"more")
        fault.set("sync", code)
        changes = [store.commit([Checkpoint(1, 0, body)]), store.commit([PutCookies(["fine"])])]
        with pytest.raises(OSError, match=r"\[Errno") as failed:
            await changes[0]
        assert failed.value.errno == code
        await changes[1]
        fault.heal()
        with pytest.raises(OSError, match=r"\[Errno"):  # no second try
            await store.commit([Checkpoint(1, 0, body)])
        with pytest.raises(OSError, match=r"\[Errno"):
            body.write(b"more")
        await store.commit([PutRecord(a_record(1, 1, body=other))])

    assert with_faults(tmp_path, use) == [("", BIG), ("", b"x" * 70_000)]


def test_a_body_whose_sync_failed_can_begin_again(tmp_path):
    async def use(store, fault):
        body = filled(store, BIG)
        await store.commit([PutFetch(a_fetch(1))])
        fault.set("sync", errno.EIO)
        with pytest.raises(OSError, match=r"\[Errno"):
            await store.commit([PutRecord(a_record(1, body=body))])
        fault.heal()
        body.reset()
        body.write(BIG[::-1])
        await store.commit([PutRecord(a_record(1, body=body, result="success"))])

    assert with_faults(tmp_path, use) == [("success", BIG[::-1])]


def test_that_a_record_has_failed_is_kept_though_its_body_can_not_be(tmp_path):
    async def use(store, fault):
        body, other = filled(store, BIG), filled(store, BIG)
        await store.commit([PutFetch(a_fetch(1)), PutRecord(a_record(1, 0, body=body)), PutRecord(a_record(1, 1))])
        body.write(b"more")
        fault.set("sync", errno.EIO)
        with pytest.raises(OSError, match=r"\[Errno"):
            await store.commit([PutRecord(a_record(1, 0, body=body, result="success"))])
        await store.commit([PutRecord(a_record(1, 0, body=body, result="fetch-error"))])
        await store.commit([PutRecord(a_record(1, 1, body=other, result="quota-exceeded"))])

    assert with_faults(tmp_path, use) == [("fetch-error", None), ("quota-exceeded", None)]


def test_a_file_whose_name_may_be_lost_is_not_counted(tmp_path):
    async def use(store, fault):
        await store.commit([PutFetch(a_fetch(1)), PutRecord(a_record(1, 0)), PutRecord(a_record(1, 1))])
        old = filled(store, BIG)
        await store.commit([PutRecord(a_record(1, 1, body=old))])
        old.write(b"more")
        fault.set("sync_folder", errno.EIO)
        new = filled(store, BIG)
        commits = [store.commit([PutRecord(a_record(1, 0, body=new))]), store.commit([Checkpoint(1, 1, old)])]
        with pytest.raises(OSError, match=r"\[Errno"):
            await commits[0]
        await commits[1]

    assert with_faults(tmp_path, use) == [("", None), ("", BIG + b"more")]


def test_a_file_that_can_not_be_removed_is_removed_later(tmp_path):
    async def use(store, fault):
        fault.set("remove", errno.EIO)
        await store.commit([PutFetch(a_fetch(1)), PutRecord(a_record(1, body=filled(store, BIG)))])
        await store.commit([PutRecord(a_record(1))])
        await store.commit([])
        assert len(list((tmp_path / "bodies").iterdir())) == 1

    assert with_faults(tmp_path, use) == [("", None)]

    async def again(store, _):
        await store.commit([])
        await store.commit([])
        assert list((tmp_path / "bodies").iterdir()) == []

    with_faults(tmp_path, again)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["create", "open", "write", "sync", "sync_folder", "remove"]),
    st.sampled_from([errno.EIO, errno.ENOSPC, errno.EMFILE]),
    st.integers(0, 12),
    st.lists(st.sampled_from([10, 70_000, 150_000]), min_size=1, max_size=8),
)
def test_what_was_acknowledged_stays_whatever_fails(call, code, after, sizes):
    kept: dict[int, bytes] = {}
    codes: set[int | None] = set()

    async def use(store, fault):
        await store.commit([PutFetch(a_fetch(1)), *(PutRecord(a_record(1, n)) for n in range(len(sizes)))])
        fault.set(call, code, after)
        for position, size in enumerate(sizes):
            body = store.new_body()
            for _ in range(3):
                expected = content_or_nothing(body)
                try:
                    body.write(bytes([position]) * size)
                    expected += bytes([position]) * size
                    await store.commit([PutRecord(a_record(1, position, body=body))])
                    kept[position] = expected
                except OSError as error:
                    codes.add(error.errno)

    def content_or_nothing(body) -> bytes:
        try:
            return content(body)
        except OSError as error:
            codes.add(error.errno)
            return b"?"

    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        found = with_faults(folder, use)
    assert {n: body for n, (_, body) in enumerate(found) if n in kept} == kept
    assert codes <= {code}


FILLS_A_DISK = """
import asyncio, errno, json, sys
from pathlib import Path
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.store import DeleteFetch, PutFetch, PutRecord
from tests.runtime.storage.samples import a_fetch, a_record, content

profile, filler = Path(sys.argv[1], "profile"), Path(sys.argv[1], "filler")
found = {}

async def attempt(name, store, *changes):
    try:
        await store.commit(changes)
        found[name] = "done"
    except OSError as error:
        found[name] = errno.errorcode[error.errno]
    found[name] += " with the reserve" if (profile / "reserve").exists() else " without"

def filled(store, size, byte=b"x"):
    body = store.new_body()
    body.write(byte * size)
    return body

def fill():
    with filler.open("ab", buffering=0) as file:
        for size in (65536, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                pass

async def rows(store):
    kept = 0
    try:
        while True:
            body = filled(store, 20_000, bytes([kept]))
            await store.commit([PutRecord(a_record(1, kept, body=body, result="success"))])
            kept += 1
    except OSError as error:
        found["row"] = errno.errorcode[error.errno]
    return kept

async def rows_fill_it():
    store = SqliteStore(profile)
    store.load()
    found["room"] = store.free() > 500_000
    await store.commit([PutFetch(a_fetch(1)), PutFetch(a_fetch(2))])
    found["kept"] = kept = await rows(store)
    body = filled(store, 0)
    try:
        for _ in range(1000):
            body.write(b"x" * 4096)
    except OSError as error:
        found["file"] = errno.errorcode[error.errno]
    found["left"] = store.free()
    body.discard()
    await store.commit([PutRecord(a_record(2, 0, result="quota-exceeded"))])
    await store.close()
    store = SqliteStore(profile)
    loaded = store.load()
    found["sound"] = [content(r.body) for r in loaded.records[:-1]] == [bytes([n]) * 20_000 for n in range(kept)]
    found["last"] = loaded.records[-1].result
    await store.close()

async def others_fill_it():
    store = SqliteStore(profile)
    await store.commit([PutFetch(a_fetch(1)), PutRecord(a_record(1, 0, body=filled(store, 100_000)))])
    await store.close()
    fill()
    store = SqliteStore(profile)
    found["opened"] = "with the reserve" if (profile / "reserve").exists() else "without"
    found["records"] = len(store.load().records)
    filler.unlink()
    await attempt("deleted", store, PutRecord(a_record(1, 0)))
    store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    fill()
    await attempt("success", store, PutRecord(a_record(1, 1, body=filled(store, 5000), result="success")))
    await attempt("failure", store, PutRecord(a_record(1, 2, body=filled(store, 5000), result="quota-exceeded")))
    await attempt("state", store, PutFetch(a_fetch(1, failure_reason="quota-exceeded")))
    await store.close()

asyncio.run(globals()[sys.argv[2]]())
print(json.dumps(found))
"""


def on_a_full_disk(folder, who) -> dict[str, object]:
    """Run a function of the program above on a disk of 2 MiB."""
    script = f'mount -t tmpfs -o size=2m,mode=700 none {folder} && exec {sys.executable} -c "$CODE" {folder} {who}'
    command = ["unshare", *([] if os.getuid() == 0 else ["-r"]), "-m", "sh", "-c", script]
    environment = {**os.environ, "CODE": FILLS_A_DISK, "PYTHONPATH": here()}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.stderr == ""
    return json.loads(result.stdout)


def test_a_full_disk_can_still_be_told_of(tmp_path):
    found = on_a_full_disk(tmp_path, "rows_fill_it")
    assert found.pop("kept") > 10
    assert found == {
        "room": True,
        "row": "ENOSPC",
        "file": "ENOSPC",
        "left": 0,
        "sound": True,
        "last": "quota-exceeded",
    }


def test_the_reserve_is_for_what_has_to_be_written_down(tmp_path):
    assert on_a_full_disk(tmp_path, "others_fill_it") == {
        "opened": "without",
        "records": 1,
        "deleted": "done with the reserve",
        "success": "ENOSPC with the reserve",
        "failure": "done without",
        "state": "done without",
    }


def here() -> str:
    """Return where a process of its own finds what this one finds."""
    return os.pathsep.join([str(Path(__file__).parents[3]), *filter(None, sys.path)])


COMMITS_UNDER_STRACE = """
import asyncio, sys
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.store import Checkpoint, PutFetch, PutRecord
from tests.runtime.storage.samples import a_fetch, a_record

async def main():
    store = SqliteStore(sys.argv[1])
    store.load()
    body = store.new_body()
    body.write(b"x" * 100_000)
    await store.commit([PutFetch(a_fetch(1)), PutRecord(a_record(1, body=body))])
    print("acknowledged", flush=True)
    body.write(b"y" * 100_000)
    try:
        await store.commit([Checkpoint(1, 0, body)])
        print("acknowledged", flush=True)
    except OSError as error:
        print(error.errno, flush=True)
    await store.close()

asyncio.run(main())
"""


def traced(folder, *options, program: str = COMMITS_UNDER_STRACE) -> tuple[str, list[str]]:
    """Run the program above under strace, in a profile that is there; return what it printed, and its calls."""
    with_faults(folder / "profile", lambda store, _: store.commit([]))
    log = folder / "calls"
    command = [
        "strace",
        "-f",
        "-y",
        "-o",
        str(log),
        *options,
        sys.executable,
        "-c",
        program,
        str(folder / "profile"),
    ]
    result = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": here()}, capture_output=True, text=True, check=True
    )
    return result.stdout, log.read_text(encoding="utf-8").splitlines()


def test_bytes_are_synced_before_the_row_and_the_row_before_the_answer(tmp_path):
    printed, calls = traced(tmp_path, "-e", "trace=pwrite64,fdatasync,fsync,write")
    assert printed == "acknowledged\nacknowledged\n"
    answers = [place for place, call in enumerate(calls) if "acknowledged" in call]

    def last(text: str, before: int) -> int:
        return max(place for place, call in enumerate(calls[:before]) if text in call and "resumed" not in call)

    for number, answer in enumerate(answers):
        row_synced = last("fdatasync(", answer)
        assert "profile.sqlite3-wal" in calls[row_synced]
        row_written = last("pwrite64(", row_synced)
        assert "profile.sqlite3-wal" in calls[row_written]
        body_synced = max(
            place for place, call in enumerate(calls[:row_written]) if "fdatasync(" in call and "/bodies/" in call
        )
        body_written = max(
            place for place, call in enumerate(calls[:row_written]) if "pwrite64(" in call and "/bodies/" in call
        )
        assert body_written < body_synced < row_written
        if number == 0:
            named = max(
                place for place, call in enumerate(calls[:row_written]) if "fsync(" in call and "/bodies>" in call
            )
            assert body_synced < named < row_written


def test_nothing_is_synced_if_that_is_wanted(tmp_path):
    program = COMMITS_UNDER_STRACE.replace(
        "SqliteStore(sys.argv[1])", "SqliteStore(sys.argv[1], disk.UnsyncedDisk, synced=False)"
    )
    program = f"from background_fetch._impl.storage import disk\n{program}"
    printed, calls = traced(tmp_path, "-e", "trace=fdatasync,fsync", program=program)
    assert printed == "acknowledged\nacknowledged\n"
    assert [call for call in calls if "sync(" in call] == []


@pytest.mark.parametrize(("file", "when"), [("/bodies/", "{}"), ("-wal", "{}+")])
def test_an_error_of_the_system_s_sync_is_met(tmp_path, file, when):
    _, calls = traced(tmp_path, "-e", "trace=fdatasync")
    syncs = [call.split(None, 1) for call in calls if "fdatasync(" in call]
    threads = [thread for thread, call in syncs if "/bodies/" in call]
    of_thread = [call for thread, call in syncs if thread == threads[0]]
    second = [place for place, call in enumerate(of_thread) if "/bodies/" in call][1]
    chosen = next(place for place, call in enumerate(of_thread) if place >= second and file in call) + 1
    shutil.rmtree(tmp_path / "profile")

    printed, _ = traced(
        tmp_path, "-e", "trace=fdatasync", "-e", f"inject=fdatasync:error=EIO:when={when.format(chosen)}"
    )
    assert printed == f"acknowledged\n{errno.EIO}\n"

    async def main():
        store = SqliteStore(tmp_path / "profile")
        [record] = store.load().records
        possible = [b"x" * 100_000]
        if file == "-wal":  # the row was written before the error: the next start may find it
            possible.append(b"x" * 100_000 + b"y" * 100_000)
        assert content(record.body) in possible
        await store.close()

    asyncio.run(main())
