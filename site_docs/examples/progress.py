"""Follow a background fetch by its `progress` events."""

import asyncio
from pathlib import Path

from background_fetch import Event
from background_fetch.agent import UserAgent

WORKER = Path(__file__).with_name("updateui.py")


async def main() -> None:
    """Let a fetch advance in three steps and print what the page would show."""
    async with UserAgent() as agent:
        worker = await agent.register(WORKER, scope="https://podcasts.example/")
        fetch = worker.simulate("episode-5", download_total=1000)

        def show(event: Event) -> None:
            percent = 100 * fetch.downloaded // fetch.downloadTotal
            print(f"{event.type}: {percent} % {fetch.result}")

        fetch.addEventListener("progress", show)
        for size in (250, 250, 500):
            worker.advance(fetch, downloaded=size)
        await worker.finish(fetch)
        print("records available:", fetch.recordsAvailable)


asyncio.run(main())
