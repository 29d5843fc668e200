"""Disks that forget what was not synced, and disks that fail."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from background_fetch._impl.storage.disk import FolderDisk


@dataclass
class Inode:
    """A file, whatever its name: what programs see, and what is on the medium for sure."""

    seen: bytearray = field(default_factory=bytearray)
    safe: bytes = b""

    def after_power_loss(self, chance: Random) -> bytes:
        """Return one of the things that may be there: bytes that were not synced are there, are zeros, or are not."""
        seen, safe = bytes(self.seen), self.safe
        if seen[: len(safe)] != safe:  # it was cut or written over
            place = chance.randint(0, len(safe))
            return chance.choice([safe, seen, safe[:place] + seen[place:]])
        part = seen[: chance.randint(len(safe), len(seen))]
        return chance.choice([safe, seen, part, part + bytes(len(seen) - len(part))])


class VolatileDisk:
    """A disk in memory that can lose its power: only what was synced stays for sure, and names apart from bytes."""

    def __init__(self, before: Callable[[], None]) -> None:
        """Make an empty disk.

        Args:
            before: Called before each call.
        """
        self._before = before
        self._names: dict[str, Inode] = {}
        self._safe_names: dict[str, Inode] = {}
        self._open: dict[int, Inode] = {}
        self._last = 0

    def after_power_loss(self, chance: Random) -> dict[str, bytes]:
        """Return one of the contents that the folder may have."""
        names = {**self._safe_names, **self._names}
        unsure = [name for name in names if (name in self._names) != (name in self._safe_names)]
        gone = {name for name in unsure if chance.random() < 0.5}
        return {name: inode.after_power_loss(chance) for name, inode in names.items() if name not in gone}

    def _opened(self, inode: Inode) -> int:
        self._last += 1
        self._open[self._last] = inode
        return self._last

    def create(self, name: str) -> int:
        self._before()
        assert name not in self._names
        self._names[name] = Inode()
        return self._opened(self._names[name])

    def open(self, name: str) -> int:
        self._before()
        if name not in self._names:
            raise FileNotFoundError(errno.ENOENT, "no such file", name)
        return self._opened(self._names[name])

    def write(self, file: int, data: memoryview, offset: int) -> int:
        self._before()
        part = data[: len(data) // 2 + 1]  # the system may write less than it was given
        seen = self._open[file].seen
        seen.extend(bytes(max(0, offset - len(seen))))
        seen[offset : offset + len(part)] = part
        return len(part)

    def read(self, file: int, length: int, offset: int) -> bytes:
        return bytes(self._open[file].seen[offset : offset + length])

    def truncate(self, file: int, size: int) -> None:
        self._before()
        del self._open[file].seen[size:]

    def sync(self, file: int) -> None:
        self._before()
        self._open[file].safe = bytes(self._open[file].seen)

    def sync_folder(self) -> None:
        self._before()
        self._safe_names = dict(self._names)

    def close(self, file: int) -> None:
        del self._open[file]

    def remove(self, name: str) -> None:
        self._before()
        if name not in self._names:
            raise FileNotFoundError(errno.ENOENT, "no such file", name)
        del self._names[name]

    def sizes(self) -> dict[str, int]:
        return {name: len(inode.seen) for name, inode in self._names.items()}

    def shut(self) -> None:
        """Do nothing."""


class FailingDisk(FolderDisk):
    """A folder whose calls fail as they are told to: the first so many of a kind work."""

    def __init__(self, path: str, fault: Callable[[str], int | None]) -> None:
        """Open a folder.

        Args:
            path: The folder.
            fault: Is given the name of a call and returns the error it fails with, if it does.
        """
        super().__init__(path)
        self._fault = fault

    def _check(self, call: str) -> None:
        code = self._fault(call)
        if code is not None:
            raise OSError(code, os.strerror(code))

    def create(self, name: str) -> int:
        self._check("create")
        return super().create(name)

    def open(self, name: str) -> int:
        self._check("open")
        return super().open(name)

    def write(self, file: int, data: memoryview, offset: int) -> int:
        try:
            self._check("write")
        except OSError:
            super().write(file, data[: len(data) // 2], offset)  # some of it may have come
            raise
        return super().write(file, data, offset)

    def sync(self, file: int) -> None:
        self._check("sync")
        super().sync(file)

    def sync_folder(self) -> None:
        self._check("sync_folder")
        super().sync_folder()

    def remove(self, name: str) -> None:
        self._check("remove")
        super().remove(name)
