"""Jobs: what changes a registration happens in turn, scope by scope.

Source: Service Workers, "Create Job", "Schedule Job", "Run Job", "Finish Job", "Resolve Job Promise", "Reject Job
Promise".
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias

from background_fetch._generated.support.promise import Promise
from background_fetch._impl.reports import report_exception

if TYPE_CHECKING:
    from background_fetch._generated.aliases import ServiceWorkerUpdateViaCache
    from background_fetch._impl.realms import Realm
    from background_fetch._impl.services import Services

    from .registration import Registration
    from .worker import Worker

JobType: TypeAlias = Literal["register", "update", "unregister"]


class Job:
    """A job."""

    def __init__(  # noqa: PLR0913 -- the items that the specification gives a job
        self,
        type_: JobType,
        scope: str,
        script_url: str = "",
        client: Realm | None = None,
        *,
        update_via_cache: ServiceWorkerUpdateViaCache = "imports",
        file: str = "",
        forced: bool = False,
    ) -> None:
        self.type = type_
        self.scope = scope
        self.script_url = script_url
        self.client = client
        """The realm that asked, in whose tasks the promise settles; None where the user agent itself did."""
        self.update_via_cache: ServiceWorkerUpdateViaCache = update_via_cache
        self.file = file
        """Where the script is on this machine; empty: where its address is mapped to."""
        self.forced = forced
        """Whether the script is installed though it is the same, and takes over at once: the user said so."""
        self.worker: Worker | None = None
        """What it has made."""
        self.equivalent_jobs: list[Job] = []
        self.settled = False
        self.promise: Promise[Registration | None] = Promise(self._keep)

    def _keep(self, resolve: Callable[[Registration | None], None], reject: Callable[[BaseException], None]) -> None:
        self._resolve, self._reject = resolve, reject

    def __repr__(self) -> str:
        return f"<Job {self.type} {self.scope}>"

    def is_equivalent(self, other: Job) -> bool:
        """Tell whether two jobs come to the same."""
        if self.forced or other.forced or (self.type, self.scope) != (other.type, other.scope):
            return False
        return self.type == "unregister" or (self.script_url, self.update_via_cache) == (
            other.script_url,
            other.update_via_cache,
        )

    def resolve(self, value: Registration | None) -> None:
        """Fulfil its promise, and those of its equivalents. Source: "Resolve Job Promise".

        Args:
            value: The registration; None where there was none to unregister.
        """
        for job in (self, *self.equivalent_jobs):
            job.settled = True
            job._task(partial(job._resolve, value))  # noqa: SLF001 -- one class

    def reject(self, error: Exception) -> None:
        """Reject its promise, and those of its equivalents. Source: "Reject Job Promise"."""
        for job in (self, *self.equivalent_jobs):
            job.settled = True
            # Whether anybody looks at it is not the job's to say.
            job.promise.then(None, lambda _: None)
            job._task(partial(job._reject, error))  # noqa: SLF001 -- one class

    def _task(self, steps: Callable[[], None]) -> None:
        if self.client is None:
            steps()
        else:
            self.client.queue_task(steps)


class Jobs:
    """The "scope to job queue map" of a user agent."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._queues: dict[str, deque[Job]] = {}

    def schedule(self, job: Job) -> None:
        """Queue a job. Source: "Schedule Job"."""
        # Steps 1 to 4.
        queue = self._queues.setdefault(job.scope, deque())
        # Step 5.
        if not queue:
            queue.append(job)
            self._services.run(self._work(job.scope, queue))
            return
        # Step 6.
        last = queue[-1]
        if job.is_equivalent(last) and not last.settled:
            last.equivalent_jobs.append(job)
        else:
            queue.append(job)

    def forget(self) -> None:
        """Drop the jobs that have not begun."""
        for queue in self._queues.values():
            while len(queue) > 1:
                queue.pop()

    async def _work(self, scope: str, queue: deque[Job]) -> None:
        """Run job after job. Source: "Run Job", "Finish Job"."""
        from .registering import register, unregister, update  # noqa: PLC0415 -- these make jobs

        while queue:
            job = queue[0]
            try:
                match job.type:
                    case "register":
                        await register(job, self._services)
                    case "update":
                        await update(job, self._services)
                    case "unregister":
                        unregister(job, self._services)
            except Exception as error:  # noqa: BLE001 -- the jobs behind it have nothing to do with its error
                job.reject(error)
                report_exception(error, f"the job {job!r}")
            finally:
                queue.popleft()
        del self._queues[scope]
