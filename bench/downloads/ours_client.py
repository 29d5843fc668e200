"""The runtime as a downloader: `python ours_client.py PROFILE PARALLEL URL-FILE [none]`; durable unless `none`.

Prints how long it took from the call of `fetch` until the worker's event was over, and how much memory grew.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from background_fetch.agent import Settings, UserAgent


async def main(profile: Path, parallel: int, urls: list[str], durability: str) -> None:
    settings = Settings(transfers=parallel, durable=durability != "none")
    async with UserAgent(profile, settings=settings) as agent:
        parts = urlsplit(urls[0])
        origin = f"{parts.scheme}://{parts.netloc}"
        agent.serve(origin, Path(__file__).parent)
        page = await agent.open(f"{origin}/")
        await page.navigator.serviceWorker.register("/worker.py")
        registration = await page.navigator.serviceWorker.ready
        # What is loaded for the first download is not what a download takes.
        await registration.backgroundFetch.fetch("first", f"{origin}/small0")
        await agent.idle()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start, cpu = time.perf_counter(), time.process_time()
        fetch = await registration.backgroundFetch.fetch("bench", urls)
        await agent.idle()
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        if fetch.result != "success":
            sys.exit(fetch.failureReason)
        print(json.dumps({"seconds": seconds, "cpu": cpu, "grown_kib": grown, "downloaded": fetch.downloaded}))


asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]).read_text().split(), "".join(sys.argv[4:])))
