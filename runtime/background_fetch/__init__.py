"""Background Fetch for Python: the platform's classes, and the `UserAgent` that stands for the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _generated
from ._generated import *  # noqa: F403 -- the generated list of names is the package's
from ._impl import _bind as _bind

if TYPE_CHECKING:
    from .agent import UserAgent as UserAgent

__all__ = ["UserAgent"]
__all__ += _generated.__all__


def __getattr__(name: str) -> object:
    """Import the user agent when it is first asked for: who only makes events needs none."""
    if name == "UserAgent":
        from .agent import UserAgent  # noqa: PLC0415 -- see above

        return UserAgent
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
