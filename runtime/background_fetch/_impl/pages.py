"""The windows of a user agent, as far as service workers see them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from . import urls

if TYPE_CHECKING:
    from .cache_store import CacheStore
    from .workers import RegistrationOfWorker


class Page:
    """A window or tab with a page in it. In memory it is an address with an id: nothing is loaded or shown."""

    def __init__(self, url: str, controller: RegistrationOfWorker | None) -> None:
        self._id = str(uuid4())
        self._url = url
        self._controller = controller
        self._focused_at = 0
        self._messages: list[object] = []

    @property
    def id(self) -> str:
        """The id by which `Clients.get` finds the page."""
        return self._id

    @property
    def url(self) -> str:
        """Where the page is."""
        return self._url

    @property
    def messages(self) -> tuple[object, ...]:
        """What workers have posted to the page, the oldest first."""
        return tuple(self._messages)

    def __repr__(self) -> str:
        return f"<Page {self._url}>"


class Pages:
    """All pages of a user agent, and the registrations that control them."""

    def __init__(self) -> None:
        self.registrations: list[RegistrationOfWorker] = []
        self._pages: list[Page] = []
        self._focuses = 0
        self._stores: dict[str, CacheStore] = {}

    @property
    def all(self) -> tuple[Page, ...]:
        """The open pages in the order in which they were opened."""
        return tuple(self._pages)

    def open(self, url: str) -> Page:
        """Open a page and give it the focus."""
        page = Page(url, self.match(url))
        self._pages.append(page)
        self.focus(page)
        return page

    def close(self, page: Page) -> None:
        """Close a page."""
        if page in self._pages:
            self._pages.remove(page)

    def navigate(self, page: Page, url: str) -> None:
        """Take a page elsewhere."""
        page._url = url  # noqa: SLF001 -- pages are read-only for all others
        page._controller = self.match(url)  # noqa: SLF001

    def focus(self, page: Page) -> None:
        """Give a page the focus."""
        self._focuses += 1
        page._focused_at = self._focuses  # noqa: SLF001

    def is_focused(self, page: Page) -> bool:
        """Tell whether a page is the one that has the focus."""
        return page._focused_at == self._focuses and page in self._pages  # noqa: SLF001

    def controller(self, page: Page) -> RegistrationOfWorker | None:
        """Return the registration whose worker controls a page."""
        return page._controller  # noqa: SLF001

    def claim(self, registration: RegistrationOfWorker) -> None:
        """Let a registration's worker control all pages that it fits best."""
        for page in self._pages:
            if self.match(page.url) is registration:
                page._controller = registration  # noqa: SLF001

    def deliver(self, page: Page, message: object) -> None:
        """Give a page a message."""
        page._messages.append(message)  # noqa: SLF001 -- pages are read-only for all others

    def cache_store(self, origin: str) -> CacheStore:
        """Return the caches of an origin, which all its workers share."""
        from .cache_store import MemoryStore  # noqa: PLC0415 -- few workers have caches

        return self._stores.setdefault(origin, MemoryStore())

    def match(self, url: str) -> RegistrationOfWorker | None:
        """Return the registration with an active worker whose scope fits an address best. Source: "Match …"."""
        fitting = [each for each in self.registrations if each.active is not None and url.startswith(each.scope)]
        return max(fitting, key=lambda each: len(each.scope), default=None)

    def of_origin(self, origin: str) -> list[Page]:
        """Return an origin's pages: those that had the focus most recently first, then by age."""
        found = [page for page in self._pages if urls.origin(page.url) == origin]
        return sorted(found, key=lambda page: -page._focused_at)  # noqa: SLF001
