"""httpx2 as a downloader, with threads: `python httpx2_client.py FOLDER PARALLEL URL-FILE`."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2


def download(client: httpx2.Client, url: str, path: Path) -> None:
    with client.stream("GET", url) as response, path.open("wb") as file:
        response.raise_for_status()
        for chunk in response.iter_raw(1 << 20):
            file.write(chunk)


def main(folder: Path, parallel: int, urls: list[str]) -> None:
    with httpx2.Client() as client, ThreadPoolExecutor(parallel) as pool:
        list(pool.map(lambda item: download(client, item[1], folder / str(item[0])), enumerate(urls)))


main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]).read_text().split())
