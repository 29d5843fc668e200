"""What stands behind a BackgroundFetchManager. Source: Background Fetch, "BackgroundFetchManager"."""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import background_fetch
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.promise import Promise

from . import instances

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from background_fetch._generated.aliases import RequestInfo
    from background_fetch._generated.background_fetch import (
        BackgroundFetchManager,
        BackgroundFetchOptions,
        BackgroundFetchRegistration,
    )
    from background_fetch._impl.realms import Realm
    from background_fetch._impl.requests import RequestRecord

    from .fetch import BackgroundFetch, Owner


class ManagerState:
    """What stands behind a BackgroundFetchManager."""

    def __init__(self, registration: Owner, realm: Realm) -> None:
        self.public: BackgroundFetchManager = background_fetch.BackgroundFetchManager._wrap(self)
        self._registration = registration
        self._realm = realm

    def fetch(
        self, id_: str, requests: RequestInfo | list[RequestInfo], options: BackgroundFetchOptions, /
    ) -> Awaitable[BackgroundFetchRegistration]:
        """Begin a background fetch."""
        # Steps 2 and 3.
        items = requests if isinstance(requests, list) else [requests]
        if not items:
            raise TypeError("BackgroundFetchManager.fetch: at least one request must be given")
        # Step 4.
        with self._realm.entered():
            records = _internal_requests(items)
        # Steps 5 and on.
        return self._promised(lambda: self._begin(id_, records, options))

    def get(self, id_: str, /) -> Awaitable[BackgroundFetchRegistration | None]:
        """Return the active background fetch with an id."""
        # Steps 1.1 and 1.2, in parallel.
        fetch = self._registration.fetches.get(id_)
        # Steps 1.3 to 1.5.
        return Promise(
            lambda resolve, _: self._realm.queue_task(lambda: resolve(None if fetch is None else self._instance(fetch)))
        )

    def getIds(self) -> Awaitable[list[str]]:
        """Return the ids of the active background fetches."""
        return Promise(lambda resolve, _: self._realm.queue_task(lambda: resolve(self._registration.fetches.ids())))

    def _instance(self, fetch: BackgroundFetch) -> BackgroundFetchRegistration:
        return instances.instance(fetch, self._realm).registration

    def _promised(self, steps: Callable[[], Awaitable[BackgroundFetch]]) -> Promise[BackgroundFetchRegistration]:
        """Run steps on the edit queue; what they come to is told in a task of the realm."""
        queued = Promise.of(self._registration.edit_queue.enqueue(steps))

        def settle(
            resolve: Callable[[BackgroundFetchRegistration], None], reject: Callable[[BaseException], None]
        ) -> None:
            queued.then(
                # Step 13.
                lambda fetch: self._realm.queue_task(lambda: resolve(self._instance(fetch))),
                lambda error: self._realm.queue_task(lambda: reject(error)),
            )

        return Promise(settle)

    async def _begin(self, id_: str, requests: list[RequestRecord], options: BackgroundFetchOptions) -> BackgroundFetch:
        """Steps 6 to 14, on the edit queue."""
        from .beginning import begin  # noqa: PLC0415 -- who only looks does not begin anything

        registration, services = self._registration, self._realm.services
        # Step 6.
        permission = services.permission(self._realm.origin)
        if permission == "denied":
            raise DOMException("The user does not allow this origin background fetches.", "NotAllowedError")
        # Step 7.
        if registration.active is None or registration.unregistered:
            raise TypeError("BackgroundFetchManager.fetch: the registration has no active worker")
        # Step 8.
        if registration.fetches.get(id_) is not None:
            raise TypeError(f"BackgroundFetchManager.fetch: there already is a background fetch {id_!r}")
        return await begin(registration, self._realm, id_, requests, options, asks=permission == "prompt")


def _internal_requests(items: list[RequestInfo]) -> list[RequestRecord]:
    """Steps 4.1 to 4.3."""
    from background_fetch._impl.request_construction import construct_request  # noqa: PLC0415 -- see below
    from background_fetch._impl.requests import to_record  # noqa: PLC0415 -- not all who look for fetches begin one

    # Of an address this is what `new Request(address)` has inside, without the objects around it.
    records = [to_record(item) if isinstance(item, str) else construct_request(item, item, {}).record for item in items]
    if any(record.mode == "no-cors" for record in records):
        raise TypeError("BackgroundFetchManager.fetch: a request must not have the mode 'no-cors'")
    return records
