"""What a verification finds in a profile, and what a repair makes of it."""

from __future__ import annotations

import asyncio
import sqlite3
import stat

import pytest
from background_fetch._impl.storage.errors import (
    ProfileDamagedError,
    ProfileError,
    ProfileInUseError,
    ProfileVersionError,
)
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.store import PutFetch, PutRecord, PutRegistration
from background_fetch._impl.storage.verify import Finding, verify

from tests.runtime.storage.samples import RESPONSE, a_fetch, a_record, a_registration, content

BIG = bytes(range(256)) * 400


@pytest.fixture
def profile(tmp_path):
    """A sound profile: an active and a settled background fetch, with a body in a file and one in a row each."""
    folder = tmp_path / "profile"

    async def main():
        store = SqliteStore(folder)
        store.load()
        await store.commit([PutRegistration(a_registration())])
        fetches = [a_fetch(1), a_fetch(2, result="success", event="backgroundfetchsuccess")]
        await store.commit([PutFetch(fetch) for fetch in fetches])
        for fetch in fetches:
            for position, data in enumerate([BIG, b"small"]):
                body, sent = store.new_body(), store.new_body()
                body.write(data)
                sent.write(data)
                record = a_record(
                    fetch.key, position, response=RESPONSE, body=body, request_body=sent, result="success"
                )
                await store.commit([PutRecord(record)])
        await store.close()

    asyncio.run(main())
    return folder


def files(folder, column="body", fetch=1):
    """Return the file of a record that has one."""
    [(name,)] = change(
        folder,
        f"SELECT file FROM bodies JOIN records ON id = {column} WHERE fetch = {fetch} AND position = 0",  # noqa: S608
    )
    return folder / "bodies" / name


def change(folder, *statements):
    connection = sqlite3.connect(folder / "profile.sqlite3")
    found = [connection.execute(statement).fetchall() for statement in statements][-1]
    connection.commit()
    connection.close()
    return found


def loaded(folder):
    async def main():
        store = SqliteStore(folder)
        try:
            records = store.load().records
            return {(r.fetch, r.position): (r.result, None if r.body is None else content(r.body)) for r in records}
        finally:
            await store.close()

    return asyncio.run(main())


WHOLE = {
    (1, 0): ("success", BIG),
    (1, 1): ("success", b"small"),
    (2, 0): ("success", BIG),
    (2, 1): ("success", b"small"),
}


def check(folder, expected: list[tuple[str, str, str]], *, left: bool = False):
    """Compare findings before, during and after a repair."""
    before, during, after = verify(folder), verify(folder, repair=True), verify(folder)
    assert [(f.what, f.where, f.text) for f in before.findings] == expected
    assert [(f.what, f.where, f.text) for f in during.findings] == expected
    assert {f.repaired for f in before.findings} <= {False}
    assert {f.repaired for f in during.findings} <= {not left}
    assert [(f.what, f.where, f.text) for f in after.findings] == (expected if left else [])
    assert (before.sound, during.sound, after.sound) == (not expected, not left, not left)


def test_a_sound_profile(profile):
    check(profile, [])
    assert loaded(profile) == WHOLE


def test_files_that_no_row_names(profile):
    (profile / "bodies" / ("0" * 32)).write_bytes(b"x")
    (profile / "bodies" / ("0" * 32)).chmod(0o600)
    check(profile, [("lost-file", f"bodies/{'0' * 32}", "no row names it")])
    assert loaded(profile) == WHOLE


def test_files_of_others_stay(profile):
    (profile / "bodies" / "holiday.jpg").write_bytes(b"x")
    (profile / "bodies" / "holiday.jpg").chmod(0o600)
    check(profile, [])
    assert (profile / "bodies" / "holiday.jpg").exists()


def test_a_file_that_is_too_long(profile):
    with files(profile).open("ab") as file:
        file.write(b"12345")
    check(profile, [("long-file", f"bodies/{files(profile).name}", "5 bytes came after the last commit")])
    assert files(profile).stat().st_size == len(BIG)
    assert loaded(profile) == WHOLE


@pytest.mark.parametrize(("fetch", "result"), [(1, ""), (2, "fetch-error")])
def test_a_file_that_is_too_short(profile, fetch, result):
    file = files(profile, fetch=fetch)
    file.write_bytes(BIG[:10])
    check(profile, [("short-file", f"bodies/{file.name}", f"{len(BIG)} bytes were counted and 10 are there")])
    assert loaded(profile) == WHOLE | {(fetch, 0): (result, b"")}


@pytest.mark.parametrize(("fetch", "result"), [(1, ""), (2, "fetch-error")])
def test_a_file_that_is_missing(profile, fetch, result):
    file = files(profile, fetch=fetch)
    file.unlink()
    check(profile, [("short-file", f"bodies/{file.name}", f"{len(BIG)} bytes were counted and 0 are there")])
    assert loaded(profile) == WHOLE | {(fetch, 0): (result, b"")}


