"""The database of a profile: its tables, as the present version has them, and how it is opened.

Text that may be any text is kept as bytes of UTF-8 in which surrogates may stand alone; JSON is ASCII.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Final

from background_fetch._impl.cache_sqlite import SCHEMA as CACHES

from .errors import ProfileDamagedError, ProfileVersionError, UnsupportedPlatformError

NAME: Final = "profile.sqlite3"
APPLICATION: Final = 0x62674665
"""What SQLite's `application_id` of a profile is: `bgFe`."""
NEEDED: Final = (3, 33, 0)
"""The oldest SQLite that knows the statements used here: that of `UPDATE … FROM`."""
VERSION: Final = 1
"""What SQLite's `user_version` of a profile is."""
BUSY_SECONDS: Final = 10
"""How long a connection waits for another one's change: the storage thread and the caches take turns."""
_PAGE: Final = 8192
"""Measured: bodies of 10 KiB are written a fifth faster than with SQLite's 4096."""

SCHEMA: Final = (
    """
CREATE TABLE registrations (
    number INTEGER PRIMARY KEY,
    scope BLOB NOT NULL UNIQUE,
    script_url BLOB NOT NULL,
    file BLOB NOT NULL,
    update_via_cache TEXT NOT NULL,
    activated INTEGER NOT NULL
);
CREATE TABLE fetches (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    scope BLOB NOT NULL,
    id BLOB NOT NULL,
    title BLOB NOT NULL,
    icons BLOB NOT NULL,
    download_total NOT NULL,
    upload_total NOT NULL,
    uploaded NOT NULL,
    paused INTEGER NOT NULL,
    result TEXT NOT NULL,
    failure_reason TEXT NOT NULL,
    event TEXT NOT NULL,
    client BLOB NOT NULL
);
CREATE TABLE bodies (
    id INTEGER PRIMARY KEY,
    file TEXT,
    size INTEGER NOT NULL,
    content BLOB
);
CREATE TABLE records (
    fetch INTEGER NOT NULL REFERENCES fetches (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    request TEXT NOT NULL,
    request_body INTEGER,
    response TEXT,
    body INTEGER,
    result TEXT NOT NULL,
    PRIMARY KEY (fetch, position)
) WITHOUT ROWID;
CREATE TABLE permissions (
    origin BLOB PRIMARY KEY,
    state TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE cookies (
    position INTEGER PRIMARY KEY,
    line BLOB NOT NULL
);
"""
    + CACHES
)


_SETTINGS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",  # macOS: down to the medium
    "PRAGMA secure_delete = FAST",  # some systems write zeros over all that goes; files of bodies get none either
    "PRAGMA wal_autocheckpoint = 0",  # the storage thread does it, when nobody waits
    f"PRAGMA page_size = {_PAGE}",  # of a new database
)


def connect(path: str) -> sqlite3.Connection:
    """Open a connection that any one thread at a time may use, and that begins transactions when it is told to.

    Raises:
        UnsupportedPlatformError: Python's SQLite is too old.
    """
    if sqlite3.sqlite_version_info < NEEDED:
        raise UnsupportedPlatformError(path, f"SQLite {'.'.join(map(str, NEEDED))} or newer")
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for setting in _SETTINGS:
            connection.execute(setting).fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def create_file(path: str) -> bool:
    """Make the file of the database, for its owner alone; tell whether it is new.

    Raises:
        OSError: It can't be made, or is a link.
    """
    new = not Path(path).exists()
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600))
    return new


def check(connection: sqlite3.Connection, path: str) -> int:
    """Return the version of a database; 0 for one without tables.

    Raises:
        ProfileVersionError: It is newer than this release.
        ProfileDamagedError: It is something else than a profile.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not tables and not version:
        return 0
    if application != APPLICATION or version < 1:
        raise ProfileDamagedError(path, "it is a database of another program")
    if version > VERSION:
        raise ProfileVersionError(str(Path(path).parent), version, VERSION)
    return int(version)
