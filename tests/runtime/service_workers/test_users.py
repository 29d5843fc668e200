"""What users do to background fetches, by the user agent."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch._impl.network.memory import Answer, MemoryTransport
from background_fetch.agent import BackgroundFetch


class Server:
    """A server that answers when it is let."""

    def __init__(self) -> None:
        self.free = asyncio.Event()

    async def __call__(self, _: object) -> Answer:
        await self.free.wait()
        return Answer(body=b"content")


NOTES = "\n".join(
    f"on('backgroundfetch{each}', lambda event: note('{each}', event.registration.id))"
    for each in ("success", "fail", "abort", "click")
)


def by_id(fetch, _):
    return fetch.id


def by_object(fetch, _):
    return fetch


def by_itself(fetch, agent):
    (found,) = [each for each in agent.fetches if each.id == fetch.id]
    assert isinstance(found, BackgroundFetch)
    return found


@pytest.mark.parametrize("find", [by_id, by_object, by_itself])
def test_pause_resume_click_and_abort(find, run, site):
    async def main():
        server = Server()
        async with site(transport=MemoryTransport(server)) as example:
            agent = example.agent
            registration = await example.register(await example.open(), "worker.py", NOTES)
            fetch = await registration.backgroundFetch.fetch("a", "/a")
            assert await agent.pause(find(fetch, agent)) is True
            assert agent.fetches[0].paused_flag is True
            assert await agent.resume(find(fetch, agent)) is True
            assert agent.fetches[0].paused_flag is False
            await agent.click(find(fetch, agent))
            assert await agent.abort(find(fetch, agent)) is True
            await agent.idle()
            assert (fetch.result, fetch.failureReason) == ("failure", "aborted")
            other = await registration.backgroundFetch.fetch("b", "/b")
            server.free.set()
            await agent.idle()
            assert other.result == "success"
            assert example.noted == ["click a", "abort a", "success b"]
            assert agent.fetches == ()
            assert await agent.pause(other) is False
            assert await agent.resume(other) is False
            assert await agent.abort(other) is False
            await agent.click(other)
            assert example.noted[-1] == "click b"

    assert run(main) == []


def test_ids_have_to_be_clear(run, site):
    async def main():
        async with site(transport=MemoryTransport(Server())) as example:
            page, agent = await example.open(), example.agent
            with pytest.raises(LookupError, match="no background fetch"):
                await agent.pause("a")
            scopes = ("/one/", "/two/")
            for registration in [await example.register(page, f"{each[1:]}worker.py", scope=each) for each in scopes]:
                await registration.backgroundFetch.fetch("a", "/a")
            with pytest.raises(LookupError, match="several"):
                await agent.pause("a")
            assert [each.registration.scope for each in agent.fetches] == [
                "https://site.example/one/", "https://site.example/two/",
            ]  # fmt: skip
            for fetch in agent.fetches:
                assert await agent.abort(fetch) is True

    assert run(main) == []


def test_idle_waits_for_what_can_move(run, site):
    async def main():
        server = Server()
        async with site(transport=MemoryTransport(server)) as example:
            registration = await example.register(await example.open(), "worker.py", NOTES)
            fetch = await registration.backgroundFetch.fetch("a", "/a")
            await example.agent.pause(fetch)
            await example.agent.idle()
            assert fetch.result == ""
            await example.agent.resume(fetch)
            idle = asyncio.ensure_future(example.agent.idle())
            for _ in range(50):
                await asyncio.sleep(0)
            assert not idle.done()
            server.free.set()
            await idle
            assert (fetch.result, example.noted) == ("success", ["success a"])

    assert run(main) == []


def test_background_fetches_of_pages_and_of_workers_are_seen_by_both(run, site):
    code = """
async def look(event):
    fetch = await js.registration.backgroundFetch.get("a")
    note(fetch.id, fetch.downloadTotal, *(await js.registration.backgroundFetch.getIds()))
on("message", lambda event: extend(event, look(event)))
"""

    async def main():
        server = Server()
        async with site(transport=MemoryTransport(server)) as example:
            page, other = await example.open(), await example.open("/other")
            registration = await example.register(page, "worker.py", code)
            fetch = await registration.backgroundFetch.fetch("a", "/a", downloadTotal=100)
            registration.active.postMessage("look")
            elsewhere = await other.navigator.serviceWorker.ready
            seen = await elsewhere.backgroundFetch.get("a")
            assert (seen.id, seen is fetch) == ("a", False)
            assert await elsewhere.backgroundFetch.get("a") is seen
            server.free.set()
            await example.agent.idle()
            assert (seen.result, fetch.result, seen.downloaded) == ("success", "success", 7)
            assert example.noted == ["a 100 a"]

    assert run(main) == []


def test_a_worker_that_can_not_be_started_for_an_event(run, site):
    async def main():
        server = Server()
        async with site(transport=MemoryTransport(server)) as example:
            code = "import os\nif os.path.exists(__file__ + '.broken'): raise KeyError('broken')\n" + NOTES
            registration = await example.register(await example.open(), "worker.py", code)
            fetch = await registration.backgroundFetch.fetch("a", "/a")
            (worker,) = example.agent.workers
            worker.stop()
            (example.folder / "worker.py.broken").touch()
            server.free.set()
            await example.agent.idle()
            assert (fetch.result, example.noted) == ("success", [])

    assert run(main) == ["KeyError('broken')"]
