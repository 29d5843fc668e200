"""Requests of pages that go through their service worker, by the names of web-platform-tests: `fetch-event*`."""

from __future__ import annotations

import pytest
from background_fetch import Request

ANSWER = "def answer(response): return create_proxy(js.Promise.resolve(response))\n"

ANSWERS = {
    "respondWith with a response": ("event.respondWith(answer(js.Response.new('mine', status=201)))", (201, "mine")),
    "fallback to the network": ("note(event.request.url)", (200, "https://site.example/data")),
    "respondWith with what it fetches itself": (
        "event.respondWith(create_proxy(asyncio.ensure_future(js.fetch('/other'))))",
        (200, "https://site.example/other"),
    ),
    "respondWith with what was cached": (
        "event.respondWith(create_proxy(asyncio.ensure_future(cached(event.request))))", (200, "kept"),
    ),
}  # fmt: skip
CACHED = """
async def cached(request):
    cache = await js.caches.open("v1")
    await cache.put(request, js.Response.new("kept"))
    return await cache.match(request)
"""


@pytest.mark.parametrize("name", ANSWERS)
def test_answers(name, run, site):
    code, expected = ANSWERS[name]

    async def main():
        async with site() as example:
            await example.register(
                await example.open(),
                "worker.py",
                f"{ANSWER}{CACHED}\ndef listen(event):\n    {code}\non('fetch', listen)",
            )
            page = await example.open()
            response = await page.window.fetch("/data")
            assert (response.status, await response.text()) == expected

    assert run(main) == []


UNUSABLE = "TypeError('the answer to a request must be a response whose body is unused')"
FAILURES = {
    "respondWith with a network error": ("event.respondWith(answer(js.Response.error()))", [UNUSABLE]),
    "preventDefault without an answer": ("event.preventDefault()", []),
    "respondWith with a used body": ("event.respondWith(answer(used()))", [UNUSABLE]),
}


@pytest.mark.parametrize("name", FAILURES)
def test_failures(name, run, site):
    listens, reported = FAILURES[name]
    code = f"{ANSWER}def used():\n    response = js.Response.new('x')\n    response.text()\n    return response\n"
    code += f"def listen(event):\n    {listens}\non('fetch', listen)"

    async def main():
        async with site() as example:
            await example.register(await example.open(), "worker.py", code)
            page = await example.open()
            with pytest.raises(TypeError):
                await page.window.fetch("/data")

    assert run(main) == reported


def test_fetch_event_is_dispatched_to_the_controller_alone(run, site):
    code = "on('fetch', lambda event: note(event.request.method, event.clientId))"

    async def main():
        async with site() as example:
            before = await example.open()
            await example.register(before, "worker.py", code)
            page = await example.open()
            await before.window.fetch("/data")
            assert example.noted == []
            await page.window.fetch("/data", method="POST", body="text")
            assert example.noted == [f"POST {page.id}"]

    assert run(main) == []


def test_bodies_reach_both_the_worker_and_the_network(run, site):
    code = (
        "async def read(event): note(await event.request.text())\non('fetch', lambda event: extend(event, read(event)))"
    )

    async def main():
        async with site() as example:
            await example.register(await example.open(), "worker.py", code)
            page = await example.open()
            with page.entered():
                request = Request("/data", method="POST", body="text")
            response = await page.window.fetch(request)
            await example.agent.idle()
            assert example.noted == ["text"]
            assert response.status == 200

    assert run(main) == []


def test_a_worker_without_a_listener_is_not_asked(run, site):
    async def main():
        async with site() as example:
            await example.register(await example.open(), "worker.py", "note('evaluated')")
            page = await example.open()
            (worker,) = example.agent.workers
            worker.stop()
            assert (await page.window.fetch("/data")).status == 200
            assert (example.noted, worker.running) == (["evaluated"], False)

    assert run(main) == []


def test_the_answer_comes_before_the_event_is_over(run, site):
    code = f"""{ANSWER}
go_on = []
def listen(event):
    event.respondWith(answer(js.Response.new("answer")))
    event.waitUntil(js.Promise.new(create_proxy(lambda resolve, reject: go_on.append(resolve))))
on("fetch", listen)
on("message", lambda event: go_on.pop()())
"""

    async def main():
        async with site() as example:
            await example.register(await example.open(), "worker.py", code)
            page = await example.open()
            assert await (await page.window.fetch("/data")).text() == "answer"
            page.navigator.serviceWorker.controller.postMessage("go on")
            await example.agent.idle()

    assert run(main) == []


def test_a_worker_that_can_not_be_started_leaves_it_to_the_network(run, site):
    code = (
        "import os\nif os.path.exists(__file__ + '.broken'): raise KeyError('broken')\non('fetch', lambda event: None)"
    )

    async def main():
        async with site() as example:
            await example.register(await example.open(), "worker.py", code)
            page = await example.open()
            await example.agent.idle()
            (worker,) = example.agent.workers
            worker.stop()
            (example.folder / "worker.py.broken").touch()
            assert (await page.window.fetch("/data")).status == 200

    assert run(main) == ["KeyError('broken')"]
