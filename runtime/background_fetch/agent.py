"""The user agent: what stands for the browser around pages and service workers.

A worker is a local Python file with an address: the scope says for which pages it is. Its code runs in this process
and with your rights; worker code is never downloaded. In this form the agent lives in memory and has no network: pages
are addresses, and background fetches are what `Worker.simulate` says they are.

    async with UserAgent() as agent:
        worker = await agent.register("worker.py", scope="https://example.com/")
        fetch = worker.simulate("podcast", title="Episode 5")
        await worker.finish(fetch)
        await worker.click(fetch)
        print([page.url for page in agent.pages])
"""

from __future__ import annotations

import os
from types import TracebackType
from typing import TYPE_CHECKING

from ._generated.support.exceptions import DOMException
from ._generated.support.platform import behind
from ._impl import background_fetch_events, environment, extendable, installing, urls
from ._impl._state import BackgroundFetch
from ._impl.pages import Page, Pages
from ._impl.registrations import RegistrationState
from ._impl.workers import WorkerRealm

if TYPE_CHECKING:
    from typing import Self

    # From the package, where a type checker finds what the stubs say: what users get is what they import.
    from background_fetch import (
        BackgroundFetchFailureReason,
        BackgroundFetchRegistration,
        MessagePort,
        Request,
        Response,
        ServiceWorkerGlobalScope,
        ServiceWorkerRegistration,
        ServiceWorkerState,
    )

__all__ = ["Page", "UserAgent", "Worker"]


class UserAgent:
    """A browser without windows. Use it by `async with`: at the end its workers stop."""

    def __init__(self, profile: str | os.PathLike[str] | None = None, *, event_timeout: float = 300) -> None:
        """Make a user agent.

        Args:
            profile: Folder that everything is kept in. Without one, all is in memory; that is the only form yet.
            event_timeout: Seconds after which an event's extension ends, settled or not.

        Raises:
            DOMException: NotSupportedError: a profile was given.
        """
        if profile is not None:
            raise DOMException("A user agent keeps nothing on disk yet; leave out the profile.", "NotSupportedError")
        self._event_timeout = event_timeout
        self._pages = Pages()
        self._workers: list[Worker] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop all workers: their timers end, and they get no more events."""
        for worker in self._workers:
            worker.terminate()

    @property
    def pages(self) -> tuple[Page, ...]:
        """The open pages in the order in which they were opened, by `open` and by workers."""
        return self._pages.all

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The registered workers."""
        return tuple(self._workers)

    def open(self, url: str) -> Page:
        """Open a page; it gets the focus.

        Raises:
            TypeError: The address is not an absolute URL.
        """
        found = urls.parse(url)
        if found is None:
            raise TypeError(f"UserAgent.open: {url!r} is not an absolute URL")
        return self._pages.open(found)

    async def register(self, script: str | os.PathLike[str], *, scope: str) -> Worker:
        """Run a worker's file, install it and make it the active worker of a scope.

        Args:
            script: The file. It is seen as `<origin of scope>/<name of the file>`.
            scope: The address that begins the addresses of the worker's pages.

        Returns:
            The worker: active, or `redundant` when what its `install` event waited for has failed.

        Raises:
            TypeError: The scope is no `http` or `https` address.
            Exception: Whatever the file raises while it is run.
        """
        found = urls.parse(scope)
        if found is None or not found.startswith(("http://", "https://")):
            raise TypeError(f"UserAgent.register: scope {scope!r} is not an http: or https: URL")
        worker = Worker(os.fspath(script), found.partition("#")[0], self._pages, self._event_timeout)
        await worker._start()  # noqa: SLF001 -- two classes of one module
        if worker.state != "redundant":
            for older in [each for each in self._workers if each.scope == worker.scope]:
                older.terminate()
                self._workers.remove(older)
            self._workers.append(worker)
        return worker


