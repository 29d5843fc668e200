"""The event by which a worker gets ready. Source: Service Workers, "InstallEvent"."""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from typing import NoReturn

from background_fetch._generated import service_workers
from background_fetch._generated.support.platform import not_supported

from .extendable import ExtendableState


class InstallEventState(ExtendableState):
    """What stands behind an InstallEvent."""

    def addRoutes(self, rules: object, /) -> NoReturn:
        """Refuse: there are no requests to route."""
        del rules
        not_supported("InstallEvent.addRoutes", "runtime/background_fetch/_impl/installing.py")


def make() -> InstallEventState:
    """Create the trusted `install` event."""
    state = InstallEventState("install", {})
    state.public = service_workers.InstallEvent._wrap(state)
    state.isTrusted = True
    return state
