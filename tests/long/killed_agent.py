"""A program that downloads: begins what it is given, and goes on with what was begun before, until all is done."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

from background_fetch.agent import Settings, UserAgent


async def main() -> None:
    profile, origin, todo, settings = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), json.loads(sys.argv[4])
    notes = os.open(os.environ["NOTES"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    async with UserAgent(profile, settings=Settings(**settings)) as agent:
        agent.serve(origin, Path(__file__).parent)
        page = await agent.open(f"{origin}/")
        await page.navigator.serviceWorker.register("killed_worker.py")
        registration = await page.navigator.serviceWorker.ready
        for id_, paths in todo.items():
            await registration.backgroundFetch.fetch(id_, paths)
            os.write(notes, f"{id_}\n".encode())
            os.fsync(notes)
        await agent.idle()


asyncio.run(main())
