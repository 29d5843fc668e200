"""Background fetches as the user agent has them. Source: Background Fetch, "Infrastructure".

None of this belongs to a realm: scripts see it by objects of their own (`registration`, `record_objects`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from background_fetch._impl._state import EVENTS, ActiveFetches, Snapshot

if TYPE_CHECKING:
    from background_fetch._generated.aliases import BackgroundFetchFailureReason, BackgroundFetchResult
    from background_fetch._generated.image_resource import ImageResource
    from background_fetch._impl.cache_store import StoredRequest, StoredResponse
    from background_fetch._impl.extendable import ExtendableState
    from background_fetch._impl.network.clients import Client
    from background_fetch._impl.realms import Realm
    from background_fetch._impl.storage.store import Content, RecordResult, StoredBody

    from .quota import Account

T = TypeVar("T")
EXPOSED: Final = frozenset({"", "success", "bad-status"})
"""Results of responses that scripts may see."""


class EditQueue(Protocol):
    """A parallel queue: one thing after the other."""

    def enqueue(self, work: Callable[[], Awaitable[T]], /) -> Awaitable[T]:
        """Add work; the result is what it comes to."""
        ...


class Owner(Protocol):
    """What background fetches have to know of their service worker registration."""

    @property
    def scope(self) -> str:
        """The address that it is known by."""
        ...

    @property
    def origin(self) -> str:
        """Its origin."""
        ...

    @property
    def active(self) -> object | None:
        """Its active worker."""
        ...

    @property
    def unregistered(self) -> bool:
        """Whether it has been removed."""
        ...

    @property
    def fetches(self) -> ActiveFetches:
        """The active background fetches."""
        ...

    @property
    def edit_queue(self) -> EditQueue:
        """The active background fetches edit queue."""
        ...

    async def fire_functional_event(
        self, make: Callable[[Realm], ExtendableState], *, type_: str = "", interaction: bool = False
    ) -> None:
        """Fire an event at the active worker; return when it is not active any more, or was skipped."""
        ...


class ResponseData:
    """A background fetch response: what has come for a record by now.

    The transport's thread adds bytes and sets `redundant`; all else happens on the event loop. Whoever reads bytes asks
    afterwards whether they were redundant when they were read.
    """

    __slots__ = ("_waiting", "body", "redundant", "response", "result")

    def __init__(
        self, response: StoredResponse | None = None, body: StoredBody | None = None, result: RecordResult = ""
    ) -> None:
        self.response = response
        """The response, with all header fields that the server sent."""
        self.body = body
        """Its bytes; None until a request was begun."""
        self.result = result
        self.redundant = False
        """Whether another response has taken its place, which has the result `redundant` in the specification."""
        self._waiting: list[Callable[[], object]] = []

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return 0 if self.body is None else self.body.size

    @property
    def exposed(self) -> bool:
        """Whether scripts may see it. Source: "exposed"."""
        return not self.redundant and self.result in EXPOSED

    @property
    def settled(self) -> bool:
        """Whether nothing more comes."""
        return self.redundant or self.result != ""

    def wait(self, go_on: Callable[[], object]) -> None:
        """Call back once, when something has changed."""
        self._waiting.append(go_on)

    def changed(self) -> None:
        """Tell who waits. Called on the event loop."""
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for go_on in waiting:
                go_on()


class Record:
    """A background fetch record."""

    __slots__ = ("data", "next_try", "position", "reason", "request", "request_body")

    def __init__(
        self,
        position: int,
        request: StoredRequest,
        request_body: Content | None = None,
        data: ResponseData | None = None,
    ) -> None:
        self.position = position
        self.request = request
        self.request_body = request_body
        self.data = data or ResponseData()
        """The response data; another object when a server has sent another response."""
        self.reason = ""
        """Why the last attempt has failed, until a server answers: for people, scripts never see it."""
        self.next_try: float | None = None
        """When it is tried again, while it backs off."""


class BackgroundFetch:
    """A background fetch; told apart by identity, since an id can be used again."""

    def __init__(self, key: int, id_: str, registration: Owner, client: Client, account: Account) -> None:
        self.key = key
        """The number by which the store knows it."""
        self.id = id_
        self.registration = registration
        """Its service worker registration."""
        self.origin = registration.origin
        self.client = client
        """The script that asked, as it was at that moment."""
        self.account = account
        self.records: list[Record] = []
        self.title = ""
        self.icons: list[ImageResource] = []
        self.download_total = 0
        self.upload_total = 0
        self.uploaded = 0
        self.result: BackgroundFetchResult = ""
        self.failure_reason: BackgroundFetchFailureReason = ""
        self.event = ""
        """The type of the event that tells the worker of the end, once it is known."""
        self.records_available_flag = True
        self.paused_flag = False
        self.abort_all_flag = False
        self.asks_permission = False
        """Whether it is paused because the user has not decided yet."""

    def __repr__(self) -> str:
        return f"<BackgroundFetch {self.id!r} of {self.registration.scope}>"

    @property
    def stored_body_bytes_total(self) -> int:
        """How many bytes of responses are stored."""
        return self.account.used

    @property
    def can_pause(self) -> bool:
        """Whether a user may pause it: each of its requests can go on later. Source: "display"."""
        return all(record.request.method == "GET" for record in self.records)

    @property
    def snapshot(self) -> Snapshot:
        """What an instance made now would show."""
        return Snapshot(self.account.used, self.uploaded, self.result, self.failure_reason, self.records_available_flag)

    def settle(self, failure_reason: BackgroundFetchFailureReason) -> None:
        """Take the final result. Source: "perform a background fetch", steps 5.2 and 5.4."""
        if self.result != "":
            raise ValueError(f"the background fetch {self.id!r} has settled already")
        self.failure_reason = failure_reason
        self.result = "failure" if failure_reason else "success"
        self.event = EVENTS.get(failure_reason, "backgroundfetchfail")
