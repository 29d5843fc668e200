"""Room that is kept back, so that a full disk can still be told of: `quota-exceeded` needs a row."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

NAME: Final = "reserve"
SIZE: Final = 256 * 1024


class Reserve:
    """A file that holds nothing but room."""

    def __init__(self, folder: str) -> None:
        self._path = Path(folder, NAME)
        self.held = False

    def take(self) -> None:
        """Take the room, if there is as much."""
        if not self.held:
            with suppress(OSError):
                self._fill()
                self.held = True

    def _fill(self) -> None:
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            if os.fstat(file).st_size != SIZE:
                _allocate(file)
        except OSError:
            self.release()
            raise
        finally:
            os.close(file)

    def release(self) -> None:
        """Give the room back to whoever needs it."""
        with suppress(OSError):
            self._path.unlink()
        self.held = False


def _allocate(file: int) -> None:
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file, 0, SIZE)
    else:
        os.pwrite(file, bytes(SIZE), 0)
