"""Work that a copy of this process does meanwhile, on another processor.

Only where a process can be copied cheaply and safely (Linux) and where there is a second processor; elsewhere, and when
the copy fails for any reason, the work is done here, so that its errors are seen.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Generic, TypeVar, cast

T = TypeVar("T")


class Beside(Generic[T]):
    """Something that is being made; in the end its result is asked for, or it is stopped."""

    def __init__(self, work: Callable[[], T]) -> None:
        """Start the work; it must not write to any stream or file, and what it returns must be picklable."""
        self._work = work
        self._pid = 0
        if sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1:
            self._start()

    def _start(self) -> None:
        self._pipe, end = os.pipe()
        try:
            self._pid = _fork()
        except OSError:  # no process to be had
            os.close(self._pipe)
            os.close(end)
            return
        if self._pid == 0:
            self._be_the_copy(end)
        os.close(end)

    def _be_the_copy(self, end: int) -> None:
        code = 1
        try:
            import pickle  # noqa: PLC0415 - loaded anyway, by jinja2

            os.close(self._pipe)
            with os.fdopen(end, "wb") as pipe:
                pickle.dump(self._work(), pipe, pickle.HIGHEST_PROTOCOL)
            code = 0
        finally:
            os._exit(code)  # neither buffers nor exit handlers of the original are ours

    def result(self) -> T:
        """Wait for the work to be done."""
        if not self._pid:
            return self._work()
        import pickle  # noqa: PLC0415 - as above

        with os.fdopen(self._pipe, "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(self._pid, 0)
        self._pid = 0
        if status:
            return self._work()
        return cast("T", pickle.loads(data))  # noqa: S301 - written by our own copy

    def stop(self) -> None:
        """Give the work up, unless it is done."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            os.close(self._pipe)
            self._pid = 0


def _fork() -> int:
    import warnings  # noqa: PLC0415 - loaded anyway, by those who fork

    with warnings.catch_warnings():
        # A spinner at a terminal is a thread; the copy has none of it and prints nothing.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()
