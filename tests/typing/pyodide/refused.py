"""What a program must not write in Pyodide: marked lines fail there, at once or silently; both checkers say so."""

# ruff: noqa: I001, RUF006, SIM105, T201
from __future__ import annotations

import asyncio

import js
from js import BackgroundFetchOptions  # type: ignore[attr-defined]
from js import (
    AbortController,
    BackgroundFetchEvent,
    BackgroundFetchManager,
    BackgroundFetchRecord,
    BackgroundFetchRegistration,
    DOMException,
    Event,
    ExtendableEvent,
    Headers,
    Request,
)


def fetches(manager: BackgroundFetchManager) -> None:
    manager.fetch("id")  # type: ignore[call-overload]
    manager.fetch("id", requests="/a")  # type: ignore[call-overload]
    manager.fetch("id", b"/a")  # type: ignore[call-overload]
    manager.fetch("id", "/a", tilte="T")  # type: ignore[call-overload]
    manager.fetch("id", "/a", {"tilte": "T"})  # type: ignore[call-overload]
    Request.new("/a", headers={"a": "b"})  # type: ignore[dict-item]


def constructs() -> None:
    AbortController()  # type: ignore[misc]
    Event("x")  # type: ignore[misc, call-arg]
    BackgroundFetchRegistration.new()  # type: ignore[call-arg]
    BackgroundFetchEvent.new("x")  # type: ignore[call-overload]
    isinstance(js, Event)  # type: ignore[misc]
    try:
        Event.new("x")
    except DOMException:  # type: ignore[misc]
        pass


def brands(event: Event, headers: Headers) -> ExtendableEvent:
    first: AbortController = headers  # type: ignore[assignment]
    print(first)
    return event  # type: ignore[return-value]


def nulls(headers: Headers) -> str:
    return headers.get("a")  # type: ignore[return-value]


async def waits(event: ExtendableEvent, record: BackgroundFetchRecord) -> None:
    event.waitUntil(record.responseReady)
    event.waitUntil(js.skipWaiting())  # type: ignore[arg-type]
    js.Promise.all([js.fetch("/a")])  # type: ignore[arg-type]
    asyncio.create_task(js.fetch("/a"))  # type: ignore[arg-type]
    asyncio.create_task(record.responseReady)  # type: ignore[arg-type]
    event.waitUntil(asyncio.sleep(0))  # type: ignore[arg-type]
    event.waitUntil(asyncio.ensure_future(asyncio.sleep(0)))  # type: ignore[arg-type]


def listens(found: BackgroundFetchRegistration) -> None:
    def on_click(event: BackgroundFetchEvent) -> None: ...

    js.addEventListener("backgroundfetchclick", on_click)  # type: ignore[call-overload]
    found.addEventListener("progress", on_click)  # type: ignore[call-overload]
    found.onprogress = on_click  # type: ignore[assignment]
    js.setTimeout(print, 10)  # type: ignore[arg-type]
    print(BackgroundFetchOptions)
