"""What stands behind a BackgroundFetchRegistration. Source: Background Fetch, "BackgroundFetchRegistration".

Its attributes are copies: they change in the tasks that tell of it, not in the middle of a script.
"""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import background_fetch
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.promise import Promise
from background_fetch._impl._state import updated
from background_fetch._impl.firing import fire
from background_fetch._impl.targets import TargetState

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from background_fetch._generated.aliases import BackgroundFetchFailureReason, BackgroundFetchResult, RequestInfo
    from background_fetch._generated.background_fetch import BackgroundFetchRecord, BackgroundFetchRegistration
    from background_fetch._generated.service_workers import CacheQueryOptions
    from background_fetch._impl._state import Snapshot
    from background_fetch._impl.realms import Realm
    from background_fetch._impl.requests import RequestRecord

    from .fetch import BackgroundFetch


class RegistrationState(TargetState):
    """What stands behind a BackgroundFetchRegistration."""

    def __init__(self, fetch: BackgroundFetch, realm: Realm) -> None:
        self.registration: BackgroundFetchRegistration = background_fetch.BackgroundFetchRegistration._wrap(self)
        super().__init__(self.registration)
        self.background_fetch = fetch
        self.realm = realm
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

    def abort(self) -> Awaitable[bool]:
        """Abort; false if it was not active any more."""
        return self.realm.services.performer.abort(self.background_fetch, self.realm)

    def match(self, request: RequestInfo, options: CacheQueryOptions, /) -> Promise[BackgroundFetchRecord | None]:
        """Return the first record that matches."""
        return self.matchAll(request, options).then(_first)

    def matchAll(
        self, request: RequestInfo | None, options: CacheQueryOptions, /
    ) -> Promise[list[BackgroundFetchRecord]]:
        """Return the records that match; step 1 is decided at the call."""
        from background_fetch._impl.requests import to_record  # noqa: PLC0415 -- not all look for records

        # Step 1.
        if not self.recordsAvailable:
            raise DOMException(
                "The records associated with this background fetch are no longer available.", "InvalidStateError"
            )
        # Not in the specification, which passes on what it was given: the errors of `new Request()`.
        with self.realm.entered():
            query = None if request is None else to_record(request)
        # Steps 2 and 3.
        return Promise(lambda resolve, _: self.realm.queue_task(lambda: resolve(self._matching(query, options))))

    def _matching(self, query: RequestRecord | None, options: CacheQueryOptions) -> list[BackgroundFetchRecord]:
        from .record_objects import matching  # noqa: PLC0415 -- not all look for records

        return matching(self.background_fetch.records, query, options, self.realm)

    def update(self, fetch: Snapshot) -> None:
        """Show what the background fetch is like, and tell of it. Source: "update background fetch instances", 6."""
        self._shown, progress = updated(self._shown, fetch)
        if progress:
            fire(self, "progress")


def _first(records: list[BackgroundFetchRecord]) -> BackgroundFetchRecord | None:
    return records[0] if records else None
