"""What every store promises."""

from __future__ import annotations

import asyncio
import threading
from typing import NamedTuple

import pytest
from background_fetch._impl.cache_store import NewEntry
from background_fetch._impl.storage.store import (
    Checkpoint,
    DeleteFetch,
    DeleteRegistration,
    PutCookies,
    PutFetch,
    PutPermission,
    PutRecord,
    PutRegistration,
)

from tests.runtime.storage.samples import (
    REQUEST,
    RESPONSE,
    SCOPE,
    a_fetch,
    a_record,
    a_registration,
    content,
    plain,
)

KIB = 1024
SIZES = [0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, 3_000_000]
HOSTILE = [
    "",
    "../../etc/passwd",
    "a\0b",
    "\ud800 alone",
    "\udfff\ud800",
    "'; DROP TABLE fetches; --",
    "x" * 1_000_000,
    "🦊",
]


class Kept(NamedTuple):
    """Content that no store has made."""

    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)

    def read(self, start: int, length: int) -> bytes:
        return self.data[start : start + length]


def pattern(size: int, seed: int = 1) -> bytes:
    block = bytes((seed + place * 7) % 251 for place in range(5003))
    return (block * (size // len(block) + 1))[:size]


def filled(store, data: bytes, piece: int = 16 * KIB):
    body = store.new_body()
    for start in range(0, len(data), piece):
        body.write(data[start : start + piece])
    return body


def test_a_new_profile_is_empty(profiles):
    async def main():
        store = profiles.open()
        assert plain(store.load()) == {
            "registrations": [], "fetches": [], "records": [], "permissions": [], "cookies": [],
        }  # fmt: skip
        await store.close()

    asyncio.run(main())


def test_what_was_committed_comes_back(profiles):
    async def main():
        store = profiles.open()
        store.load()
        keys = [store.next_key() for _ in range(3)]
        fetches = [
            a_fetch(keys[0], paused=True, download_total=5, upload_total=6, uploaded=7, icons='[{"src":"a"}]'),
            a_fetch(keys[1], result="failure", failure_reason="bad-status", event="backgroundfetchfail"),
            a_fetch(keys[2], client='{"origin":"https://a.example"}'),
        ]
        records = [
            a_record(keys[1], 1, response=RESPONSE, result="bad-status"),
            a_record(keys[1], 0),
            a_record(keys[0]),
        ]
        await store.commit([PutRegistration(a_registration()), *(PutFetch(fetch) for fetch in reversed(fetches))])
        await store.commit([PutRecord(record) for record in records])
        await store.commit([PutPermission("https://a.example", "denied"), PutCookies(["a=1", "b=2"])])
        store, loaded = await profiles.reopened(store)
        assert plain(loaded) == {
            "registrations": [a_registration()],
            "fetches": fetches,
            "records": [records[2], records[1], records[0]],
            "permissions": [PutPermission("https://a.example", "denied")],
            "cookies": ["a=1", "b=2"],
        }
        await store.close()

    asyncio.run(main())


def test_rows_are_replaced(profiles):
    async def main():
        store = profiles.open()
        store.load()
        key = store.next_key()
        await store.commit([PutFetch(a_fetch(key)), PutRecord(a_record(key, body=filled(store, b"body")))])
        await store.commit(
            [PutPermission("o", "denied"), PutCookies(["a=1", "b=2"]), PutRegistration(a_registration())]
        )
        await store.commit([PutFetch(a_fetch(key, title="Other", uploaded=3))])
        changed = a_registration()._replace(script_url="https://a.example/other.py", activated=False)
        await store.commit([PutPermission("o", "prompt"), PutCookies(["c=3"]), PutRegistration(changed)])
        store, loaded = await profiles.reopened(store)
        assert plain(loaded) == {
            "registrations": [changed],
            "fetches": [a_fetch(key, title="Other", uploaded=3)],
            "records": [a_record(key, body=b"body")],
            "permissions": [PutPermission("o", "prompt")],
            "cookies": ["c=3"],
        }
        await store.close()

    asyncio.run(main())


def test_keys_are_never_used_again(profiles):
    async def main():
        store = profiles.open()
        store.load()
        first, second = store.next_key(), store.next_key()
        await store.commit([PutFetch(a_fetch(first)), PutFetch(a_fetch(second))])
        await store.commit([DeleteFetch(second), DeleteFetch(first)])
        store, loaded = await profiles.reopened(store)
        assert list(loaded.fetches) == []
        assert store.next_key() > second > first
        await store.close()

    asyncio.run(main())


@pytest.mark.parametrize("result", ["", "success"])
@pytest.mark.parametrize("size", SIZES)
def test_a_body_comes_back_with_what_was_there_at_the_commit(profiles, size, result):
    async def main():
        store = profiles.open()
        store.load()
        key = store.next_key()
        body = filled(store, pattern(size))
        await store.commit(
            [PutFetch(a_fetch(key)), PutRecord(a_record(key, response=RESPONSE, body=body, result=result))]
        )
        assert (body.size, content(body)) == (size, pattern(size))
        body.write(b"more")
        assert content(body) == pattern(size) + b"more"
        store, loaded = await profiles.reopened(store)
        assert plain(loaded)["records"] == [a_record(key, response=RESPONSE, body=pattern(size), result=result)]
        await store.close()

    asyncio.run(main())


@pytest.mark.parametrize("size", SIZES)
def test_a_body_goes_on_after_a_restart(profiles, size):
    async def main():
        store = profiles.open()
        store.load()
        key = store.next_key()
        await store.commit([PutFetch(a_fetch(key)), PutRecord(a_record(key, body=filled(store, pattern(size))))])
        store, loaded = await profiles.reopened(store)
        [record] = loaded.records
        record.body.write(pattern(100_000, 2))
        record.body.write(b"end")
        await store.commit([PutRecord(record._replace(result="success"))])
        store, loaded = await profiles.reopened(store)
        assert [content(record.body) for record in loaded.records] == [pattern(size) + pattern(100_000, 2) + b"end"]
        await store.close()

    asyncio.run(main())


def test_a_checkpoint_counts_what_has_come(profiles):
    async def main():
        store = profiles.open()
        store.load()
        key = store.next_key()
        small, big = store.new_body(), store.new_body()
        await store.commit(
            [PutFetch(a_fetch(key)), PutRecord(a_record(key, 0, body=small)), PutRecord(a_record(key, 1, body=big))]
        )
        small.write(b"12345")
        big.write(pattern(200_000))
        await store.commit([Checkpoint(key, 0, small), Checkpoint(key, 1, big)])
        small.write(b"6789")
        await store.commit([Checkpoint(key, 0, small)])
        big.write(b"lost")
        store, loaded = await profiles.reopened(store)
        assert [content(record.body) for record in loaded.records] == [b"123456789", pattern(200_000)]
        await store.close()

    asyncio.run(main())


@pytest.mark.parametrize("size", [10, 100_000])
def test_a_body_that_begins_again_is_the_old_one_until_it_is_counted(profiles, size):
    async def main():
        store = profiles.open()
        store.load()
        key = store.next_key()
        body = filled(store, pattern(size))
        await store.commit([PutFetch(a_fetch(key)), PutRecord(a_record(key, body=body))])
        body.reset()
        body.write(pattern(size // 2, 3))
        store, loaded = await profiles.reopened(store)
        [record] = loaded.records
        assert content(record.body) == pattern(size)
        record.body.reset()
        assert (record.body.size, content(record.body)) == (0, b"")
        record.body.write(pattern(size * 2, 4))
        await store.commit([Checkpoint(key, 0, record.body)])
        store, loaded = await profiles.reopened(store)
        assert [content(record.body) for record in loaded.records] == [pattern(size * 2, 4)]
        await store.close()

    asyncio.run(main())


def test_a_record_can_get_another_body(profiles):
    async def main():
        store = profiles.open()
        store.load()
        key = store.next_key()
        await store.commit([PutFetch(a_fetch(key)), PutRecord(a_record(key, body=filled(store, pattern(99_999))))])
        await store.commit([PutRecord(a_record(key, body=filled(store, pattern(88_888))))])
        await store.commit([Checkpoint(key, 0, filled(store, pattern(77_777)))])
        store, loaded = await profiles.reopened(store)
        assert [content(record.body) for record in loaded.records] == [pattern(77_777)]
        await store.commit([PutRecord(a_record(key))])
        store, loaded = await profiles.reopened(store)
        assert [record.body for record in loaded.records] == [None]
        await store.close()

    asyncio.run(main())


@pytest.mark.parametrize("size", SIZES)
def test_what_is_sent_is_kept(profiles, size):
    async def main():
        store = profiles.open()
        store.load()
        key = store.next_key()
        record = a_record(key, request_body=Kept(pattern(size)))
        await store.commit([PutFetch(a_fetch(key)), PutRecord(record)])
        await store.commit([PutRecord(record._replace(result="success"))])
        store, loaded = await profiles.reopened(store)
        assert plain(loaded)["records"] == [a_record(key, request_body=pattern(size), result="success")]
        await store.commit([PutRecord(loaded.records[0]._replace(result="bad-status"))])
        store, loaded = await profiles.reopened(store)
        assert plain(loaded)["records"] == [a_record(key, request_body=pattern(size), result="bad-status")]
        await store.close()

    asyncio.run(main())


def test_parts_of_a_body(profiles):
    async def main():
        store = profiles.open()
        store.load()
        key = store.next_key()
        small, big = filled(store, pattern(5000)), filled(store, pattern(300_000))
        await store.commit([PutFetch(a_fetch(key)), PutRecord(a_record(key, 0, body=small, result="success"))])
        await store.commit([PutRecord(a_record(key, 1, body=big, result="success"))])
        for body, size in ((small, 5000), (big, 300_000)):
            whole = pattern(size)
            for start, length in (
                (0, 0),
                (0, 10),
                (4000, 900),
                (size - 5, 5),
                (size - 5, 50),
                (size, 5),
                (size + 9, 5),
            ):
                assert body.read(start, length) == whole[start : start + length]
        await store.close()

    asyncio.run(main())


def test_removing_a_background_fetch_removes_its_records(profiles):
    async def main():
        store = profiles.open()
        store.load()
        gone, stays = store.next_key(), store.next_key()
        await store.commit([PutFetch(a_fetch(gone)), PutFetch(a_fetch(stays))])
        await store.commit([PutRecord(a_record(key, body=filled(store, b"x"))) for key in (gone, stays)])
        await store.commit([DeleteFetch(gone), DeleteFetch(12345)])
        store, loaded = await profiles.reopened(store)
        assert [fetch.key for fetch in loaded.fetches] == [stays]
        assert plain(loaded)["records"] == [a_record(stays, body=b"x")]
        await store.close()

    asyncio.run(main())


def test_removing_a_registration_removes_its_background_fetches(profiles):
    async def main():
        store = profiles.open()
        store.load()
        other = "https://other.example/"
        gone, stays = store.next_key(), store.next_key()
        await store.commit([PutRegistration(a_registration()), PutRegistration(a_registration(other))])
        await store.commit([PutFetch(a_fetch(gone)), PutFetch(a_fetch(stays, scope=other))])
        await store.commit([PutRecord(a_record(gone)), PutRecord(a_record(stays))])
        await store.commit([DeleteRegistration(SCOPE), DeleteRegistration("https://unknown.example/")])
        store, loaded = await profiles.reopened(store)
        assert [registration.scope for registration in loaded.registrations] == [other]
        assert [fetch.key for fetch in loaded.fetches] == [stays]
        assert plain(loaded)["records"] == [a_record(stays)]
        await store.close()

    asyncio.run(main())


def test_what_comes_after_the_end_is_nothing(profiles):
    async def main():
        store = profiles.open()
        store.load()
        key = store.next_key()
        late = filled(store, pattern(100_000))
        await store.commit([PutFetch(a_fetch(key)), Checkpoint(key, 0, late)])
        await store.commit([DeleteFetch(key), PutRecord(a_record(key, body=late)), Checkpoint(key, 0, late)])
        await store.commit([PutRecord(a_record(key, body=late)), Checkpoint(key, 0, late)])
        assert content(late) == pattern(100_000)
        store, loaded = await profiles.reopened(store)
        assert (list(loaded.fetches), list(loaded.records)) == ([], [])
        await store.close()

    asyncio.run(main())


@pytest.mark.parametrize("size", [3, 100_000])
def test_who_has_a_body_can_read_it_after_its_removal(profiles, size):
    async def main():
        store = profiles.open()
        store.load()
        key = store.next_key()
        body = filled(store, pattern(size))
        await store.commit([PutFetch(a_fetch(key)), PutRecord(a_record(key, body=body, result="success"))])
        store, loaded = await profiles.reopened(store)
        body = loaded.records[0].body
        await store.commit([DeleteFetch(key)])
        assert content(body) == pattern(size)
        await store.close()

    asyncio.run(main())


def test_a_body_that_is_given_up_leaves_the_store_as_it_was(profiles):
    async def main():
        store = profiles.open()
        store.load()
        key = store.next_key()
        for size in (0, 10, 100_000):
            filled(store, pattern(size)).discard()
        await store.commit([PutFetch(a_fetch(key))])
        store, loaded = await profiles.reopened(store)
        assert (len(loaded.fetches), list(loaded.records)) == (1, [])
        await store.close()

    asyncio.run(main())


def test_a_body_is_read_while_it_is_written(profiles):
    async def main():
        store = profiles.open()
        store.load()
        key = store.next_key()
        body = store.new_body()
        await store.commit([PutFetch(a_fetch(key)), PutRecord(a_record(key, body=body))])
        whole = pattern(2_000_000)
        writer = threading.Thread(target=lambda: [body.write(whole[i : i + 9999]) for i in range(0, len(whole), 9999)])
        writer.start()
        while body.size < len(whole):
            size = body.size
            assert body.read(0, size) == whole[:size]
            await store.commit([Checkpoint(key, 0, body)])
        writer.join()
        await store.commit([Checkpoint(key, 0, body)])
        store, loaded = await profiles.reopened(store)
        assert content(loaded.records[0].body) == whole
        await store.close()

    asyncio.run(main())


@pytest.mark.parametrize("size", [5000, 100_000])
def test_a_body_is_read_wherever_it_goes(profiles, size):
    whole = pattern(size)

    async def main():
        store = profiles.open()
        store.load()
        body = filled(store, whole)
        over = threading.Event()
        found = set()

        def read():
            while not over.is_set():
                found.add(body.read(0, size))

        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        for key in range(1, 30):
            await store.commit([PutFetch(a_fetch(key))])
            await store.commit([PutRecord(a_record(key, body=body, result="success"))])
            await store.commit([DeleteFetch(key)])
        over.set()
        for reader in readers:
            reader.join()
        assert found == {whole}
        await store.close()

    asyncio.run(main())


@pytest.mark.parametrize("text", HOSTILE)
def test_text_may_be_anything(profiles, text):
    async def main():
        store = profiles.open()
        store.load()
        key = store.next_key()
        fetch = a_fetch(key, scope=text, id=text, title=text, icons=text, client=text)
        request = REQUEST._replace(method=text, url=text, headers=((text, text),), integrity=text)
        response = RESPONSE._replace(url_list=(text, text), status_message=text, headers=((text, text),))
        registration = a_registration(text)._replace(script_url=text, file=text)
        record = a_record(key, request=request, response=response)
        await store.commit([PutRegistration(registration), PutFetch(fetch), PutRecord(record)])
        await store.commit([PutPermission(text, "granted"), PutCookies([text, text])])
        store, loaded = await profiles.reopened(store)
        assert plain(loaded) == {
            "registrations": [registration],
            "fetches": [fetch],
            "records": [record],
            "permissions": [PutPermission(text, "granted")],
            "cookies": [text, text],
        }
        await store.commit([DeleteRegistration(text)])
        store, loaded = await profiles.reopened(store)
        assert (list(loaded.registrations), list(loaded.fetches)) == ([], [])
        await store.close()

    asyncio.run(main())


@pytest.mark.parametrize("number", [0, 2**53 - 1, 2**63 - 1, 2**63, 2**64 - 1])
def test_totals_may_be_any_unsigned_number(profiles, number):
    async def main():
        store = profiles.open()
        store.load()
        key = store.next_key()
        fetch = a_fetch(key, download_total=number, upload_total=number, uploaded=number)
        await store.commit([PutFetch(fetch)])
        store, loaded = await profiles.reopened(store)
        assert list(loaded.fetches) == [fetch]
        await store.close()

    asyncio.run(main())


def test_commits_happen_in_the_order_of_the_calls(profiles):
    async def main():
        store = profiles.open()
        store.load()
        key = store.next_key()
        waiting = [store.commit([PutFetch(a_fetch(key, uploaded=n)), PutCookies([str(n)])]) for n in range(200)]
        await asyncio.gather(*waiting)
        store, loaded = await profiles.reopened(store)
        assert plain(loaded)["fetches"] == [a_fetch(key, uploaded=199)]
        assert list(loaded.cookies) == ["199"]
        await store.close()

    asyncio.run(main())


def test_closing_waits_for_what_is_under_way(profiles):
    async def main():
        store = profiles.open()
        store.load()
        key = store.next_key()
        waiting = store.commit([PutFetch(a_fetch(key)), PutRecord(a_record(key, body=filled(store, pattern(999_999))))])
        store, loaded = await profiles.reopened(store)
        assert await waiting is None
        assert content(loaded.records[0].body) == pattern(999_999)
        await store.close()

    asyncio.run(main())


def test_origins_have_their_own_caches(profiles):
    async def main():
        store = profiles.open()
        store.load()
        mine, theirs = store.caches("https://a.example"), store.caches("https://b.example")
        kept = mine.create("v1")
        kept.change([], [NewEntry(REQUEST, RESPONSE, (b"one", b"two"))])
        store, _ = await profiles.reopened(store)
        mine, theirs = store.caches("https://a.example"), store.caches("https://b.example")
        assert (mine.names(), theirs.names(), theirs.find("v1")) == (["v1"], [], None)
        [entry] = mine.find("v1").entries()
        assert (entry.request, entry.response) == (REQUEST, RESPONSE)
        assert b"".join(mine.find("v1").chunks(entry.number)) == b"onetwo"
        await store.close()

    asyncio.run(main())


def test_there_is_room(profiles):
    async def main():
        store = profiles.open()
        store.load()
        assert 1024**2 < store.free() < 2**53 - 1
        await store.close()

    asyncio.run(main())
