"""What is behind the classes of background_fetch: to be filled in, it is not generated again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._generated.support.platform import not_supported
from .dom import EventTargetBehaviour
from .service_workers import ExtendableEventBehaviour

if TYPE_CHECKING:
    from .._generated import (
        BackgroundFetchEvent,
        BackgroundFetchEventInit,
        BackgroundFetchFailureReason,
        BackgroundFetchOptions,
        BackgroundFetchRecord,
        BackgroundFetchRegistration,
        BackgroundFetchResult,
        BackgroundFetchUIOptions,
        BackgroundFetchUpdateUIEvent,
        CacheQueryOptions,
        Request,
        Response,
    )
    from collections.abc import Awaitable, Callable


class BackgroundFetchEventBehaviour(ExtendableEventBehaviour):
    """What is behind a BackgroundFetchEvent."""

    def __init__(self, this: BackgroundFetchEvent, type: str, init: BackgroundFetchEventInit, /) -> None:
        not_supported("BackgroundFetchEvent", "background_fetch/_impl/background_fetch.py")

    @property
    def registration(self) -> BackgroundFetchRegistration:
        """The background fetch that the event is about."""
        not_supported("BackgroundFetchEvent.registration", "background_fetch/_impl/background_fetch.py")


class BackgroundFetchManagerBehaviour:
    """What is behind a BackgroundFetchManager."""

    def fetch(
        self, id: str, requests: Request | str | list[Request | str], options: BackgroundFetchOptions, /
    ) -> Awaitable[BackgroundFetchRegistration]:
        """Starts a background fetch of one or more requests under an id."""
        not_supported("BackgroundFetchManager.fetch", "background_fetch/_impl/background_fetch.py")

    def get(self, id: str, /) -> Awaitable[BackgroundFetchRegistration | None]:
        """Finds an active background fetch by its id."""
        not_supported("BackgroundFetchManager.get", "background_fetch/_impl/background_fetch.py")

    def getIds(self) -> Awaitable[list[str]]:
        """Lists the ids of all active background fetches of the service worker registration."""
        not_supported("BackgroundFetchManager.getIds", "background_fetch/_impl/background_fetch.py")


class BackgroundFetchRecordBehaviour:
    """What is behind a BackgroundFetchRecord."""

    @property
    def request(self) -> Request:
        """The request as it was given, with a body that can be read afresh."""
        not_supported("BackgroundFetchRecord.request", "background_fetch/_impl/background_fetch.py")

    @property
    def responseReady(self) -> Awaitable[Response]:
        """The response, as soon as its headers are there."""
        not_supported("BackgroundFetchRecord.responseReady", "background_fetch/_impl/background_fetch.py")


class BackgroundFetchRegistrationBehaviour(EventTargetBehaviour):
    """What is behind a BackgroundFetchRegistration."""

    @property
    def id(self) -> str:
        """The id that the fetch was started with."""
        not_supported("BackgroundFetchRegistration.id", "background_fetch/_impl/background_fetch.py")

    @property
    def uploadTotal(self) -> int:
        """The number of bytes in all request bodies together; 0 when no request has a body."""
        not_supported("BackgroundFetchRegistration.uploadTotal", "background_fetch/_impl/background_fetch.py")

    @property
    def uploaded(self) -> int:
        """The number of bytes of request bodies that have been sent so far."""
        not_supported("BackgroundFetchRegistration.uploaded", "background_fetch/_impl/background_fetch.py")

    @property
    def downloadTotal(self) -> int:
        """The expected download size in bytes that the fetch was started with; 0 when none was given."""
        not_supported("BackgroundFetchRegistration.downloadTotal", "background_fetch/_impl/background_fetch.py")

    @property
    def downloaded(self) -> int:
        """The number of bytes of response bodies that are stored so far."""
        not_supported("BackgroundFetchRegistration.downloaded", "background_fetch/_impl/background_fetch.py")

    @property
    def result(self) -> BackgroundFetchResult:
        """How the fetch ended; the empty string while it is active."""
        not_supported("BackgroundFetchRegistration.result", "background_fetch/_impl/background_fetch.py")

    @property
    def failureReason(self) -> BackgroundFetchFailureReason:
        """Why the fetch failed; the empty string while it is active and when it succeeded."""
        not_supported("BackgroundFetchRegistration.failureReason", "background_fetch/_impl/background_fetch.py")

    @property
    def recordsAvailable(self) -> bool:
        """Whether the requests and responses can still be asked for."""
        not_supported("BackgroundFetchRegistration.recordsAvailable", "background_fetch/_impl/background_fetch.py")

    def abort(self) -> Awaitable[bool]:
        """Stops the fetch."""
        not_supported("BackgroundFetchRegistration.abort", "background_fetch/_impl/background_fetch.py")

    def match(self, request: Request | str, options: CacheQueryOptions, /) -> Awaitable[BackgroundFetchRecord | None]:
        """Finds the first request of the fetch that matches an address."""
        not_supported("BackgroundFetchRegistration.match", "background_fetch/_impl/background_fetch.py")

    def matchAll(
        self, request: Request | str | None, options: CacheQueryOptions, /
    ) -> Awaitable[list[BackgroundFetchRecord]]:
        """Finds all requests of the fetch, or all that match an address."""
        not_supported("BackgroundFetchRegistration.matchAll", "background_fetch/_impl/background_fetch.py")

    def event_handler(self, type_: str, /) -> Callable[..., object] | None:
        """The handler of the events of a type."""
        not_supported("BackgroundFetchRegistration.event_handler", "background_fetch/_impl/background_fetch.py")

    def set_event_handler(self, type_: str, value: Callable[..., object] | None, /) -> None:
        """Set the handler of the events of a type; None removes it."""
        not_supported("BackgroundFetchRegistration.set_event_handler", "background_fetch/_impl/background_fetch.py")


class BackgroundFetchUpdateUIEventBehaviour(BackgroundFetchEventBehaviour):
    """What is behind a BackgroundFetchUpdateUIEvent."""

    def __init__(self, this: BackgroundFetchUpdateUIEvent, type: str, init: BackgroundFetchEventInit, /) -> None:
        not_supported("BackgroundFetchUpdateUIEvent", "background_fetch/_impl/background_fetch.py")

    def updateUI(self, options: BackgroundFetchUIOptions, /) -> Awaitable[None]:
        """Changes the title and the icons that the browser shows for the fetch."""
        not_supported("BackgroundFetchUpdateUIEvent.updateUI", "background_fetch/_impl/background_fetch.py")
