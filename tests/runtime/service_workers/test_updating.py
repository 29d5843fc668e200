"""Updates, by the names of web-platform-tests: `update*`, `ServiceWorkerGlobalScope/update`."""

from __future__ import annotations

import pytest
from background_fetch import DOMException


def test_update(run, site):
    found = []

    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", "note('first')", scope="/app/")
            await example.open("/app/page")
            registration.addEventListener("updatefound", found.append)
            assert await registration.update() is registration
            await example.agent.idle()
            assert (found, registration.waiting) == ([], None)
            example.write("worker.py", "note('second')")
            assert await registration.update() is registration
            assert registration.installing.state == "installing"
            await example.agent.idle()
            assert [event.target for event in found] == [registration]
            assert registration.waiting.state == "installed"
            assert registration.active is not registration.waiting
            assert example.noted == ["first", "second"]

    assert run(main) == []


def test_update_bytecheck_of_imports(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            (example.folder / "part.py").write_text("WORD = 'old'")
            registration = await example.register(page, "worker.py", "import part\nnote(part.WORD)")
            first = registration.active
            await registration.update()
            await example.agent.idle()
            assert registration.active is first
            (example.folder / "part.py").write_text("WORD = 'new'")
            await registration.update()
            await example.agent.idle()
            assert registration.active is not first
            assert example.noted == ["old", "new"]

    assert run(main) == []


def test_update_missing_import_scripts(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            (example.folder / "part.py").write_text("WORD = 'old'")
            registration = await example.register(page, "worker.py", "import part\nnote(part.WORD)")
            first = registration.active
            (example.folder / "part.py").unlink()
            await registration.update()
            await example.agent.idle()
            assert registration.active is first
            # What was read once is what the worker has, however often it is started.
            (worker,) = example.agent.workers
            worker.stop()
            assert worker.global_scope.serviceWorker.state == "activated"
            assert example.noted == ["old", "old"]

    assert run(main) == []


@pytest.mark.parametrize("code", ["1 // 0", "def"])
def test_update_that_fails(code, run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py")
            first = registration.active
            example.write("worker.py", code)
            with pytest.raises(TypeError):
                await registration.update()
            (example.folder / "worker.py").unlink()
            with pytest.raises(TypeError):
                await registration.update()
            await example.agent.idle()
            assert (registration.active, first.state) == (first, "activated")
            assert await page.navigator.serviceWorker.getRegistration() is registration

    assert run(main) == []


def test_update_during_installation(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await page.navigator.serviceWorker.register(example.write("worker.py", "note('ran')"))
            assert await registration.update() is registration
            await example.agent.idle()
            assert example.noted == ["ran"]

    assert run(main) == []


def test_update_on_navigation(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", "note('old')")
            example.write("worker.py", "note('new')")
            controlled = await example.open()
            await example.agent.idle()
            assert registration.waiting.state == "installed"
            assert controlled.navigator.serviceWorker.controller.state == "activated"
            assert example.noted == ["old", "new"]

    assert run(main) == []


class Clock:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def time(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        raise AssertionError(seconds)


def test_update_after_a_functional_event_when_stale(run, site):
    clock = Clock()

    async def main():
        async with site(clock=clock) as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", "note('old')")
            (worker,) = example.agent.workers
            example.write("worker.py", "note('new')")
            clock.now += 86_400
            await worker.click(worker.simulate("a"))
            await example.agent.idle()
            assert example.noted == ["old"]
            clock.now += 1
            await worker.click(worker.simulate("b"))
            await example.agent.idle()
            assert example.noted == ["old", "new"]
            assert registration.active.state == "activated"

    assert run(main) == []


def test_update_from_the_worker(run, site):
    code = """
on("message", lambda event: extend(event, js.registration.update()))
on("activate", lambda event: note("activated"))
"""

    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", code)
            first = registration.active
            example.write("worker.py", code + "note('new')")
            first.postMessage("update")
            await example.agent.idle()
            assert registration.active is not first
            assert example.noted == ["activated", "new", "activated"]

    assert run(main) == []


def test_register_with_the_same_script_does_not_update(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", "note('old')")
            await example.register(page, "worker.py", "note('new')")
            assert (registration.active.state, registration.waiting) == ("activated", None)
            assert example.noted == ["old"]

    assert run(main) == []


def test_registrations_that_were_removed_have_no_updates(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py")
            controlled = await example.open()
            removed = registration.unregister()
            update = registration.update()
            assert await removed is True
            with pytest.raises((TypeError, DOMException)) as caught:
                await update
            assert isinstance(caught.value, TypeError)
            assert controlled.navigator.serviceWorker.controller.state == "activated"

    assert run(main) == []
