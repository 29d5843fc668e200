"""The windows of a user agent. Sources: HTML, "navigables", "Window"; Service Workers, "service worker client".

Nothing is loaded or shown: a page is an address in a window, with a realm for the program that plays its scripts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from . import urls
from .firing import fire
from .realms import PolicyContainer, Realm

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    # From the package, where a type checker finds what the stubs say: what users get is what they import.
    from background_fetch import Navigator, Window

    from .service_workers.registration import Registration
    from .service_workers.worker import Worker
    from .services import Services
    from .windows import WindowState


def policy_of(csp: str | Sequence[str]) -> PolicyContainer:
    """Return the policies of a page that is served with these values of `Content-Security-Policy`."""
    return PolicyContainer(csp=(csp,) if isinstance(csp, str) else tuple(csp))


class Page:
    """A window with a page in it: an address and what a script there would see. Nothing is loaded or shown."""

    def __init__(self, tab: Tab) -> None:
        self._tab = tab

    def __repr__(self) -> str:
        return f"<Page {self.url}>"

    @property
    def id(self) -> str:
        """The id by which `Clients.get` finds the page; another one after each navigation."""
        return self._tab.id

    @property
    def url(self) -> str:
        """Where the page is."""
        return self._tab.url

    @property
    def window(self) -> Window:
        """Its global object."""
        return self._tab.window.window

    @property
    def navigator(self) -> Navigator:
        """What it can know of the user agent, and its service workers."""
        return self._tab.window.navigator

    @property
    def messages(self) -> tuple[object, ...]:
        """What workers have posted to the page, the oldest first."""
        return tuple(self._tab.messages)

    def entered(self) -> AbstractContextManager[None]:
        """Run code as the page's own, by `with`: relative addresses in `Request(…)` are relative to the page."""
        return self._tab.realm.entered()

    async def navigate(self, url: str, *, csp: str | Sequence[str] = ()) -> None:
        """Take the window to another page, or load it anew: another `window`, another `id`.

        Args:
            url: Where to, relative to the page.
            csp: As for `UserAgent.open`.

        Raises:
            TypeError: The address can't be read.
            RuntimeError: The window was closed.
        """
        found = urls.parse(url, self.url)
        if found is None:
            raise TypeError(f"Page.navigate: {url!r} is not a URL")
        if self._tab.closed:
            raise RuntimeError("the window was closed")
        services = self._tab.realm.services
        services.pages.navigate(self._tab, found, policy_of(csp))
        await services.tasks.turn()

    def close(self) -> None:
        """Close the window. A worker that waited for the page to go may become active."""
        self._tab.realm.services.pages.close(self._tab)


class Tab:
    """A window with a page in it. Its realm is the service worker client, which each navigation makes anew."""

    def __init__(self, services: Services, *, opened_by_script: bool) -> None:
        self.opened_by_script = opened_by_script
        self.controller: Worker | None = None
        """The client's active service worker."""
        self.focused_at = 0
        """Its place in the order of focus, 0 if it never had it."""
        self.closed = False
        self.messages: list[object] = []
        """What workers have posted to it, the oldest first."""
        self.name = ""
        self._services = services
        self.realm: Realm
        self.window: WindowState
        self.page = Page(self)
        """What the user has of it."""

    def __repr__(self) -> str:
        return f"<Tab {self.url}>"

    @property
    def id(self) -> str:
        """The client's id."""
        return self.realm.id

    @property
    def url(self) -> str:
        """Where the page is: the client's creation URL."""
        return self.realm.url

    def load(self, url: str, policy: PolicyContainer) -> None:
        """Begin a page, as a client of its own."""
        from .windows import WindowState  # noqa: PLC0415 -- a window knows its tab

        self.realm = Realm(url, self._services, policy)
        self.window = WindowState(self)
        self._services.realms.append(self.realm)

    def unload(self) -> None:
        """End the page."""
        self.window.timers.stop_all()
        self.realm.close()

    def uses(self, registration: Registration) -> bool:
        """Tell whether a worker of a registration controls it."""
        return self.controller is not None and self.controller.registration is registration

    def control(self, worker: Worker) -> None:
        """Give it another active service worker. Source: Service Workers, "Notify Controller Change"."""
        self.controller = worker
        self.realm.queue_task(partial(fire, self.window.container, "controllerchange"))


class Pages:
    """All windows of a user agent, and which of them has the focus."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._tabs: list[Tab] = []
        self._focuses = 0

    @property
    def all(self) -> tuple[Tab, ...]:
        """The open windows in the order in which they were opened."""
        return tuple(self._tabs)

    def open(self, url: str, policy: PolicyContainer | None = None, *, by_script: bool = False) -> Tab:
        """Open a window with a page and give it the focus."""
        tab = Tab(self._services, opened_by_script=by_script)
        self._tabs.append(tab)
        self._load(tab, url, policy or PolicyContainer())
        self.focus(tab)
        return tab

    def navigate(self, tab: Tab, url: str, policy: PolicyContainer | None = None) -> None:
        """Take a window to another page."""
        used = tab.controller
        tab.unload()
        self._load(tab, url, policy or PolicyContainer())
        self._left(used)

    def close(self, tab: Tab) -> None:
        """Close a window."""
        if tab.closed:
            return
        tab.closed = True
        self._tabs.remove(tab)
        used, tab.controller = tab.controller, None
        tab.unload()
        self._left(used)

    def focus(self, tab: Tab) -> None:
        """Give a window the focus."""
        self._focuses += 1
        tab.focused_at = self._focuses

    def is_focused(self, tab: Tab) -> bool:
        """Tell whether a window is the one that has the focus."""
        return tab.focused_at == self._focuses and not tab.closed

    def of_origin(self, origin: str) -> list[Tab]:
        """Return an origin's windows: those that had the focus most recently first, then by age."""
        return sorted((tab for tab in self._tabs if tab.realm.origin == origin), key=lambda tab: -tab.focused_at)

    def _load(self, tab: Tab, url: str, policy: PolicyContainer) -> None:
        from .service_workers.registering import soft_update  # noqa: PLC0415 -- registrations know pages

        tab.load(url, policy)
        # Service Workers, "Handle Fetch", for a navigation: the registration that matches has its active worker control
        # the page, and looks for an update.
        registration = self._services.registrations.match(url) if tab.realm.is_secure else None
        tab.controller = None if registration is None else registration.active
        if registration is not None and registration.active is not None:
            soft_update(registration)

    @staticmethod
    def _left(worker: Worker | None) -> None:
        from .service_workers.clearing import client_unloaded  # noqa: PLC0415 -- as above

        if worker is not None:
            client_unloaded(worker.registration)
