"""The registrations of a user agent.

Source: Service Workers, "registration map", "Set Registration", "Get Registration", "Match Service Worker
Registration". A scope begins with its origin, which is all the storage key that there is here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from background_fetch._impl import urls

if TYPE_CHECKING:
    from .registration import Registration


class RegistrationMap:
    """The registrations that were not unregistered, by scope, in the order of their making."""

    def __init__(self) -> None:
        self._map: dict[str, Registration] = {}

    def __iter__(self) -> Iterator[Registration]:
        return iter(tuple(self._map.values()))

    def __len__(self) -> int:
        return len(self._map)

    def get(self, scope: str) -> Registration | None:
        """Return the registration of a scope. Source: "Get Registration"."""
        return self._map.get(scope)

    def set(self, registration: Registration) -> None:
        """Add a registration. Source: "Set Registration"."""
        self._map[registration.scope] = registration

    def remove(self, registration: Registration) -> None:
        """Take a registration out: it is "unregistered" then."""
        registration.unregistered = True
        if self._map.get(registration.scope) is registration:
            del self._map[registration.scope]

    def match(self, url: str) -> Registration | None:
        """Return the registration that an address belongs to. Source: "Match Service Worker Registration"."""
        # Step 5: a scope's normal form ends its origin with a slash, so no other origin begins with it.
        fitting = (each for scope, each in self._map.items() if url.startswith(scope))
        return max(fitting, key=lambda each: len(each.scope), default=None)

    def of_origin(self, origin: str) -> tuple[Registration, ...]:
        """Return the registrations of an origin."""
        return tuple(each for scope, each in self._map.items() if urls.origin(scope) == origin)
