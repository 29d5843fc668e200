"""Caches in a file of SQLite: the store that outlives the process.

One thread uses the connection. A list whose name was given up stays until the caches are opened again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, cast

from .cache_store import Entry, NewEntry, StoredRequest, StoredResponse
from .storage.errors import of_sqlite

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS caches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    origin TEXT NOT NULL,
    name BLOB
);
CREATE UNIQUE INDEX IF NOT EXISTS cache_names ON caches (origin, name) WHERE name IS NOT NULL;
CREATE TABLE IF NOT EXISTS cache_entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    cache INTEGER NOT NULL REFERENCES caches (id) ON DELETE CASCADE,
    request TEXT NOT NULL,
    response TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS cache_entries_of ON cache_entries (cache);
CREATE TABLE IF NOT EXISTS cache_chunks (
    entry INTEGER NOT NULL REFERENCES cache_entries (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (entry, position)
) WITHOUT ROWID;
"""


class SqliteList:
    """A request response list in a file."""

    def __init__(self, connection: sqlite3.Connection, cache: int) -> None:
        self._connection = connection
        self._cache = cache

    def entries(self) -> Sequence[Entry]:
        """Return all, the oldest first."""
        rows = self._connection.execute(
            "SELECT number, request, response FROM cache_entries WHERE cache = ? ORDER BY number", (self._cache,)
        )
        return [Entry(number, read_request(request), read_response(response)) for number, request, response in rows]

    def chunks(self, number: int) -> Sequence[bytes]:
        """Return the pieces of a response's body."""
        rows = self._connection.execute("SELECT content FROM cache_chunks WHERE entry = ? ORDER BY position", (number,))
        return [bytes(content) for (content,) in rows]

    def change(self, removed: Iterable[int], added: Iterable[NewEntry]) -> None:
        """Remove and add entries, in one transaction."""
        with _told(), self._connection as connection:
            connection.executemany(
                "DELETE FROM cache_entries WHERE cache = ? AND number = ?",
                [(self._cache, number) for number in removed],
            )
            for new in added:
                number = connection.execute(
                    "INSERT INTO cache_entries (cache, request, response) VALUES (?, ?, ?)",
                    (self._cache, json.dumps(new.request), json.dumps(new.response)),
                ).lastrowid
                connection.executemany(
                    "INSERT INTO cache_chunks (entry, position, content) VALUES (?, ?, ?)",
                    [(number, position, chunk) for position, chunk in enumerate(new.chunks)],
                )


def connect(path: str, timeout: float = 5) -> sqlite3.Connection:
    """Open a file, which is made where there is none.

    Args:
        path: The file; `:memory:` for none.
        timeout: How many seconds to wait for another connection's change.
    """
    connection = sqlite3.connect(path, timeout=timeout)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.executescript(SCHEMA)
    return connection


class SqliteCaches:
    """The caches of an origin in a file. Names may be any text, lone surrogates included."""

    def __init__(self, connection: sqlite3.Connection, origin: str) -> None:
        """Take up the caches of an origin; what was given up is removed.

        Args:
            connection: What `connect` returned; other origins may use it too.
            origin: Whose caches.
        """
        self._connection = connection
        self._origin = origin
        with connection:
            connection.execute("DELETE FROM caches WHERE origin = ? AND name IS NULL", (origin,))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def names(self) -> list[str]:
        """Return the names in the order in which they came."""
        rows = self._connection.execute(
            "SELECT name FROM caches WHERE origin = ? AND name IS NOT NULL ORDER BY id", (self._origin,)
        )
        return [cast("bytes", name).decode("utf-8", "surrogatepass") for (name,) in rows]

    def find(self, name: str) -> SqliteList | None:
        """Return what is kept under a name."""
        row = self._connection.execute(
            "SELECT id FROM caches WHERE origin = ? AND name = ?", (self._origin, _key(name))
        ).fetchone()
        return None if row is None else SqliteList(self._connection, cast("int", row[0]))

    def create(self, name: str) -> SqliteList:
        """Begin an empty list under a name that is free."""
        with _told(), self._connection as connection:
            made = connection.execute("INSERT INTO caches (origin, name) VALUES (?, ?)", (self._origin, _key(name)))
        return SqliteList(self._connection, cast("int", made.lastrowid))

    def forget(self, name: str) -> bool:
        """Give a name up."""
        with _told(), self._connection as connection:
            changed = connection.execute(
                "UPDATE caches SET name = NULL WHERE origin = ? AND name = ?", (self._origin, _key(name))
            )
        return changed.rowcount > 0


@contextmanager
def _told() -> Iterator[None]:
    """Tell of what SQLite can't write as the system would."""
    try:
        yield
    except sqlite3.Error as error:
        raise of_sqlite(error, "caches") from error


def _key(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def read_request(text: str) -> StoredRequest:
    """Return a request that was written as JSON."""
    method, url, headers, *rest = json.loads(text)
    return StoredRequest(method, url, _headers(headers), *rest)


def read_response(text: str) -> StoredResponse:
    """Return a response that was written as JSON."""
    type_, url_list, status, message, headers, has_body = json.loads(text)
    return StoredResponse(type_, tuple(url_list), status, message, _headers(headers), has_body)


def _headers(pairs: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in pairs)
