"""What the tests of the runtime share: a loop that notes reported errors, and workers in files."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from background_fetch._impl.network.memory import Answer, MemoryTransport
from background_fetch.agent import UserAgent, Worker

Main = Callable[[], Awaitable[object]]
Run = Callable[[Main], list[str]]
MakeWorker = Callable[..., AbstractAsyncContextManager[tuple[UserAgent, Worker]]]


@pytest.fixture
def run() -> Run:
    """Run a coroutine function and return the errors that were reported meanwhile, as text."""

    def call(main: Main) -> list[str]:
        reported: list[str] = []

        async def noting() -> None:
            loop = asyncio.get_running_loop()
            loop.set_exception_handler(lambda _, context: reported.append(repr(context["exception"])))
            await main()
            gc.collect()

        asyncio.run(noting())
        return reported

    return call


@pytest.fixture
def worker(tmp_path: Path) -> MakeWorker:
    """Return a context manager that registers a worker with this code; gives the agent and the worker."""

    @asynccontextmanager
    async def make(
        code: str = "", scope: str = "https://site.example/", event_timeout: float = 5
    ) -> AsyncIterator[tuple[UserAgent, Worker]]:
        file = tmp_path / "worker.py"
        file.write_text(code, encoding="utf-8")
        nowhere = MemoryTransport(lambda _: Answer(status=404))
        async with UserAgent(event_timeout=event_timeout, transport=nowhere) as agent:
            yield agent, await agent.register(file, scope=scope)

    return make
