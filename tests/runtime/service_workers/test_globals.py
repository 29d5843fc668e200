"""What code of workers and of pages finds in its global object."""

from __future__ import annotations

import pytest
from background_fetch import DOMException, Navigator, PermissionStatus, ServiceWorkerContainer, Window
from background_fetch._impl.network.memory import Answer, MemoryTransport
from background_fetch._impl.storage.memory import MemoryStore
from background_fetch.agent import Settings

RUN = """
async def run(event):
    try:
        await main()
    except Exception as error:
        note("failed:", repr(error))
on("activate", lambda event: extend(event, run(event)))
"""

WORKERS = {
    "fetch": (
        """
    response = await js.fetch("/data.json")
    note(response.status, response.ok, response.url, response.type)
    note(await response.text())
""",
        ["200 True https://site.example/data.json basic", "https://site.example/data.json"],
    ),
    "fetch with options": (
        """
    response = await js.fetch(js.Request.new("/a"), method="POST", body="x")
    note(response.status)
    try:
        await js.fetch("https://site.example:1/")
    except Exception as error:
        note(error.name)
""",
        ["200", "TypeError"],
    ),
    "caches": (
        """
    cache = await js.caches.open("v1")
    await cache.put("/kept", js.Response.new("body", status=201))
    await cache.add("/added")
    note(*[request.url for request in await cache.keys()])
    found = await js.caches.match("/kept")
    note(found.status, await found.text())
    note(await (await js.caches.match("/added")).text())
    note(await js.caches.match("/missing"), *await js.caches.keys())
""",
        [
            "https://site.example/kept https://site.example/added", "201 body", "https://site.example/added",
            "None v1",
        ],
    ),
    "navigator": (
        """
    navigator = js.navigator
    note(navigator.onLine, navigator.appName, navigator.product, navigator.language == navigator.languages[0])
    note(navigator.hardwareConcurrency > 0, navigator.userAgent != "", navigator == js.self.navigator)
    status = await navigator.permissions.query(js.Object.fromEntries([["name", "background-fetch"]]))
    note(status.state, status.name)
    estimate = await navigator.storage.estimate()
    note(estimate.usage, estimate.quota)
    note(navigator.serviceWorker.controller, (await navigator.serviceWorker.getRegistration()).scope)
    note((await navigator.serviceWorker.ready).active.state)
""",
        [
            "True Netscape Gecko True", "True True True", "prompt background-fetch", "0 1000",
            "jsnull https://site.example/", "activating",
        ],
    ),
    "location": (
        """
    note(js.location.href, js.location.pathname, js.self.origin, js.isSecureContext)
    note(js.Request.new("relative?x").url)
""",
        ["https://site.example/worker.py /worker.py https://site.example True", "https://site.example/relative?x"],
    ),
    "registration": (
        """
    note(js.registration == js.self.registration, js.registration.active == js.serviceWorker, js.registration.scope)
    note(js.serviceWorker.scriptURL, js.serviceWorker.state)
""",
        ["True True https://site.example/", "https://site.example/worker.py activating"],
    ),
    "importScripts": (
        """
    try:
        js.importScripts("/other.js")
    except Exception as error:
        note(error.name)
""",
        ["NotSupportedError"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WORKERS)
def test_workers(name, run, site):
    code, expected = WORKERS[name]

    async def main():
        async with site(settings=Settings(quota=1000, default_permission="prompt")) as example:
            await example.register(await example.open(), "worker.py", f"async def main():{code}{RUN}")
            assert example.noted == expected

    assert run(main) == []


def test_windows(run, site):
    async def main():
        async with site() as example:
            page = await example.open("/page")
            window = page.window
            assert isinstance(window, Window)
            assert window.window is window.self is window is page.window
            assert isinstance(window.navigator, Navigator)
            assert window.navigator is page.navigator
            assert isinstance(page.navigator.serviceWorker, ServiceWorkerContainer)
            assert (window.origin, window.isSecureContext, window.closed) == ("https://site.example", True, False)
            window.name = "main"
            window.close()
            assert (window.name, window.closed) == ("main", False)
            assert await (await window.fetch("/data")).text() == "https://site.example/data"
            cache = await window.caches.open("v1")
            with page.entered():
                await cache.add("x")
            assert await (await window.caches.match("https://site.example/x")).text() == "https://site.example/x"
            assert page.navigator.taintEnabled() is False
            assert page.navigator.oscpu == page.navigator.platform

    assert run(main) == []


def test_pages_and_workers_of_an_origin_share_caches(run, site):
    code = "on('install', lambda event: extend(event, keep()))\n"
    code += "async def keep(): await (await js.caches.open('v1')).add('/x')"

    async def main():
        async with site() as example:
            page = await example.open()
            other = await example.agent.open("https://other.example/")
            await example.register(page, "worker.py", code)
            assert await page.window.caches.has("v1") is True
            assert await other.window.caches.has("v1") is False

    assert run(main) == []


def test_windows_that_a_script_has_opened_can_be_closed_by_scripts(run, site):
    code = "on('backgroundfetchclick', lambda event: extend(event, js.clients.openWindow('/opened')))"

    async def main():
        async with site() as example:
            page = await example.open()
            await example.register(page, "worker.py", code)
            (worker,) = example.agent.workers
            await worker.click(worker.simulate("x"))
            (_, opened) = example.agent.pages
            assert opened.url == "https://site.example/opened"
            opened.window.close()
            assert (example.agent.pages, opened.window.closed) == ((page,), True)

    assert run(main) == []


def test_timers_of_pages(run, site):
    async def main():
        async with site() as example:
            page = await example.open("/folder/page")
            urls = []

            async def fetched():
                urls.append((await page.window.fetch("relative")).url)

            page.window.setTimeout(fetched, 0)
            number = page.window.setTimeout(lambda: urls.append("never"), 0)
            page.window.clearTimeout(number)
            page.window.queueMicrotask(lambda: urls.append("microtask"))
            from asyncio import sleep  # noqa: PLC0415 -- used here alone

            for _ in range(100):
                await sleep(0.001)
                if len(urls) == 2:
                    break
            assert urls == ["microtask", "https://site.example/folder/relative"]

    assert run(main) == []


def test_permissions(run, site):
    changes = []

    async def main():
        async with site() as example:
            page = await example.open()
            other = await example.agent.open("https://other.example/")
            insecure = await example.agent.open("http://site.example/")
            query = page.navigator.permissions.query
            status = await query({"name": "background-fetch"})
            elsewhere = await other.navigator.permissions.query({"name": "background-fetch"})
            assert isinstance(status, PermissionStatus)
            assert (status.state, status.name) == ("granted", "background-fetch")
            assert await query({"name": "background-fetch"}) is not status
            status.onchange = lambda event: changes.append((event.type, event.target is status, status.state))
            for state in ("denied", "denied", "prompt"):
                example.agent.set_permission("https://site.example", state)
                await example.agent.idle()
            assert changes == [("change", True, "denied"), ("change", True, "prompt")]
            assert elsewhere.state == "granted"
            outside = await insecure.navigator.permissions.query({"name": "background-fetch"})
            assert outside.state == "denied"
            for wrong in ({"name": "geolocation"}, {}, {"name": 1}):
                with pytest.raises(TypeError):
                    await query(wrong)
            with pytest.raises(ValueError, match="perhaps"):
                example.agent.set_permission("https://site.example", "perhaps")
            with pytest.raises(TypeError):
                example.agent.set_permission("site", "granted")

    assert run(main) == []


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "de_AT.UTF-8"}, ("de-AT",)),
        ({"LANG": "de_AT.UTF-8", "LC_ALL": "fr_FR"}, ("fr-FR",)),
        ({"LANG": "C.UTF-8"}, ("en",)),
        ({}, ("en",)),
    ],
)
def test_languages(variables, expected, run, site, monkeypatch):
    for name in ("LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    async def main():
        async with site() as example:
            navigator = (await example.open()).navigator
            assert (navigator.languages, navigator.language) == (expected, expected[0])

    assert run(main) == []


def test_policies_of_pages(run, site):
    async def main():
        async with site() as example:
            page = await example.agent.open("https://site.example/", csp="connect-src 'none'")
            with pytest.raises(TypeError):
                await page.window.fetch("/data")
            free = await example.open()
            assert (await free.window.fetch("/data")).status == 200

    assert run(main) == []


def test_storage_of_a_store(run, site):
    async def main():
        async with site(store=MemoryStore(room=500)) as example:
            storage = (await example.open()).navigator.storage
            assert await storage.persisted() is True
            assert await storage.persist() is True
            assert (await storage.estimate())["usage"] == 0
            assert (await storage.estimate())["quota"] <= 500

    assert run(main) == []


def test_closed_pages_end(run, site):
    async def main():
        async with site(transport=MemoryTransport(lambda _: Answer(body=b"x"))) as example:
            page = await example.open()
            ticks = []
            page.window.setInterval(lambda: ticks.append(1), 1)
            container = page.navigator.serviceWorker
            await example.register(page, "worker.py")
            page.close()
            count = len(ticks)
            from asyncio import sleep  # noqa: PLC0415 -- used here alone

            await sleep(0.01)
            assert (len(ticks), example.agent.pages) == (count, ())
            assert container.controller is None
            with pytest.raises(DOMException):
                await container.getRegistration("https://other.example/")

    assert run(main) == []


def test_pages_without_an_origin(run, site):
    async def main():
        async with site() as example:
            page = await example.agent.open("data:text/html,")
            assert (page.window.origin, page.window.isSecureContext) == ("null", False)
            with pytest.raises(DOMException, match="SecurityError"):
                page.window.caches  # noqa: B018 -- reading it raises
            with pytest.raises(DOMException, match="SecurityError"):
                await page.navigator.serviceWorker.register("https://a.example/")
            with pytest.raises(TypeError):
                await page.navigator.serviceWorker.register("relative.py")

    assert run(main) == []
