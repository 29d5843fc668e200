"""Performing what a profile holds, until it is done or somebody interrupts."""

from __future__ import annotations

import asyncio
import shlex
import signal
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from .control import Listener
from .errors import EXIT_FAILED, EXIT_INTERRUPTED, EXIT_WELL, explained, require_profile, said
from .interfaces import interface

if TYPE_CHECKING:
    from background_fetch.agent import BackgroundFetch, Settings, UserAgent

    from .interfaces import Bars, JsonLines, Lines


class Watching:
    """A user interface that also remembers whether anything failed."""

    def __init__(self, shown_by: Bars | Lines | JsonLines) -> None:
        self._by = shown_by
        self.failed = False

    def shown(self, fetch: BackgroundFetch) -> None:
        """Show a background fetch."""
        self._by.shown(fetch)

    def changed(self, fetch: BackgroundFetch) -> None:
        """Show what has changed."""
        self._by.changed(fetch)

    def ended(self, fetch: BackgroundFetch) -> None:
        """Take note of the end."""
        self.failed = self.failed or fetch.result == "failure"
        self._by.ended(fetch)

    def close(self) -> None:
        """Show nothing more."""
        self._by.close()


async def perform(
    profile: Path, watching: Watching, begin: Callable[[UserAgent], Awaitable[None]], settings: Settings | None = None
) -> int:
    """Open a profile, begin something, and wait until nothing moves or the user interrupts; returns the exit code.

    The interface is closed at the end, whatever that is: what is said then stands below it.
    """
    from background_fetch.agent import Settings, UserAgent  # noqa: PLC0415 -- what it takes to import is not for help

    interrupted = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, interrupted.set)
    with closing(watching):
        async with (
            UserAgent(profile, interface=watching, settings=settings or Settings()) as agent,
            Listener(profile, agent),
        ):
            working = asyncio.ensure_future(_work(agent, begin))
            stopping = asyncio.ensure_future(interrupted.wait())
            await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
            stopping.cancel()
            if not working.done():
                working.cancel()
                await asyncio.wait({working})
            elif working.exception() is not None:
                working.result()
            paused = [fetch.id for fetch in agent.fetches if fetch.paused_flag]
    if interrupted.is_set():
        said(f"interrupted; nothing is lost. Go on with: background-fetch run {shlex.quote(str(profile))}")
        return EXIT_INTERRUPTED
    for id_ in paused:
        said(f"{id_} is paused. Go on with: background-fetch resume {shlex.quote(id_)}, then run")
    return EXIT_FAILED if watching.failed else EXIT_WELL


async def _work(agent: UserAgent, begin: Callable[[UserAgent], Awaitable[None]]) -> None:
    await begin(agent)
    await agent.idle()


async def _nothing(_agent: UserAgent) -> None:
    """Begin nothing: what is unfinished goes on by itself."""


def run(profile: Path, *, as_json: bool, quiet: bool) -> int:
    """Go on with all that is unfinished; returns the exit code."""
    with explained() as outcome:
        require_profile(profile)
        watching = Watching(interface(as_json=as_json, quiet=quiet))
        outcome.code = asyncio.run(perform(profile, watching, _nothing))
    return outcome.code
