"""What a program may write in Pyodide, and the types it gets."""

# ruff: noqa: F401, PLW0108, T201
from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, assert_type, cast

import js
from js import (
    AbortController,
    BackgroundFetchEvent,
    BackgroundFetchRegistration,
    BackgroundFetchUpdateUIEvent,
    CustomEvent,
    DOMException,
    Event,
    Headers,
    InstallEvent,
    ReadableStream,
    ReadableStreamBYOBReader,
    ReadableStreamDefaultReader,
    Request,
    Response,
    clients,
    registration,
)
from pyodide.ffi import create_once_callable, create_proxy

if TYPE_CHECKING:
    from js.typing import BackgroundFetchOptions, BackgroundFetchResult, JsArray, JsBuffer, JsFuture, JsNull, JsPromise


async def fetches() -> None:
    manager = registration.backgroundFetch
    options: BackgroundFetchOptions = {"title": "T", "downloadTotal": 10}
    promise = manager.fetch("id", "/a")
    assert_type(promise, "JsFuture[BackgroundFetchRegistration]")
    assert_type(await promise, BackgroundFetchRegistration)
    await manager.fetch("id", ["/a", Request.new("/b")], options)
    await manager.fetch("id", (each for each in ["/a"]), title="T", downloadTotal=1)
    assert_type(await manager.getIds(), "JsArray[str]")
    for each in await manager.getIds():
        assert_type(each, str)


async def registrations(found: BackgroundFetchRegistration) -> None:
    assert_type(found.downloadTotal, int)
    result: BackgroundFetchResult = found.result
    records = await found.matchAll("/a", ignoreSearch=True)
    assert_type(records[0].responseReady, "JsPromise[Response]")
    response = await records[0].responseReady
    assert_type(response, Response)
    assert_type(await response.arrayBuffer(), "JsBuffer")
    assert_type((await response.arrayBuffer()).to_bytes(), bytes)
    assert_type(await response.json(), object)
    assert_type(Response.json({"a": 1}, status=201), Response)
    await asyncio.wait_for(found.abort(), 1)
    await asyncio.gather(found.abort(), found.abort())
    done, _ = await asyncio.wait([found.abort(), found.abort()], return_when=asyncio.FIRST_COMPLETED)
    assert_type(done.pop().result(), bool)
    future: asyncio.Future[bool] = found.abort()
    future.add_done_callback(on_done)
    found.abort().add_done_callback(on_done)
    assert_type(found.abort().cancel(), bool)
    assert_type(await found.abort().then(lambda done: "done" if done else "not"), str)
    found.abort().then(lambda done: print(done)).finally_(lambda: None)
    records[0].responseReady.then(lambda response: print(response.status))
    print(result)


def on_done(future: asyncio.Future[bool]) -> None: ...


def nulls(headers: Headers) -> None:
    value = headers.get("a")
    assert_type(value, "str | JsNull")
    if value:
        assert_type(value, str)


def reads(stream: ReadableStream) -> None:
    assert_type(stream.getReader(), ReadableStreamDefaultReader)
    assert_type(stream.getReader(mode="byob"), ReadableStreamBYOBReader)


def on_click(event: BackgroundFetchEvent) -> None:
    assert_type(event.registration.id, str)


async def on_success(event: BackgroundFetchUpdateUIEvent) -> None:
    await event.updateUI(title="Done")


def on_install(event: InstallEvent, resolved: JsPromise[None]) -> None:
    event.waitUntil(create_proxy(asyncio.ensure_future(asyncio.sleep(0))))
    event.waitUntil(create_proxy(js.skipWaiting()))
    event.waitUntil(resolved)


def on_installed(event: InstallEvent) -> None: ...


async def builtins() -> None:
    def executor(resolve: Callable[[str], None], reject: Callable[[object], None]) -> None: ...

    promise = js.Promise.new(create_once_callable(executor))
    answers: JsArray[Response] = await js.Promise.all([create_proxy(js.fetch("/a"))])
    await js.Promise.all([promise])
    print(answers)
    assert_type(await js.Promise.resolve(1), int)
    js.Object.fromEntries([["a", 1]])
    await promise


def listens(found: BackgroundFetchRegistration) -> None:
    js.addEventListener("backgroundfetchclick", create_proxy(on_click))
    js.addEventListener("backgroundfetchsuccess", create_proxy(on_success), once=True)
    js.self.addEventListener("install", create_proxy(on_installed))
    js.oninstall = on_installed
    js.onbackgroundfetchsuccess = create_proxy(on_success)
    found.onprogress = print
    found.onprogress = None
    js.setTimeout(create_once_callable(print), 10)


def on_own(event: Event) -> None:
    assert_type(cast("CustomEvent", event).detail, object)


def listens_to_own() -> None:
    js.addEventListener("own", create_proxy(on_own))


def constructs(found: BackgroundFetchRegistration) -> None:
    assert_type(BackgroundFetchEvent.new("backgroundfetchclick", {"registration": found}), BackgroundFetchEvent)
    assert_type(BackgroundFetchEvent.new("backgroundfetchclick", registration=found), BackgroundFetchEvent)
    event = Event.new("x", bubbles=True)
    assert_type(event, Event)
    assert_type(AbortController.new().signal.aborted, bool)
    assert_type(Event.AT_TARGET, Literal[2])
    request = Request.new("/a", headers=[("a", "b")])
    request = request.clone()
    error = DOMException.new("message", "AbortError")
    assert_type(error.name, str)
    raise error


async def globals_() -> None:
    for client in await clients.matchAll(type="window"):
        client.postMessage("x")
    assert_type(await js.fetch("/a"), Response)
    assert_type(js.self, js.ServiceWorkerGlobalScope)
