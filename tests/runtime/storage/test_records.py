"""What the storage thread remembers of rows is what they say, also after commits that failed and after a restart."""

from __future__ import annotations

import asyncio
import sqlite3

import pytest
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.store import DeleteFetch, PutFetch, PutRecord

from tests.runtime.storage.samples import REQUEST, RESPONSE, a_fetch, a_record, content


def with_store(folder, use):
    """Run a coroutine function with a store, which is closed after that."""

    async def main():
        store = SqliteStore(folder)
        try:
            await use(store, store.load())
        finally:
            await store.close()

    asyncio.run(main())


def filled(store, data):
    body = store.new_body()
    body.write(data)
    return body


def kept(folder):
    """Return the records of a profile, and the contents of rows of bodies."""
    found = []

    async def use(_, loaded):
        found.extend(
            (record.position, record.request, content(record.body), record.result) for record in loaded.records
        )

    with_store(folder, use)
    connection = sqlite3.connect(folder / "profile.sqlite3")
    bodies = connection.execute("SELECT content FROM bodies ORDER BY id").fetchall()
    connection.close()
    return found, [body for (body,) in bodies]


def test_what_a_mistake_wrote_is_not_taken_for_written(tmp_path):
    async def use(store, _):
        old, lost, new = (filled(store, data) for data in (b"old", b"lost", b"new"))
        await store.commit([PutFetch(a_fetch(1)), PutRecord(a_record(1, 0, body=old, result="success"))])
        for changes in (
            [PutRecord(a_record(1, 0, body=lost, result="success")), PutRecord(a_record(1, 1))],
            [PutFetch(a_fetch(2)), PutRecord(a_record(2))],
            [DeleteFetch(1)],
        ):
            with pytest.raises(sqlite3.Error):
                await store.commit([*changes, PutFetch(a_fetch(9, result=object()))])
        await store.commit([PutRecord(a_record(1, 0, body=new, result="success")), PutRecord(a_record(2))])
        await store.commit([PutRecord(a_record(1, 1, result="fetch-error"))])

    with_store(tmp_path, use)
    records = [(0, REQUEST, b"new", "success"), (1, REQUEST, None, "fetch-error")]
    assert kept(tmp_path) == (records, [b"new"])


def test_a_background_fetch_with_the_number_of_one_that_went_is_empty(tmp_path):
    async def use(store, _):
        body = filled(store, b"old")
        await store.commit([PutFetch(a_fetch(1)), PutRecord(a_record(1, 0, body=body)), PutRecord(a_record(1, 1))])
        await store.commit([DeleteFetch(1), PutRecord(a_record(1, 0)), PutFetch(a_fetch(1)), PutRecord(a_record(1, 1))])

    with_store(tmp_path, use)
    assert kept(tmp_path) == ([(1, REQUEST, None, "")], [])


def test_records_are_replaced_after_a_restart(tmp_path):
    other = REQUEST._replace(method="POST")

    async def begin(store, _):
        record = a_record(1, request_body=filled(store, b"sent"), body=filled(store, b"old"), result="success")
        await store.commit([PutFetch(a_fetch(1)), PutRecord(record)])

    async def go_on(store, loaded):
        [record] = loaded.records
        record = record._replace(request=other, body=filled(store, b"new"))
        await store.commit([PutRecord(record)])

    async def end(store, loaded):
        [record] = loaded.records
        await store.commit([PutRecord(record._replace(request_body=None, body=None, result=""))])

    with_store(tmp_path, begin)
    assert kept(tmp_path) == ([(0, REQUEST, b"old", "success")], [b"sent", b"old"])
    with_store(tmp_path, go_on)
    assert kept(tmp_path) == ([(0, other, b"new", "success")], [b"sent", b"new"])
    with_store(tmp_path, end)
    assert kept(tmp_path) == ([(0, other, None, "")], [])


def test_a_request_is_written_once_and_rows_are_not_asked_for(tmp_path):
    statements = []

    async def use(store, _):
        store._connection.set_trace_callback(statements.append)
        await store.commit([PutFetch(a_fetch(1)), *(PutRecord(a_record(1, position)) for position in range(5))])
        for position in range(5):
            record = a_record(1, position, body=filled(store, b"x"), response=RESPONSE, result="success")
            await store.commit([PutRecord(record)])
        store._connection.set_trace_callback(None)

    with_store(tmp_path, use)
    assert sum(statement.count(REQUEST.referrer) for statement in statements) == 5
    asked = [statement for statement in statements if statement.startswith("SELECT")]
    assert len(asked) == 1
    assert "FROM fetches WHERE key = 1" in asked[0]


def test_many_records_are_written_by_few_statements(tmp_path):
    statements = []

    async def use(store, _):
        store._connection.set_trace_callback(statements.append)
        rows = [a_record(1, position) for position in range(100)]
        await store.commit([PutFetch(a_fetch(1)), *map(PutRecord, rows)])
        ended = [
            row._replace(body=filled(store, b"%d" % row.position), response=RESPONSE, result="success") for row in rows
        ]
        await store.commit([PutRecord(each) for each in ended])
        store._connection.set_trace_callback(None)

    with_store(tmp_path, use)
    assert kept(tmp_path)[0] == [(number, REQUEST, b"%d" % number, "success") for number in range(100)]
    # 100 = 3 * 32 + 4 rows: four statements for each of the three kinds, and what is asked, begun and committed.
    assert len(statements) < 20


def test_what_comes_twice_in_one_transaction_ends_as_it_came_last(tmp_path):
    async def use(store, _):
        first, second = filled(store, b"first"), filled(store, b"second")
        rows = [a_record(1, position) for position in range(2)]
        await store.commit([PutFetch(a_fetch(1)), PutRecord(rows[0])])
        await store.commit(
            [
                PutRecord(rows[0]._replace(result="fetch-error")),
                PutRecord(rows[1]),
                PutRecord(rows[1]._replace(body=first, result="bad-status")),
                PutRecord(rows[0]._replace(body=second, result="success")),
                PutRecord(rows[1]._replace(result="aborted")),
            ]
        )

    with_store(tmp_path, use)
    assert kept(tmp_path) == ([(0, REQUEST, b"second", "success"), (1, REQUEST, None, "aborted")], [b"second"])


def test_bytes_that_come_while_a_body_is_written_do_not_count(tmp_path):
    async def use(store, _):
        body, transact = filled(store, b"counted"), store._committer._transact

        def late(jobs):
            body.write(b" and more")
            transact(jobs)

        await store.commit([PutFetch(a_fetch(1))])
        store._committer._transact = late
        await store.commit([PutRecord(a_record(1, body=body, result="success"))])
        assert content(body) == b"counted and more"

    with_store(tmp_path, use)
    assert kept(tmp_path)[0] == [(0, REQUEST, b"counted", "success")]
