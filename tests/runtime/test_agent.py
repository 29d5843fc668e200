"""The user agent, and the global object of its workers."""

from __future__ import annotations

import asyncio
import time

import pytest
from background_fetch import DOMException, Event
from background_fetch.agent import UserAgent


def test_register(run, worker):
    async def main():
        async with worker() as (agent, active):
            assert agent.workers == (active,)
            assert (active.scope, active.script_url, active.state) == (
                "https://site.example/", "https://site.example/worker.py", "activated",
            )  # fmt: skip
            registration, scope = active.registration, active.global_scope
            assert registration.scope == "https://site.example/"
            assert registration.active is scope.serviceWorker
            assert (registration.installing, registration.waiting) == (None, None)
            assert scope.registration is registration
            assert scope.self is scope
            assert (scope.serviceWorker.scriptURL, scope.serviceWorker.state) == (active.script_url, "activated")
        assert active.state == "redundant"

    assert run(main) == []


@pytest.mark.parametrize("scope", ["", "/relative", "ftp://site.example/", "https://"])
def test_scope_has_to_be_a_web_address(scope, run, tmp_path):
    async def main():
        async with UserAgent() as agent:
            with pytest.raises(TypeError, match="scope"):
                await agent.register(tmp_path / "worker.py", scope=scope)

    assert run(main) == []


def test_errors_of_the_file_are_raised(run, worker, tmp_path):
    async def main():
        with pytest.raises(ZeroDivisionError):
            async with worker("1 // 0"):
                pass
        async with UserAgent() as agent:
            with pytest.raises(FileNotFoundError):
                await agent.register(tmp_path / "missing.py", scope="https://site.example/")
            assert agent.workers == ()

    assert run(main) == []


def test_a_worker_that_is_gone_gets_no_events(run, worker):
    async def main():
        async with worker() as (_, active):
            fetch = active.simulate("x")
            active.terminate()
            for event in (active.click(fetch), active.finish(fetch)):
                with pytest.raises(DOMException, match="redundant"):
                    await event

    assert run(main) == []


def test_a_new_worker_takes_the_place_of_the_old_one(run, worker, tmp_path):
    async def main():
        async with worker() as (agent, old):
            new = await agent.register(tmp_path / "worker.py", scope="https://site.example/")
            assert agent.workers == (new,)
            assert (old.state, new.state) == ("redundant", "activated")

    assert run(main) == []


def test_pages(run):
    async def main():
        async with UserAgent() as agent:
            page = await agent.open("HTTPS://Site.Example")
            assert page.url == "https://site.example/"
            assert agent.pages == (page,)
            with pytest.raises(TypeError):
                await agent.open("/relative")

    assert run(main) == []


def test_timers(run, worker):
    log: list[object] = []

    async def main():
        async with worker() as (_, active):
            scope = active.global_scope
            scope.setTimeout(log.append, 1, "once")
            stopped = scope.setTimeout(log.append, 1, "never")
            scope.clearTimeout(stopped)
            scope.clearTimeout(99)
            number = scope.setInterval(lambda: log.append("again"), 2)
            scope.setTimeout(lambda: 1 // 0, 1)
            async with asyncio.timeout(5):
                while log.count("again") < 3:  # noqa: ASYNC110 -- the interval sets no event
                    await asyncio.sleep(0.001)
            scope.clearInterval(number)
            assert [each for each in log if each != "again"] == ["once"]
            count = len(log)
            await asyncio.sleep(0.01)
            assert len(log) == count
            scope.setTimeout(log.append, 5, "after the end")
        await asyncio.sleep(0.01)
        assert "after the end" not in log

    assert run(main) == ["ZeroDivisionError('integer division or modulo by zero')"]


def test_microtasks(run, worker):
    log: list[str] = []

    async def main():
        async with worker() as (_, active):
            active.global_scope.queueMicrotask(lambda: log.append("micro"))
            active.global_scope.queueMicrotask(lambda: 1 // 0)
            active.global_scope.reportError(KeyError("reported"))
            log.append("sync")
            await asyncio.sleep(0)
            assert log == ["sync", "micro"]

    assert run(main) == ["KeyError('reported')", "ZeroDivisionError('integer division or modulo by zero')"]


def test_base64(run, worker):
    async def main():
        async with worker() as (_, active):
            scope = active.global_scope
            assert scope.btoa("Grüße") == "R3L832U="
            assert scope.atob(" R3L8\n32U") == "Grüße"
            assert scope.atob("") == ""
            for call in (lambda: scope.btoa("€"), lambda: scope.atob("a"), lambda: scope.atob("a=b=")):
                with pytest.raises(DOMException) as caught:
                    call()
                assert caught.value.name == "InvalidCharacterError"

    assert run(main) == []


def test_what_is_not_there_says_so(run, worker):
    async def main():
        async with worker() as (_, active):
            with pytest.raises(DOMException, match="importScripts") as caught:
                active.global_scope.importScripts("/other.js")
            assert caught.value.name == "NotSupportedError"

    assert run(main) == []


def test_location_and_origin(run, worker):
    async def main():
        async with worker(scope="https://site.example:8443/app/") as (_, active):
            location = active.global_scope.location
            assert str(location) == "https://site.example:8443/worker.py"
            assert (location.protocol, location.host, location.hostname, location.port, location.pathname) == (
                "https:", "site.example:8443", "site.example", "8443", "/worker.py",
            )  # fmt: skip
            assert active.global_scope.origin == location.origin == "https://site.example:8443"
            assert (active.global_scope.isSecureContext, active.global_scope.crossOriginIsolated) == (True, False)

    assert run(main) == []


def test_clock(run, worker):
    async def main():
        async with worker() as (_, active):
            clock = active.global_scope.performance
            first, event, second = clock.now(), Event("x"), clock.now()
            assert first <= event.timeStamp <= second
            assert abs(clock.timeOrigin + clock.now() - time.time() * 1000) < 1000
            assert clock.toJSON() == {"timeOrigin": clock.timeOrigin}

    assert run(main) == []


def test_the_package_has_the_agent():
    import background_fetch  # noqa: PLC0415 -- what is tested

    assert background_fetch.UserAgent is UserAgent
    assert "UserAgent" in background_fetch.__all__
    assert not hasattr(background_fetch, "Nothing")
