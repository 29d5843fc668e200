"""Writes what it is told into a file, and has that on the disk before the event is over."""

import asyncio
import hashlib
import json
import os

from js import addEventListener
from pyodide.ffi import JsException, create_proxy


async def digest(record):
    """Return the hash of a response's body, or what stands in its place."""
    try:
        response = await record.responseReady
    except JsException as error:
        return str(error)
    return hashlib.sha256((await response.arrayBuffer()).to_bytes()).hexdigest()


async def note(event):
    """Write an event down."""
    fetch = event.registration
    bodies = [[record.request.url, await digest(record)] for record in await fetch.matchAll()]
    line = json.dumps([fetch.id, event.type, fetch.failureReason, bodies]) + "\n"
    file = os.open(os.environ["EVENTS"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(file, line.encode())
    os.fsync(file)
    os.close(file)


def on_end(event):
    event.waitUntil(create_proxy(asyncio.ensure_future(note(event))))


for kind in ("success", "fail", "abort"):
    addEventListener(f"backgroundfetch{kind}", create_proxy(on_end))
