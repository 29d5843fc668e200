"""The worker of `background-fetch fetch`: it writes what was downloaded into a folder.

The folder is in the query of its address, so that it is known after a restart too. Files get their names at the end:
who sees one sees all of it.
"""

import asyncio
import os
from pathlib import Path
from typing import cast

from background_fetch._command.errors import heard_or_not
from background_fetch._command.naming import file_name, numbered
from js import (
    BackgroundFetchRegistration,
    BackgroundFetchUpdateUIEvent,
    Response,
    URLSearchParams,
    addEventListener,
    location,
)
from pyodide.ffi import JsBuffer, JsException, create_proxy


def free_path(folder: Path, name: str) -> Path:
    """Return a path that no file has."""
    path, number = folder / name, 2
    while path.exists():
        path, number = folder / numbered(name, number), number + 1
    return path


async def write(response: Response, path: Path) -> None:
    """Write a response's body."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        if response.body:
            reader = response.body.getReader()
            while not (result := await reader.read()).done:
                file.write(cast("JsBuffer", result.value).to_bytes())
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)


async def save(fetch: BackgroundFetchRegistration, folder: Path) -> None:
    """Write all responses of success."""
    folder.mkdir(parents=True, exist_ok=True)
    for record in await fetch.matchAll():
        try:
            response = await record.responseReady
        except JsException:
            continue
        if response.ok:
            path = free_path(folder, file_name(record.request.url))
            await write(response, path)
            with heard_or_not():
                print(f"saved {path}", flush=True)


def on_end(event: BackgroundFetchUpdateUIEvent) -> None:
    """Save what there is."""
    folder = Path(URLSearchParams.new(location.search).get("to") or ".")
    event.waitUntil(create_proxy(asyncio.ensure_future(save(event.registration, folder))))


addEventListener("backgroundfetchsuccess", create_proxy(on_end))
addEventListener("backgroundfetchfail", create_proxy(on_end))
