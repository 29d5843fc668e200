"""The address of a worker's script, in parts. Source: HTML, "The WorkerLocation interface"."""

from __future__ import annotations

from . import urls


class WorkerLocation:
    """Where a worker's script is. The schema leaves the interface out; this has its members, read-only by habit."""

    def __init__(self, url: str) -> None:
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

    def __str__(self) -> str:
        return self.href

    def __repr__(self) -> str:
        return f"<WorkerLocation {self.href}>"
