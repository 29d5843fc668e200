"""One build at a time below a folder: a second one waits, and then finds nothing to do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def exclusive(root: Path) -> Iterator[None]:
    """Keep other builds from comparing and writing below `root` meanwhile.

    The lock is the system's and goes with the process, so a killed build leaves none. Where the system has no such
    locks (Windows), or the folder is not there, nothing is locked.
    """
    try:
        import fcntl  # noqa: PLC0415 - not on every system

        handle = os.open(root, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
