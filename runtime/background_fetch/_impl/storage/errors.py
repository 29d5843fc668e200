"""What goes wrong with a profile on a disk. All of it is an OSError, with a number of `errno`."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)


class ProfileError(OSError):
    """A folder can't be used as a profile."""


class ProfileInUseError(ProfileError):
    """Another user agent has the profile open."""

    def __init__(self, folder: str, pid: int | None) -> None:
        who = "another process" if pid is None else f"the process {pid}"
        super().__init__(
            errno.EWOULDBLOCK,
            f"{who} has this profile open; close its user agent, or give this one another folder",
            folder,
        )
        self.folder = folder
        self.pid = pid


class ProfileVersionError(ProfileError):
    """A newer release has written the profile."""

    def __init__(self, folder: str, version: int, known: int) -> None:
        super().__init__(
            errno.EINVAL,
            f"this profile has version {version} and this release knows versions up to {known}; use the release that "
            "wrote it, or another folder",
            folder,
        )
        self.version = version


class ProfileDamagedError(ProfileError):
    """The database of the profile can't be read."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            errno.EIO,
            f"this database can't be read ({reason}); put its folder back from a copy, or remove it to begin anew",
            path,
        )


class UnsupportedPlatformError(ProfileError):
    """Profiles don't work here."""

    def __init__(self, folder: str, lacking: str) -> None:
        super().__init__(
            errno.ENOTSUP,
            f"a profile needs {lacking}, which this system does not have; a user agent without a folder works, in "
            "memory",
            folder,
        )


def is_full(error: OSError) -> bool:
    """Tell whether there was no room."""
    return error.errno in _FULL


def of_system(error: OSError, path: str) -> OSError:
    """Return an error of the system as the one that is reported: no room is always ENOSPC."""
    if is_full(error):
        return OSError(errno.ENOSPC, "there is no room on the disk", path)
    return OSError(error.errno, error.strerror or str(error), path)


def of_sqlite(error: sqlite3.Error, path: str) -> OSError:
    """Return an error of SQLite as an OSError."""
    import sqlite3  # noqa: PLC0415 -- imported by then

    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return OSError(errno.EIO, str(error), path)
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_FULL:
        return OSError(errno.ENOSPC, "there is no room on the disk", path)
    if primary in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return ProfileDamagedError(path, str(error))
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return OSError(errno.EAGAIN, f"another program keeps the database locked ({error})", path)
    return OSError(errno.EIO, str(error), path)
