"""The folder of a profile: who may use it, what is in it, and what a restart makes of it."""

from __future__ import annotations

import asyncio
import builtins
import errno
import gc
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from background_fetch._impl.storage import bodies, migrations, schema
from background_fetch._impl.storage.errors import (
    ProfileDamagedError,
    ProfileInUseError,
    ProfileVersionError,
    UnsupportedPlatformError,
)
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.store import Checkpoint, DeleteFetch, PutCookies, PutFetch, PutRecord

from tests.runtime.storage.samples import a_fetch, a_record, content

BIG = bytes(range(256)) * 400
TAKES_A_PROFILE = """
import sys
from background_fetch._impl.storage.sqlite import SqliteStore
store = SqliteStore(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


def with_store(folder, use):
    """Run a coroutine function with a store, which is closed after that."""

    async def main():
        store = SqliteStore(folder)
        try:
            return await use(store, store.load())
        finally:
            await store.close()

    return asyncio.run(main())


def filled(store, data):
    body = store.new_body()
    body.write(data)
    return body


def names(folder) -> list[str]:
    return sorted(path.name for path in (folder / "bodies").iterdir())


def open_files() -> list[str]:
    return sorted(path.name for path in Path("/proc/self/fd").iterdir())


def queries(folder, *statements):
    connection = sqlite3.connect(folder / "profile.sqlite3")
    found = [connection.execute(statement).fetchall() for statement in statements]
    connection.commit()
    connection.close()
    return found


async def one_big(store, _):
    key = store.next_key()
    await store.commit([PutFetch(a_fetch(key)), PutRecord(a_record(key, body=filled(store, BIG)))])


def test_only_the_owner_can_read_what_is_in_it(tmp_path):
    folder = tmp_path / "deep" / "profile"
    before = os.umask(0)
    try:

        async def use(store, loaded):
            await one_big(store, loaded)
            paths = [folder, *folder.rglob("*")]
            modes = {str(path.relative_to(folder)): oct(stat.S_IMODE(path.stat().st_mode)) for path in paths}
            assert modes == {
                ".": "0o700",
                "bodies": "0o700",
                f"bodies/{names(folder)[0]}": "0o600",
                "lock": "0o600",
                "profile.sqlite3": "0o600",
                "profile.sqlite3-shm": "0o600",
                "profile.sqlite3-wal": "0o600",
                "reserve": "0o600",
            }

        with_store(folder, use)
    finally:
        os.umask(before)


def test_the_folder_of_a_user_keeps_its_permissions(tmp_path):
    folder = tmp_path / "profile"
    folder.mkdir(mode=0o755)
    with_store(folder, one_big)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_home_is_known(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    with_store("~/podcasts", one_big)
    assert (tmp_path / "podcasts" / "profile.sqlite3").is_file()


def test_a_second_user_agent_is_refused(tmp_path):
    async def use(_store, _loaded):
        with pytest.raises(ProfileInUseError) as refused:
            SqliteStore(tmp_path / "profile")
        assert (refused.value.folder, refused.value.pid) == (str(tmp_path / "profile"), os.getpid())

    with_store(tmp_path / "profile", use)
    with_store(tmp_path / "profile", one_big)


def test_a_second_process_is_refused_until_the_first_is_gone(tmp_path):
    folder = tmp_path / "profile"
    command = [sys.executable, "-c", TAKES_A_PROFILE, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "open\n"
        with pytest.raises(ProfileInUseError) as refused:
            SqliteStore(folder)
        assert refused.value.pid == other.pid
        assert str(refused.value) == (
            f"[Errno {errno.EWOULDBLOCK}] the process {other.pid} has this profile open; close its user agent, or give "
            f"this one another folder: {str(folder)!r}"
        )
        other.kill()
        other.wait()
    with_store(folder, one_big)


def test_a_system_without_locks_is_refused(tmp_path, monkeypatch):
    real = builtins.__import__

    def lacking(name, *args):
        if name == "fcntl":
            raise ImportError(name)
        return real(name, *args)

    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(
        UnsupportedPlatformError, match=r"needs locks of files \(flock\), which this system does not have"
    ):
        SqliteStore(tmp_path / "profile")


def test_a_newer_profile_is_refused_and_left_alone(tmp_path):
    folder = tmp_path / "profile"
    with_store(folder, one_big)
    queries(folder, "PRAGMA user_version = 99")
    before = (folder / "profile.sqlite3").read_bytes()
    with pytest.raises(ProfileVersionError, match="has version 99 and this release knows versions up to 1"):
        SqliteStore(folder)
    assert (folder / "profile.sqlite3").read_bytes() == before


@pytest.mark.parametrize("make", [
    lambda path: path.write_bytes(b"This is no database at all, and it is longer than a header." * 99),
    lambda path: sqlite3.connect(path).execute("CREATE TABLE mine (x)").connection.close(),
])  # fmt: skip
def test_a_file_of_others_is_refused_and_left_alone(tmp_path, make):
    folder = tmp_path / "profile"
    folder.mkdir()
    make(folder / "profile.sqlite3")
    before = (folder / "profile.sqlite3").read_bytes()
    with pytest.raises(ProfileDamagedError):
        SqliteStore(folder)
    assert (folder / "profile.sqlite3").read_bytes() == before
    (folder / "profile.sqlite3").unlink()
    with_store(folder, one_big)


def test_links_are_not_followed(tmp_path):
    folder, elsewhere = tmp_path / "profile", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / "bodies").symlink_to(elsewhere)
    with pytest.raises(OSError, match="bodies"):
        SqliteStore(folder)
    (folder / "bodies").unlink()
    (folder / "profile.sqlite3").symlink_to(elsewhere / "other.sqlite3")
    with pytest.raises(OSError, match=r"profile\.sqlite3"):
        SqliteStore(folder)
    assert list(elsewhere.iterdir()) == []


def test_small_bodies_are_rows_and_others_are_files(tmp_path):
    folder = tmp_path / "profile"

    async def use(store, _):
        key = store.next_key()
        small, big = filled(store, b"x" * bodies.INLINE), filled(store, b"x" * (bodies.INLINE + 1))
        await store.commit(
            [
                PutFetch(a_fetch(key)),
                PutRecord(a_record(key, 0, body=small, result="success")),
                PutRecord(a_record(key, 1, body=big, result="success")),
            ]
        )
        [rows] = queries(folder, "SELECT file, size, length(content) FROM bodies ORDER BY size")
        assert rows == [(None, bodies.INLINE, bodies.INLINE), (names(folder)[0], bodies.INLINE + 1, None)]

    with_store(folder, use)


def test_a_slow_body_gets_a_file_with_its_checkpoint(tmp_path):
    folder = tmp_path / "profile"

    async def use(store, _):
        key = store.next_key()
        slow = filled(store, b"slow")
        await store.commit([PutFetch(a_fetch(key)), PutRecord(a_record(key, body=slow))])
        assert [(folder / "bodies" / name).read_bytes() for name in names(folder)] == [b"slow"]
        slow.write(b" and slow")
        await store.commit([Checkpoint(key, 0, slow)])
        assert [(folder / "bodies" / name).read_bytes() for name in names(folder)] == [b"slow and slow"]

    with_store(folder, use)


def test_files_go_with_their_rows_and_their_readers(tmp_path):
    folder = tmp_path / "profile"

    async def use(store, _):
        first, second = store.next_key(), store.next_key()
        held = filled(store, BIG)
        await store.commit([PutFetch(a_fetch(first)), PutRecord(a_record(first, 0, body=held))])
        await store.commit([PutRecord(a_record(first, 1, body=filled(store, BIG)))])
        await store.commit([PutFetch(a_fetch(second)), PutRecord(a_record(second, body=filled(store, BIG)))])
        assert len(names(folder)) == 3
        gc.collect()
        await store.commit([DeleteFetch(first)])
        await removals(store)
        assert (len(names(folder)), content(held)) == (2, BIG)
        del held
        gc.collect()
        await removals(store)
        assert len(names(folder)) == 1

    with_store(folder, use)


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("data", [b"small", BIG])
def test_a_body_that_comes_back_keeps_its_bytes(tmp_path, data, together):
    folder = tmp_path / "profile"

    async def use(store, _):
        key = store.next_key()
        body = filled(store, data)
        with_it = PutRecord(a_record(key, body=body, result="success"))
        await store.commit([PutFetch(a_fetch(key)), with_it])
        if together:
            await store.commit([PutRecord(a_record(key)), with_it])
        else:
            await store.commit([PutRecord(a_record(key))])
            await store.commit([with_it])
        assert content(body) == data
        del body, with_it
        gc.collect()
        await removals(store)
        assert len(names(folder)) == (data is BIG)

    with_store(folder, use)
    with_store(folder, lambda _, loaded: same([content(record.body) for record in loaded.records], [data]))


async def removals(store):
    """Return when the files are removed whose removal was asked for: that comes after the commits that wait too."""
    await store.commit([])
    await store.commit([])


async def same(actual, expected):
    assert actual == expected


def test_files_of_bodies_that_begin_again_go(tmp_path):
    folder = tmp_path / "profile"

    async def use(store, _):
        key = store.next_key()
        body = filled(store, BIG)
        await store.commit([PutFetch(a_fetch(key)), PutRecord(a_record(key, body=body))])
        [first] = names(folder)
        for _ in range(3):
            body.reset()
            body.write(BIG)
        await store.commit([Checkpoint(key, 0, body)])
        await removals(store)
        [last] = names(folder)
        assert last != first
        body.reset()
        await store.commit([Checkpoint(key, 0, body)])
        await removals(store)
        assert names(folder) == []

    with_store(folder, use)


def test_what_no_row_names_goes_with_the_next_start(tmp_path):
    folder = tmp_path / "profile"
    with_store(folder, one_big)
    named = names(folder)
    (folder / "bodies" / ("0" * 32)).write_bytes(b"left by a crash")
    (folder / "bodies" / "holiday.jpg").write_bytes(b"not ours")

    async def use(store, loaded):
        await removals(store)
        assert names(folder) == sorted([*named, "holiday.jpg"])
        assert [content(record.body) for record in loaded.records] == [BIG]

    with_store(folder, use)


def test_bytes_after_the_last_commit_go(tmp_path):
    folder = tmp_path / "profile"
    with_store(folder, one_big)
    [name] = names(folder)
    with (folder / "bodies" / name).open("ab") as file:
        file.write(b"never counted")
    with_store(folder, lambda _, loaded: same([content(record.body) for record in loaded.records], [BIG]))
    assert (folder / "bodies" / name).read_bytes() == BIG


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: os.truncate(path, 10)])
@pytest.mark.parametrize("result", ["", "success"])
def test_an_active_body_that_lost_bytes_begins_again(tmp_path, harm, result):
    folder = tmp_path / "profile"

    async def make(store, _):
        key = store.next_key()
        record = a_record(key, body=filled(store, BIG), result=result)
        await store.commit([PutFetch(a_fetch(key)), PutRecord(record)])

    with_store(folder, make)
    harm(folder / "bodies" / names(folder)[0])

    async def use(store, loaded):
        [record] = loaded.records
        assert (record.result, record.body.size, content(record.body)) == ("", 0, b"")
        record.body.write(BIG[::-1])
        await store.commit([PutRecord(record._replace(result="success"))])

    with_store(folder, use)
    with_store(folder, lambda _, loaded: same([content(record.body) for record in loaded.records], [BIG[::-1]]))
    assert len(names(folder)) == 1


def test_a_settled_body_that_lost_bytes_is_an_error_to_read(tmp_path):
    folder = tmp_path / "profile"

    async def make(store, _):
        key = store.next_key()
        record = a_record(key, body=filled(store, BIG), result="success")
        await store.commit([PutFetch(a_fetch(key, result="success")), PutRecord(record)])

    with_store(folder, make)
    os.truncate(folder / "bodies" / names(folder)[0], 10)

    async def use(_, loaded):
        [record] = loaded.records
        assert (record.result, record.body.size, record.body.read(0, 5)) == ("success", len(BIG), BIG[:5])
        with pytest.raises(OSError, match="shorter than it was"):
            record.body.read(0, 100)

    with_store(folder, use)


def test_many_bodies_do_not_keep_files_open(tmp_path):
    async def use(store, _):
        key = store.next_key()
        await store.commit([PutFetch(a_fetch(key))])
        before = len(open_files())
        many = [filled(store, BIG) for _ in range(300)]
        assert len(open_files()) - before <= bodies.OPEN_FILES
        await store.commit([PutRecord(a_record(key, position, body=body)) for position, body in enumerate(many)])
        assert len(open_files()) == before
        assert [content(body) for body in many] == [BIG] * 300

    with_store(tmp_path / "profile", use)


def test_nothing_stays_open_after_closing(tmp_path):
    with_store(tmp_path / "profile", one_big)
    before = open_files()

    async def use(store, loaded):
        store.caches("https://a.example").create("v1")
        store.new_body().write(BIG)
        await one_big(store, loaded)

    with_store(tmp_path / "profile", use)
    gc.collect()
    after = open_files()
    assert len(after) - len(before) <= 1  # the body that nobody gave up


def test_a_profile_that_can_not_be_opened_leaves_nothing_open(tmp_path):
    folder = tmp_path / "profile"
    folder.mkdir()
    (folder / "profile.sqlite3").write_bytes(b"no database" * 1000)
    before = open_files()
    with pytest.raises(ProfileDamagedError):
        SqliteStore(folder)
    assert open_files() == before


def test_after_closing_nothing_works_and_nothing_breaks(tmp_path):
    async def main():
        store = SqliteStore(tmp_path / "profile")
        store.load()
        key = store.next_key()
        small, big = filled(store, b"small"), filled(store, BIG)
        await store.commit(
            [
                PutFetch(a_fetch(key)),
                PutRecord(a_record(key, 0, body=small, result="success")),
                PutRecord(a_record(key, 1, body=big, result="success")),
            ]
        )
        await store.close()
        await store.close()
        for body in (small, big):
            with pytest.raises(OSError, match=r"closed|descriptor"):
                content(body)
        with pytest.raises(OSError, match="descriptor"):
            big.write(b"more")
        with pytest.raises(OSError, match="the profile is closed"):
            await store.commit([PutCookies([])])

    asyncio.run(main())


def test_a_commit_nobody_waits_for_is_made(tmp_path):
    async def use(store, _):
        store.commit([PutCookies(["a=1"])]).cancel()
        await store.commit([])

    with_store(tmp_path / "profile", use)
    with_store(tmp_path / "profile", lambda _, loaded: same(list(loaded.cookies), ["a=1"]))


def test_a_mistake_fails_alone(tmp_path):
    async def use(store, _):
        wrong = store.commit([PutCookies(["lost"]), PutFetch(a_fetch(1, result=object()))])
        right = store.commit([PutCookies(["kept"])])
        with pytest.raises(sqlite3.Error):
            await wrong
        await right

    with_store(tmp_path / "profile", use)
    with_store(tmp_path / "profile", lambda _, loaded: same(list(loaded.cookies), ["kept"]))


def test_small_changes_do_not_write_bodies_again(tmp_path):
    folder = tmp_path / "profile"

    async def use(store, _):
        key = store.next_key()
        record = a_record(key, body=filled(store, b"x" * 60_000), result="success")
        await store.commit([PutFetch(a_fetch(key)), PutRecord(record)])
        before = (folder / "profile.sqlite3-wal").stat().st_size
        await store.commit([PutFetch(a_fetch(key, uploaded=5)), PutRecord(record)])
        assert (folder / "profile.sqlite3-wal").stat().st_size - before < 60_000

    with_store(folder, use)


def test_the_log_does_not_grow_for_ever(tmp_path):
    folder = tmp_path / "profile"

    async def use(store, _):
        await store.commit([PutFetch(a_fetch(1))])
        for position in range(200):
            body = filled(store, bytes([position]) * 60_000)
            await store.commit([PutRecord(a_record(1, position, body=body, result="success"))])
        assert (folder / "profile.sqlite3-wal").stat().st_size < 200 * 60_000 * 0.7

    with_store(folder, use)


def test_rows_are_synced_before_a_commit_is_done(tmp_path):
    async def use(store, _):
        found = {
            name: store._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
        }
        assert found == {"journal_mode": "wal", "synchronous": 2}

    with_store(tmp_path / "profile", use)


VERSIONS = sorted((Path(__file__).parent / "versions").glob("*.sql"))


def dump(path) -> list[str]:
    connection = sqlite3.connect(path)
    lines = [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")]
    connection.close()
    return lines


@pytest.mark.parametrize("saved", VERSIONS, ids=lambda path: path.stem)
def test_profiles_of_all_versions_open(tmp_path, saved):
    folder = tmp_path / "profile"
    (folder / "bodies").mkdir(parents=True)
    (folder / "bodies" / ("ab" * 16)).write_bytes(BIG)
    old = sqlite3.connect(folder / "profile.sqlite3")
    old.executescript(saved.read_text(encoding="utf-8"))
    old.close()

    async def use(store, loaded):
        assert [registration.scope for registration in loaded.registrations] == ["https://a.example/"]
        assert [(fetch.key, fetch.id, fetch.title) for fetch in loaded.fetches] == [(7, "ep-\ud800", "Episode")]
        assert [content(record.body) for record in loaded.records] == [BIG, b"small"]
        assert [content(record.request_body) for record in loaded.records] == [None, b"sent"]
        assert [permission.state for permission in loaded.permissions] == ["denied"]
        assert list(loaded.cookies) == ["a=1"]
        assert store.caches("https://a.example").names() == ["v1"]
        assert store.next_key() > 9

    with_store(folder, use)
    assert queries(folder, "PRAGMA user_version", "PRAGMA integrity_check") == [[(schema.VERSION,)], [("ok",)]]
    with_store(tmp_path / "new", one_big)
    assert dump(folder / "profile.sqlite3") == dump(tmp_path / "new" / "profile.sqlite3")


def test_each_version_was_saved():
    assert [path.stem for path in VERSIONS] == [f"version_{number}" for number in range(1, schema.VERSION + 1)]
    assert sorted(migrations.STEPS) == list(range(1, schema.VERSION))


def test_a_step_that_fails_changes_nothing():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrations.bring_up(connection, 0)

    def half(connection):
        connection.execute("CREATE TABLE half (x)")
        raise sqlite3.OperationalError("power")

    with pytest.raises(sqlite3.OperationalError):
        migrations.bring_up(connection, 1, {1: half}, 2)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
    migrations.bring_up(connection, 1, {1: lambda c: migrations.run(c, "CREATE TABLE a (x); CREATE TABLE b (x)")}, 2)
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    connection.close()


def test_an_old_sqlite_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 32, 3))
    with pytest.raises(UnsupportedPlatformError, match=r"SQLite 3\.33\.0 or newer"):
        SqliteStore(tmp_path / "profile")
