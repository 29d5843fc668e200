"""What a call takes, measured so that neither coverage nor other threads count."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def timed(function: Callable[[], T]) -> tuple[T, float]:
    """Call a function; return its result, and the seconds of this thread's processor time."""
    tracer = sys.gettrace()
    sys.settrace(None)
    begin = time.thread_time()
    try:
        found = function()
        return found, time.thread_time() - begin
    finally:
        sys.settrace(tracer)
