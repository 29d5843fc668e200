"""Promises: extending events, answering fetches, awaiting."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from js import ExtendableEvent, FetchEvent, Promise, Request, Response, registration
from pyodide.ffi import create_once_callable, create_proxy

# --- wait-for-a-proxied-future: accept
done: list[str] = []


async def work() -> None:
    await asyncio.sleep(0)
    done.append("work")


async def main() -> None:
    event = ExtendableEvent.new("x")
    event.waitUntil(create_proxy(asyncio.ensure_future(work())))
    await asyncio.sleep(0.02)
    assert done == ["work"]


# --- wait-for-a-coroutine: refuse
async def work() -> None:
    await asyncio.sleep(0)


async def main() -> None:
    event = ExtendableEvent.new("x")
    event.waitUntil(work())  # wrong
    waited = getattr(event, "_promises")[0]
    assert await asyncio.wait_for(waited, 1) is None


# --- wait-for-a-future: refuse
async def work() -> None:
    await asyncio.sleep(0)


async def main() -> None:
    event = ExtendableEvent.new("x")
    event.waitUntil(asyncio.ensure_future(work()))  # wrong
    waited = getattr(event, "_promises")[0]
    assert await asyncio.wait_for(waited, 1) is None


# --- wait-for-a-promise: accept
async def main() -> None:
    event = ExtendableEvent.new("x")

    def executor(resolve: object, reject: object) -> None:
        assert callable(resolve)
        resolve(5)

    event.waitUntil(Promise.new(create_once_callable(executor)))
    waited = getattr(event, "_promises")[0]
    assert await asyncio.wait_for(waited, 1) == 5


# --- wait-for-a-resolved-promise: refuse
async def main() -> None:
    event = ExtendableEvent.new("x")
    event.waitUntil(Promise.resolve(5))  # wrong
    waited = getattr(event, "_promises")[0]
    assert await asyncio.wait_for(waited, 1) == 5


# --- wait-for-a-call: refuse
async def main() -> None:
    event = ExtendableEvent.new("x")
    event.waitUntil(registration.backgroundFetch.getIds())  # wrong
    waited = getattr(event, "_promises")[0]
    assert len(await asyncio.wait_for(waited, 1)) == 0


# --- wait-for-a-proxied-call: accept
async def main() -> None:
    event = ExtendableEvent.new("x")
    event.waitUntil(create_proxy(registration.backgroundFetch.getIds()))
    waited = getattr(event, "_promises")[0]
    assert len(await asyncio.wait_for(waited, 1)) == 0


# --- wait-for-nothing: refuse
ExtendableEvent.new("x").waitUntil()  # wrong


# --- answer-a-fetch: accept
if TYPE_CHECKING:
    from js.typing import FetchEventInit


async def main() -> None:
    init: FetchEventInit = {"request": Request.new("https://site.example/"), "clientId": "c"}
    event = FetchEvent.new("fetch", init)
    event.respondWith(create_proxy(Promise.resolve(Response.new("hi"))))
    await event.handled
    assert event.clientId == "c"


# --- answer-with-a-response: accept
async def main() -> None:
    # Web IDL makes a promise of any value.
    event = FetchEvent.new("fetch", request=Request.new("https://site.example/"))
    event.respondWith(Response.new("hi"))
    await event.handled


# --- answer-with-a-proxied-future: accept
async def answer() -> Response:
    return Response.new("hi")


async def main() -> None:
    event = FetchEvent.new("fetch", request=Request.new("https://site.example/"))
    event.respondWith(create_proxy(asyncio.ensure_future(answer())))
    await event.handled


# --- answer-with-a-coroutine: refuse
async def answer() -> Response:
    return Response.new("hi")


async def main() -> None:
    event = FetchEvent.new("fetch", request=Request.new("https://site.example/"))
    event.respondWith(answer())  # wrong
    await event.handled


# --- answer-with-text: refuse
async def main() -> None:
    event = FetchEvent.new("fetch", request=Request.new("https://site.example/"))
    event.respondWith("hi")  # wrong
    await event.handled


# --- fetch-event-without-request: refuse
FetchEvent.new("fetch")  # wrong

# --- fetch-event-of-a-url: refuse
FetchEvent.new("fetch", request="https://site.example/")  # wrong


# --- preload-response: accept
async def main() -> None:
    event = FetchEvent.new("fetch", request=Request.new("https://site.example/"))
    assert await event.preloadResponse is None


# --- preload-response-given-on: accept
async def main() -> None:
    event = FetchEvent.new("fetch", request=Request.new("https://site.example/"))
    event.waitUntil(event.preloadResponse)
    assert await asyncio.wait_for(getattr(event, "_promises")[0], 1) is None


# --- executor: accept
async def main() -> None:
    def executor(resolve: object, reject: object) -> None:
        assert callable(resolve)
        resolve(3)

    assert await Promise.new(create_once_callable(executor)) == 3


# --- executor-is-bare: accept
async def main() -> None:
    # It is called before the call returns, while the function is still there.
    def executor(resolve: object, reject: object) -> None:
        assert callable(resolve)
        resolve(3)

    assert await Promise.new(executor) == 3


# --- then: accept
async def main() -> None:
    def after(ids: object) -> str:
        return "after"

    assert await registration.backgroundFetch.getIds().then(after) == "after"


# --- task-of-a-call: accept
async def main() -> None:
    ids = await asyncio.wait_for(registration.backgroundFetch.getIds(), 1)
    assert len(ids) == 0


# --- gather: accept
async def main() -> None:
    ids, found = await asyncio.gather(registration.backgroundFetch.getIds(), registration.backgroundFetch.get("a"))
    assert len(ids) == 0
    assert found is None


# --- no-subscript-of-a-promise: refuse
async def main() -> None:
    assert registration.backgroundFetch.getIds()[0] == "a"  # wrong


# --- iterate-a-promise: refuse
async def main() -> None:
    for identifier in registration.backgroundFetch.getIds():  # wrong
        assert identifier
    assert False


# --- preload-state: accept
async def main() -> None:
    await registration.navigationPreload.enable()
    await registration.navigationPreload.setHeaderValue("v")
    state = await registration.navigationPreload.getState()
    assert state.enabled
    assert state.headerValue == "v"


# --- preload-state-subscript: refuse
async def main() -> None:
    state = await registration.navigationPreload.getState()
    assert state["headerValue"] == "true"  # wrong


# --- preload-header-missing: refuse
async def main() -> None:
    await registration.navigationPreload.setHeaderValue()  # wrong


# --- preload-state-changed: refuse
async def main() -> None:
    state = await registration.navigationPreload.getState()
    state.enabled = True  # wrong
    assert (await registration.navigationPreload.getState()).enabled


# --- new-preload-manager: refuse
from js import NavigationPreloadManager

NavigationPreloadManager.new()  # wrong