class Worker:
    """A registered service worker, from outside: what a browser, a network and a user would do to it."""

    def __init__(self, script: str, scope: str, pages: Pages, event_timeout: float) -> None:
        self._script = script
        self._pages = pages
        self._event_timeout = event_timeout
        script_url = f"{urls.origin(scope)}/{os.path.basename(script)}"  # noqa: PTH119 -- pathlib is slow to import
        self._realm = WorkerRealm(scope, script_url, pages)
        self._realm.worker_state.receiver = self._receive

    def __repr__(self) -> str:
        return f"<Worker {self.scope} {self.state}>"

    @property
    def scope(self) -> str:
        """The address that begins the addresses of its pages."""
        return self._realm.registration_state.scope

    @property
    def script_url(self) -> str:
        """The address under which its file is seen."""
        return self._realm.script_url

    @property
    def state(self) -> ServiceWorkerState:
        """Where it is in its life."""
        return self._realm.worker_state.state

    @property
    def registration(self) -> ServiceWorkerRegistration:
        """Its registration, the object that its own code sees as `registration`."""
        return self._realm.registration_state.registration

    @property
    def global_scope(self) -> ServiceWorkerGlobalScope:
        """Its global object, which its own code sees as `self`."""
        return self._realm.scope_state.scope

    def terminate(self) -> None:
        """Stop it: its timers end, and it gets no more events."""
        self._realm.scope_state.timers.stop_all()
        if self._realm.registration_state in self._pages.registrations:
            self._pages.registrations.remove(self._realm.registration_state)
        if self.state != "redundant":
            self._realm.worker_state.become("redundant")

    def simulate(self, id: str, /, *, title: str = "", download_total: int = 0) -> BackgroundFetchRegistration:  # noqa: A002 -- the platform's word
        """Begin a background fetch that moves only as `advance` and `finish` say, and return its registration.

        Raises:
            ValueError: There is an active one with this id.
        """
        fetch = BackgroundFetch(id, title=title, download_total=download_total)
        self._realm.registration_state.active_background_fetches.add(fetch)
        return self._realm.registration_state.manager.instance(fetch).registration

    def advance(self, registration: BackgroundFetchRegistration, *, downloaded: int = 0, uploaded: int = 0) -> None:
        """Let a background fetch make progress, by so many bytes."""
        fetch = behind(registration, RegistrationState).background_fetch
        fetch.stored_body_bytes_total += downloaded
        fetch.uploaded += uploaded
        self._realm.registration_state.manager.update_instances(fetch)

    def shown_title(self, registration: BackgroundFetchRegistration) -> str:
        """Return the title that the user sees, which `updateUI` may have changed."""
        return behind(registration, RegistrationState).background_fetch.title

    async def finish(
        self, registration: BackgroundFetchRegistration, failure_reason: BackgroundFetchFailureReason = ""
    ) -> None:
        """End a background fetch and fire the event that tells of it; return when the event is over.

        Args:
            registration: The background fetch. One that `abort` was called on ends as `aborted`.
            failure_reason: Why it failed; empty for success.
        """
        fetch = behind(registration, RegistrationState).background_fetch
        manager = self._realm.registration_state.manager
        self._realm.require_active()
        # Background Fetch, "perform a background fetch", steps 5.1 to 5.5.
        if not self._realm.registration_state.active_background_fetches.remove(fetch):
            failure_reason = "aborted"
        type_ = fetch.settle(failure_reason)
        manager.update_instances(fetch)
        await self._fire(background_fetch_events.make(type_, registration))
        fetch.records_available_flag = False
        manager.update_instances(fetch)

    async def click(self, registration: BackgroundFetchRegistration) -> None:
        """Click on a background fetch in the user interface: fire `backgroundfetchclick`; return when that is over."""
        self._realm.require_active()
        event = background_fetch_events.make("backgroundfetchclick", registration)
        self._realm.interactions += 1
        try:
            await self._fire(event)
        finally:
            self._realm.interactions -= 1

    async def post_message(self, message: object) -> None:
        """Post a message to the worker; return when its `message` event is over.

        Raises:
            DOMException: DataCloneError: a part of the message can't be copied.
        """
        from ._impl.cloning import clone_with_transfer  # noqa: PLC0415 -- not all workers get messages

        data, ports = clone_with_transfer(message, [])
        self._realm.require_active()
        await self._message(data, ports)

    async def fetch(self, request: Request | str) -> Response | None:
        """Fire `fetch` for a request of a page; return when the event is over.

        Returns:
            What the worker answered; a network error (`Response.error()`) where it failed to; None where it leaves the
            request to the network.

        Raises:
            TypeError: The request can't be made of an address.
        """
        # Not at the top: few workers answer requests, and a request takes much to import.
        from ._generated import fetch as classes  # noqa: PLC0415 -- see above
        from ._impl import fetch_events  # noqa: PLC0415 -- see above

        self._realm.require_active()
        with environment.entered(self.script_url):
            made = classes.Request(request)
            return await fetch_events.handle_fetch(
                fetch_events.make(made), self._realm.scope_state, self._event_timeout
            )

    async def _fire(self, event: extendable.ExtendableState) -> None:
        with environment.entered(self.script_url):
            await extendable.fire_extendable(event, self._realm.scope_state, self._event_timeout)

    def _receive(self, data: object, ports: tuple[MessagePort, ...]) -> None:
        """Take a message of another script: it is delivered in a turn of its own."""
        from ._generated.support.promise import Promise  # noqa: PLC0415 -- not all workers get messages

        Promise.of(self._message(data, ports))

    async def _message(self, data: object, ports: tuple[MessagePort, ...]) -> None:
        from ._impl.messages import make_worker_message  # noqa: PLC0415 -- not all workers get messages

        await self._fire(make_worker_message(data, ports, self._realm.origin))

    async def _start(self) -> None:
        """Evaluate, install and activate. Source: Service Workers, "Install", "Activate"."""
        from ._js import run_worker  # noqa: PLC0415 -- who only makes events needs no façade

        worker = self._realm.worker_state
        with environment.entered(self.script_url):
            run_worker(self._script, self._realm.scope_state.scope)
        worker.become("installing")
        event = installing.make()
        await self._fire(event)
        if event.failed:
            worker.become("redundant")
            return
        worker.become("installed")
        worker.become("activating")
        self._pages.registrations.append(self._realm.registration_state)
        await self._fire(extendable.make("activate"))
        worker.become("activated")
