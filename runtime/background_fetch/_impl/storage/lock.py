"""One user agent a profile: a lock that the system takes away with its process, and who has it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from .errors import ProfileInUseError, UnsupportedPlatformError

NAME: Final = "lock"
_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")


class Holder(NamedTuple):
    """Who has the lock, or had it when its process ended without closing."""

    pid: int
    boot: str
    """Of the system's start; empty where it is not known."""


class Lock:
    """The lock of a profile. It goes with the process, however that ends."""

    def __init__(self, folder: str) -> None:
        """Take the lock.

        Raises:
            ProfileInUseError: Another user agent has it, in this process or another.
            UnsupportedPlatformError: The system has no such locks.
        """
        try:
            import fcntl  # noqa: PLC0415 -- not on all systems
        except ImportError:
            raise UnsupportedPlatformError(folder, "locks of files (flock)") from None
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        self._file = os.open(Path(folder, NAME), flags, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _read(self._file)
            os.close(self._file)
            raise ProfileInUseError(folder, holder and holder.pid) from None
        except OSError as error:
            os.close(self._file)
            raise UnsupportedPlatformError(folder, f"locks of files ({error.strerror})") from None
        self.left = _read(self._file)
        """Who had it and did not give it back: that process was killed."""
        with suppress(OSError):  # the disk may be full; who has the lock is only of use in messages
            self._write(f"{os.getpid()}\n{boot_id()}\n")

    def _write(self, text: str) -> None:
        data = text.encode("ascii")
        os.pwrite(self._file, data, 0)
        os.ftruncate(self._file, len(data))

    def release(self) -> None:
        """Give the lock back."""
        with suppress(OSError):
            self._write("-\n")  # and not nothing, so that its block stays for the next one
        os.close(self._file)


def boot_id() -> str:
    """Return what tells this start of the system from others."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _read(file: int) -> Holder | None:
    lines = os.pread(file, 200, 0).decode("ascii", "replace").splitlines()
    if not lines or not lines[0].isdecimal():
        return None
    return Holder(int(lines[0]), lines[1] if len(lines) > 1 else "")
