"""The user agent: what stands for the browser around pages and service workers.

A worker is a local Python file with an address: where the files of an origin are is what `UserAgent.serve` says. Its
code runs in this process and with your rights; worker code is never downloaded.

    async with UserAgent("podcasts") as agent:
        page = await agent.open("https://example.com/")
        await page.navigator.serviceWorker.register("worker.py")
        registration = await page.navigator.serviceWorker.ready
        await registration.backgroundFetch.fetch("episode-5", ["/5.mp3", "/cover.png"], title="Episode 5")
        await agent.idle()
"""

from __future__ import annotations

import os
from types import TracebackType
from typing import TYPE_CHECKING

from ._impl import urls
from ._impl.fetches.fetch import BackgroundFetch
from ._impl.pages import Page, policy_of
from ._impl.service_workers.jobs import Job
from ._impl.service_workers.outside import Registration, Worker
from ._impl.services import Settings
from ._impl.starting import Parts, start, stop

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self, TypeAlias

    # From the package, where a type checker finds what the stubs say: what users get is what they import.
    from background_fetch import BackgroundFetchRegistration, PermissionState

    from ._impl.network.transport import Transport
    from ._impl.service_workers.worker import Worker as WorkerStruct
    from ._impl.services import Clock, Services, UserInterface
    from ._impl.storage.store import Store

    Fetch: TypeAlias = BackgroundFetch | BackgroundFetchRegistration | str

__all__ = ["BackgroundFetch", "Page", "Registration", "Settings", "UserAgent", "Worker"]


