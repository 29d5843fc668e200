"""What a change does to the tables: it runs inside a transaction, and notes what is to happen once that is durable."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, assert_never, cast

from .batching import Batches
from .records import STATEMENTS, CountedBody, Effects, Records
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
    StoredRegistration,
)

if TYPE_CHECKING:
    import sqlite3

    from .bodies import Body


class Prepared(NamedTuple):
    """A change, and its bodies as they are on the disk."""

    change: Change
    request_body: CountedBody | None = None
    body: CountedBody | None = None


def put_text(text: str) -> bytes:
    """Return any text as bytes."""
    return text.encode("utf-8", "surrogatepass")


def get_text(content: bytes) -> str:
    """Return the text that bytes were made from."""
    return content.decode("utf-8", "surrogatepass")


def put_number(number: int) -> int | str:
    """Return a number as SQLite can have it: beyond 64 bits with a sign it is text."""
    return number if number < 2**63 else str(number)


_PUT_FETCH: Final = """
INSERT INTO fetches (key, scope, id, title, icons, download_total, upload_total, uploaded, paused, result,
    failure_reason, event, client) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET scope = excluded.scope, id = excluded.id, title = excluded.title,
    icons = excluded.icons, download_total = excluded.download_total, upload_total = excluded.upload_total,
    uploaded = excluded.uploaded, paused = excluded.paused, result = excluded.result,
    failure_reason = excluded.failure_reason, event = excluded.event, client = excluded.client
"""
_PUT_REGISTRATION: Final = """
INSERT INTO registrations (scope, script_url, file, update_via_cache, activated) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (scope) DO UPDATE SET script_url = excluded.script_url, file = excluded.file,
    update_via_cache = excluded.update_via_cache, activated = excluded.activated
"""


class Rows:
    """The tables of a profile, for the storage thread."""

    def __init__(self, connection: sqlite3.Connection, alive: MutableMapping[int, Body]) -> None:
        """Make what changes rows.

        Args:
            connection: The storage thread's.
            alive: The bodies that somebody still has, by their rows.
        """
        self._batches = Batches(connection.cursor().execute, STATEMENTS)
        self._execute = self._batches.execute
        self._records = Records(self._batches, alive)

    def apply(self, prepared: Prepared, effects: Effects) -> None:
        """Make a change."""
        change, request_body, body = prepared
        match change:
            case PutFetch(fetch):
                self._execute(_PUT_FETCH, _fetch_row(fetch))
            case PutRecord(record):
                self._records.put(record, request_body, body, effects)
            case Checkpoint(fetch, position):
                self._records.checkpoint(fetch, position, cast("CountedBody", body), effects)
            case DeleteFetch(key):
                self._records.delete_fetch(key, effects)
            case PutRegistration(registration):
                self._execute(_PUT_REGISTRATION, _registration_row(registration))
            case DeleteRegistration(scope):
                self._execute("DELETE FROM registrations WHERE scope = ?", (put_text(scope),))
                found = self._execute("SELECT key FROM fetches WHERE scope = ?", (put_text(scope),))
                for (key,) in found.fetchall():
                    self._records.delete_fetch(key, effects)
            case PutPermission(origin, state):
                self._execute("REPLACE INTO permissions (origin, state) VALUES (?, ?)", (put_text(origin), state))
            case PutCookies(lines):
                self._put_cookies(lines)
            case _:
                assert_never(change)

    def finish(self) -> None:
        """Do what is still to be done of the changes, at the end of the transaction."""
        self._batches.finish()

    def forget(self) -> None:
        """Take note that a transaction has failed."""
        self._batches.forget()
        self._records.forget()

    def _put_cookies(self, lines: Sequence[str]) -> None:
        self._execute("DELETE FROM cookies")
        for position, line in enumerate(lines):
            self._execute("INSERT INTO cookies (position, line) VALUES (?, ?)", (position, put_text(line)))


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
