"""The profile: a folder with a database of SQLite, the files of bodies, a lock and a reserve of room."""

from __future__ import annotations

import asyncio
import errno
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from threading import Lock as Mutex
from typing import TYPE_CHECKING, Final, cast
from weakref import WeakValueDictionary

from background_fetch._impl import cache_sqlite

from . import migrations, schema
from .bodies import Bodies, Body
from .committing import Committer, Job, Removal, Stop
from .disk import Disk, FolderDisk, make_folder, sync_names
from .errors import UnsupportedPlatformError, of_sqlite
from .loading import Loader
from .lock import Lock
from .reserve import SIZE as RESERVE
from .reserve import Reserve
from .store import Change, Loaded, StoredBody

if TYPE_CHECKING:
    from asyncio import Future

    from background_fetch._impl.cache_sqlite import SqliteCaches

BODIES: Final = "bodies"


class SqliteStore:
    """Rows, bodies and caches in a folder. One process has it open at a time."""

    def __init__(
        self, folder: str | os.PathLike[str], make_disk: Callable[[str], Disk] = FolderDisk, *, synced: bool = True
    ) -> None:
        """Open a profile, which is made where there is none.

        Args:
            folder: The folder; `~` is the user's home.
            make_disk: Makes the disk of the bodies in the folder that it is given.
            synced: Whether a commit is on the disk before its future is done; the disk of the bodies has its own say.

        Raises:
            ProfileInUseError: Another user agent has it open.
            ProfileVersionError: A newer release wrote it.
            ProfileDamagedError: Its database can't be read.
            UnsupportedPlatformError: The system lacks what a profile needs.
            OSError: The system refuses.
        """
        self.folder = str(Path(folder).expanduser())
        self._path = str(Path(self.folder, schema.NAME))
        self._caches: dict[str, SqliteCaches] = {}
        self._caches_connection: sqlite3.Connection | None = None
        self._reading = Mutex()
        self._starting = Mutex()
        self._alive: WeakValueDictionary[int, Body] = WeakValueDictionary()
        with ExitStack() as undo:
            self._open(make_disk, undo)
            if not synced:
                self._connection.execute("PRAGMA synchronous = OFF")
            undo.pop_all()

    def _open(self, make_disk: Callable[[str], Disk], undo: ExitStack) -> None:
        if not hasattr(os, "O_NOFOLLOW") or os.open not in os.supports_dir_fd:
            raise UnsupportedPlatformError(self.folder, "files that are opened by their folder (openat)")
        make_folder(Path(self.folder))
        self._lock = Lock(self.folder)
        undo.callback(self._lock.release)
        self._disk = make_disk(str(Path(self.folder, BODIES)))
        undo.callback(self._disk.shut)
        self._reserve = Reserve(self.folder)
        try:
            try:
                self._connect(undo)
            except sqlite3.OperationalError:  # on a full disk, SQLite lacks the room even to read
                self._reserve.release()
                self._connect(undo)
            next_body, self._last_key = _counters(self._connection)
        except sqlite3.Error as error:
            raise of_sqlite(error, self._path) from error
        self._reserve.take()
        self._committer = Committer(self._path, self._connection, self._alive, self._reserve, self._close)
        self._bodies = Bodies(self._disk, self._read_row, self._remove, next_body)
        self._started = self._closed = False

    def _connect(self, undo: ExitStack) -> None:
        if schema.create_file(self._path):
            sync_names(Path(self.folder))
        with ExitStack() as attempt:
            self._connection = attempt.enter_context(closing(schema.connect(self._path)))
            version = schema.check(self._connection, self._path)
            self._connection.execute("PRAGMA journal_mode = WAL").fetchall()
            migrations.bring_up(self._connection, version)
            self._reader = attempt.enter_context(closing(schema.connect(self._path)))
            undo.push(attempt.pop_all())

    def load(self) -> Loaded:
        """Return what was kept; called once, before anything is changed. After an error the profile is closed.

        Raises:
            ProfileDamagedError: The database can't be read.
            OSError: The system refuses.
        """
        with ExitStack() as undo:
            undo.callback(self._give_up)
            try:
                loaded = Loader(self._connection, self._path, self._bodies, self._alive).load()
            except sqlite3.Error as error:
                raise of_sqlite(error, self._path) from error
            undo.pop_all()
        return loaded

    def _give_up(self) -> None:
        self._closed = True
        self._close()

    def next_key(self) -> int:
        """Return a number that no background fetch of this profile ever had."""
        self._last_key += 1
        return self._last_key

    def new_body(self) -> StoredBody:
        """Begin a body."""
        return Body(self._bodies)

    def commit(self, changes: Sequence[Change]) -> Future[None]:
        """Change rows. Called on the event loop.

        Returns:
            The future of the change being durable; it has an OSError where the disk is full or fails, and then nothing
            was changed.
        """
        done: Future[None] = asyncio.get_running_loop().create_future()
        if self._closed:
            done.set_exception(OSError(errno.EBADF, "the profile is closed", self.folder))
        else:
            self._put(Job(tuple(changes), done))
        return done

    def _put(self, item: Job | Removal | Stop) -> None:
        if not self._started:
            with self._starting:
                if not self._started:
                    self._committer.start(self._bodies)
                    self._started = True
        self._committer.put(item)

    def _remove(self, name: str) -> None:
        if not self._closed:  # else the next start removes it
            self._put(Removal(name))

    def _read_row(self, row: int, start: int, length: int) -> bytes:
        if length <= 0:
            return b""
        try:
            with self._reading:
                found = self._reader.execute(
                    "SELECT substr(content, ?, ?) FROM bodies WHERE id = ?", (start + 1, length, row)
                ).fetchone()
        except sqlite3.ProgrammingError:
            raise OSError(errno.EBADF, "the profile is closed", self.folder) from None
        except sqlite3.Error as error:
            raise of_sqlite(error, self._path) from error
        if found is None or found[0] is None:
            raise FileNotFoundError(errno.ENOENT, "the body was removed", self._path)
        return cast("bytes", found[0])

    def caches(self, origin: str) -> SqliteCaches:
        """Return the caches of an origin; for the thread of the event loop."""
        if self._caches_connection is None:
            self._caches_connection = cache_sqlite.connect(self._path, schema.BUSY_SECONDS)
        if origin not in self._caches:
            self._caches[origin] = cache_sqlite.SqliteCaches(self._caches_connection, origin)
        return self._caches[origin]

    def free(self) -> int:
        """Return how many more bytes there is room for."""
        facts = os.statvfs(self.folder)
        room = facts.f_bavail * facts.f_frsize
        return max(0, room if self._reserve.held else room - RESERVE)

    async def close(self) -> None:
        """Finish what is under way and close."""
        if self._closed:
            return
        if self._caches_connection is not None:
            self._caches_connection.close()
        done: Future[None] = asyncio.get_running_loop().create_future()
        self._put(Stop(done))
        self._closed = True
        await done

    def _close(self) -> None:
        """Close the rest, at the end of the storage thread: the last connection brings SQLite's log in."""
        with suppress(sqlite3.Error):
            with self._reading:
                self._reader.close()
            self._connection.close()
        self._disk.shut()
        self._lock.release()


def _counters(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return the first number that no body has, and the last key that a background fetch had."""
    (body,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM bodies").fetchone()
    key = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'fetches'").fetchone()
    return cast("int", body), 0 if key is None else cast("int", key[0])
