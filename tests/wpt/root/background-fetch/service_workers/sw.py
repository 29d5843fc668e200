"""Tells the page how a background fetch ended and what its records hold."""

import asyncio

from js import Object, addEventListener, self
from pyodide.ffi import JsException, create_proxy, to_js

SHOWN = (
    "id",
    "uploadTotal",
    "uploaded",
    "downloadTotal",
    "downloaded",
    "result",
    "failureReason",
    "recordsAvailable",
)
RESOURCES = "/background-fetch/resources/"


async def matches(fetch):
    """Return the records that the page wants to see, by the id of the fetch."""
    if fetch.id == "matchexistingrequest":
        return [await fetch.match(RESOURCES + "feature-name.txt")]
    if fetch.id == "matchexistingrequesttwice":
        return [await fetch.match(RESOURCES + "feature-name.txt") for _ in range(2)]
    if fetch.id == "matchmissingrequest":
        found = await fetch.match(RESOURCES + "missing.txt")
        return [] if found is None else [found]
    return list(await fetch.matchAll())


async def described(record):
    """Return what a record holds; None where it has no response."""
    try:
        response = await record.responseReady
    except JsException:
        return None
    try:
        text = await response.text()
    except JsException:
        text = "error"
    return {
        "url": response.url,
        "status": response.status,
        "text": text,
        "type": response.type,
        "secretHeader": response.headers.get("X-Secret-Header") or "",
    }


def shown(fetch):
    """Return the attributes of a registration."""
    return {name: getattr(fetch, name) for name in SHOWN}


async def tell(message):
    """Post a message to all pages of the origin."""
    everywhere = to_js({"includeUncontrolled": True}, dict_converter=Object.fromEntries)
    for client in await self.clients.matchAll(everywhere):
        client.postMessage(to_js(message, dict_converter=Object.fromEntries))


async def report(event):
    """Tell of the end of a background fetch."""
    try:
        results = [await described(record) for record in await matches(event.registration)]
        await tell({"type": event.type, "eventRegistration": shown(event.registration), "results": results})
    except Exception as error:
        await tell({"type": event.type, "eventRegistration": {}, "results": [], "error": repr(error)})
        raise


def on_end(event):
    event.waitUntil(create_proxy(asyncio.ensure_future(report(event))))


for type_ in ("backgroundfetchsuccess", "backgroundfetchfail", "backgroundfetchabort"):
    addEventListener(type_, create_proxy(on_end))
