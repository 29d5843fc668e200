"""Clients, by the names of web-platform-tests: `claim-*`, `clients-get*`, `clients-matchall*`, `client-*`."""

from __future__ import annotations

import pytest

CLAIMS = "on('activate', lambda event: extend(event, js.clients.claim()))\n"
MATCH = """
async def match(event):
    options = event.data.to_py() if event.data != "" else {}
    found = await js.clients.matchAll(**options)
    note(*[client.url.removeprefix("https://site.example") for client in found])
on("message", lambda event: extend(event, match(event)))
"""


def test_claim_not_using_registration(run, site):
    async def main():
        async with site() as example:
            page = await example.open("/app/")
            container, changes = page.navigator.serviceWorker, []
            container.addEventListener("controllerchange", changes.append)
            registration = await example.register(page, "worker.py", CLAIMS, scope="/app/")
            assert container.controller is registration.active
            (event,) = changes
            assert (event.target, event.isTrusted, type(event).__name__) == (container, True, "Event")

    assert run(main) == []


def test_claim_using_registration(run, site):
    async def main():
        async with site() as example:
            outside = await example.open()
            await example.register(outside, "outer.py", scope="/app/")
            page = await example.open("/app/inner/page")
            container = page.navigator.serviceWorker
            assert container.controller.scriptURL == "https://site.example/outer.py"
            await example.register(outside, "inner.py", CLAIMS, scope="/app/inner/")
            assert container.controller.scriptURL == "https://site.example/inner.py"

    assert run(main) == []


def test_claim_affect_other_registration(run, site):
    async def main():
        async with site() as example:
            outside = await example.open()
            outer = await example.register(outside, "outer.py", scope="/app/")
            page = await example.open("/app/inner/page")
            await example.register(outside, "waits.py", scope="/app/")
            assert outer.waiting.state == "installed"
            # The page was the last one that used the outer registration.
            await example.register(outside, "inner.py", CLAIMS, scope="/app/inner/")
            assert (outer.waiting, outer.active.scriptURL) == (None, "https://site.example/waits.py")
            assert page.navigator.serviceWorker.controller.scriptURL == "https://site.example/inner.py"

    assert run(main) == []


def test_claim_by_an_unregistered_worker_changes_nothing(run, site):
    async def main():
        async with site() as example:
            page = await example.open("/app/")
            code = "on('message', lambda event: extend(event, js.clients.claim()))"
            registration = await example.register(page, "worker.py", code, scope="/app/")
            await example.open("/app/controlled")
            await registration.unregister()
            registration.active.postMessage("claim")
            await example.agent.idle()
            assert page.navigator.serviceWorker.controller is None

    assert run(main) == []


def test_claim_before_activation(run, site):
    code = """
async def claim(event):
    try:
        await js.clients.claim()
    except Exception as error:
        note(error.name)
on("install", lambda event: extend(event, claim(event)))
"""

    async def main():
        async with site() as example:
            await example.register(await example.open(), "worker.py", code)
            assert example.noted == ["InvalidStateError"]

    assert run(main) == []


def test_clients_matchall_include_uncontrolled(run, site):
    async def main():
        async with site() as example:
            page = await example.open("/outside")
            registration = await example.register(page, "worker.py", MATCH, scope="/app/")
            for path in ("/app/1", "/app/2", "/elsewhere"):
                await example.open(path)
            await example.agent.open("https://other.example/app/")
            await example.agent.open("http://site.example/app/")
            post = registration.active.postMessage
            for options in ("", {"includeUncontrolled": False}, {"includeUncontrolled": True}):
                post(options)
                await example.agent.idle()
            for type_ in ("window", "all", "worker", "sharedworker"):
                post({"includeUncontrolled": True, "type": type_})
                await example.agent.idle()
            everything = "/elsewhere /app/2 /app/1 /outside"
            assert example.noted == ["/app/2 /app/1"] * 2 + [everything] * 3 + ["", ""]

    assert run(main) == []


def test_clients_matchall_exact_controller(run, site):
    async def main():
        async with site() as example:
            page = await example.open("/outside")
            registration = await example.register(page, "old.py", MATCH, scope="/app/")
            await example.open("/app/page")
            await example.register(page, "new.py", MATCH + "note('new')", scope="/app/")
            registration.active.postMessage("")
            registration.waiting.postMessage("")
            await example.agent.idle()
            assert example.noted == ["new", "/app/page", ""]

    assert run(main) == []


def test_clients_matchall_on_evaluation(run, site):
    code = """
async def match():
    note(*[client.url for client in await js.clients.matchAll(includeUncontrolled=True)])
asyncio.ensure_future(match())
"""

    async def main():
        async with site() as example:
            await example.register(await example.open("/page"), "worker.py", code)
            assert example.noted == ["https://site.example/page"]

    assert run(main) == []


