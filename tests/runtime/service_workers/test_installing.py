"""How workers are installed and become active, by the names of web-platform-tests."""

from __future__ import annotations

import pytest
from background_fetch import DOMException


def states(worker):
    """Return a list that gets the states that a worker comes to."""
    seen = []
    worker.addEventListener("statechange", lambda event: seen.append(event.target.state))
    return seen


SKIPS = "on('install', lambda event: extend(event, js.skipWaiting()))\n"
TELLS = """
js.serviceWorker.addEventListener("statechange", create_proxy(lambda event: note(event.target.state)))
on("install", lambda event: note("install event"))
on("activate", lambda event: note("activate event"))
"""


def test_state(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await page.navigator.serviceWorker.register(example.write("worker.py"))
            worker = registration.installing
            assert worker.state == "installing"
            seen = states(worker)
            await example.agent.idle()
            assert seen == ["installed", "activating", "activated"]
            assert registration.active is worker

    assert run(main) == []


def test_activate_event_after_install_state_change(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            await example.register(page, "worker.py", TELLS)
            assert example.noted == [
                "installing", "install event", "installed", "activating", "activate event", "activated",
            ]  # fmt: skip

    assert run(main) == []


def test_installing_event_comes_after_updatefound(run, site):
    log = []

    async def main():
        async with site() as example:
            page = await example.open()
            script = example.write("worker.py", "on('install', lambda event: note('install'))")
            registration = await page.navigator.serviceWorker.register(script)
            registration.onupdatefound = lambda event: log.append((event.target is registration, example.noted))
            await example.agent.idle()
            assert log == [(True, [])]
            assert example.noted == ["install"]

    assert run(main) == []


FAILING = {
    "install handler throws an error": ("on('install', lambda event: 1 // 0)", "activated"),
    "install handler dispatches an event that throws an error": (
        "on('custom', lambda _: 1 // 0)\non('install', lambda _: js.self.dispatchEvent(js.Event.new('custom')))",
        "activated",
    ),
    "install handler throws an error in the waitUntil": (
        "async def fail(): 1 // 0\non('install', lambda event: extend(event, fail()))", "redundant",
    ),
    "activate handler throws an error": ("on('activate', lambda event: 1 // 0)", "activated"),
    "activate handler throws an error in the waitUntil": (
        "async def fail(): 1 // 0\non('activate', lambda event: extend(event, fail()))", "activated",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAILING)
def test_script_errors_of_handlers(name, run, site):
    code, last = FAILING[name]

    async def main():
        async with site() as example:
            page = await example.open()
            registration = await page.navigator.serviceWorker.register(example.write("worker.py", code))
            seen = states(registration.installing)
            await example.agent.idle()
            assert seen[-1] == last
            assert (await page.navigator.serviceWorker.getRegistration() is registration) == (last == "activated")
            assert (registration.installing, registration.waiting) == (None, None)

    assert run(main) == ["ZeroDivisionError('integer division or modulo by zero')"]


def test_an_installation_that_lasts_too_long_fails(run, site):
    async def main():
        async with site(event_timeout=0.01) as example:
            page = await example.open()
            code = "on('install', lambda event: event.waitUntil(js.Promise.new(create_proxy(lambda *_: None))))"
            registration = await page.navigator.serviceWorker.register(example.write("worker.py", code))
            seen = states(registration.installing)
            await example.agent.idle()
            assert seen == ["redundant"]

    assert run(main) == []


def test_a_waiting_worker_becomes_active_when_its_clients_are_gone(run, site):
    async def main():
        async with site() as example:
            outside = await example.open("/outside")
            registration = await example.register(outside, "old.py", scope="/app/")
            first, second = await example.open("/app/1"), await example.open("/app/2")
            old = registration.active
            await example.register(outside, "new.py", scope="/app/")
            new = registration.waiting
            assert (registration.active, old.state, new.state) == (old, "activated", "installed")
            first.close()
            await example.agent.idle()
            assert registration.waiting is new
            second.close()
            await example.agent.idle()
            assert (registration.active, registration.waiting) == (new, None)
            assert (old.state, new.state) == ("redundant", "activated")

    assert run(main) == []


def test_activation_waits_for_the_events_of_the_old_worker(run, site):
    code = """
go_on = []
async def wait():
    await js.Promise.new(create_proxy(lambda resolve, reject: go_on.append(resolve)))
def listen(event):
    if event.data == "wait":
        extend(event, wait())
    else:
        go_on.pop()()
on("message", listen)
"""

    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "old.py", code, scope="/app/")
            old = registration.active
            old.postMessage("wait")
            await old_is_busy(example)
            promise = page.navigator.serviceWorker.register(example.write("new.py", SKIPS), scope="/app/")
            seen = states((await promise).installing)
            await until(lambda: seen == ["installed"])
            old.postMessage("go on")
            await example.agent.idle()
            assert seen == ["installed", "activating", "activated"]
            assert registration.active.scriptURL == "https://site.example/new.py"

    async def old_is_busy(example):
        (worker,) = example.agent.workers
        await until(lambda: not worker._worker.idle)

    assert run(main) == []


async def until(condition):
    """Wait until something is so, some turns of the loop."""
    from asyncio import sleep  # noqa: PLC0415 -- used here alone

    for _ in range(200):
        if condition():
            return
        await sleep(0)
    raise AssertionError("it never came")


def test_skip_waiting_using_registration(run, site):
    async def main():
        async with site() as example:
            page = await example.open("/app/")
            registration = await example.register(page, "old.py", scope="/app/")
            controlled = await example.open("/app/page")
            container, changes = controlled.navigator.serviceWorker, []
            container.oncontrollerchange = lambda _: changes.append(container.controller.scriptURL)
            old = registration.active
            await example.register(page, "new.py", SKIPS, scope="/app/")
            assert (old.state, registration.active.state) == ("redundant", "activated")
            assert changes == ["https://site.example/new.py"]
            assert page.navigator.serviceWorker.controller is None

    assert run(main) == []


def test_skip_waiting_without_client(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", SKIPS, scope="/app/")
            assert registration.active.state == "activated"

    assert run(main) == []


def test_skip_waiting_installed(run, site):
    code = """
async def skip(event):
    result = await js.skipWaiting()
    note(result, js.registration.active.state)
on("message", lambda event: extend(event, skip(event)))
"""

    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "old.py", scope="/app/")
            await example.open("/app/page")
            await example.register(page, "new.py", code, scope="/app/")
            assert registration.waiting.state == "installed"
            registration.waiting.postMessage("skip waiting")
            await example.agent.idle()
            assert registration.waiting is None
            assert registration.active.scriptURL == "https://site.example/new.py"
            assert example.noted == ["None activating"]

    assert run(main) == []


def test_skip_waiting_before_it_is_installed(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            await example.register(page, "old.py", scope="/app/")
            await example.open("/app/page")
            registration = await example.register(page, "new.py", "js.skipWaiting()", scope="/app/")
            assert registration.active.scriptURL == "https://site.example/new.py"

    assert run(main) == []


def test_a_third_worker_takes_the_place_of_the_one_that_waits(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "old.py", scope="/app/")
            await example.open("/app/page")
            await example.register(page, "new.py", scope="/app/")
            second = registration.waiting
            await example.register(page, "newest.py", scope="/app/")
            assert second.state == "redundant"
            assert registration.waiting.scriptURL == "https://site.example/newest.py"
            assert [worker.state for worker in example.agent.workers] == ["activated", "installed"]

    assert run(main) == []


def test_ready(run, site):
    async def main():
        async with site() as example:
            page = await example.open("/app/")
            container = page.navigator.serviceWorker
            ready, values = container.ready, []
            ready.then(values.append)
            await example.register(page, "outside.py", scope="/elsewhere/")
            assert values == []
            registration = await example.register(page, "worker.py", scope="/app/")
            assert values == [registration]
            assert await ready is registration
            assert container.ready is ready
            later = await example.open("/app/later")
            assert (await later.navigator.serviceWorker.ready).active.state == "activated"

    assert run(main) == []


def test_controller_on_load(run, site):
    async def main():
        async with site() as example:
            page = await example.open("/app/")
            registration = await example.register(page, "worker.py", scope="/app/")
            assert page.navigator.serviceWorker.controller is None
            later = await example.open("/app/later")
            controller = later.navigator.serviceWorker.controller
            assert controller.state == "activated"
            assert controller is later.navigator.serviceWorker.controller
            assert controller is not registration.active
            assert (await later.navigator.serviceWorker.getRegistration()).active is controller
            elsewhere = await example.open("/elsewhere")
            assert elsewhere.navigator.serviceWorker.controller is None

    assert run(main) == []


def test_objects_of_a_realm_are_the_same(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py")
            container = page.navigator.serviceWorker
            assert page.navigator.serviceWorker is container
            assert page.window.navigator is page.navigator
            assert await container.getRegistration() is registration
            assert await container.ready is registration
            assert registration.backgroundFetch is registration.backgroundFetch
            assert registration.active is (await container.getRegistration()).active

    assert run(main) == []


def test_update_not_allowed_while_installing(run, site):
    code = """
async def update():
    try:
        await js.registration.update()
    except Exception as error:
        note(error.name)
on("install", lambda event: extend(event, update()))
"""

    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", code)
            assert example.noted == ["InvalidStateError"]
            assert await registration.update() is registration

    assert run(main) == []


def test_update_of_a_registration_that_is_gone(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py")
            await registration.unregister()
            await example.agent.idle()
            with pytest.raises(DOMException) as caught:
                await registration.update()
            assert caught.value.name == "InvalidStateError"

    assert run(main) == []
