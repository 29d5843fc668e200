"""Background fetches as a realm sees them: their instances, and the manager that finds them.

Source: Background Fetch, "BackgroundFetchManager", "BackgroundFetchRegistration". Each instance shows copies of its
fetch's state, which `update_instances` brings up to date and tells of by `progress`.
"""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import background_fetch
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.promise import Promise

from . import urls
from ._state import ActiveFetches, BackgroundFetch, Snapshot, updated
from .firing import fire
from .targets import TargetState

if TYPE_CHECKING:
    from background_fetch._generated.aliases import (
        BackgroundFetchFailureReason,
        BackgroundFetchResult,
        RequestInfo,
    )
    from background_fetch._generated.background_fetch import (
        BackgroundFetchManager,
        BackgroundFetchOptions,
        BackgroundFetchRecord,
        BackgroundFetchRegistration,
    )
    from background_fetch._generated.service_workers import CacheQueryOptions

    from .workers import RegistrationOfWorker


class RegistrationState(TargetState):
    """What stands behind a BackgroundFetchRegistration."""

    def __init__(self, fetch: BackgroundFetch, active: ActiveFetches, base_url: str) -> None:
        self.registration: BackgroundFetchRegistration = background_fetch.BackgroundFetchRegistration._wrap(self)
        super().__init__(self.registration)
        self.background_fetch = fetch
        self._active = active
        self._base_url = base_url
        self._shown = fetch.snapshot

    @property
    def id(self) -> str:
        """The id that the fetch was given."""
        return self.background_fetch.id

    @property
    def uploadTotal(self) -> int:
        """Bytes to send."""
        return self.background_fetch.upload_total

    @property
    def uploaded(self) -> int:
        """Bytes sent."""
        return self._shown.uploaded

    @property
    def downloadTotal(self) -> int:
        """Bytes expected, 0 if that is not known."""
        return self.background_fetch.download_total

    @property
    def downloaded(self) -> int:
        """Bytes received."""
        return self._shown.downloaded

    @property
    def result(self) -> BackgroundFetchResult:
        """How it ended."""
        return self._shown.result

    @property
    def failureReason(self) -> BackgroundFetchFailureReason:
        """Why it failed."""
        return self._shown.failure_reason

    @property
    def recordsAvailable(self) -> bool:
        """Whether `match` and `matchAll` can be called."""
        return self._shown.records_available

    async def abort(self) -> bool:
        """Abort; false if it was not active any more."""
        if not self._active.remove(self.background_fetch):
            return False
        self.background_fetch.abort_all_flag = True
        return True

    async def match(self, request: RequestInfo, options: CacheQueryOptions, /) -> BackgroundFetchRecord | None:
        """Return the first record that matches."""
        matches = await self.matchAll(request, options)
        return matches[0] if matches else None

    def matchAll(
        self, request: RequestInfo | None, options: CacheQueryOptions, /
    ) -> Promise[list[BackgroundFetchRecord]]:
        """Return the records that match; step 1 is decided at the call."""
        del options
        # Step 1.
        if not self.recordsAvailable:
            raise DOMException(
                "The records associated with this background fetch are no longer available.", "InvalidStateError"
            )
        if isinstance(request, str):
            urls.request_url(request, self._base_url)
        # Steps 2 and 3: what has no transport has no records.
        return Promise.resolve([])

    def update(self) -> None:
        """Bring the instance up to date."""
        self._shown, progress = updated(self._shown, self.background_fetch.snapshot)
        if progress:
            fire(self, "progress")

    @property
    def shown(self) -> Snapshot:
        """What the instance shows now."""
        return self._shown


class ManagerState:
    """What stands behind a BackgroundFetchManager."""

    def __init__(self, registration: RegistrationOfWorker, base_url: str) -> None:
        self.public: BackgroundFetchManager = background_fetch.BackgroundFetchManager._wrap(self)
        self._registration = registration
        self._base_url = base_url
        self._instances: dict[BackgroundFetch, RegistrationState] = {}

    def fetch(
        self, id_: str, requests: RequestInfo | list[RequestInfo], options: BackgroundFetchOptions, /
    ) -> Promise[BackgroundFetchRegistration]:
        """Check what can be checked without a network, then refuse."""
        del options
        # Steps 2 and 3.
        items = requests if isinstance(requests, list) else [requests]
        if not items:
            raise TypeError("BackgroundFetchManager.fetch: at least one request must be given")
        # Step 4.1.
        for item in items:
            if isinstance(item, str):
                urls.request_url(item, self._base_url)
            elif item.mode == "no-cors":
                # Step 4.2.
                raise TypeError("BackgroundFetchManager.fetch: a request must not have the mode 'no-cors'")
        # Step 7.
        if self._registration.active is None:
            raise TypeError("BackgroundFetchManager.fetch: the registration has no active worker")
        # Step 8.
        if self._registration.active_background_fetches.get(id_) is not None:
            raise TypeError(f"BackgroundFetchManager.fetch: there already is a background fetch {id_!r}")
        raise DOMException("This user agent has no network to fetch from.", "NotSupportedError")

    async def get(self, id_: str, /) -> BackgroundFetchRegistration | None:
        """Return the active background fetch with an id."""
        fetch = self._registration.active_background_fetches.get(id_)
        return None if fetch is None else self.instance(fetch).registration

    async def getIds(self) -> list[str]:
        """Return the ids of the active background fetches."""
        return self._registration.active_background_fetches.ids()

    def instance(self, fetch: BackgroundFetch) -> RegistrationState:
        """Return the realm's one instance of a background fetch. Source: "get a … instance"."""
        if fetch not in self._instances:
            active = self._registration.active_background_fetches
            self._instances[fetch] = RegistrationState(fetch, active, self._base_url)
        return self._instances[fetch]

    def update_instances(self, fetch: BackgroundFetch) -> None:
        """Update the background fetch's instances: the one of this realm."""
        found = self._instances.get(fetch)
        if found is not None:
            found.update()
