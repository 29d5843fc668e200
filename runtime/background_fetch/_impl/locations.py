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
        parts = urls.split(url)
        self.href: str = parts.href
        self.origin: str = parts.origin
        self.protocol: str = f"{parts.scheme}:"
        self.host: str = parts.host
        self.hostname: str = parts.hostname
        self.port: str = parts.port
        self.pathname: str = parts.path
        self.search: str = f"?{parts.query}" if parts.query else ""
        self.hash: str = f"#{parts.fragment}" if parts.fragment else ""
        self.public: WorkerLocation = html.WorkerLocation._wrap(self)  # noqa: SLF001 -- how behaviour makes objects
