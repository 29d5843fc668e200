"""How long an event lasts.

Names of the cases: web-platform-tests, service-workers/service-worker/extendable-event-async-waituntil.https.html and
extendable-event-waituntil.https.html, those that need no fetch event. A timer is another task.
"""

from __future__ import annotations

import asyncio
from functools import partial

import pytest
from background_fetch import DOMException, ExtendableEvent, Promise


class Asking:
    """A listener that asks for an extension in some way and notes how that ended."""

    def __init__(self, scope, way) -> None:
        self.scope = scope
        self.way = way
        self.outcomes: list[str] = []

    def __call__(self, event) -> None:
        self.way(self, event)

    def wait_until(self, event, *_: object) -> None:
        try:
            event.waitUntil(Promise.resolve(None))
        except DOMException as error:
            self.outcomes.append(error.name)
        else:
            self.outcomes.append("OK")

    def in_microtask(self, event, *_: object):
        return Promise.resolve(None).then(partial(self.wait_until, event))

    def in_task(self, event, milliseconds: int = 0) -> None:
        self.scope.setTimeout(partial(self.wait_until, event), milliseconds)


def task() -> Promise:
    """Return a promise that another task fulfils."""
    return Promise.of(asyncio.sleep(0.005))


def no_current_extension_different_task(self, event):
    self.in_task(event)


def no_current_extension_different_microtask(self, event):
    self.in_microtask(event)


def current_extension_different_task(self, event):
    event.waitUntil(Promise.of(asyncio.sleep(0.02)))
    self.in_task(event, 5)


def current_extension_expired_same_microtask_turn(self, event):
    promise = Promise.resolve(None)
    event.waitUntil(promise)
    promise.then(partial(self.wait_until, event))


def current_extension_expired_same_microtask_turn_extra(self, event):
    promise = Promise.resolve(None)
    event.waitUntil(promise)
    promise.then(partial(self.in_microtask, event))


def heavy_current_extension_expired_same_microtask_turn(self, event):
    promise = task()
    event.waitUntil(promise)
    promise.then(partial(self.wait_until, event))


def heavy_current_extension_expired_same_microtask_turn_extra(self, event):
    promise = task()
    event.waitUntil(promise)
    promise.then(partial(self.in_microtask, event))


def current_extension_expired_different_task(self, event):
    event.waitUntil(Promise.resolve(None))
    self.in_task(event, 5)


def script_extendable_event(self, _):
    self.wait_until(ExtendableEvent("foo"))


@pytest.mark.parametrize(
    ("way", "outcome"),
    [
        (no_current_extension_different_task, "InvalidStateError"),
        (no_current_extension_different_microtask, "OK"),
        (current_extension_different_task, "OK"),
        (current_extension_expired_same_microtask_turn, "OK"),
        (current_extension_expired_same_microtask_turn_extra, "OK"),
        (heavy_current_extension_expired_same_microtask_turn, "OK"),
        (heavy_current_extension_expired_same_microtask_turn_extra, "InvalidStateError"),
        (current_extension_expired_different_task, "InvalidStateError"),
        (script_extendable_event, "InvalidStateError"),
    ],
    ids=lambda value: value.__name__.replace("_", "-") if callable(value) else "",
)
def test_async_waituntil(way, outcome, run, worker):
    async def main():
        async with worker() as (_, active):
            asking = Asking(active.global_scope, way)
            active.global_scope.addEventListener("backgroundfetchclick", asking)
            await active.click(active.simulate("x"))
            await asyncio.sleep(0.03)
            assert asking.outcomes == [outcome]

    assert run(main) == []


def test_listeners_that_are_coroutines_may_extend_before_their_first_await(run, worker):
    outcomes = []

    async def main():
        async with worker() as (_, active):

            async def listener(event):
                event.waitUntil(asyncio.sleep(0.01, "done"))
                outcomes.append("extended")
                await asyncio.sleep(0.02)
                with pytest.raises(DOMException):
                    event.waitUntil(asyncio.sleep(0))

            active.global_scope.addEventListener("backgroundfetchclick", listener)
            await active.click(active.simulate("x"))
            await asyncio.sleep(0.03)

    reported = run(main)
    assert outcomes == ["extended"]
    assert [each for each in reported if "AssertionError" in each] == []


def test_several_promises_are_all_waited_for(run, worker):
    log = []

    async def work(name, delay):
        await asyncio.sleep(delay)
        log.append(name)

    async def main():
        async with worker() as (_, active):

            def listener(event):
                event.waitUntil(work("slow", 0.02))
                event.waitUntil(work("fast", 0.001))

            active.global_scope.onbackgroundfetchclick = listener
            await active.click(active.simulate("x"))
            assert log == ["fast", "slow"]

    assert run(main) == []


def test_a_rejection_ends_the_extension_and_is_reported(run, worker):
    async def main():
        async with worker() as (_, active):
            active.global_scope.onbackgroundfetchclick = lambda event: event.waitUntil(Promise.reject(KeyError("x")))
            await active.click(active.simulate("x"))

    assert run(main) == ["KeyError('x')"]


def test_time_out(run, worker):
    seen = []

    async def main():
        async with worker(event_timeout=0.01) as (_, active):

            def listener(event):
                seen.append(event)
                event.waitUntil(asyncio.get_running_loop().create_future())

            active.global_scope.onbackgroundfetchclick = listener
            await active.click(active.simulate("x"))
            with pytest.raises(DOMException, match="no longer active"):
                seen[0].waitUntil(Promise.resolve(None))

    assert run(main) == []


def test_waituntil_wants_an_awaitable():
    with pytest.raises(TypeError):
        ExtendableEvent("x").waitUntil()
    with pytest.raises(TypeError):
        ExtendableEvent("x").waitUntil(5)


LIFE = """
import asyncio
from js import addEventListener, serviceWorker
from pyodide.ffi import create_proxy

async def wait(seconds, fails, state):
    await asyncio.sleep(seconds)
    assert serviceWorker.state == state, serviceWorker.state
    if fails:
        raise ValueError("no")

def extend(fails, state, event):
    for number, fail in enumerate(fails):
        event.waitUntil(create_proxy(asyncio.ensure_future(wait(0.002 * (number + 1), fail, state))))
"""


@pytest.mark.parametrize(
    ("type_", "during", "fails", "after"),
    [
        ("install", "installing", [False], "activated"),
        ("install", "installing", [False, False], "activated"),
        ("install", "installing", [True, False], "redundant"),
        ("activate", "activating", [False], "activated"),
        ("install", "installing", [True], "redundant"),
        ("activate", "activating", [True], "activated"),
    ],
    ids=[
        "Test install event waitUntil fulfilled",
        "Test ExtendableEvent multiple waitUntil fulfilled.",
        "Test ExtendableEvent waitUntil reject precedence.",
        "Test activate event waitUntil fulfilled",
        "Test install event waitUntil rejected",
        "Test activate event waitUntil rejected.",
    ],
)
def test_waituntil(type_, during, fails, after, run, worker):
    code = f"{LIFE}\naddEventListener({type_!r}, create_proxy(lambda event: extend({fails}, {during!r}, event)))\n"

    async def main():
        async with worker(code) as (_, found):
            assert found.state == after

    assert run(main) == ["ValueError('no')"] * fails.count(True)
