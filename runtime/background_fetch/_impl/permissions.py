"""What origins may. Source: Permissions, "Permissions", "PermissionStatus"; Background Fetch, "Permissions"."""

# ruff: noqa: SLF001 -- `_wrap` is how behaviour makes objects

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from background_fetch._generated import permissions

from . import urls
from .firing import fire
from .storage.store import PutPermission
from .targets import TargetState

if TYPE_CHECKING:
    from background_fetch._generated.aliases import PermissionState
    from background_fetch._generated.permissions import Permissions, PermissionStatus

    from .realms import Realm
    from .services import Services

STATES: Final = ("granted", "denied", "prompt")
_NAME: Final = "background-fetch"
"""The one powerful feature that there is here."""


class PermissionStatusState(TargetState):
    """What stands behind a PermissionStatus."""

    name = _NAME

    def __init__(self, state: PermissionState) -> None:
        self.status: PermissionStatus = permissions.PermissionStatus._wrap(self)
        super().__init__(self.status)
        self.state: PermissionState = state

    def change(self, state: PermissionState) -> None:
        """Show another state and tell of it."""
        if state != self.state:
            self.state = state
            fire(self, "change")


class PermissionsState:
    """What stands behind a realm's Permissions."""

    def __init__(self, realm: Realm) -> None:
        self.public: Permissions = permissions.Permissions._wrap(self)
        self._realm = realm
        self._statuses: list[PermissionStatusState] = []

    async def query(self, descriptor: object, /) -> PermissionStatus:
        """Return the state of a permission, in an object that goes with the time."""
        # Steps 2 to 4.
        if not isinstance(descriptor, Mapping) or "name" not in descriptor:
            raise TypeError("Permissions.query: a permission is named by an object with a 'name'")
        if descriptor["name"] != _NAME:
            raise TypeError(f"Permissions.query: there is no permission {descriptor['name']!r} here, only {_NAME!r}")
        # Steps 5 to 7.
        state = PermissionStatusState(self._state())
        self._statuses.append(state)
        return state.status

    def update(self) -> None:
        """Bring the objects up to date, in tasks."""
        for each in self._statuses:
            self._realm.queue_task(partial(each.change, self._state()))

    def _state(self) -> PermissionState:
        # Outside of secure contexts powerful features are denied.
        return self._realm.services.permission(self._realm.origin) if self._realm.is_secure else "denied"


def set_permission(services: Services, origin: str, state: PermissionState) -> None:
    """Change what an origin may, keep it, and tell its realms.

    Raises:
        TypeError: The origin is none of the web.
        ValueError: There is no such state.
    """
    found = urls.origin(origin)
    if found == "null":
        raise TypeError(f"UserAgent.set_permission: {origin!r} has no origin")
    if state not in STATES:
        raise ValueError(f"a permission is 'granted', 'denied' or 'prompt', not {state!r}")
    services.permissions[found] = state
    services.keep(PutPermission(found, state))
    services.performer.decide(found, state)
    services.performer.decide(found, state)
    for realm in services.realms_of(found):
        shown = realm.known(PermissionsState, realm)
        if shown is not None:
            shown.update()
