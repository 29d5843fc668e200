"""Messages between pages and workers, by the names of web-platform-tests."""

from __future__ import annotations

import pytest
from background_fetch import DOMException, ExtendableMessageEvent, MessageChannel, MessageEvent, Promise, ServiceWorker

ECHO = """
def listen(event):
    note(event.constructor.name, event.origin, event.lastEventId == "", event.source.constructor.name)
    event.source.postMessage(js.Object.fromEntries([["data", event.data], ["url", event.source.url]]))
on("message", listen)
"""


def test_post_an_extendable_message_from_a_top_level_client(run, site):
    async def main():
        async with site() as example:
            page = await example.open("/page")
            registration = await example.register(page, "worker.py", ECHO)
            registration.active.postMessage("hello")
            await example.agent.idle()
            assert example.noted == ["ExtendableMessageEvent https://site.example True WindowClient"]
            assert page.messages == ({"data": "hello", "url": "https://site.example/page"},)

    assert run(main) == []


def test_post_loopback_extendable_messages(run, site):
    code = """
def listen(event):
    note(event.data, event.source.constructor.name, event.source == js.serviceWorker)
    if event.data == "start":
        js.serviceWorker.postMessage("loop")
on("message", listen)
"""

    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", code)
            registration.active.postMessage("start")
            await example.agent.idle()
            assert example.noted == ["start WindowClient False", "loop ServiceWorker True"]

    assert run(main) == []


def test_post_extendable_messages_among_service_workers(run, site):
    code = """
async def post(event):
    found = await js.navigator.serviceWorker.getRegistration("/other/")
    found.active.postMessage("from a friend")
on("message", lambda event: extend(event, post(event)))
"""
    other = "on('message', lambda event: note(event.data, event.source.scriptURL, event.source.state))"

    async def main():
        async with site() as example:
            page = await example.open()
            await example.register(page, "other.py", other, scope="/other/")
            registration = await example.register(page, "worker.py", code, scope="/app/")
            registration.active.postMessage("start")
            await example.agent.idle()
            assert example.noted == ["from a friend https://site.example/worker.py activated"]

    assert run(main) == []


def test_message_event_ports(run, site):
    code = """
def listen(event):
    note(len(event.ports), event.data)
    event.ports[0].postMessage("pong")
on("message", listen)
"""
    answers = []

    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", code)
            channel = MessageChannel()
            channel.port1.onmessage = lambda event: answers.append(event.data)
            registration.active.postMessage("ping", [channel.port2])
            await example.agent.idle()
            await wait_for(lambda: answers)
            assert example.noted == ["1 ping"]
            assert answers == ["pong"]

    assert run(main) == []


async def wait_for(condition):
    """Wait until something is so, some turns of the loop."""
    from asyncio import sleep  # noqa: PLC0415 -- used here alone

    for _ in range(200):
        if condition():
            return
        await sleep(0)
    raise AssertionError("nothing came")


def test_post_message_with_ports_to_client(run, site):
    code = """
def listen(event):
    channel = js.MessageChannel.new()
    channel.port1.onmessage = create_proxy(lambda answer: note(answer.data))
    event.source.postMessage("here", [channel.port2])
on("message", listen)
"""
    events = []

    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", code)
            page.navigator.serviceWorker.onmessage = events.append
            registration.active.postMessage("start")
            await example.agent.idle()
            (event,) = events
            assert isinstance(event, MessageEvent)
            event.ports[0].postMessage("thanks")
            await wait_for(lambda: example.noted)
            assert example.noted == ["thanks"]

    assert run(main) == []


def test_post_message_from_service_worker_to_client(run, site):
    events = []

    async def main():
        async with site() as example:
            page = await example.open()
            container = page.navigator.serviceWorker
            container.addEventListener("message", events.append)
            registration = await example.register(page, "worker.py", ECHO)
            registration.active.postMessage([1, None, True])
            await example.agent.idle()
            (event,) = events
            assert isinstance(event, MessageEvent)
            assert event.data == {"data": [1, None, True], "url": "https://site.example/"}
            assert (event.origin, event.lastEventId, event.ports) == ("https://site.example", "", ())
            assert isinstance(event.source, ServiceWorker)
            assert event.source is registration.active
            assert (event.target, event.isTrusted) == (container, True)

    assert run(main) == []


