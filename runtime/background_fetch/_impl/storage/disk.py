"""The few calls of the system that files of bodies are made with. Tests put other disks in this one's place."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

_FLAGS: Final = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class Disk(Protocol):
    """A folder of files. All calls raise OSError; any thread may call."""

    def create(self, name: str) -> int:
        """Make a file and open it; it must not be there."""
        ...

    def open(self, name: str) -> int:
        """Open a file to read and write."""
        ...

    def write(self, file: int, data: memoryview, offset: int) -> int:
        """Write at a place; return how many bytes were written."""
        ...

    def read(self, file: int, length: int, offset: int) -> bytes:
        """Read from a place; fewer bytes come at the end."""
        ...

    def truncate(self, file: int, size: int) -> None:
        """Cut a file."""
        ...

    def sync(self, file: int) -> None:
        """Return when the bytes of a file and its length are on the disk."""
        ...

    def sync_folder(self) -> None:
        """Return when the names of the files are on the disk."""
        ...

    def close(self, file: int) -> None:
        """Close a file."""
        ...

    def remove(self, name: str) -> None:
        """Remove a file."""
        ...

    def sizes(self) -> dict[str, int]:
        """Return the size of each file by its name."""
        ...

    def shut(self) -> None:
        """Give up the folder."""
        ...


def make_folder(path: Path) -> None:
    """Make a folder where there is none, for its owner alone; its name is on the disk after that."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    for folder in missing:
        sync_names(folder.parent)


def sync_names(path: Path) -> None:
    """Return when the names in a folder are on the disk, as far as its permissions let one ask for that."""
    with suppress(OSError):
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class FolderDisk:
    """A folder of the system's. Its files are reached through the folder itself, so that no link can lead elsewhere."""

    def __init__(self, path: str) -> None:
        """Open a folder, which is made where there is none, for its owner alone."""
        Path(path).mkdir(mode=0o700, exist_ok=True)
        self._folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)

    def create(self, name: str) -> int:
        """Make a file and open it."""
        return os.open(name, _FLAGS | os.O_CREAT | os.O_EXCL, 0o600, dir_fd=self._folder)

    def open(self, name: str) -> int:
        """Open a file to read and write."""
        return os.open(name, _FLAGS, dir_fd=self._folder)

    def write(self, file: int, data: memoryview, offset: int) -> int:
        """Write at a place."""
        return os.pwrite(file, data, offset)

    def read(self, file: int, length: int, offset: int) -> bytes:
        """Read from a place."""
        return os.pread(file, length, offset)

    def truncate(self, file: int, size: int) -> None:
        """Cut a file."""
        os.ftruncate(file, size)

    def sync(self, file: int) -> None:
        """Return when the bytes of a file are on the disk."""
        _sync(file)

    def sync_folder(self) -> None:
        """Return when the names of the files are on the disk."""
        os.fsync(self._folder)

    def close(self, file: int) -> None:
        """Close a file."""
        os.close(file)

    def remove(self, name: str) -> None:
        """Remove a file."""
        os.unlink(name, dir_fd=self._folder)

    def sizes(self) -> dict[str, int]:
        """Return the size of each file by its name."""
        found: dict[str, int] = {}
        with os.scandir(self._folder) as entries:
            for entry in entries:
                facts = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(facts.st_mode):
                    found[entry.name] = facts.st_size
        return found

    def shut(self) -> None:
        """Close the folder; the number that it had may soon be another's."""
        folder, self._folder = self._folder, -1
        os.close(folder)


class UnsyncedDisk(FolderDisk):
    """A folder whose files come to the disk when the system sees fit: a crash of the machine may lose some."""

    def sync(self, file: int) -> None:
        """Do nothing."""

    def sync_folder(self) -> None:
        """Do nothing."""


def _sync(file: int) -> None:
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 -- not on all systems

        fcntl.fcntl(file, fcntl.F_FULLFSYNC)  # fsync alone leaves the bytes in the drive
    else:
        os.fdatasync(file)
