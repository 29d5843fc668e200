"""Pages as service workers see them. Source: Service Workers, "Clients", "WindowClient"."""

from __future__ import annotations

import pytest
from background_fetch import Clients, DOMException, WindowClient


async def clicked(active, work):
    """Run `work` in a click's event and return what it returned or raised."""
    outcome: list[object] = []

    async def noting():
        try:
            outcome.append(await work())
        except (DOMException, TypeError) as error:
            outcome.append(error)

    active.global_scope.onbackgroundfetchclick = lambda event: event.waitUntil(noting())
    await active.click(active.simulate(f"click {len(await active.registration.backgroundFetch.getIds())}"))
    return outcome[0]


def test_open_window(run, worker):
    async def main():
        async with worker() as (agent, active):
            clients = active.global_scope.clients
            client = await clicked(active, lambda: clients.openWindow("/latest?x#y"))
            assert isinstance(client, WindowClient)
            assert client.url == "https://site.example/latest?x#y"
            assert (client.type, client.frameType, client.focused, client.visibilityState) == (
                "window", "top-level", True, "visible",
            )  # fmt: skip
            assert client.ancestorOrigins == ()
            assert [page.id for page in agent.pages] == [client.id]

    assert run(main) == []


def test_open_window_elsewhere_gives_nothing(run, worker):
    async def main():
        async with worker() as (agent, active):
            clients = active.global_scope.clients
            assert await clicked(active, lambda: clients.openWindow("https://other.example/")) is None
            assert [page.url for page in agent.pages] == ["https://other.example/"]

    assert run(main) == []


@pytest.mark.parametrize("url", ["about:blank", "https://", "http://[::1"])
def test_open_window_refuses(url, run, worker):
    async def main():
        async with worker() as (agent, active):
            error = await clicked(active, lambda: active.global_scope.clients.openWindow(url))
            assert isinstance(error, TypeError)
            assert agent.pages == ()

    assert run(main) == []


def test_open_window_needs_a_click(run, worker):
    async def main():
        async with worker() as (agent, active):
            with pytest.raises(DOMException) as caught:
                await active.global_scope.clients.openWindow("/")
            assert caught.value.name == "InvalidAccessError"
            await active.click(active.simulate("x"))
            with pytest.raises(DOMException):
                await active.global_scope.clients.openWindow("/")
            assert agent.pages == ()

    assert run(main) == []


def test_success_is_no_click(run, worker):
    names: list[str] = []

    async def main():
        async with worker() as (_, active):

            async def opens():
                with pytest.raises(DOMException) as caught:
                    await active.global_scope.clients.openWindow("/")
                names.append(caught.value.name)

            active.global_scope.onbackgroundfetchsuccess = lambda event: event.waitUntil(opens())
            await active.finish(active.simulate("x"))

    assert run(main) == []
    assert names == ["InvalidAccessError"]


def test_match_all(run, worker):
    async def main():
        async with worker(scope="https://site.example/app/") as (agent, active):
            await agent.open("https://other.example/")
            addresses = ("https://site.example/app/1", "https://site.example/2", "https://site.example/app/3")
            first, outside, last = [await agent.open(url) for url in addresses]
            clients = active.global_scope.clients

            async def ids(**options):
                return [client.id for client in await clients.matchAll(**options)]

            assert await ids() == [last.id, first.id]
            assert await ids(includeUncontrolled=True) == [last.id, outside.id, first.id]
            assert await ids(type="all") == [last.id, first.id]
            assert await ids(type="worker") == []
            assert (await clients.matchAll())[0] is not (await clients.matchAll())[0]
            with pytest.raises(TypeError):
                await clients.matchAll(type="page")

    assert run(main) == []


def test_focus_changes_the_order(run, worker):
    async def main():
        async with worker() as (agent, active):
            first, second = await agent.open("https://site.example/1"), await agent.open("https://site.example/2")
            clients = active.global_scope.clients
            client = await clients.get(first.id)
            assert client.focused is False
            with pytest.raises(DOMException):
                await client.focus()
            focused = await clicked(active, client.focus)
            assert (focused.focused, client.focused, focused.id) == (True, False, first.id)
            assert [each.id for each in await clients.matchAll()] == [first.id, second.id]

    assert run(main) == []


def test_get(run, worker):
    async def main():
        async with worker() as (agent, active):
            other = await agent.open("https://other.example/")
            page = await agent.open("https://site.example/")
            clients = active.global_scope.clients
            assert (await clients.get(page.id)).url == page.url
            assert await clients.get(other.id) is None
            assert await clients.get("unknown") is None

    assert run(main) == []


def test_navigate(run, worker):
    async def main():
        async with worker() as (agent, active):
            page = await agent.open("https://site.example/1")
            client = await active.global_scope.clients.get(page.id)
            moved = await client.navigate("/2")
            assert (moved.url, page.url, client.url) == (
                "https://site.example/2", "https://site.example/2", "https://site.example/1",
            )  # fmt: skip
            with pytest.raises(TypeError):
                await client.navigate("about:blank")
            assert await client.navigate("https://other.example/") is None
            with pytest.raises(TypeError):
                await client.navigate("/3")

    assert run(main) == []


def test_claim(run, worker, tmp_path):
    async def main():
        async with worker() as (agent, active):
            page = await agent.open("https://later.example/")
            file = tmp_path / "later.py"
            file.write_text("")
            later = await agent.register(file, scope="https://later.example/")
            clients = later.global_scope.clients
            assert await clients.matchAll() == ()
            await clients.claim()
            assert [client.id for client in await clients.matchAll()] == [page.id]
            later.terminate()
            with pytest.raises(DOMException) as caught:
                await clients.claim()
            assert caught.value.name == "InvalidStateError"
            assert active.state == "activated"

    assert run(main) == []


def test_pages_keep_the_messages_that_workers_post(run, worker):
    async def main():
        async with worker() as (agent, active):
            page, sent = await agent.open("https://site.example/"), ["hello"]
            client = await active.global_scope.clients.get(page.id)
            client.postMessage(sent)
            sent.append("later")
            client.postMessage(7)
            assert page.messages == (["hello"], 7)
            with pytest.raises(DOMException) as caught:
                client.postMessage(print)
            assert caught.value.name == "DataCloneError"

    assert run(main) == []


def test_clients_are_one_object_and_not_constructed(run, worker):
    async def main():
        async with worker() as (_, active):
            assert active.global_scope.clients is active.global_scope.clients
            with pytest.raises(TypeError, match="Illegal constructor"):
                Clients()

    assert run(main) == []