class UserAgent:
    """A browser without windows. Use it by `async with`: at the end its workers stop, and what is under way is kept."""

    def __init__(  # noqa: PLR0913 -- each part can be replaced
        self,
        profile: str | os.PathLike[str] | None = None,
        *,
        settings: Settings | None = None,
        transport: Transport | None = None,
        store: Store | None = None,
        clock: Clock | None = None,
        interface: UserInterface | None = None,
        event_timeout: float | None = None,
    ) -> None:
        """Make a user agent; it begins with its first use.

        Args:
            profile: Folder that everything is kept in. Without one, all is in memory and gone at the end.
            settings: How it works.
            transport: What carries requests; libcurl, if not given.
            store: What keeps things; SQLite and files in the profile, if not given.
            clock: Its time; that of this machine, if not given.
            interface: What shows background fetches to the user; nothing does, if not given.
            event_timeout: Seconds after which an event's extension ends, settled or not, instead of the settings'.
        """
        self._given = Parts(profile, settings or Settings(), transport, store, clock, interface, event_timeout)
        self._services: Services | None = None
        self._workers: dict[WorkerStruct, Worker] = {}

    async def __aenter__(self) -> Self:
        self._started()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Stop all workers and close all pages. What is under way goes on when the profile is opened again."""
        if self._services is not None:
            await stop(self._services)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The open pages in the order in which they were opened, by `open` and by workers."""
        return tuple(tab.page for tab in self._started().pages.all)

    @property
    def registrations(self) -> tuple[Registration, ...]:
        """The registrations of service workers in the order of their making."""
        return tuple(Registration(each, self._worker) for each in self._started().registrations)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The workers of all registrations: the active one of each, the one that waits, the one being installed."""
        structs = [worker for each in self._started().registrations for worker in reversed(each.workers)]
        self._workers = {struct: self._worker(struct) for struct in structs}
        return tuple(self._workers.values())

    async def open(self, url: str, *, csp: str | Sequence[str] = ()) -> Page:
        """Open a page; it gets the focus.

        Args:
            url: Where it is.
            csp: The values of `Content-Security-Policy` that it was served with; its requests obey `connect-src`.

        Raises:
            TypeError: The address is not an absolute URL.
        """
        found = urls.parse(url)
        if found is None:
            raise TypeError(f"UserAgent.open: {url!r} is not an absolute URL")
        services = self._started()
        tab = services.pages.open(found, policy_of(csp))
        await services.tasks.turn()
        return tab.page

    def serve(self, url: str, folder: str | os.PathLike[str]) -> None:
        """Take scripts of service workers from a folder; those of other addresses are in the current one.

        Args:
            url: Where the scripts' addresses begin: an origin, or a folder of it.
            folder: The folder that stands for it. Nothing outside of it is read.

        Raises:
            TypeError: The address is none of the web.
            NotADirectoryError: The folder is none.
        """
        self._started().files.serve(url, folder)

    async def register(self, script: str | os.PathLike[str], *, scope: str) -> Worker:
        """Run a worker's file, install it and make it the active worker of a scope, at once and whoever was before.

        Args:
            script: The file. It is seen as `<origin of scope>/<name of the file>`.
            scope: The address that begins the addresses of the worker's pages.

        Returns:
            The worker: active, or `redundant` when what its `install` event waited for has failed.

        Raises:
            TypeError: The scope is no `http` or `https` address.
            DOMException: SecurityError: the scope is not secure.
            Exception: Whatever the file raises while it is run.
        """
        found = urls.parse(scope)
        if found is None or not found.startswith(("http://", "https://")):
            raise TypeError(f"UserAgent.register: scope {scope!r} is not an http: or https: URL")
        file = os.path.abspath(script)  # noqa: ASYNC240, PTH100 -- pathlib is slow to import; nothing is read
        url = urls.parse(f"/{os.path.basename(file)}", found) or found  # noqa: PTH119 -- as above
        job = Job("register", found.partition("#")[0], url, file=file, forced=True)
        self._started().jobs.schedule(job)
        try:
            await job.promise
        except TypeError as error:
            raise error.__cause__ or error from None
        worker = job.worker
        assert worker is not None  # noqa: S101 -- a forced job that succeeds has made one
        await worker.until("activated", "redundant")
        await worker.registration.services.tasks.turn()
        return self._worker(worker)

    def set_permission(self, origin: str, state: PermissionState) -> None:
        """Let an origin fetch in the background, forbid it, or have it ask: then its background fetches begin paused.

        Raises:
            TypeError: The origin is none of the web.
            ValueError: There is no such state.
        """
        from ._impl.permissions import set_permission  # noqa: PLC0415 -- seldom

        set_permission(self._started(), origin, state)

    @property
    def fetches(self) -> tuple[BackgroundFetch, ...]:
        """The background fetches that are not over, in the order of their beginning."""
        return tuple(self._started().performer.fetches)

    async def pause(self, fetch: Fetch) -> bool:
        """Let a background fetch wait, as a user does. False: it can't, or does so already.

        Args:
            fetch: The background fetch, one of its objects, or its id if no other registration has one with it.

        Raises:
            LookupError: There is none.
        """
        return self._started().performer.pause(self._found(fetch))

    async def resume(self, fetch: Fetch) -> bool:
        """Let a background fetch go on. False: it does so already. Arguments and errors are those of `pause`."""
        return self._started().performer.unpause(self._found(fetch))

    async def abort(self, fetch: Fetch) -> bool:
        """Abort a background fetch, as a user does. False: it is over. Arguments and errors are those of `pause`."""
        return self._started().performer.abort_by_user(self._found(fetch))

    async def click(self, fetch: Fetch) -> None:
        """Click on a background fetch, as a user does; return when the event that tells its worker is over.

        Arguments and errors are those of `pause`.
        """
        await self._started().performer.click(self._found(fetch))

    async def idle(self) -> None:
        """Return when nothing is under way: no background fetch that can move, no event, no installation."""
        await self._started().performer.idle()

    def _found(self, fetch: Fetch) -> BackgroundFetch:
        from ._impl.fetches.finding import find  # noqa: PLC0415 -- seldom

        return find(fetch, self.fetches)

    def _worker(self, struct: WorkerStruct) -> Worker:
        if struct not in self._workers:
            self._workers[struct] = Worker(struct)
        return self._workers[struct]

    def _started(self) -> Services:
        if self._services is None:
            self._services = start(self._given)
        elif self._services.closed:
            raise RuntimeError("the user agent was closed")
        return self._services
