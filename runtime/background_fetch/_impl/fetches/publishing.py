"""What the event loop hears of the transport's thread, and whom it tells.

Scripts and users hear of progress in intervals, whatever the number of bytes and records; the store counts what has
come after so many bytes or seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._impl.storage.store import Checkpoint, PutRecord

from . import instances
from .delivery import News
from .displaying import tell_user
from .rows import stored_record

if TYPE_CHECKING:
    from asyncio import Task
    from collections.abc import Callable, Coroutine, Mapping

    from background_fetch._impl.services import Services

    from .delivery import Delivery
    from .fetch import BackgroundFetch
    from .keeping import Keeper
    from .performance import Performance, Run


class Publisher:
    """Takes over what deliveries have to tell, and passes it on."""

    def __init__(
        self,
        services: Services,
        performances: Mapping[BackgroundFetch, Performance],
        keeper: Keeper,
        task: Callable[[Coroutine[object, object, None]], Task[None]],
    ) -> None:
        """Make a publisher.

        Args:
            services: The user agent's.
            performances: What is performed.
            keeper: What keeps.
            task: Runs something beside all else.
        """
        self.news = News()
        self._services = services
        self._performances = performances
        self._keeper = keeper
        self._task = task
        self._touched: dict[BackgroundFetch, None] = {}
        """What has changed without a delivery telling of it."""
        self._publishing: Task[None] | None = None
        self._counting: Task[None] | None = None
        """Counts what has come, in a while; there is one as long as something has."""

    def begin(self) -> None:
        """Begin to publish, unless that has begun."""
        if self._publishing is None:
            self.news.begin()
            self._publishing = self._task(self._publish())

    def close(self) -> None:
        """Publish no more."""
        for task in (self._publishing, self._counting):
            if task is not None:
                task.cancel()

    def touch(self, fetch: BackgroundFetch) -> None:
        """Note that a background fetch has changed."""
        self._touched[fetch] = None
        self.news.event.set()

    def take(self, run: Run, delivery: Delivery) -> None:
        """Take over what a delivery has to tell."""
        for event in delivery.inputs():
            run.tell(event)
        data = run.record.data
        if delivery.data is not data:
            # An abort may have come before the loop hears of another response.
            delivery.data.result = data.result
            run.record.data = delivery.data
            data.changed()
        delivery.data.changed()
        if delivery.checkpoint_due:
            delivery.checkpoint_due = False
            self.checkpoint(run)
        self.touch(run.fetch)

    def checkpoint(self, run: Run) -> None:
        """Have the store count what has come for a record."""
        data = run.record.data
        if data.body is None or run.performance.cleared:
            return
        run.fetch.account.refresh()
        if run.kept is data.response:
            self._keeper.put(Checkpoint(run.fetch.key, run.record.position, data.body))
        else:
            run.kept = data.response
            self._keeper.put(PutRecord(stored_record(run.fetch, run.record)))

    async def _publish(self) -> None:
        """Tell of progress, in intervals."""
        while True:
            await self.news.event.wait()
            for delivery in self.news.take():
                if delivery.run.delivery is delivery:
                    self.take(delivery.run, delivery)
                    if delivery.uncounted and self._counting is None:
                        self._counting = self._task(self._count_all())
            touched, self._touched = self._touched, {}
            for fetch in touched:
                performance = self._performances.get(fetch)
                if performance is not None and not performance.cleared and fetch.result == "":
                    instances.update_instances(self._services, fetch)
                    tell_user(self._services.interface.changed, fetch)
            await self._services.clock.sleep(self._services.settings.progress_interval)

    async def _count_all(self) -> None:
        """Count all that has come, after a while: a download that has come to a halt must not lose it either."""
        await self._services.clock.sleep(self._services.settings.checkpoint_seconds)
        self._counting = None
        for performance in self._performances.values():
            for run in performance.runs:
                if run.delivery is not None and run.delivery.uncounted:
                    run.delivery.counted()
                    self.checkpoint(run)
