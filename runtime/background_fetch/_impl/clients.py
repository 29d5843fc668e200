"""A service worker's view of the pages of its origin. Source: Service Workers, "Client", "Clients".

Each call gives new objects, pictures of the pages as they are at that time.
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

    from .pages import Page, Pages
    from .workers import WorkerRealm


class ClientsState:
    """What stands behind the Clients of a worker."""

    def __init__(self, realm: WorkerRealm, pages: Pages) -> None:
        self.public: Clients = service_workers.Clients._wrap(self)
        self._realm = realm
        self._pages = pages

    async def get(self, id_: str, /) -> Client | None:
        """Return the client with an id."""
        for page in self._pages.of_origin(self._realm.origin):
            if page.id == id_:
                return self._client(page)
        return None

    async def matchAll(self, options: ClientQueryOptions, /) -> tuple[Client, ...]:
        """Return the clients that fit. There are only windows here."""
        if options.get("type", "window") not in {"window", "all"}:
            return ()
        # Steps 2.2 and 2.3: the origin's; controlled by this registration's worker unless asked for others too.
        return tuple(
            self._client(page)
            for page in self._pages.of_origin(self._realm.origin)
            if options.get("includeUncontrolled", False)
            or self._pages.controller(page) is self._realm.registration_state
        )

    async def openWindow(self, url: str, /) -> WindowClient | None:
        """Open a window; what may not be is a rejection."""
        # Steps 1 to 3.
        parsed = urls.parse(url, self._realm.script_url)
        if parsed is None:
            raise TypeError(f"Clients.openWindow: {url!r} is not a valid URL")
        if parsed == "about:blank":
            raise TypeError("Clients.openWindow: 'about:blank' can't be opened")
        # Step 4.
        self._require_activation("openWindow")
        # Steps 7.1 to 7.9.
        page = self._pages.open(parsed)
        return self._client(page) if urls.origin(parsed) == self._realm.origin else None

    async def claim(self) -> None:
        """Take over the pages in scope."""
        # Step 1.
        if not self._realm.is_active:
            raise DOMException("Only the active worker can claim clients.", "InvalidStateError")
        self._pages.claim(self._realm.registration_state)

    def focus(self, page: Page) -> WindowClient:
        """Give a page the focus. Source: "WindowClient.focus()"."""
        self._require_activation("focus")
        self._require_open(page)
        self._pages.focus(page)
        return self._client(page)

    def navigate(self, page: Page, url: str) -> WindowClient | None:
        """Take a page elsewhere. Source: "WindowClient.navigate(url)"."""
        # Steps 1 to 3.
        parsed = urls.parse(url, self._realm.script_url)
        if parsed is None or parsed == "about:blank":
            raise TypeError(f"WindowClient.navigate: can't go to {url!r}")
        self._require_open(page)
        # Step 4.
        if self._pages.controller(page) is not self._realm.registration_state:
            raise TypeError("WindowClient.navigate: this worker does not control the page")
        self._pages.navigate(page, parsed)
        return self._client(page) if urls.origin(parsed) == self._realm.origin else None

    def deliver(self, page: Page, message: object) -> None:
        """Give a page a message, unless it was closed."""
        if page in self._pages.all:
            self._pages.deliver(page, message)

    def _require_activation(self, what: str) -> None:
        if not self._realm.window_interaction_allowed:
            raise DOMException(f"Not allowed to {what} without a click of the user.", "InvalidAccessError")

    def _require_open(self, page: Page) -> None:
        if page not in self._pages.all:
            raise TypeError("the page has been closed")

    def _client(self, page: Page) -> WindowClient:
        return WindowClientState(self, page, focused=self._pages.is_focused(page)).public


class WindowClientState:
    """What stands behind a WindowClient."""

    def __init__(self, clients: ClientsState, page: Page, *, focused: bool) -> None:
        self.public: WindowClient = service_workers.WindowClient._wrap(self)
        self._clients = clients
        self._page = page
        self.url = page.url
        self.id = page.id
        self.focused = focused

    frameType: FrameType = "top-level"
    type: ClientType = "window"
    visibilityState: DocumentVisibilityState = "visible"
    ancestorOrigins: tuple[str, ...] = ()

    def postMessage(self, message: object, transfer_or_options: list[object] | StructuredSerializeOptions, /) -> None:
        """Post a message. Pages in memory run no code: `Page.messages` has it."""
        from .cloning import clone_with_transfer, transfer_list  # noqa: PLC0415 -- few workers post messages

        data, _ = clone_with_transfer(message, transfer_list(transfer_or_options))
        self._clients.deliver(self._page, data)

    async def focus(self) -> WindowClient:
        """Give the page the focus."""
        return self._clients.focus(self._page)

    async def navigate(self, url: str, /) -> WindowClient | None:
        """Take the page elsewhere."""
        return self._clients.navigate(self._page, url)
