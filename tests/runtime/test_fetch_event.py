"""FetchEvent, and the cases of extendable events that need one; messages to workers.

Names of the cases: web-platform-tests, service-workers/service-worker/extendable-event-async-waituntil.https.html,
extendable-event-waituntil.https.html, fetch-event-handled.https.html, extendable-message-event.https.html.
"""

from __future__ import annotations

import asyncio
from functools import partial

import pytest
from background_fetch import DOMException, FetchEvent, MessageChannel, Promise, Request, Response

URL = "https://site.example/a"


def wait_until(outcomes, event, *_: object) -> None:
    try:
        event.waitUntil(Promise.resolve(None))
    except DOMException as error:
        outcomes.append(error.name)
    else:
        outcomes.append("OK")


def in_microtask(outcomes, event, *_: object) -> None:
    Promise.resolve(None).then(partial(wait_until, outcomes, event))


def at_once() -> Promise:
    return Promise.resolve(Response("RESP"))


def later() -> Promise:
    return Promise.of(asyncio.sleep(0.005, Response("RESP")))


def pending_respondwith_async_waituntil(outcomes, event):
    answer = Promise.of(asyncio.sleep(0.02, Response("RESP")))
    event.respondWith(answer)
    Promise.of(asyncio.sleep(0.005)).then(partial(wait_until, outcomes, event))


def respondwith_microtask_sync_waituntil(outcomes, event):
    answer = at_once()
    event.respondWith(answer)
    answer.then(partial(wait_until, outcomes, event))


def respondwith_microtask_async_waituntil(outcomes, event):
    answer = at_once()
    event.respondWith(answer)
    answer.then(partial(in_microtask, outcomes, event))


def heavy_respondwith_microtask_sync_waituntil(outcomes, event):
    answer = later()
    event.respondWith(answer)
    answer.then(partial(wait_until, outcomes, event))


def heavy_respondwith_microtask_async_waituntil(outcomes, event):
    answer = later()
    event.respondWith(answer)
    answer.then(partial(in_microtask, outcomes, event))


@pytest.mark.parametrize(
    ("way", "outcome"),
    [
        (pending_respondwith_async_waituntil, "OK"),
        (respondwith_microtask_sync_waituntil, "OK"),
        (respondwith_microtask_async_waituntil, "OK"),
        (heavy_respondwith_microtask_sync_waituntil, "OK"),
        (heavy_respondwith_microtask_async_waituntil, "InvalidStateError"),
    ],
    ids=lambda value: value.__name__.replace("_", "-") if callable(value) else "",
)
def test_async_waituntil(way, outcome, run, worker):
    outcomes: list[str] = []

    async def main():
        async with worker() as (_, active):
            active.global_scope.addEventListener("fetch", partial(way, outcomes))
            response = await active.fetch(URL)
            assert await response.text() == "RESP"
            assert outcomes == [outcome]

    assert run(main) == []


WAITS = """
import asyncio
from js import addEventListener, serviceWorker
from pyodide.ffi import create_proxy

def note(text):
    with open(LOG, "a") as file:
        print(text, file=file)

async def work(name, delay, failing):
    await asyncio.sleep(delay)
    note(name)
    if failing:
        raise ValueError(name)

def on(type_, *works):
    def listener(event):
        for each in works:
            event.waitUntil(create_proxy(asyncio.ensure_future(work(*each))))
    addEventListener(type_, create_proxy(listener))

serviceWorker.addEventListener("statechange", create_proxy(lambda _: note(serviceWorker.state)))
"""


@pytest.mark.parametrize(
    ("listens", "log", "state"),
    [
        (
            'on("install", ("one", 0.005, False))',
            ["installing", "one", "installed", "activating", "activated"],
            "activated",
        ),
        (
            'on("install", ("two", 0.01, False), ("one", 0.001, False))',
            ["installing", "one", "two", "installed", "activating", "activated"],
            "activated",
        ),
        (
            'on("install", ("two", 0.01, False), ("one", 0.001, True))',
            ["installing", "one", "two", "redundant"],
            "redundant",
        ),
        (
            'on("activate", ("one", 0.005, False))',
            ["installing", "installed", "activating", "one", "activated"],
            "activated",
        ),
        ('on("install", ("one", 0.005, True))', ["installing", "one", "redundant"], "redundant"),
        (
            'on("activate", ("one", 0.005, True))',
            ["installing", "installed", "activating", "one", "activated"],
            "activated",
        ),
    ],
    ids=[
        "install event waitUntil fulfilled",
        "ExtendableEvent multiple waitUntil fulfilled",
        "ExtendableEvent waitUntil reject precedence",
        "activate event waitUntil fulfilled",
        "install event waitUntil rejected",
        "activate event waitUntil rejected",
    ],
)
def test_waituntil(listens, log, state, run, worker, tmp_path):
    noted = tmp_path / "log.txt"

    async def main():
        async with worker(f"LOG = {str(noted)!r}\n{WAITS}{listens}") as (_, active):
            assert noted.read_text(encoding="utf-8").split() == log
            assert active.state == state

    assert len(run(main)) == listens.count("True")


# respondWith


def answered(run, worker, listener, check, errors=0):
    async def main():
        async with worker() as (_, active):
            active.global_scope.onfetch = listener
            await check(await active.fetch(URL))

    assert len(run(main)) == errors


def test_without_an_answer_the_network_is_asked(run, worker):
    async def check(response):
        assert response is None

    answered(run, worker, lambda _: None, check)


