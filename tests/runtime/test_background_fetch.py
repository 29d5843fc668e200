"""Background fetches in memory: their events, registrations, managers. Source: Background Fetch."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch import (
    BackgroundFetchEvent,
    BackgroundFetchManager,
    BackgroundFetchRegistration,
    BackgroundFetchUpdateUIEvent,
    DOMException,
    ExtendableEvent,
)

# --- the events as scripts make them


def test_constructors(run, worker):
    async def main():
        async with worker() as (_, active):
            registration = active.simulate("x")
            for class_ in (BackgroundFetchEvent, BackgroundFetchUpdateUIEvent):
                for event in (class_("e", {"registration": registration}), class_("e", registration=registration)):
                    assert event.registration is registration
                    assert (event.type, event.isTrusted, event.bubbles) == ("e", False, False)
                    assert isinstance(event, ExtendableEvent)

    assert run(main) == []


@pytest.mark.parametrize("class_", [BackgroundFetchEvent, BackgroundFetchUpdateUIEvent])
@pytest.mark.parametrize("init", [(), ({},), ({"registration": None},), ({"registration": {}},), (None,)])
def test_constructors_want_a_registration(class_, init):
    with pytest.raises(TypeError):
        class_("e", *init)


@pytest.mark.parametrize("class_", [BackgroundFetchManager, BackgroundFetchRegistration])
def test_illegal_constructors(class_):
    with pytest.raises(TypeError, match="Illegal constructor"):
        class_()


# --- updateUI


def updating(run, worker, listener, failure_reason="", title="T"):
    """Return what the listener noted, and the registration's record of what the user sees."""
    seen: list[object] = []

    async def main():
        async with worker() as (_, active):
            scope = active.global_scope

            async def listens(event):
                await listener(event, seen)

            for type_ in ("backgroundfetchsuccess", "backgroundfetchfail", "backgroundfetchabort"):
                scope.addEventListener(type_, lambda event: event.waitUntil(listens(event)))
            registration = active.simulate("x", title=title)
            await active.finish(registration, failure_reason)
            seen.append(active.shown_title(registration))

    assert run(main) == []
    return seen


def test_background_fetch_update_ui_resolves(run, worker):
    async def listener(event, seen):
        seen.append(await event.updateUI(title="Done"))

    assert updating(run, worker, listener) == [None, "Done"]


def test_absent_is_not_empty(run, worker):
    async def listener(event, _):
        await event.updateUI({"icons": []})

    assert updating(run, worker, listener) == ["T"]


def test_update_ui_called_twice_fails(run, worker):
    async def listener(event, seen):
        first, second = event.updateUI(), event.updateUI(title="Second")
        await first
        with pytest.raises(DOMException) as caught:
            await second
        seen.append(caught.value.name)

    assert updating(run, worker, listener) == ["InvalidStateError", "T"]


def test_a_refused_argument_does_not_use_up_the_call(run, worker):
    async def listener(event, _):
        with pytest.raises(TypeError):
            await event.updateUI({"titel": "x"})
        await event.updateUI({"title": "Right"})

    assert updating(run, worker, listener) == ["Right"]


def test_update_ui_fails_when_event_is_not_active(run, worker):
    events: list[BackgroundFetchUpdateUIEvent] = []

    async def main():
        async with worker() as (_, active):
            active.global_scope.onbackgroundfetchsuccess = events.append
            await active.finish(active.simulate("x"))
            with pytest.raises(DOMException) as caught:
                await events[0].updateUI()
            assert caught.value.name == "InvalidStateError"

    assert run(main) == []


def test_update_ui_of_a_scripts_event_is_rejected(run, worker):
    async def main():
        async with worker() as (_, active):
            event = BackgroundFetchUpdateUIEvent("x", registration=active.simulate("x"))
            promise = event.updateUI()
            with pytest.raises(DOMException) as caught:
                await promise
            assert caught.value.name == "InvalidStateError"

    assert run(main) == []


# --- the life of a fetch


@pytest.mark.parametrize(
    ("reason", "result", "type_", "class_"),
    [
        ("", "success", "backgroundfetchsuccess", BackgroundFetchUpdateUIEvent),
        ("bad-status", "failure", "backgroundfetchfail", BackgroundFetchUpdateUIEvent),
        ("fetch-error", "failure", "backgroundfetchfail", BackgroundFetchUpdateUIEvent),
        ("quota-exceeded", "failure", "backgroundfetchfail", BackgroundFetchUpdateUIEvent),
        ("download-total-exceeded", "failure", "backgroundfetchfail", BackgroundFetchUpdateUIEvent),
        ("aborted", "failure", "backgroundfetchabort", BackgroundFetchEvent),
    ],
)
def test_outcomes(reason, result, type_, class_, run, worker):
    seen: list[object] = []

    async def main():
        async with worker() as (_, active):
            for each in ("success", "fail", "abort", "click"):
                active.global_scope.addEventListener(f"backgroundfetch{each}", seen.append)
            registration = active.simulate("x")
            await active.finish(registration, reason)
            (event,) = seen
            assert (event.type, type(event), event.isTrusted) == (type_, class_, True)
            assert (event.cancelable, event.bubbles, event.composed) == (False, False, False)
            assert event.registration is registration
            assert (registration.result, registration.failureReason) == (result, reason)

    assert run(main) == []


