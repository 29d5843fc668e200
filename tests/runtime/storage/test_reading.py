"""Looking at the rows of a profile, whoever has it open."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch._impl.storage.errors import ProfileDamagedError, ProfileError, ProfileVersionError
from background_fetch._impl.storage.reading import read_rows
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.store import PutFetch, PutPermission, PutRecord, PutRegistration

from tests.runtime.storage.samples import RESPONSE, a_fetch, a_record, a_registration


def contents(folder) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def sizes(loaded):
    return loaded._replace(
        records=[
            record._replace(
                body=record.body and record.body.size, request_body=record.request_body and record.request_body.size
            )
            for record in loaded.records
        ]
    )


def test_rows_are_read_beside_the_process_that_has_the_profile_and_after_it(tmp_path):
    folder = tmp_path / "pro file?#%41"

    async def main():
        store = SqliteStore(folder)
        store.load()
        big, small = store.new_body(), store.new_body()
        big.write(b"x" * 100_000)
        small.write(b"small")
        record = a_record(1, response=RESPONSE, body=big, request_body=small)
        await store.commit([PutRegistration(a_registration()), PutFetch(a_fetch(1)), PutRecord(record)])
        await store.commit([PutPermission("https://a.example", "denied")])
        big.write(b"not counted")
        before = contents(folder)
        beside = read_rows(folder)
        assert {name: data for name, data in contents(folder).items() if not name.endswith("-shm")} == {
            name: data for name, data in before.items() if not name.endswith("-shm")
        }
        await store.close()
        return record, beside

    record, beside = asyncio.run(main())
    before = contents(folder)
    after = read_rows(folder)
    assert {name: data for name, data in contents(folder).items() if name in before} == before
    expected = {
        "registrations": [a_registration()],
        "fetches": [a_fetch(1)],
        "records": [record._replace(body=100_000, request_body=5)],
        "permissions": [PutPermission("https://a.example", "denied")],
        "cookies": [],
    }
    assert sizes(beside)._asdict() == expected
    assert sizes(after)._asdict() == expected
    for body in (after.records[0].body, after.records[0].request_body):
        with pytest.raises(OSError, match="only rows were asked for"):
            body.read(0, 1)
        with pytest.raises(OSError, match="only rows were asked for"):
            body.write(b"")


def test_what_can_not_be_read_is_refused(tmp_path):
    with pytest.raises(ProfileError, match="this folder is no profile"):
        read_rows(tmp_path)
    (tmp_path / "profile.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(ProfileDamagedError):
        read_rows(tmp_path)


def test_a_newer_profile_is_refused(tmp_path):
    async def main():
        store = SqliteStore(tmp_path / "profile")
        store._connection.execute("PRAGMA user_version = 99")
        await store.close()

    asyncio.run(main())
    with pytest.raises(ProfileVersionError):
        read_rows(tmp_path / "profile")