def test_canceled_without_an_answer_is_a_network_error(run, worker):
    async def check(response):
        assert response.type == "error"

    answered(run, worker, lambda event: event.preventDefault(), check)


@pytest.mark.parametrize(
    ("make", "errors"),
    [
        (lambda: Promise.reject(ValueError("mine")), 1),
        (lambda: Promise.resolve("no response"), 1),
        (lambda: Promise.resolve(Response.error()), 1),
    ],
)
def test_an_answer_that_is_none_is_a_network_error(make, errors, run, worker):
    async def check(response):
        assert response.type == "error"

    answered(run, worker, lambda event: event.respondWith(make()), check, errors)


def test_a_coroutine_may_answer(run, worker):
    async def listener(event):
        event.respondWith(asyncio.sleep(0, Response(event.request.url)))

    async def check(response):
        assert await response.text() == URL

    answered(run, worker, listener, check)


def test_one_answer_and_no_further_listener(run, worker):
    log: list[str] = []

    def listener(event):
        event.respondWith(at_once())
        with pytest.raises(DOMException) as caught:
            event.respondWith(at_once())
        log.append(caught.value.name)

    async def main():
        async with worker() as (_, active):
            active.global_scope.addEventListener("fetch", listener)
            active.global_scope.addEventListener("fetch", lambda _: log.append("second"))
            await active.fetch(URL)
            assert log == ["InvalidStateError"]

    assert run(main) == []


def test_an_answer_that_comes_too_late(run, worker):
    log: list[str] = []

    def answer(event):
        try:
            event.respondWith(at_once())
        except DOMException as error:
            log.append(error.name)

    async def main():
        async with worker() as (_, active):
            active.global_scope.onfetch = lambda event: active.global_scope.setTimeout(partial(answer, event), 5)
            assert await active.fetch(URL) is None
            await asyncio.sleep(0.02)
            assert log == ["InvalidStateError"]

    assert run(main) == []


def test_handled(run, worker):
    log: list[object] = []

    def note(event):
        event.handled.then(lambda _: log.append("fulfilled"), lambda error: log.append(error.name))

    async def main():
        async with worker() as (_, active):
            for way in (
                lambda _: None,
                lambda event: event.respondWith(at_once()),
                lambda event: event.respondWith(Promise.reject(ValueError("mine"))),
                lambda event: event.preventDefault(),
            ):
                active.global_scope.onfetch = lambda event, way=way: (note(event), way(event), None)[2]
                await active.fetch(URL)
                await asyncio.sleep(0)
            assert log == ["fulfilled", "fulfilled", "NetworkError", "NetworkError"]

    assert len(run(main)) == 1


def test_constructor():
    request = Request(URL)
    event = FetchEvent("fetch", request=request, clientId="1", resultingClientId="2", replacesClientId="3")
    assert (event.request is request, event.clientId, event.resultingClientId) == (True, "1", "2")
    assert (event.replacesClientId, event.isTrusted, event.cancelable) == ("3", False, False)
    with pytest.raises(DOMException, match="not being dispatched"):
        event.respondWith(at_once())
    with pytest.raises(TypeError, match="request"):
        FetchEvent("fetch", clientId="1")


# messages to workers


def test_a_message_from_outside(run, worker):
    events = []

    async def main():
        async with worker() as (_, active):

            async def listener(event):
                event.waitUntil(asyncio.sleep(0.005))
                events.append(event)

            active.global_scope.onmessage = listener
            sent = {"a": [1]}
            await active.post_message(sent)
            (event,) = events
            assert (event.data, event.data is sent, event.origin) == (sent, False, "https://site.example")
            assert (event.lastEventId, event.source, event.ports, event.isTrusted) == ("", None, (), True)
            with pytest.raises(DOMException, match="cloned"):
                await active.post_message(print)

    assert run(main) == []


def test_a_message_by_the_worker_object_with_a_port(run, worker):
    async def main():
        async with worker() as (_, active):
            active.global_scope.onmessage = lambda event: event.ports[0].postMessage(["echo", event.data])
            channel, found = MessageChannel(), []
            channel.port1.onmessage = lambda event: found.append(event.data)
            active.registration.active.postMessage("hello", [channel.port2])
            await asyncio.sleep(0.02)
            assert found == [["echo", "hello"]]

    assert run(main) == []


def test_relative_addresses_in_a_worker(run, worker):
    async def main():
        code = 'from js import Request\nassert Request.new("file.mp3").url == "https://site.example/file.mp3"'
        async with worker(code, scope="https://site.example/app/") as (_, active):
            active.global_scope.onfetch = lambda event: event.respondWith(
                Promise.resolve(Response(Request("late").url))
            )
            assert await (await active.fetch("here")).text() == "https://site.example/late"

    assert run(main) == []


ANSWERS = """
import asyncio
from js import Response, addEventListener, caches
from pyodide.ffi import create_proxy

async def answer(request):
    cache = await caches.open("v1")
    found = await cache.match(request)
    if not found:
        await cache.put(request, Response.new("kept"))
        return Response.new("new", status=201)
    return found

def listener(event):
    event.respondWith(create_proxy(asyncio.ensure_future(answer(event.request))))

addEventListener("fetch", create_proxy(listener))
"""


def test_a_worker_that_answers_from_its_cache(run, worker):
    async def main():
        async with worker(ANSWERS) as (_, active):
            found = [await active.fetch(URL) for _ in range(3)]
            assert [(each.status, await each.text()) for each in found] == [(201, "new"), (200, "kept"), (200, "kept")]

    assert run(main) == []
