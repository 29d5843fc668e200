"""aiohttp as a downloader: `python aiohttp_client.py FOLDER PARALLEL URL-FILE`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import aiohttp


async def download(session: aiohttp.ClientSession, url: str, path: Path, places: asyncio.Semaphore) -> None:
    async with places, session.get(url) as response:
        response.raise_for_status()
        with path.open("wb") as file:
            async for chunk in response.content.iter_chunked(1 << 20):
                file.write(chunk)


async def main(folder: Path, parallel: int, urls: list[str]) -> None:
    places = asyncio.Semaphore(parallel)
    async with aiohttp.ClientSession(auto_decompress=False) as session:
        await asyncio.gather(*(download(session, url, folder / str(number), places) for number, url in enumerate(urls)))


asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]).read_text().split()))
