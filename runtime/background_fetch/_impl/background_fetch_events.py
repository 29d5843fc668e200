"""The events of Background Fetch. Source: Background Fetch, "BackgroundFetchEvent", "BackgroundFetchUpdateUIEvent"."""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import background_fetch
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.platform import behind
from background_fetch._generated.support.promise import Promise

from ._state import UPDATES_UI
from .extendable import ExtendableState
from .fetches.displaying import tell_user
from .fetches.registration import RegistrationState

if TYPE_CHECKING:
    from background_fetch._generated.background_fetch import (
        BackgroundFetchEventInit,
        BackgroundFetchRegistration,
        BackgroundFetchUIOptions,
    )


class BackgroundFetchEventState(ExtendableState):
    """What stands behind a BackgroundFetchEvent."""

    def __init__(self, type_: str, init: BackgroundFetchEventInit) -> None:
        super().__init__(type_, init)
        self.registration: BackgroundFetchRegistration = init["registration"]
        self.instance = behind(self.registration, RegistrationState)
        self.background_fetch = self.instance.background_fetch


class UpdateUIEventState(BackgroundFetchEventState):
    """What stands behind a BackgroundFetchUpdateUIEvent."""

    def __init__(self, type_: str, init: BackgroundFetchEventInit) -> None:
        super().__init__(type_, init)
        self.ui_updated_flag = False

    def updateUI(self, options: BackgroundFetchUIOptions, /) -> Promise[None]:
        """Give the user interface another title, other icons; once. What may not be is decided at the call."""
        if not self.isTrusted:
            raise DOMException("An event that a script made has no user interface.", "InvalidStateError")
        if self.ui_updated_flag:
            raise DOMException("updateUI may be called only once.", "InvalidStateError")
        if not self.active:
            raise DOMException("The event is no longer active.", "InvalidStateError")
        self.ui_updated_flag = True
        # What is absent stays as it was; absent is not empty.
        if "icons" in options:
            self.background_fetch.icons = list(options["icons"])
        if "title" in options:
            self.background_fetch.title = options["title"]
        tell_user(self.instance.realm.services.interface.changed, self.background_fetch)
        return Promise.resolve(None)


def make(type_: str, registration: BackgroundFetchRegistration) -> BackgroundFetchEventState:
    """Create the trusted event of a type, of the interface that fits."""
    init: BackgroundFetchEventInit = {"registration": registration}
    if type_ in UPDATES_UI:
        updating = UpdateUIEventState(type_, init)
        updating.public = background_fetch.BackgroundFetchUpdateUIEvent._wrap(updating)
        updating.isTrusted = True
        return updating
    state = BackgroundFetchEventState(type_, init)
    state.public = background_fetch.BackgroundFetchEvent._wrap(state)
    state.isTrusted = True
    return state
