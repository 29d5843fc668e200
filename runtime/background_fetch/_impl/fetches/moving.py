"""What moves background fetches: places for transfers, and time.

A few fetches move at a time and share a few places (`turns`). A place is a task that does one attempt after the other.
What the transport's thread does meanwhile is told of in `publishing`.
"""

from __future__ import annotations

from contextvars import Context
from typing import TYPE_CHECKING

from background_fetch._generated.support.promise import Promise
from background_fetch._impl.activity import Activity
from background_fetch._impl.network.preflights import PreflightCache
from background_fetch._impl.reports import report_exception
from background_fetch._impl.storage.errors import is_full
from background_fetch._impl.storage.store import Checkpoint, PutRecord

from . import ending
from .attempts import attempt
from .keeping import Keeper
from .performance import Performance
from .publishing import Publisher
from .record_events import Failure, Timer
from .retry import patience
from .rows import stored_record
from .turns import Turns

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Task
    from collections.abc import Coroutine

    from background_fetch._impl.services import Services
    from background_fetch._impl.storage.store import Change

    from .fetch import BackgroundFetch
    from .performance import Run
    from .record_events import Input, Send


class Mover:
    """Moves background fetches. All is called on the event loop."""

    def __init__(self, services: Services) -> None:
        from random import random  # noqa: PLC0415 -- not all user agents fetch anything

        settings = services.settings
        self._services = services
        self.performances: dict[BackgroundFetch, Performance] = {}
        """All that are not over, their last event included."""
        self.keeper = Keeper(services.store, settings.progress_interval, self._not_kept)
        self._turns: Turns[BackgroundFetch, Run] = Turns(settings.running_fetches, settings.transfers)
        self._patience = patience(settings, random)
        self._preflights = PreflightCache()
        self._publisher = Publisher(services, self.performances, self.keeper, self._task)
        self._tasks: set[Task[None]] = set()
        self._ending = Activity()
        """Background fetches whose end is being kept."""
        self._dispatching = False
        self.closing = False
        """Whether the user agent comes to its end."""

    def perform(self, fetch: BackgroundFetch) -> None:
        """Begin to move a background fetch, or to go on."""
        self._publisher.begin()
        performance = self._new(fetch)
        performance.begin()
        self.count(performance)

    def redeliver(self, fetch: BackgroundFetch) -> None:
        """Deliver the event of a background fetch that has come to its end in an earlier run."""
        performance = self._new(fetch)
        performance.over = True
        self.count(performance)
        self._services.run(self._deliver(performance))

    def count(self, performance: Performance) -> None:
        """Let the user agent be busy while a background fetch is neither over nor waits for its user."""
        busy = performance.over or not performance.fetch.paused_flag
        if busy != performance.counted:
            performance.counted = busy
            (self._services.activity.begin if busy else self._services.activity.end)()

    async def release(self, performance: Performance) -> None:
        """Forget a background fetch."""
        with self._ending:
            await ending.release(performance, self._services, self.keeper)
        self.performances.pop(performance.fetch, None)
        if performance.counted:
            performance.counted = False
            self._services.activity.end()

    async def close(self) -> None:
        """Stop all; what is not over stays in the store as far as it has come."""
        from asyncio import gather  # noqa: PLC0415 -- see above

        self.closing = True
        for performance in self.performances.values():
            for run in performance.runs:
                if run.controller is not None:
                    run.controller.terminate()
                if run.sleeping is not None:
                    run.sleeping.cancel()
        self._publisher.close()
        while self._tasks:
            await gather(*self._tasks, return_exceptions=True)
        await self._ending.ended()
        await self.keeper.settled()
        for performance in self.performances.values():
            if performance.counted:
                performance.counted = False
                self._services.activity.end()

    # --- Stage: what records ask for

    def queue(self, run: Run) -> None:
        """Let a record wait for its turn."""
        self._turns.ask(run.fetch, run)
        if not self._dispatching:
            self._dispatching = True
            self._loop.call_soon(self._dispatch, context=Context())

    def leave(self, run: Run) -> None:
        """Let it wait no more."""
        self._turns.leave(run.fetch, run)

    def sleep(self, run: Run, seconds: float) -> None:
        """Tell the record `Timer` after a while, and people when that is."""
        run.record.next_try = self._services.clock.time() + seconds
        self._publisher.touch(run.fetch)
        run.sleeping = self._task(self._wake(run, seconds))

    def settled(self, run: Run) -> None:
        """Take note that a record has its outcome."""
        if not run.performance.cleared:
            self.keeper.put(PutRecord(stored_record(run.fetch, run.record)))
        self._publisher.touch(run.fetch)

    def over(self, performance: Performance) -> None:
        """Take note that all records have theirs."""
        if not performance.cleared:
            queue = performance.fetch.registration.edit_queue
            Promise.of(queue.enqueue(lambda: self._finish(performance)))

    # --- inside

    @property
    def _loop(self) -> AbstractEventLoop:
        from asyncio import get_running_loop  # noqa: PLC0415 -- asyncio takes longer to import than all the rest

        return get_running_loop()

    def _new(self, fetch: BackgroundFetch) -> Performance:
        performance = Performance(fetch, self, self._patience)
        self.performances[fetch] = performance
        return performance

    def _task(self, work: Coroutine[object, object, None]) -> Task[None]:
        # No script asked for this: it runs in no realm.
        task = self._loop.create_task(work, context=Context())
        self._tasks.add(task)
        task.add_done_callback(self._reap)
        return task

    def _reap(self, task: Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            report_exception(error, "background fetches")

    def _dispatch(self) -> None:
        """Give free places to those who wait."""
        self._dispatching = False
        while (found := self._next()) is not None:
            self._task(self._place(*found))

    def _next(self) -> tuple[Run, Send] | None:
        while not self.closing and (run := self._turns.next()) is not None:
            send = run.performance.start(run)
            if send is not None:
                return run, send
            self._turns.give_back(run.fetch)
        return None

    async def _place(self, run: Run, send: Send) -> None:
        """Do one attempt after the other."""
        while True:
            end = await attempt(run, send, self._services, self._publisher.news, self._preflights)
            self._turns.give_back(run.fetch)
            self._ended(run, end)
            found = self._next()
            if found is None:
                return
            run, send = found

    def _ended(self, run: Run, end: Input) -> None:
        if run.delivery is not None:
            self._publisher.take(run, run.delivery)
        run.delivery = run.controller = None
        if self.closing and isinstance(end, Failure):
            self._publisher.checkpoint(run)
        else:
            run.tell(end)
        run.performance.ended()

    async def _wake(self, run: Run, seconds: float) -> None:
        await self._services.clock.sleep(seconds)
        run.sleeping = run.record.next_try = None
        self._publisher.touch(run.fetch)
        run.tell(Timer())

    async def _finish(self, performance: Performance) -> None:
        if self.closing:
            # All records have their outcome: the next start ends it.
            return
        with self._ending:
            await ending.finish(performance, self._services, self.keeper)
        # Without a result its registration is gone, and so is all that is kept of it.
        if performance.fetch.result:
            self.count(performance)
            self._services.run(self._deliver(performance))

    async def _deliver(self, performance: Performance) -> None:
        if not self.closing:
            try:
                await ending.deliver(performance, self._services)
            except Exception as error:  # noqa: BLE001 -- the records are released whatever the worker does
                report_exception(error, f"the event of {performance.fetch!r}")
        # What was cut short is delivered anew.
        if not self.closing:
            await self.release(performance)

    def _not_kept(self, change: Change, error: OSError) -> None:
        """Take note that something could not be written."""
        match change:
            case PutRecord(record):
                performance = next(
                    (each for each in self.performances.values() if each.fetch.key == record.fetch), None
                )
                if performance is not None:
                    performance.fail(record.position, "quota-exceeded" if is_full(error) else "fetch-error")
            case Checkpoint():
                # It only means that more is fetched again after a crash.
                pass
            case _:
                report_exception(error, "keeping background fetches")
