"""Calls on a loop from another thread."""

from __future__ import annotations

import asyncio
import gc
import threading
from weakref import ref

import pytest
from background_fetch._impl.network.posting import Poster, poster


class Loop:
    """Stands for an event loop, and notes what wakes it."""

    def __init__(self) -> None:
        self.woken = []

    def call_soon_threadsafe(self, function):
        self.woken.append(function)


def test_what_is_posted_before_the_loop_wakes_comes_in_one_go_and_in_order():
    loop, called = Loop(), []
    mine = Poster(loop)
    for number in range(5):
        mine.post(lambda number=number: called.append(number))
    assert (len(loop.woken), called) == (1, [])
    loop.woken[0]()
    assert called == [0, 1, 2, 3, 4]
    mine.post(lambda: called.append(5))
    assert len(loop.woken) == 2


def test_what_is_posted_by_what_is_called_comes_too():
    loop, called = Loop(), []
    mine = Poster(loop)
    mine.post(lambda: mine.post(lambda: called.append("inner")))
    for wake in loop.woken:
        wake()
    assert called == ["inner"]


def test_many_threads():
    async def main():
        mine, got = poster(asyncio.get_running_loop()), []
        assert poster(asyncio.get_running_loop()) is mine
        threads = [
            threading.Thread(target=lambda: [mine.post(lambda: got.append(0)) for _ in range(2000)]) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        while len(got) < 8000:  # noqa: ASYNC110 -- threads post
            await asyncio.sleep(0.001)
        for thread in threads:
            thread.join()

    asyncio.run(asyncio.wait_for(main(), 20))


def test_a_closed_loop_calls_nothing_and_does_not_matter():
    async def main():
        return poster(asyncio.get_running_loop())

    asyncio.run(main()).post(lambda: None)


def test_what_one_raises_stops_no_other():
    def fail():
        raise KeyboardInterrupt

    loop, called = Loop(), []
    mine = Poster(loop)
    mine.post(fail)
    mine.post(lambda: called.append("other"))
    with pytest.raises(KeyboardInterrupt):
        loop.woken.pop()()
    loop.woken.pop()()
    assert called == ["other"]


def test_a_loop_that_nobody_has_any_more_is_not_kept():
    async def main():
        loop = asyncio.get_running_loop()
        poster(loop)
        return ref(loop)

    old = asyncio.run(main())
    gc.collect()
    assert old() is None
