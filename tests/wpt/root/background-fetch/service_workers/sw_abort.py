"""Tells the page which records of an aborted background fetch have a response."""

import asyncio

from js import Object, addEventListener, self
from pyodide.ffi import JsException, create_proxy, to_js


async def outcome(record):
    try:
        await record.responseReady
    except JsException as error:
        return {"response": False, "name": error.name}
    return {"response": True}


async def report(event):
    results = [await outcome(record) for record in await event.registration.matchAll()]
    everywhere = to_js({"includeUncontrolled": True}, dict_converter=Object.fromEntries)
    for client in await self.clients.matchAll(everywhere):
        client.postMessage(to_js({"results": results}, dict_converter=Object.fromEntries))


def on_abort(event):
    event.waitUntil(create_proxy(asyncio.ensure_future(report(event))))


addEventListener("backgroundfetchabort", create_proxy(on_abort))
