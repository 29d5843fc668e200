"""A service worker's view of the pages of its origin. Source: Service Workers, "Client", "Clients".

Each call gives new objects, pictures of the pages as they are at that time. There are only windows here.
"""

# ruff: noqa: N802, N815, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import service_workers
from background_fetch._generated.support.exceptions import DOMException

from . import urls

if TYPE_CHECKING:
    from background_fetch._generated.aliases import ClientType, DocumentVisibilityState, FrameType
    from background_fetch._generated.html import StructuredSerializeOptions
    from background_fetch._generated.service_workers import Client, ClientQueryOptions, Clients, WindowClient

    from .pages import Tab
    from .realms import Realm
    from .service_workers.worker_realm import WorkerRealm


class ClientsState:
    """What stands behind the Clients of a worker."""

    def __init__(self, realm: WorkerRealm) -> None:
        self.public: Clients = service_workers.Clients._wrap(self)
        self._realm = realm
        self._pages = realm.services.pages

    async def get(self, id_: str, /) -> Client | None:
        """Return the client with an id."""
        for tab in self._pages.of_origin(self._realm.origin):
            # Step 2.1.1.
            if tab.id == id_:
                self._require_secure(tab)
                return self.client(tab)
        # Step 2.2.
        return None

    async def matchAll(self, options: ClientQueryOptions, /) -> tuple[Client, ...]:
        """Return the clients that fit."""
        # Step 2.5.
        if options.get("type", "window") not in {"window", "all"}:
            return ()
        # Steps 2.2 and 2.6.
        return tuple(
            self.client(tab)
            for tab in self._pages.of_origin(self._realm.origin)
            if tab.realm.is_secure
            and (options.get("includeUncontrolled", False) or tab.controller is self._realm.worker)
        )

    async def openWindow(self, url: str, /) -> WindowClient | None:
        """Open a window; what may not be is a rejection."""
        # Steps 1 to 3.
        parsed = urls.parse(url, self._realm.url)
        if parsed is None:
            raise TypeError(f"Clients.openWindow: {url!r} is not a valid URL")
        if parsed == "about:blank":
            raise TypeError("Clients.openWindow: 'about:blank' can't be opened")
        # Step 4.
        self._require_activation("openWindow")
        # Step 7.
        tab = self._pages.open(parsed, by_script=True)
        return self.client(tab) if tab.realm.origin == self._realm.origin else None

    async def claim(self) -> None:
        """Take over the pages in scope."""
        from .service_workers.clearing import client_unloaded  # noqa: PLC0415 -- registrations make these objects

        # Step 1.
        if not self._realm.is_active:
            raise DOMException("Only the active worker can claim clients.", "InvalidStateError")
        worker = self._realm.worker
        # Step 3.1.
        for tab in self._pages.of_origin(self._realm.origin):
            if not tab.realm.is_secure:
                continue
            if self._realm.services.registrations.match(tab.url) is not worker.registration:
                continue
            # Step 3.1.6.
            if tab.controller is not worker:
                used = tab.controller
                tab.control(worker)
                if used is not None:
                    client_unloaded(used.registration)
        # Step 3.2.
        await self._realm.services.tasks.turn()

    def focus(self, tab: Tab) -> WindowClient:
        """Give a page the focus. Source: "WindowClient.focus()"."""
        self._require_activation("focus")
        _require_open(tab)
        self._pages.focus(tab)
        return self.client(tab)

    def navigate(self, tab: Tab, url: str) -> WindowClient | None:
        """Take a page elsewhere. Source: "WindowClient.navigate(url)"."""
        # Steps 1 to 3.
        parsed = urls.parse(url, self._realm.url)
        if parsed is None or parsed == "about:blank":
            raise TypeError(f"WindowClient.navigate: can't go to {url!r}")
        _require_open(tab)
        # Step 4.
        if tab.controller is not self._realm.worker:
            raise TypeError("WindowClient.navigate: this worker does not control the page")
        self._pages.navigate(tab, parsed)
        return self.client(tab) if tab.realm.origin == self._realm.origin else None

    def post(
        self, tab: Tab, id_: str, message: object, transfer_or_options: list[object] | StructuredSerializeOptions
    ) -> None:
        """Post a message to a page, which is lost if the page is no longer there."""
        from .cloning import clone_with_transfer, transfer_list  # noqa: PLC0415 -- few workers post messages

        # Step 3.
        data, ports = clone_with_transfer(message, transfer_list(transfer_or_options))
        # Step 4.
        if not tab.closed and tab.id == id_:
            tab.messages.append(data)
            tab.window.container.receive(data, ports, self._realm.worker)

    def client(self, tab: Tab) -> WindowClient:
        """Return a picture of a page."""
        return WindowClientState(self, tab, focused=self._pages.is_focused(tab)).public

    def of_realm(self, realm: Realm) -> WindowClient | None:
        """Return a picture of the page that a realm belongs to, if it is still there."""
        return next((self.client(tab) for tab in self._pages.all if tab.realm is realm), None)

    def _require_activation(self, what: str) -> None:
        if not self._realm.interaction_allowed:
            raise DOMException(f"Not allowed to {what} without a click of the user.", "InvalidAccessError")

    @staticmethod
    def _require_secure(tab: Tab) -> None:
        # "Resolve Get Client Promise", step 1.
        if not tab.realm.is_secure:
            raise DOMException(f"{tab.url} is not a secure context.", "SecurityError")


class WindowClientState:
    """What stands behind a WindowClient."""

    def __init__(self, clients: ClientsState, tab: Tab, *, focused: bool) -> None:
        self.public: WindowClient = service_workers.WindowClient._wrap(self)
        self._clients = clients
        self._tab = tab
        self.url = tab.url
        self.id = tab.id
        self.focused = focused

    frameType: FrameType = "top-level"
    type: ClientType = "window"
    visibilityState: DocumentVisibilityState = "visible"
    ancestorOrigins: tuple[str, ...] = ()

    def postMessage(self, message: object, transfer_or_options: list[object] | StructuredSerializeOptions, /) -> None:
        """Post a message."""
        self._clients.post(self._tab, self.id, message, transfer_or_options)

    async def focus(self) -> WindowClient:
        """Give the page the focus."""
        return self._clients.focus(self._tab)

    async def navigate(self, url: str, /) -> WindowClient | None:
        """Take the page elsewhere."""
        return self._clients.navigate(self._tab, url)


def _require_open(tab: Tab) -> None:
    if tab.closed:
        raise TypeError("the page has been closed")
