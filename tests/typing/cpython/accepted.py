"""What a program may write on CPython, and the types it gets."""

# ruff: noqa: N802, T201, TRY301
from __future__ import annotations

from typing import Literal, assert_type

from background_fetch import (
    AbortController,
    BackgroundFetchEvent,
    BackgroundFetchEventInit,
    BackgroundFetchManager,
    BackgroundFetchOptions,
    BackgroundFetchRecord,
    BackgroundFetchRegistration,
    BackgroundFetchUpdateUIEvent,
    CustomEvent,
    DOMException,
    Event,
    EventTarget,
    Headers,
    Promise,
    QuotaExceededError,
    ReadableStream,
    ReadableStreamBYOBReader,
    ReadableStreamDefaultReader,
    ReadableStreamReader,
    Request,
    Response,
    ServiceWorkerContainer,
    ServiceWorkerGlobalScope,
    ServiceWorkerRegistration,
    UserAgent,
    Window,
)
from background_fetch.agent import BackgroundFetch, Settings, Worker


async def fetches(manager: BackgroundFetchManager) -> None:
    options: BackgroundFetchOptions = {"title": "T", "downloadTotal": 10}
    promise = manager.fetch("id", "/a")
    assert_type(promise, Promise[BackgroundFetchRegistration])
    registration = await promise
    assert_type(registration, BackgroundFetchRegistration)
    await manager.fetch("id", Request("/a"))
    await manager.fetch("id", ["/a", Request("/b")], options)
    await manager.fetch("id", ("/a",), {"icons": [{"src": "/i.png"}]})
    await manager.fetch("id", (each for each in ["/a"]), title="T", downloadTotal=1)
    await manager.fetch("id", {"/a"}, icons=[{"src": "/i"}])
    assert_type(await manager.getIds(), list[str])
    assert_type(await manager.get("id"), BackgroundFetchRegistration | None)


async def registrations(registration: BackgroundFetchRegistration) -> None:
    assert_type(registration.downloadTotal, int)
    assert_type(registration.recordsAvailable, bool)
    result: Literal["", "success", "failure"] = registration.result
    assert_type(await registration.abort(), bool)
    records = await registration.matchAll("/a", ignoreSearch=True)
    assert_type(records, list[BackgroundFetchRecord])
    await registration.matchAll(ignoreMethod=True)
    response = await records[0].responseReady
    assert_type(response, Response)
    assert_type(await response.arrayBuffer(), bytes)
    assert_type(await response.text(), str)
    assert_type(await response.json(), object)
    assert_type(Response.json({"a": 1}, status=201), Response)
    assert_type(Response(b"", headers={"a": "b"}), Response)
    print(result)


def listens(registration: BackgroundFetchRegistration, scope: ServiceWorkerGlobalScope, target: EventTarget) -> None:
    def on_progress(event: Event) -> None: ...

    async def on_success(event: BackgroundFetchUpdateUIEvent) -> None:
        assert_type(event.registration, BackgroundFetchRegistration)
        await event.updateUI(title="Done")

    class Listener:
        def handleEvent(self, event: BackgroundFetchEvent) -> None: ...

    registration.addEventListener("progress", on_progress)
    registration.addEventListener("progress", on_progress, once=True)
    registration.removeEventListener("progress", on_progress, {"capture": True})
    registration.onprogress = on_progress
    registration.onprogress = None
    scope.addEventListener("backgroundfetchsuccess", on_success)
    scope.addEventListener("backgroundfetchclick", lambda event: print(event.registration.id))
    scope.addEventListener("backgroundfetchclick", Listener())
    scope.addEventListener("unknown", on_progress)
    scope.onbackgroundfetchsuccess = on_success
    target.addEventListener("anything", on_progress, True)
    target.addEventListener("anything", None)


def listens_to_own(target: EventTarget) -> None:
    def on_own(event: Event) -> None:
        if isinstance(event, CustomEvent):
            assert_type(event.detail, object)

    target.addEventListener("own", on_own)


def constructs(registration: BackgroundFetchRegistration) -> None:
    init: BackgroundFetchEventInit = {"registration": registration}
    assert_type(BackgroundFetchEvent("backgroundfetchclick", init), BackgroundFetchEvent)
    assert_type(BackgroundFetchEvent.new("backgroundfetchclick", init), BackgroundFetchEvent)
    assert_type(BackgroundFetchEvent("backgroundfetchclick", registration=registration), BackgroundFetchEvent)
    assert_type(BackgroundFetchUpdateUIEvent.new("x", registration=registration), BackgroundFetchUpdateUIEvent)
    assert_type(Event("x", bubbles=True), Event)
    assert_type(AbortController().signal.aborted, bool)
    assert_type(Event.AT_TARGET, Literal[2])
    headers = Headers([("a", "b"), ["c", "d"]])
    assert_type(headers.get("a"), str | None)
    assert_type([name for name, _ in headers], list[str])
    assert_type(headers["a"], str)
    assert_type(dict(headers), dict[str, str])


def reads(stream: ReadableStream) -> None:
    assert_type(stream.getReader(), ReadableStreamDefaultReader)
    assert_type(stream.getReader(mode="byob"), ReadableStreamBYOBReader)
    assert_type(stream.getReader({"mode": "byob"}), ReadableStreamReader)


def fails() -> None:
    try:
        raise DOMException("message", "AbortError")
    except QuotaExceededError as error:
        assert_type(error.quota, float | None)
    except DOMException as error:
        assert_type(error.name, str)
        assert_type(error.ABORT_ERR, Literal[20])


async def promises() -> None:
    assert_type(Promise.resolve(1).then(str), Promise[str])
    assert_type(await Promise.all([Promise.resolve(1)]), list[int])


async def by_hand() -> None:
    async with UserAgent() as agent:
        assert_type(agent, UserAgent)
        worker = await agent.register("worker.py", scope="https://example.com/")
        assert_type(worker.registration, ServiceWorkerRegistration)
        assert_type(worker.simulate("id"), BackgroundFetchRegistration)
        page = await agent.open("https://example.com/", csp=["connect-src 'self'"])
        assert_type(page.window, Window)
        assert_type(page.navigator.serviceWorker, ServiceWorkerContainer)
        assert_type(await page.navigator.serviceWorker.register("worker.py"), ServiceWorkerRegistration)
        registration = await page.navigator.serviceWorker.ready
        fetch = await registration.backgroundFetch.fetch("ep-12", ["/ep12.mp3"], downloadTotal=60_000_000)
        assert_type(await agent.pause(fetch), bool)
        assert_type(await agent.resume("ep-12"), bool)
        assert_type(agent.fetches[0].registration.scope, str)
        assert_type(agent.registrations[0].active, Worker | None)
        await agent.idle()


class Lines:
    """A user interface."""

    def shown(self, fetch: BackgroundFetch) -> None:
        print(fetch.id, [record.request.url for record in fetch.records])

    def changed(self, fetch: BackgroundFetch) -> None:
        print(fetch.stored_body_bytes_total, fetch.download_total)

    def ended(self, fetch: BackgroundFetch) -> None:
        print(fetch.result, fetch.failure_reason)


async def with_parts_of_ones_own() -> None:
    settings = Settings(quota=10**9, default_permission="prompt")
    async with UserAgent("~/podcasts", interface=Lines(), settings=settings) as agent:
        agent.serve("https://example.com", "workers")
        agent.set_permission("https://example.com", "granted")
