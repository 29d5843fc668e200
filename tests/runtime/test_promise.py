"""Promises: eager, shared, reactions in order, errors that are not lost."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable

import pytest
from background_fetch import Promise
from background_fetch._generated.support.microtasks import perform_checkpoint, queue_microtask


async def later(value: object = None, delay: float = 0.001) -> object:
    await asyncio.sleep(delay)
    if isinstance(value, Exception):
        raise value
    return value


def test_work_starts_before_anyone_awaits(run):
    started = []

    async def work():
        started.append(1)

    async def main():
        Promise.of(work())
        await asyncio.sleep(0)
        assert started == [1]

    assert run(main) == []


def test_awaited_many_times_from_many_tasks(run):
    async def main():
        promise = Promise.of(later(3))
        assert await asyncio.gather(promise, promise, promise) == [3, 3, 3]
        assert await promise == 3

    assert run(main) == []


def test_the_promise_of_a_promise_is_itself(run):
    async def main():
        promise = Promise.of(later(3))
        assert Promise.of(promise) is promise
        await promise

    assert run(main) == []


def test_future_and_other_awaitables(run):
    class Other:
        def __await__(self):
            return (yield from asyncio.sleep(0, "other").__await__())

    async def main():
        future = asyncio.get_running_loop().create_future()
        promise = Promise.of(future)
        future.set_result("future")
        assert await promise == "future"
        assert await Promise.of(Other()) == "other"

    assert run(main) == []


def test_cancelling_who_awaits_does_not_cancel_the_promise(run):
    async def main():
        promise = Promise.of(later(3, 0.01))

        async def waits():
            return await promise

        task = asyncio.create_task(waits())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(promise, 0.001)
        assert await promise == 3

    assert run(main) == []


def test_cancelled_work_is_an_abort_error(run):
    async def main():
        task = asyncio.ensure_future(later(3, 10))
        promise = Promise.of(task)
        task.cancel()
        with pytest.raises(Exception, match="cancelled") as caught:
            await promise
        assert caught.value.name == "AbortError"

    assert run(main) == []


def test_reactions_run_in_order_and_before_tasks(run):
    log: list[str] = []

    async def main():
        loop = asyncio.get_running_loop()
        loop.call_later(0, log.append, "task")
        Promise.resolve(1).then(lambda _: log.append("a1")).then(lambda _: log.append("a2"))
        Promise.resolve(1).then(lambda _: log.append("b1")).then(lambda _: log.append("b2"))
        log.append("sync")
        await asyncio.sleep(0.01)
        assert log == ["sync", "a1", "b1", "a2", "b2", "task"]

    assert run(main) == []


def test_checkpoint_runs_reactions_at_once(run):
    log: list[int] = []

    async def main():
        Promise.resolve(1).then(log.append).then(lambda _: log.append(2))
        perform_checkpoint()
        assert log == [1, 2]

    assert run(main) == []


def test_failing_microtask_is_reported_and_stops_nobody(run):
    log: list[int] = []

    async def main():
        queue_microtask(lambda: 1 // 0)
        queue_microtask(lambda: log.append(1))
        await asyncio.sleep(0)
        assert log == [1]

    assert run(main) == ["ZeroDivisionError('integer division or modulo by zero')"]


def test_then_passes_through_and_adopts(run):
    async def main():
        assert await Promise.resolve(1).then() == 1
        assert await Promise.resolve(1).then(lambda x: later(x + 1)).then(lambda x: Promise.resolve(x * 2)) == 4
        assert await Promise.reject(KeyError("k")).then(lambda _: "no").catch(type) is KeyError
        assert await Promise.reject(KeyError("k")).then(None, lambda _: later("saved")) == "saved"

    assert run(main) == []


def test_a_failing_reaction_rejects(run):
    async def main():
        with pytest.raises(ZeroDivisionError):
            await Promise.resolve(0).then(lambda x: 1 // x)

    assert run(main) == []


def test_finally(run):
    log: list[str] = []

    async def main():
        assert await Promise.resolve(1).finally_(lambda: log.append("a")) == 1
        with pytest.raises(KeyError):
            await Promise.reject(KeyError()).finally_(lambda: later("ignored"))
        with pytest.raises(ValueError, match="from finally"):
            await Promise.resolve(1).finally_(lambda: later(ValueError("from finally")))
        assert log == ["a"]

    assert run(main) == []


@pytest.mark.parametrize("make", [Promise, Promise.new])
def test_executor(make: Callable[..., Promise[int]], run):
    async def main():
        assert await make(lambda resolve, _: resolve(1)) == 1
        assert await make(lambda resolve, _: resolve(later(2))) == 2
        with pytest.raises(KeyError):
            await make(lambda _, reject: reject(KeyError()))
        with pytest.raises(ZeroDivisionError):
            await make(lambda *_: 1 // 0)
        with pytest.raises(TypeError, match="not with str"):
            await make(lambda _, reject: reject("text"))

    assert run(main) == []


def test_only_the_first_outcome_counts(run):
    async def main():
        def executor(resolve, reject):
            resolve(1)
            resolve(2)
            reject(KeyError())

        assert await Promise(executor) == 1

    assert run(main) == []


def test_resolving_with_itself_is_refused(run):
    async def main():
        functions = []
        promise = Promise(lambda resolve, _: functions.append(resolve))
        functions[0](promise)
        with pytest.raises(TypeError, match="itself"):
            await promise

    assert run(main) == []


def test_rejection_that_nobody_takes_is_reported_once(run):
    async def main():
        Promise.of(later(KeyError("lost")))
        Promise.reject(KeyError("also"))
        await asyncio.sleep(0.01)

    assert sorted(run(main)) == ["KeyError('also')", "KeyError('lost')"]


def test_rejection_taken_late_is_not_reported(run):
    async def main():
        promise = Promise.of(later(KeyError("kept")))
        await asyncio.sleep(0.01)
        with pytest.raises(KeyError):
            await promise

    assert run(main) == []


def test_rejection_is_reported_by_the_last_of_a_chain(run):
    async def main():
        Promise.reject(KeyError("x")).then(lambda _: 1).then(lambda _: 2)
        await asyncio.sleep(0)

    assert run(main) == ["KeyError('x')"]


def test_rejection_after_a_timeout_is_still_reported(run):
    async def main():
        promise = Promise.of(later(KeyError("late"), 0.01))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(promise, 0.001)
        await asyncio.sleep(0.02)
        del promise

    assert run(main) == ["KeyError('late')"]


def test_raised_again_the_traceback_does_not_grow(run):
    async def main():
        promise = Promise.of(later(KeyError("x")))
        depths = []
        for _ in range(3):
            try:
                await promise
            except KeyError as error:
                depth, traceback = 0, error.__traceback__
                while traceback:
                    depth, traceback = depth + 1, traceback.tb_next
                depths.append(depth)
        assert depths[1] == depths[2]

    assert run(main) == []


def test_settled_promises_need_no_loop():
    promise = Promise.resolve(5)
    assert asyncio.run(_awaited(promise)) == 5
    assert repr(promise) == "<Promise fulfilled: 5>"
    with pytest.raises(KeyError):
        asyncio.run(_awaited(Promise.reject(KeyError())))


async def _awaited(promise):
    return await promise


def test_work_without_a_loop_is_refused():
    with pytest.raises(RuntimeError, match="no running event loop"):
        Promise.of(later(1))


def test_lost_rejection_without_a_loop_is_a_warning():
    with pytest.warns(RuntimeWarning, match="nobody took the error"):
        Promise.reject(KeyError())


def test_all_and_race(run):
    async def main():
        assert await Promise.all([later(1, 0.01), later(2), Promise.resolve(3)]) == [1, 2, 3]
        assert await Promise.all([]) == []
        assert await Promise.race([later(1, 0.01), Promise.resolve(3)]) == 3
        with pytest.raises(KeyError):
            await Promise.all([later(1), later(KeyError())])

    assert run(main) == []


def test_reactions_see_the_context_of_then(run):
    variable = contextvars.ContextVar("variable", default="outside")
    seen = []

    async def main():
        variable.set("then")
        promise = Promise.resolve(1).then(lambda _: seen.append(variable.get()))
        variable.set("later")
        await promise
        assert seen == ["then"]

    assert run(main) == []


def test_repr(run):
    async def main():
        promise = Promise.of(later(1))
        assert repr(promise) == "<Promise pending>"
        await promise
        rejected = Promise.reject(KeyError(1))
        assert repr(rejected) == "<Promise rejected: KeyError(1)>"
        rejected.catch(lambda _: None)

    assert run(main) == []