def test_attributes_and_progress(run, worker):
    log: list[object] = []

    async def main():
        async with worker() as (_, active):
            fetch = active.simulate("x", download_total=100)
            assert (fetch.id, fetch.downloadTotal, fetch.downloaded, fetch.uploadTotal, fetch.uploaded) == (
                "x", 100, 0, 0, 0,
            )  # fmt: skip
            assert (fetch.result, fetch.failureReason, fetch.recordsAvailable) == ("", "", True)
            fetch.onprogress = lambda e: log.append((type(e).__name__, e.isTrusted, fetch.downloaded, fetch.result))
            active.advance(fetch, downloaded=40)
            active.advance(fetch)
            active.advance(fetch, downloaded=60, uploaded=3)
            await active.finish(fetch)
            active.advance(fetch, downloaded=1)
            assert log == [
                ("Event", True, 40, ""), ("Event", True, 100, ""), ("Event", True, 100, "success"),
            ]  # fmt: skip
            assert (fetch.uploaded, fetch.downloaded) == (3, 100)

    assert run(main) == []


def test_records_are_available_until_the_event_is_over(run, worker):
    seen: list[object] = []

    async def main():
        async with worker() as (_, active):
            fetch = active.simulate("x")

            async def look(event):
                await asyncio.sleep(0.001)
                seen.append((event.registration.recordsAvailable, await event.registration.matchAll()))

            active.global_scope.onbackgroundfetchsuccess = lambda event: event.waitUntil(look(event))
            await active.finish(fetch)
            assert seen == [(True, [])]
            assert fetch.recordsAvailable is False
            for promise in (fetch.match("/a"), fetch.matchAll()):
                with pytest.raises(DOMException) as caught:
                    await promise
                assert caught.value.name == "InvalidStateError"

    assert run(main) == []


def test_match(run, worker):
    async def main():
        async with worker() as (_, active):
            fetch = active.simulate("x")
            assert await fetch.match("/a") is None
            assert await fetch.matchAll("/a", ignoreSearch=True) == []
            for promise in (fetch.match("https://"), fetch.matchAll("https://u:p@site.example/"), fetch.match(5)):
                with pytest.raises(TypeError):
                    await promise
            with pytest.raises(TypeError):
                fetch.match()

    assert run(main) == []


def test_abort(run, worker):
    types: list[str] = []

    async def main():
        async with worker() as (_, active):
            manager = active.registration.backgroundFetch
            active.global_scope.onbackgroundfetchabort = lambda event: types.append(event.registration.failureReason)
            fetch = active.simulate("x")
            assert await asyncio.gather(fetch.abort(), fetch.abort()) == [True, False]
            assert (fetch.result, await manager.getIds()) == ("", [])
            await active.finish(fetch)
            assert types == ["aborted"]
            assert await fetch.abort() is False

    assert run(main) == []


def test_an_old_registration_does_not_abort_the_new_one(run, worker):
    async def main():
        async with worker() as (_, active):
            old = active.simulate("x")
            await active.finish(old)
            new = active.simulate("x")
            assert await old.abort() is False
            assert await active.registration.backgroundFetch.getIds() == ["x"]
            assert await new.abort() is True

    assert run(main) == []


# --- the manager


def test_get_and_get_ids(run, worker):
    async def main():
        async with worker() as (_, active):
            manager = active.registration.backgroundFetch
            assert manager is active.registration.backgroundFetch
            assert (await manager.get("x"), await manager.getIds()) == (None, [])
            first, second = active.simulate("z"), active.simulate("a")
            assert await manager.getIds() == ["z", "a"]
            assert await manager.get("z") is first
            assert await manager.get("A") is None
            await active.finish(first)
            assert await manager.getIds() == ["a"]
            assert await manager.get("z") is None
            assert await second.abort() is True
            with pytest.raises(TypeError):
                manager.get()

    assert run(main) == []


def test_in_the_success_handler_the_id_is_free_again(run, worker):
    ids: list[object] = []

    async def main():
        async with worker() as (_, active):

            async def look():
                ids.extend(await active.registration.backgroundFetch.getIds())
                active.simulate("x")

            active.global_scope.onbackgroundfetchsuccess = lambda event: event.waitUntil(look())
            await active.finish(active.simulate("x"))
            assert ids == []

    assert run(main) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("id", []),
        ("id", "https://"),
        ("id", ["/a", "http://u:p@site.example/"]),
        ("id", "http://user@site.example/"),
        ("id", "/a", {"titel": "x"}),
        ("taken", "/a"),
        (5, "/a"),
    ],
)
def test_arguments_of_fetch(arguments, run, worker):
    async def main():
        async with worker() as (_, active):
            active.simulate("taken")
            promise = active.registration.backgroundFetch.fetch(*arguments)
            with pytest.raises(TypeError):
                await promise

    assert run(main) == []


def test_unregister(run, worker):
    async def main():
        async with worker() as (_, active):
            active.simulate("x")
            assert await active.registration.unregister() is True
            assert await active.registration.unregister() is False
            assert await active.registration.backgroundFetch.getIds() == []
            assert active.state == "redundant"
            with pytest.raises(TypeError, match="no active worker"):
                await active.registration.backgroundFetch.fetch("y", "/a")

    assert run(main) == []
