"""What a change does to the tables: it runs inside a transaction, and notes what is to happen once that is durable."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, MutableMapping, Sequence
from typing import Final, NamedTuple, TypeAlias, assert_never, cast

from .bodies import Body, Counted
from .pieces import RowPiece
from .store import (
    Change,
    Checkpoint,
    DeleteFetch,
    DeleteRegistration,
    PutCookies,
    PutFetch,
    PutPermission,
    PutRecord,
    PutRegistration,
    StoredFetch,
    StoredRecord,
    StoredRegistration,
)

CountedBody: TypeAlias = tuple[Body, Counted]
BodyRows: TypeAlias = tuple[int | None, int | None]
"""The rows of a record's request body and body."""


class Prepared(NamedTuple):
    """A change, and its bodies as they are on the disk."""

    change: Change
    request_body: CountedBody | None = None
    body: CountedBody | None = None


class Effects:
    """What is true once the transaction is durable."""

    def __init__(self) -> None:
        self.counted: dict[int, CountedBody] = {}
        """What rows say now."""
        self.gone: dict[int, str | None] = {}
        """Rows that are no more, and the files that they named."""
        self.files: list[str] = []
        """Files that no row names any more and no body is in."""


def put_text(text: str) -> bytes:
    """Return any text as bytes."""
    return text.encode("utf-8", "surrogatepass")


def get_text(content: bytes) -> str:
    """Return the text that bytes were made from."""
    return content.decode("utf-8", "surrogatepass")


def put_number(number: int) -> int | str:
    """Return a number as SQLite can have it: beyond 64 bits with a sign it is text."""
    return number if number < 2**63 else str(number)


_ENCODE: Final = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode

_PUT_FETCH: Final = """
INSERT INTO fetches (key, scope, id, title, icons, download_total, upload_total, uploaded, paused, result,
    failure_reason, event, client) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET scope = excluded.scope, id = excluded.id, title = excluded.title,
    icons = excluded.icons, download_total = excluded.download_total, upload_total = excluded.upload_total,
    uploaded = excluded.uploaded, paused = excluded.paused, result = excluded.result,
    failure_reason = excluded.failure_reason, event = excluded.event, client = excluded.client
"""
_PUT_RECORD: Final = """
INSERT INTO records (fetch, position, request, request_body, response, body, result) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (fetch, position) DO UPDATE SET request = excluded.request, request_body = excluded.request_body,
    response = excluded.response, body = excluded.body, result = excluded.result
"""
_PUT_BODY: Final = """
INSERT INTO bodies (id, file, size, content) VALUES (?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET file = excluded.file, size = excluded.size, content = excluded.content
"""
_PUT_REGISTRATION: Final = """
INSERT INTO registrations (scope, script_url, file, update_via_cache, activated) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (scope) DO UPDATE SET script_url = excluded.script_url, file = excluded.file,
    update_via_cache = excluded.update_via_cache, activated = excluded.activated
"""
_BODIES_OF_RECORD: Final = """
SELECT records.request_body, records.body FROM fetches
LEFT JOIN records ON records.fetch = fetches.key AND records.position = ? WHERE fetches.key = ?
"""
_OF_FETCH: Final = """
FROM bodies WHERE id IN (
    SELECT request_body FROM records WHERE fetch = ?1 UNION ALL SELECT body FROM records WHERE fetch = ?1
)
"""


