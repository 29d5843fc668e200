"""Workers that are stopped, started again, too slow, or brought back from a profile."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch import UserAgent
from background_fetch._impl.network.memory import Answer, MemoryTransport
from background_fetch._impl.storage.memory import MemoryStore

COUNTS = """
note("evaluated")
counted = []
def listen(event):
    counted.append(event.data)
    note(*counted)
on("message", listen)
"""


def test_a_worker_that_was_stopped_starts_anew_and_keeps_nothing(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", COUNTS)
            (worker,) = example.agent.workers
            registration.active.postMessage("a")
            registration.active.postMessage("b")
            await example.agent.idle()
            assert worker.running is True
            worker.stop()
            assert (worker.running, worker.state) == (False, "activated")
            # The file may be another one by now; it is not looked at without an update.
            example.write("worker.py", "1 // 0")
            registration.active.postMessage("c")
            await example.agent.idle()
            assert example.noted == ["evaluated", "a", "a b", "evaluated", "c"]
            assert worker.running is True

    assert run(main) == []


def test_a_stopped_worker_is_not_started_for_what_it_does_not_handle(run, site):
    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", "note('evaluated')")
            (worker,) = example.agent.workers
            worker.stop()
            registration.active.postMessage("nobody listens")
            await worker.click(worker.simulate("x"))
            await example.agent.idle()
            assert example.noted == ["evaluated", "evaluated"]  # `simulate` looks at the worker's own object
            worker.stop()
            registration.active.postMessage("nobody listens")
            await example.agent.idle()
            assert (example.noted, worker.running) == (["evaluated", "evaluated"], False)

    assert run(main) == []


def test_timers_of_a_stopped_worker_end(run, site):
    code = "js.setInterval(create_proxy(lambda: note('tick')), 1)\non('message', lambda event: note('message'))"

    async def main():
        async with site() as example:
            page = await example.open()
            await example.register(page, "worker.py", code)
            (worker,) = example.agent.workers
            async with asyncio.timeout(5):
                while len(example.noted) < 2:  # noqa: ASYNC110 -- the interval sets no event
                    await asyncio.sleep(0.001)
            worker.stop()
            count = len(example.noted)
            await asyncio.sleep(0.02)
            assert len(example.noted) == count

    assert run(main) == []


def test_events_of_a_stopped_worker_are_over(run, site):
    code = """
async def for_ever():
    await js.Promise.new(create_proxy(lambda *_: None))
on("message", lambda event: extend(event, for_ever()))
"""

    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", code)
            (worker,) = example.agent.workers
            registration.active.postMessage("begin")
            idle = asyncio.ensure_future(example.agent.idle())
            await asyncio.sleep(0.01)
            assert not idle.done()
            worker.stop()
            await idle

    assert run(main) == []


def test_events_time_out(run, site):
    code = """
def listen(event):
    event.waitUntil(js.Promise.new(create_proxy(lambda *_: None)))
on("message", listen)
"""

    async def main():
        async with site(event_timeout=0.01) as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", code)
            registration.active.postMessage("begin")
            await example.agent.idle()
            assert registration.active.state == "activated"

    assert run(main) == []


def test_a_worker_that_can_not_be_started_any_more_is_told_of(run, site):
    code = """
import os
if os.path.exists(__file__ + ".broken"):
    raise KeyError("broken")
