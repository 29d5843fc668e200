"""Background Fetch for Python: the platform's classes; `background_fetch.agent` has what stands for the browser."""

from __future__ import annotations

from . import _generated
from ._generated import *  # noqa: F403 -- the generated list of names is the package's
from ._impl import _bind as _bind

__all__ = _generated.__all__  # pyright: ignore[reportUnsupportedDunderAll] -- it is a list all the same