class Rows:
    """The tables of a profile, for the storage thread."""

    def __init__(self, connection: sqlite3.Connection, alive: MutableMapping[int, Body]) -> None:
        """Make what changes rows.

        Args:
            connection: The storage thread's.
            alive: The bodies that somebody still has, by their rows.
        """
        self._execute: Callable[..., sqlite3.Cursor] = connection.cursor().execute
        self._alive = alive

    def apply(self, prepared: Prepared, effects: Effects) -> None:
        """Make a change."""
        change, request_body, body = prepared
        match change:
            case PutFetch(fetch):
                self._execute(_PUT_FETCH, _fetch_row(fetch))
            case PutRecord(record):
                self._put_record(record, request_body, body, effects)
            case Checkpoint(fetch, position):
                self._checkpoint(fetch, position, cast("CountedBody", body), effects)
            case DeleteFetch(key):
                self._delete_fetch(key, effects)
            case PutRegistration(registration):
                self._execute(_PUT_REGISTRATION, _registration_row(registration))
            case DeleteRegistration(scope):
                self._execute("DELETE FROM registrations WHERE scope = ?", (put_text(scope),))
                found = self._execute("SELECT key FROM fetches WHERE scope = ?", (put_text(scope),))
                for (key,) in found.fetchall():
                    self._delete_fetch(key, effects)
            case PutPermission(origin, state):
                self._execute("REPLACE INTO permissions (origin, state) VALUES (?, ?)", (put_text(origin), state))
            case PutCookies(lines):
                self._put_cookies(lines)
            case _:
                assert_never(change)

    def _put_record(
        self, record: StoredRecord, request_body: CountedBody | None, body: CountedBody | None, effects: Effects
    ) -> None:
        before = self._rows_of(record.fetch, record.position)
        if before is None:
            _lose(request_body, effects)
            _lose(body, effects)
            return
        now = (self._put_body(request_body, effects), self._put_body(body, effects))
        response = None if record.response is None else _json(record.response)
        row = (record.fetch, record.position, _json(record.request), now[0], response, now[1], record.result)
        self._execute(_PUT_RECORD, row)
        for old in before:
            if old is not None and old not in now:
                self._delete_body(old, effects)

    def _checkpoint(self, fetch: int, position: int, body: CountedBody, effects: Effects) -> None:
        key = (fetch, position)
        before = self._execute("SELECT body FROM records WHERE fetch = ? AND position = ?", key).fetchone()
        if before is None:
            _lose(body, effects)
            return
        now = self._put_body(body, effects)
        if before[0] != now:
            self._execute("UPDATE records SET body = ? WHERE fetch = ? AND position = ?", (now, *key))
            if before[0] is not None:
                self._delete_body(before[0], effects)

    def _rows_of(self, fetch: int, position: int) -> BodyRows | None:
        """Return the rows of a record's bodies; None if there is no such background fetch."""
        found = self._execute(_BODIES_OF_RECORD, (position, fetch)).fetchone()
        return cast("BodyRows | None", found)

    def _put_body(self, counted_body: CountedBody | None, effects: Effects) -> int | None:
        if counted_body is None:
            return None
        body, counted = counted_body
        row = cast("int", body.row)
        if isinstance(counted.piece, RowPiece):
            if self._execute("SELECT 1 FROM bodies WHERE id = ?", (row,)).fetchone():
                return row
            counted = body.count(final=True)  # the row went in this very transaction
        self._execute(_PUT_BODY, (row, counted.name, counted.size, counted.content))
        before = effects.counted.get(row)
        names = {effects.gone.pop(row, None), before and before[1].name} - {None, counted.name}
        effects.files += cast("set[str]", names)
        effects.counted[row] = (body, counted)
        return row

    def _delete_body(self, row: int, effects: Effects) -> None:
        for (name,) in self._execute("SELECT file FROM bodies WHERE id = ?", (row,)).fetchall():
            self._let_go(row, name, effects)
        self._execute("DELETE FROM bodies WHERE id = ?", (row,))

    def _delete_fetch(self, key: int, effects: Effects) -> None:
        for row, name in self._execute("SELECT id, file" + _OF_FETCH, (key,)).fetchall():
            self._let_go(row, name, effects)
        self._execute("DELETE" + _OF_FETCH, (key,))
        self._execute("DELETE FROM fetches WHERE key = ?", (key,))  # and its records

    def _let_go(self, row: int, name: str | None, effects: Effects) -> None:
        body = self._alive.get(row)
        if body is not None:
            body.leave_row()
        effects.counted.pop(row, None)
        effects.gone[row] = name

    def _put_cookies(self, lines: Sequence[str]) -> None:
        self._execute("DELETE FROM cookies")
        for position, line in enumerate(lines):
            self._execute("INSERT INTO cookies (position, line) VALUES (?, ?)", (position, put_text(line)))


def _lose(counted_body: CountedBody | None, effects: Effects) -> None:
    """Note that a body has come too late to have a row."""
    if counted_body is not None:
        body, counted = counted_body
        effects.gone.setdefault(cast("int", body.row), counted.name)


def _json(value: tuple[object, ...]) -> str:
    return _ENCODE(value)


def _fetch_row(fetch: StoredFetch) -> tuple[object, ...]:
    return (
        fetch.key,
        put_text(fetch.scope),
        put_text(fetch.id),
        put_text(fetch.title),
        put_text(fetch.icons),
        put_number(fetch.download_total),
        put_number(fetch.upload_total),
        put_number(fetch.uploaded),
        fetch.paused,
        fetch.result,
        fetch.failure_reason,
        fetch.event,
        put_text(fetch.client),
    )


def _registration_row(registration: StoredRegistration) -> tuple[object, ...]:
    return (
        put_text(registration.scope),
        put_text(registration.script_url),
        put_text(registration.file),
        registration.update_via_cache,
        registration.activated,
    )
