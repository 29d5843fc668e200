"""Errors: what the platform refuses is a TypeError, what it can't do is a DOMException with a name."""

import asyncio
from pathlib import Path

from background_fetch import BackgroundFetchUpdateUIEvent, DOMException
from background_fetch.agent import UserAgent

WORKER = Path(__file__).with_name("updateui.py")


async def main() -> None:
    """Go wrong in three ways."""
    async with UserAgent() as agent:
        worker = await agent.register(WORKER, scope="https://podcasts.example/")
        manager = worker.registration.backgroundFetch

        try:
            await manager.fetch("episode-5", [])
        except TypeError as error:
            print("TypeError:", error)

        event = BackgroundFetchUpdateUIEvent("mine", registration=worker.simulate("episode-5"))
        promise = event.updateUI(title="Not yet")
        try:
            await promise
        except DOMException as error:
            print(error.name, error.code == DOMException.INVALID_STATE_ERR)

        print(await manager.get("episode-6"))


asyncio.run(main())