def test_clients_matchall_frozen(run, worker):
    async def main():
        async with worker() as (agent, active):
            await agent.open("https://site.example/")
            found = await active.global_scope.clients.matchAll()
            assert isinstance(found, tuple)
            assert len(found) == 1

    assert run(main) == []


ORDERS = {
    "the last opened first": ([], "3 2 1"),
    "an older one gets the focus": (["1"], "1 3 2"),
    "two get the focus": (["1", "2"], "2 1 3"),
    "the same twice": (["2", "2"], "2 3 1"),
    "all of them": (["3", "2", "1"], "1 2 3"),
}


@pytest.mark.parametrize("name", ORDERS)
def test_clients_matchall_order(name, run, worker):
    focused, expected = ORDERS[name]

    async def main():
        async with worker() as (agent, active):
            pages = {each: await agent.open(f"https://site.example/{each}") for each in "123"}
            for each in focused:
                pages[each].window.focus()
            found = await active.global_scope.clients.matchAll()
            assert " ".join(client.url[-1] for client in found) == expected
            assert [client.focused for client in found] == [True, False, False]

    assert run(main) == []


def test_client_id(run, worker):
    async def main():
        async with worker() as (agent, active):
            pages = [await agent.open("https://site.example/") for _ in range(3)]
            ids = [client.id for client in await active.global_scope.clients.matchAll()]
            assert sorted(ids) == sorted(page.id for page in pages)
            assert len(set(ids)) == 3

    assert run(main) == []


def test_clients_get_after_navigation(run, worker):
    async def main():
        async with worker() as (agent, active):
            page = await agent.open("https://site.example/1")
            clients, before, window = active.global_scope.clients, page.id, page.window
            moved = await (await clients.get(before)).navigate("/2")
            assert (moved.id, moved.url) == (page.id, "https://site.example/2")
            assert page.id != before
            assert page.window is not window
            assert await clients.get(before) is None
            assert (await clients.get(page.id)).url == "https://site.example/2"

    assert run(main) == []


def test_client_navigate_to_another_origin(run, worker):
    async def main():
        async with worker() as (agent, active):
            page = await agent.open("https://site.example/1")
            client = await active.global_scope.clients.get(page.id)
            assert await client.navigate("https://other.example/") is None
            assert page.navigator.serviceWorker.controller is None
            assert await active.global_scope.clients.matchAll(includeUncontrolled=True) == ()

    assert run(main) == []


def test_closed_pages_are_no_clients(run, worker):
    async def main():
        async with worker() as (agent, active):
            page = await agent.open("https://site.example/")
            clients = active.global_scope.clients
            client = await clients.get(page.id)
            page.close()
            page.close()
            assert agent.pages == ()
            assert await clients.get(client.id) is None
            assert await clients.matchAll() == ()
            with pytest.raises(TypeError):
                await client.navigate("/2")
            assert page.window.closed is True

    assert run(main) == []


def test_windows_that_are_loaded_anew(run, site):
    async def main():
        async with site() as example:
            page = await example.open("/app/")
            await example.register(page, "worker.py", scope="/app/")
            assert page.navigator.serviceWorker.controller is None
            window, id_ = page.window, page.id
            await page.navigate("")
            assert page.navigator.serviceWorker.controller.state == "activated"
            assert (page.window is window, page.id == id_, page.url) == (False, False, "https://site.example/app/")
            await page.navigate("../elsewhere", csp="connect-src 'none'")
            assert (page.url, page.navigator.serviceWorker.controller) == ("https://site.example/elsewhere", None)
            with pytest.raises(TypeError):
                await page.window.fetch("/data")
            with pytest.raises(TypeError):
                await page.navigate("https://[")

    assert run(main) == []


def test_navigation_away_lets_a_worker_that_waits_take_over(run, site):
    async def main():
        async with site() as example:
            outside = await example.open()
            registration = await example.register(outside, "old.py", scope="/app/")
            page = await example.open("/app/")
            await example.register(outside, "new.py", scope="/app/")
            await page.navigate("/app/again")
            await example.agent.idle()
            assert registration.waiting.state == "installed"
            await page.navigate("/elsewhere")
            await example.agent.idle()
            assert (registration.waiting, registration.active.scriptURL) == (None, "https://site.example/new.py")

    assert run(main) == []


def test_messages_to_pages_that_were_left_are_lost(run, worker):
    async def main():
        async with worker() as (agent, active):
            page = await agent.open("https://site.example/1")
            client = await active.global_scope.clients.get(page.id)
            await page.navigate("/2")
            client.postMessage("too late")
            assert page.messages == ()

    assert run(main) == []