def test_messages_wait_until_somebody_listens(run, site):
    log = []

    async def main():
        async with site() as example:
            page = await example.open()
            container = page.navigator.serviceWorker
            registration = await example.register(page, "worker.py", ECHO)
            for number in range(3):
                registration.active.postMessage(number)
            await example.agent.idle()
            assert [each["data"] for each in page.messages] == [0, 1, 2]
            container.onmessage = lambda event: log.append(event.data["data"])
            await example.agent.idle()
            assert log == [0, 1, 2]

    assert run(main) == []


def test_start_messages(run, site):
    log = []

    async def main():
        async with site() as example:
            page = await example.open()
            container = page.navigator.serviceWorker
            registration = await example.register(page, "worker.py", ECHO)
            registration.active.postMessage("lost")
            await example.agent.idle()
            container.startMessages()
            await example.agent.idle()
            container.addEventListener("message", lambda event: log.append(event.data["data"]))
            registration.active.postMessage("heard")
            await example.agent.idle()
            assert log == ["heard"]

    assert run(main) == []


def test_post_message_to_a_closed_page_is_lost(run, site):
    code = """
kept = []
def listen(event):
    kept.append(event.source)
    note(kept[0].id == event.source.id)
    kept[0].postMessage("still there?")
on("message", listen)
"""

    async def main():
        async with site() as example:
            page, other = await example.open(), await example.open()
            registration = await example.register(page, "worker.py", code)
            registration.active.postMessage("one")
            await example.agent.idle()
            page.close()
            (await other.navigator.serviceWorker.getRegistration()).active.postMessage("two")
            await example.agent.idle()
            assert example.noted == ["True", "False"]
            assert page.messages == ("still there?",)

    assert run(main) == []


def test_post_message_from_waiting_service_worker(run, site):
    code = """
async def tell():
    for client in await js.clients.matchAll(includeUncontrolled=True):
        client.postMessage(js.serviceWorker.state)
on("message", lambda event: extend(event, tell()))
"""
    sources = []

    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "old.py", scope="/app/")
            controlled = await example.open("/app/")
            controlled.navigator.serviceWorker.onmessage = lambda event: sources.append(event.source.scriptURL)
            await example.register(page, "new.py", code, scope="/app/")
            registration.waiting.postMessage("tell")
            await example.agent.idle()
            assert controlled.messages == ("installed",)
            assert sources == ["https://site.example/new.py"]

    assert run(main) == []


def test_messages_are_copied_or_refused(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", ECHO)
            with pytest.raises(DOMException) as caught:
                registration.active.postMessage(print)
            assert caught.value.name == "DataCloneError"
            sent = ["a"]
            registration.active.postMessage(sent)
            sent.append("b")
            await example.agent.idle()
            assert page.messages[0]["data"] == ["a"]

    assert run(main) == []


def test_messages_to_redundant_workers_are_lost(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", ECHO)
            worker = registration.active
            await registration.unregister()
            await example.agent.idle()
            worker.postMessage("hello")
            await example.agent.idle()
            assert (worker.state, example.noted) == ("redundant", [])

    assert run(main) == []


def test_extendable_message_event_constructor():
    event = ExtendableMessageEvent("message", data=1, origin="o", lastEventId="i")
    assert (event.type, event.data, event.origin, event.lastEventId) == ("message", 1, "o", "i")
    assert (event.source, event.ports, event.isTrusted) == (None, (), False)
    with pytest.raises(TypeError):
        ExtendableMessageEvent("message", source=1)
    with pytest.raises(TypeError):
        ExtendableMessageEvent()
    with pytest.raises(DOMException):
        event.waitUntil(Promise.resolve(None))
