"""Test a service worker without a browser: run its file, click, see what it opened."""

import asyncio
from pathlib import Path

from background_fetch.agent import UserAgent

WORKER = Path(__file__).with_name("backgroundfetchclick.py")


async def main() -> None:
    """Click on a background fetch before and after it has ended."""
    async with UserAgent() as agent:
        worker = await agent.register(WORKER, scope="https://podcasts.example/")
        fetch = worker.simulate("episode-5", title="Episode 5", download_total=1000)

        worker.advance(fetch, downloaded=400)
        await worker.click(fetch)
        print("after 400 bytes:", agent.pages[-1].url)

        worker.advance(fetch, downloaded=600)
        await worker.finish(fetch)
        await worker.click(fetch)
        print("at the end:", agent.pages[-1].url)


asyncio.run(main())
