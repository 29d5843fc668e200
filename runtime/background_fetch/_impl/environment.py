"""What the code that runs now belongs to. Source: HTML, "environment settings object".

Only the base address is of interest: that of a worker's script while its code runs, and in what that code has started.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_BASE_URL: Final[ContextVar[str]] = ContextVar("base_url", default="")


def base_url() -> str:
    """Return the API base URL; outside of workers it is empty, and relative addresses can't be read."""
    return _BASE_URL.get()


@contextmanager
def entered(base: str) -> Iterator[None]:
    """Run code as that of a script with this address."""
    token = _BASE_URL.set(base)
    try:
        yield
    finally:
        _BASE_URL.reset(token)
