"""Removing registrations, by the names of web-platform-tests: `unregister*`, `getregistration*`."""

from __future__ import annotations

import pytest
from background_fetch import DOMException


def test_unregister_twice(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py")
            assert await registration.unregister() is True
            assert await registration.unregister() is False
            assert await page.navigator.serviceWorker.getRegistrations() == ()

    assert run(main) == []


def test_register_then_unregister_then_register_then_unregister(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py")
            assert await registration.unregister() is True
            again = await example.register(page, "worker.py")
            assert again is not registration
            assert again.active.state == "activated"
            assert registration.active is None
            assert await registration.unregister() is True
            assert await again.unregister() is False

    assert run(main) == []


def test_unregister_does_not_affect_existing_controller(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", scope="/app/")
            controlled = await example.open("/app/1")
            container = controlled.navigator.serviceWorker
            controller = container.controller
            assert await registration.unregister() is True
            await example.agent.idle()
            assert container.controller is controller
            assert controller.state == "activated"
            later = await example.open("/app/2")
            assert later.navigator.serviceWorker.controller is None
            controlled.close()
            await example.agent.idle()
            assert registration.active is None
            assert container.controller is None

    assert run(main) == []


def test_unregister_then_register_while_the_old_one_is_in_use(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", scope="/app/")
            controlled = await example.open("/app/1")
            old = registration.active
            await registration.unregister()
            new = await example.register(page, "worker.py", scope="/app/")
            assert new is not registration
            assert (old.state, new.active.state) == ("activated", "activated")
            controlled.close()
            await example.agent.idle()
            assert (old.state, new.active.state) == ("redundant", "activated")

    assert run(main) == []


def test_unregister_immediately_during_installation(run, site):
    code = "on('install', lambda event: event.waitUntil(js.Promise.new(create_proxy(lambda *_: None))))"

    async def main():
        async with site() as example:
            page = await example.open()
            registration = await page.navigator.serviceWorker.register(example.write("worker.py", code))
            worker = registration.installing
            removed = registration.unregister()
            # The installation is before it in the queue, and does not end; closing the user agent ends it.
            assert worker.state == "installing"
        del removed

    assert run(main) == []


def test_unregister_from_the_worker(run, site):
    code = """
async def leave():
    note(await js.registration.unregister())
on("message", lambda event: extend(event, leave()))
"""

    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", code)
            worker = registration.active
            worker.postMessage("leave")
            await example.agent.idle()
            assert example.noted == ["True"]
            assert worker.state == "redundant"
            assert (registration.installing, registration.waiting, registration.active) == (None, None, None)

    assert run(main) == []


def test_unregistering_clears_background_fetches(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            code = "on('backgroundfetchabort', lambda event: note('abort'))"
            registration = await example.register(page, "worker.py", code)
            (worker,) = example.agent.workers
            worker.simulate("x")
            assert await registration.backgroundFetch.getIds() == ["x"]
            await registration.unregister()
            await example.agent.idle()
            assert await registration.backgroundFetch.getIds() == []
            assert example.noted == []

    assert run(main) == []


def test_register_then_get_registration(run, site):
    async def main():
        async with site() as example:
            page = await example.open("/elsewhere")
            container = page.navigator.serviceWorker
            assert await container.getRegistration("/app/") is None
            registration = await example.register(page, "worker.py", scope="/app/")
            assert await container.getRegistration("/app/") is registration
            assert await container.getRegistration("/app/sub#ref") is registration
            assert await container.getRegistration("https://site.example/app/") is registration
            assert await container.getRegistration() is None
            assert await container.getRegistration("/app") is None
            with pytest.raises(DOMException) as caught:
                await container.getRegistration("https://other.example/")
            assert caught.value.name == "SecurityError"
            with pytest.raises(TypeError):
                await container.getRegistration("https://[")

    assert run(main) == []


def test_the_longest_scope_is_the_one_that_counts(run, site):
    async def main():
        async with site() as example:
            page = await example.open("/elsewhere")
            container = page.navigator.serviceWorker
            outer = await example.register(page, "outer.py", scope="/app")
            inner = await example.register(page, "inner.py", scope="/app/inner/")
            assert await container.getRegistration("/app/inner/page") is inner
            assert await container.getRegistration("/application") is outer
            controlled = await example.open("/app/inner/page")
            assert controlled.navigator.serviceWorker.controller.scriptURL == "https://site.example/inner.py"

    assert run(main) == []


def test_register_multiple_times_then_get_registrations(run, site):
    async def main():
        async with site() as example:
            page = await example.open("/elsewhere")
            other = await example.agent.open("https://other.example/")
            container = page.navigator.serviceWorker
            assert await container.getRegistrations() == ()
            found = [await example.register(page, f"{each}.py", scope=f"/{each}/") for each in "abc"]
            assert await container.getRegistrations() == tuple(found)
            await found[1].unregister()
            assert await container.getRegistrations() == (found[0], found[2])
            assert await other.navigator.serviceWorker.getRegistrations() == ()

    assert run(main) == []


def test_registrations_from_outside(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            await example.register(page, "old.py", scope="/app/", updateViaCache="none")
            await example.open("/app/page")
            await example.register(page, "new.py", scope="/app/")
            (registration,) = example.agent.registrations
            assert (registration.scope, registration.update_via_cache) == ("https://site.example/app/", "imports")
            assert registration.active.script_url == "https://site.example/old.py"
            assert registration.waiting.script_url == "https://site.example/new.py"
            assert registration.installing is None
            assert example.agent.workers == (registration.active, registration.waiting)
            assert registration == example.agent.registrations[0]
            assert await registration.unregister() is True
            assert await registration.unregister() is False
            assert example.agent.registrations == ()

    assert run(main) == []
