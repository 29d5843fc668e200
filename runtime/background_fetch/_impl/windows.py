"""The global object of a page. Source: HTML, "Window"."""

# ruff: noqa: SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import html

from .global_scope import GlobalScope
from .navigators import window_navigator
from .service_workers.container import ContainerState

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from background_fetch._generated.fetch import Request, RequestInit, Response
    from background_fetch._generated.html import Navigator, Window

    from .pages import Tab


class WindowState(GlobalScope):
    """What stands behind a Window."""

    def __init__(self, tab: Tab) -> None:
        self.window: Window = html.Window._wrap(self)
        super().__init__(self.window, tab.realm)
        self._tab = tab
        self.container = ContainerState(tab.realm, tab)
        self._navigator = window_navigator(tab.realm, self.container)

    @property
    def self(self) -> Window:
        """The window itself."""
        return self.window

    @property
    def navigator(self) -> Navigator:
        """What the page can know of the user agent."""
        return self._navigator

    @property
    def name(self) -> str:
        """The window's name, which stays when it goes to another page."""
        return self._tab.name

    @name.setter
    def name(self, value: str, /) -> None:
        self._tab.name = value

    def fetch(self, input_: Request | str, init: RequestInit, /) -> Awaitable[Response]:
        """Fetch a resource, by the worker that controls the page if it answers."""
        if self._tab.controller is None or self._global_realm.closed:
            return super().fetch(input_, init)
        from .service_workers.intercepting import fetch_by  # noqa: PLC0415 -- few pages fetch by their worker

        return fetch_by(self._tab.controller, input_, init, self._global_realm)

    def close(self) -> None:
        """Close the window, if a script has opened it."""
        if self._tab.opened_by_script and not self._global_realm.closed:
            self._global_realm.services.pages.close(self._tab)

    @property
    def closed(self) -> bool:
        """Whether the window has been closed."""
        return self._tab.closed

    def focus(self) -> None:
        """Bring the window to the front."""
        if not self._global_realm.closed:
            self._global_realm.services.pages.focus(self._tab)