on("message", lambda event: note("message"))
"""

    async def main():
        async with site() as example:
            page = await example.open()
            registration = await example.register(page, "worker.py", code)
            (worker,) = example.agent.workers
            worker.stop()
            (example.folder / "worker.py.broken").touch()
            registration.active.postMessage("hello")
            await example.agent.idle()
            with pytest.raises(KeyError):
                worker.global_scope.self  # noqa: B018 -- starting it raises
            assert (worker.running, example.noted) == (False, [])

    assert run(main) == ["KeyError('broken')"]


@pytest.fixture(params=["memory", "profile"])
def kept(request, tmp_path):
    """Return what to make user agents with, that find again what the one before has left."""
    if request.param == "profile":
        return {"profile": tmp_path / "profile"}
    return {"store": MemoryStore()}


def test_registrations_come_back(run, site, kept):
    async def main():
        async with site(**kept) as example:
            page = await example.open()
            await example.register(page, "worker.py", COUNTS, scope="/app/", updateViaCache="none")
            page.navigator.serviceWorker.register(example.write("other.py", "note('other')"), scope="/other/")
            await example.agent.idle()
        assert example.noted == ["evaluated", "other"]
        async with site(**kept) as example:
            assert [each.scope for each in example.agent.registrations] == [
                "https://site.example/app/", "https://site.example/other/",
            ]  # fmt: skip
            first, second = example.agent.workers
            assert (first.state, first.running, second.running) == ("activated", False, False)
            page = await example.open("/app/page")
            container = page.navigator.serviceWorker
            assert container.controller.state == "activated"
            registration = await container.ready
            assert registration.updateViaCache == "none"
            await example.agent.idle()
            # It was looked for an update, which there is none of; only an event starts the worker.
            assert example.noted == ["evaluated", "other"]
            container.controller.postMessage("a")
            await example.agent.idle()
            assert example.noted == ["evaluated", "other", "evaluated", "a"]
            assert await registration.unregister() is True
        async with site(**kept) as example:
            assert [each.scope for each in example.agent.registrations] == ["https://site.example/other/"]

    assert run(main) == []


def test_a_worker_that_waits_is_active_after_a_restart(run, site, kept):
    activates = "on('activate', lambda event: note('activated', js.location.pathname))"

    async def main():
        async with site(**kept) as example:
            page = await example.open()
            await example.register(page, "old.py", activates, scope="/app/")
            await example.open("/app/page")
            registration = await example.register(page, "new.py", activates, scope="/app/")
            assert registration.waiting.state == "installed"
        async with site(**kept) as example:
            await example.agent.idle()
            (worker,) = example.agent.workers
            assert worker.script_url == "https://site.example/new.py"
            assert (worker.state, example.noted) == ("activated", ["activated /old.py", "activated /new.py"])

    assert run(main) == []


def test_an_installation_that_was_cut_off_leaves_nothing(run, site, kept):
    code = "on('install', lambda event: event.waitUntil(js.Promise.new(create_proxy(lambda *_: None))))"

    async def main():
        async with site(**kept) as example:
            page = await example.open()
            await page.navigator.serviceWorker.register(example.write("worker.py", code))
        async with site(**kept) as example:
            assert example.agent.registrations == ()

    assert run(main) == []


def test_permissions_come_back(run, site, kept):
    async def main():
        async with site(**kept) as example:
            example.agent.set_permission("https://site.example/x", "denied")
        async with site(**kept) as example:
            page = await example.open()
            status = await page.navigator.permissions.query({"name": "background-fetch"})
            assert status.state == "denied"

    assert run(main) == []


def test_a_worker_whose_file_is_gone(run, site, kept):
    async def main():
        async with site(**kept) as example:
            await example.register(await example.open(), "worker.py", COUNTS)
        async with site(**kept) as example:
            (example.folder / "worker.py").unlink()
            (worker,) = example.agent.workers
            page = await example.open()
            page.navigator.serviceWorker.controller.postMessage("hello")
            await example.agent.idle()
            assert (worker.state, worker.running) == ("activated", False)
            with pytest.raises(FileNotFoundError):
                worker.global_scope.self  # noqa: B018 -- starting it raises

    (error,) = run(main)
    assert error.startswith("FileNotFoundError")


def test_a_user_agent_that_was_closed(run, tmp_path):
    async def main():
        agent = UserAgent(tmp_path / "profile", transport=MemoryTransport(lambda _: Answer()))
        await agent.close()
        async with agent:
            page = await agent.open("https://site.example/")
        await agent.close()
        assert page.window.closed is True
        for use in (lambda: agent.pages, lambda: agent.workers):
            with pytest.raises(RuntimeError, match="closed"):
                use()
        with pytest.raises(RuntimeError, match="closed"):
            await page.navigate("/2")

    assert run(main) == []


def test_cookies_come_back(run, site, kept):
    line = "site.example\tFALSE\t/\tTRUE\t0\tname\tvalue"

    async def main():
        transport = MemoryTransport(lambda _: Answer())
        transport.set_cookies([line])
        async with site(transport=transport, **kept):
            pass
        again = MemoryTransport(lambda _: Answer())
        async with site(transport=again, **kept):
            assert again.cookies() == [line]

    assert run(main) == []