def test_what_was_to_be_sent_can_not_be_got_again(profile):
    file = files(profile, "request_body")
    file.unlink()
    check(profile, [("short-file", f"bodies/{file.name}", f"{len(BIG)} bytes were counted and 0 are there")], left=True)


@pytest.mark.parametrize(("statement", "expected"), [
    (
        "INSERT INTO records SELECT 77, 3, request, NULL, NULL, NULL, '' FROM records LIMIT 1",
        ("lost-record", "records 77 3", "its background fetch is not there"),
    ),
    (
        "INSERT INTO bodies VALUES (99, NULL, 1, x'00')",
        ("lost-body", "bodies 99", "no record has it"),
    ),
    (
        "UPDATE fetches SET event = 'backgroundfetchsuccess' WHERE key = 1",
        ("untimely-event", "fetches 1", "an event waits though the background fetch is active"),
    ),
])  # fmt: skip
def test_rows_that_fit_to_nothing(profile, statement, expected):
    change(profile, statement)
    check(profile, [expected])
    assert loaded(profile) == WHOLE


@pytest.mark.parametrize(("fetch", "result"), [(1, ""), (2, "fetch-error")])
def test_a_body_that_has_no_row(profile, fetch, result):
    [(body,)] = change(profile, f"SELECT body FROM records WHERE fetch = {fetch} AND position = 1")  # noqa: S608
    change(profile, f"DELETE FROM bodies WHERE id = {body}")  # noqa: S608
    text = "its body is not there; it is asked for again if its background fetch is active"
    check(profile, [("lost-body", f"records {fetch} 1", text)])
    assert loaded(profile) == WHOLE | {(fetch, 1): (result, None)}


def test_a_background_fetch_without_a_worker_is_left(profile):
    change(profile, "UPDATE fetches SET scope = x'00' WHERE key = 1")
    check(profile, [("no-registration", "fetches 1", "no service worker is registered for its scope")], left=True)
    assert loaded(profile) == WHOLE


def test_what_others_can_read(profile):
    profile.chmod(0o755)
    files(profile).chmod(0o644)
    where = f"bodies/{files(profile).name}"
    text = "others than its owner may use it"
    check(profile, [("permissions", ".", text), ("permissions", where, text)])
    assert stat.S_IMODE(profile.stat().st_mode) == 0o700
    assert stat.S_IMODE(files(profile).stat().st_mode) == 0o600


def test_a_lock_that_was_left(profile):
    (profile / "lock").write_text("4194305\nboot\n")
    text = "the process 4194305 was killed while it had the profile open"
    assert verify(profile).findings == (Finding("left-lock", "lock", text, repaired=True),)
    assert verify(profile).findings == ()


def test_a_database_that_can_not_be_read(profile):
    (profile / "profile.sqlite3").write_bytes(b"no database" * 1000)
    [finding] = verify(profile, repair=True).findings
    assert (finding.what, finding.where, finding.repaired) == ("damaged", "profile.sqlite3", False)


@pytest.mark.parametrize("statement", [
    "UPDATE records SET request = '{'",
    "UPDATE records SET request = '[]'",
    "UPDATE records SET response = '7'",
    "UPDATE fetches SET title = 'text'",
    "UPDATE fetches SET uploaded = 'many'",
    "UPDATE registrations SET file = x'ff'",
])  # fmt: skip
def test_a_row_that_nobody_wrote(profile, statement):
    change(profile, statement)
    [finding] = verify(profile, repair=True).findings
    assert (finding.what, finding.where, finding.repaired) == ("damaged", "profile.sqlite3", False)
    for _ in range(2):  # the first leaves it closed
        with pytest.raises(ProfileDamagedError, match="a row is not what was written"):
            SqliteStore(profile).load()


def test_a_page_that_was_overwritten(profile):
    data = bytearray((profile / "profile.sqlite3").read_bytes())
    for page in range(1, len(data) // 8192):
        data[page * 8192 : page * 8192 + 100] = bytes([255]) * 100
    (profile / "profile.sqlite3").write_bytes(data)
    report = verify(profile, repair=True)
    assert {finding.what for finding in report.findings} == {"damaged"}
    assert not report.sound


def test_what_is_no_profile_is_refused(tmp_path):
    with pytest.raises(ProfileError, match="this folder is no profile"):
        verify(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ProfileError, match="this folder is no profile"):
        verify(tmp_path / "nowhere")


def test_a_profile_that_is_open_is_refused(profile):
    async def main():
        store = SqliteStore(profile)
        with pytest.raises(ProfileInUseError):
            verify(profile, repair=True)
        await store.close()

    asyncio.run(main())


def test_a_newer_profile_is_refused(profile):
    change(profile, "PRAGMA user_version = 99")
    with pytest.raises(ProfileVersionError):
        verify(profile, repair=True)
