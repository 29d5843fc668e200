"""How rows of a profile come back; also for who looks at a profile beside the process that has it open."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from background_fetch._impl.cache_sqlite import read_request, read_response

from . import schema
from .errors import ProfileDamagedError, ProfileError, of_sqlite
from .rows import get_text
from .store import Loaded, PutPermission, StoredBody, StoredFetch, StoredRecord, StoredRegistration

if TYPE_CHECKING:
    from background_fetch._generated.aliases import ServiceWorkerUpdateViaCache

BodyRow: TypeAlias = tuple[int, str | None, int]
"""A number, a file and a size."""

_REGISTRATIONS = "SELECT scope, script_url, file, update_via_cache, activated FROM registrations ORDER BY number"
_FETCHES = """
SELECT key, scope, id, title, icons, download_total, upload_total, uploaded, paused, result, failure_reason, event,
    client
FROM fetches ORDER BY key
"""
_RECORDS = """
SELECT records.fetch, records.position, records.request, records.response, records.result,
    sent.id, sent.file, sent.size, come.id, come.file, come.size
FROM records
LEFT JOIN bodies AS sent ON sent.id = records.request_body
LEFT JOIN bodies AS come ON come.id = records.body
ORDER BY records.fetch, records.position
"""
_PERMISSIONS = "SELECT origin, state FROM permissions ORDER BY origin"
_COOKIES = "SELECT line FROM cookies ORDER BY position"


class BodySize:
    """A body of which only the size is looked at."""

    def __init__(self, row: BodyRow) -> None:
        self.size = row[2]

    def read(self, start: int, length: int) -> bytes:
        """Refuse: the body is another process's.

        Raises:
            OSError: Always.
        """
        raise OSError(errno.EACCES, f"{length} bytes from {start} on can't be read: only rows were asked for")

    def write(self, data: bytes) -> None:
        """Refuse.

        Raises:
            OSError: Always.
        """
        raise OSError(errno.EROFS, f"{len(data)} bytes can't be written: only rows were asked for")

    def reset(self) -> None:
        """Do nothing."""

    def discard(self) -> None:
        """Do nothing."""


def read_rows(folder: str | os.PathLike[str]) -> Loaded:
    """Return the rows of a profile, whoever has it open, and change nothing. Bodies have their size and no more.

    Args:
        folder: The folder of the profile.

    Raises:
        ProfileVersionError: A newer release wrote it.
        ProfileDamagedError: It can't be read.
        ProfileError: It is no profile.
    """
    path = Path(folder).expanduser().absolute() / schema.NAME
    if not path.is_file():
        raise ProfileError(errno.ENOENT, "this folder is no profile", str(path.parent))
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", timeout=schema.BUSY_SECONDS, uri=True)) as connection:
            if schema.check(connection, str(path)) < schema.VERSION:
                raise ProfileError(errno.EINVAL, "an older release wrote this profile; open it once", str(path.parent))
            connection.execute("BEGIN")
            return read(connection, str(path), BodySize)
    except sqlite3.Error as error:
        raise of_sqlite(error, str(path)) from error


def read(connection: sqlite3.Connection, path: str, body_of: Callable[[BodyRow], StoredBody]) -> Loaded:
    """Return the rows of a database.

    Args:
        connection: To the database.
        path: Where it is.
        body_of: Returns the body of a row.

    Raises:
        ProfileDamagedError: A row is not what was written.
    """
    execute = connection.execute
    try:
        return Loaded(
            [_registration(row) for row in execute(_REGISTRATIONS)],
            [_fetch(row) for row in execute(_FETCHES)],
            list(_records(execute(_RECORDS), body_of)),
            [PutPermission(get_text(origin), state) for origin, state in execute(_PERMISSIONS)],
            [get_text(line) for (line,) in execute(_COOKIES)],
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise ProfileDamagedError(path, f"a row is not what was written: {error}") from error


def _records(rows: sqlite3.Cursor, body_of: Callable[[BodyRow], StoredBody]) -> Iterator[StoredRecord]:
    for fetch, position, request, response, result, sent, sent_file, sent_size, come, come_file, come_size in rows:
        yield StoredRecord(
            fetch,
            position,
            read_request(request),
            None if sent is None else body_of((sent, sent_file, sent_size)),
            None if response is None else read_response(response),
            None if come is None else body_of((come, come_file, come_size)),
            result,
        )


def _fetch(row: tuple[Any, ...]) -> StoredFetch:
    key, scope, id_, title, icons, download_total, upload_total, uploaded, paused, result, reason, event, client = row
    return StoredFetch(
        key,
        get_text(scope),
        get_text(id_),
        get_text(title),
        get_text(icons),
        int(download_total),
        int(upload_total),
        int(uploaded),
        bool(paused),
        result,
        reason,
        event,
        get_text(client),
    )


def _registration(row: tuple[bytes, bytes, bytes, str, int]) -> StoredRegistration:
    scope, script_url, file, update_via_cache, activated = row
    return StoredRegistration(
        get_text(scope),
        get_text(script_url),
        get_text(file),
        cast("ServiceWorkerUpdateViaCache", update_via_cache),
        bool(activated),
    )
