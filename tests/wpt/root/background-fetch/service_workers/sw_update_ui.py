"""Updates the user interface once, twice, and too late."""

import asyncio

from js import Object, addEventListener, self
from pyodide.ffi import JsException, create_proxy, to_js


async def tell(update):
    everywhere = to_js({"includeUncontrolled": True}, dict_converter=Object.fromEntries)
    for client in await self.clients.matchAll(everywhere):
        client.postMessage(to_js({"update": update}, dict_converter=Object.fromEntries))


def title(text):
    return to_js({"title": text}, dict_converter=Object.fromEntries)


async def settle(updates):
    try:
        for update in updates:
            await update
    except JsException as error:
        await tell(error.name)
    else:
        await tell("update success")


async def later(event):
    await asyncio.sleep(0.05)
    try:
        await event.updateUI(title("Title1"))
    except JsException as error:
        await tell(error.name)
    else:
        await tell("update success")


kept = []


def on_success(event):
    if event.registration.id == "update-inactive":
        kept.append(asyncio.ensure_future(later(event)))
        return
    updates = [event.updateUI(title("Title1"))]
    if event.registration.id == "update-twice":
        updates.append(event.updateUI(title("Title2")))
    event.waitUntil(create_proxy(asyncio.ensure_future(settle(updates))))


addEventListener("backgroundfetchsuccess", create_proxy(on_success))
