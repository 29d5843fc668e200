"""Open the page that fits when the user clicks on a background fetch."""

import asyncio

from js import BackgroundFetchEvent, addEventListener, clients
from pyodide.ffi import create_proxy


async def open_window(url: str) -> None:
    """Open a page of this site."""
    await clients.openWindow(url)


def on_click(event: BackgroundFetchEvent) -> None:
    """Show the podcasts once they are there, and how far they are until then."""
    url = "/latest-podcasts" if event.registration.result == "success" else "/download-progress"
    event.waitUntil(create_proxy(asyncio.ensure_future(open_window(url))))


addEventListener("backgroundfetchclick", create_proxy(on_click))
