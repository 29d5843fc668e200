"""The address of a worker's script, in parts. Source: HTML, "The WorkerLocation interface"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import html

from . import urls

if TYPE_CHECKING:
    from background_fetch._generated.html import WorkerLocation


class LocationState:
    """What stands behind a WorkerLocation."""

    def __init__(self, url: str) -> None:
        self.public: WorkerLocation = html.WorkerLocation._wrap(self)  # noqa: SLF001 -- how behaviour makes objects
        parts = urls.split(url)
        self.href = url
        self.origin = urls.origin(url)
        self.protocol = f"{parts.scheme}:"
        self.host = parts.netloc.rpartition("@")[2]
        self.hostname = parts.hostname or ""
        self.port = "" if parts.port is None else str(parts.port)
        self.pathname = parts.path
        self.search = f"?{parts.query}" if parts.query else ""
        self.hash = f"#{parts.fragment}" if parts.fragment else ""
