"""What programs for CPython are given: a service worker that runs."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from background_fetch.agent import UserAgent, Worker


@asynccontextmanager
async def service_worker() -> AsyncIterator[Worker]:
    """Register a worker without code, at https://site.example/."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "worker.py"
        script.write_text("", encoding="utf-8")
        async with UserAgent(event_timeout=5) as agent:
            yield await agent.register(script, scope="https://site.example/")
