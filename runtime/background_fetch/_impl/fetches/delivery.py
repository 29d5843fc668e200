"""What takes the response of one attempt, on the transport's thread.

It decides what the head means (`ranges`), counts bytes, and writes them away. The event loop is told by `News`, not of
each piece: what has changed is asked for in one go, at most once in an interval.

Source: Background Fetch, "complete a record", process response, steps 2 to 5.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from background_fetch._impl.responses import NULL_BODY_STATUSES
from background_fetch._impl.storage.errors import is_full

from .fetch import ResponseData
from .ranges import PARTIAL, Held, Judgement, complete_length, is_other, judge
from .record_events import Chunk, Failure, Head, Whole
from .rows import stored_response

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Event

    from background_fetch._impl.cache_store import StoredResponse
    from background_fetch._impl.responses import ResponseRecord
    from background_fetch._impl.services import Settings
    from background_fetch._impl.storage.store import RecordResult, StoredBody

    from .performance import Run
    from .ranges import ResumePoint
    from .record_events import Input


class News:
    """Tells the event loop that deliveries have changed, by one call for all that changes meanwhile."""

    event: Event
    """Set while there are some."""

    def __init__(self) -> None:
        self._changed: deque[Delivery] = deque()
        self._told = False

    def begin(self) -> None:
        """Begin to tell the loop that is running."""
        from asyncio import Event, get_running_loop  # noqa: PLC0415 -- asyncio takes longer to import than all the rest

        self._loop: AbstractEventLoop = get_running_loop()
        self.event = Event()

    def tell(self, delivery: Delivery) -> None:
        """Note that a delivery has changed. Any thread may call."""
        if delivery.noted:
            return
        delivery.noted = True
        self._changed.append(delivery)
        if not self._told:
            self._told = True
            self._loop.call_soon_threadsafe(self.event.set)

    def take(self) -> list[Delivery]:
        """Return what has changed since the last call. Called on the event loop."""
        self.event.clear()
        self._told = False
        taken: list[Delivery] = []
        while self._changed:
            delivery = self._changed.popleft()
            delivery.noted = False
            taken.append(delivery)
        return taken


class Delivery:
    """Takes the response of one attempt."""

    __slots__ = (
        "_body", "_checked_size", "_fetch", "_head", "_method", "_news", "_patient", "_point",
        "_settings", "_size", "_spare", "_told", "checkpoint_due", "data", "last_head", "noted", "run", "stopped",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913, PLR0917 -- what an attempt is made of
        self,
        run: Run,
        body: StoredBody,
        spare: StoredBody,
        point: ResumePoint,
        news: News,
        settings: Settings,
        *,
        patient: bool,
    ) -> None:
        """Make a delivery.

        Args:
            run: The record.
            body: Where its bytes go.
            spare: Where those of another response go. The store keeps what there is until it has that response.
            point: What was asked for.
            news: What is told.
            settings: How much is counted at a time.
            patient: Whether the request may be sent again later.
        """
        self.run = run
        self.data = run.record.data
        """The response data that bytes go to; another one than the record's when it has to be replaced."""
        self.last_head: Head | None = None
        self._head: Head | None = None
        self.stopped: Failure | Whole | None = None
        """Why no more is wanted."""
        self.noted = False
        """Whether `News` has it."""
        self.checkpoint_due = False
        """Whether so much has come that the store should count it."""
        self._fetch = run.fetch
        self._method = run.record.request.method
        self._body = body
        self._spare = spare
        self._point = point
        self._news = news
        self._settings = settings
        self._patient = patient
        self._size = 0
        self._told = 0
        self._checked_size = 0

    def process_request_body(self, count: int) -> None:
        """Take note of so many further bytes having been sent. Source: process request body."""
        self._fetch.uploaded += count
        self._news.tell(self)

    def process_response(self, response: ResponseRecord) -> bool:
        """Take the head; false if the body is not wanted. Source: process response, steps 2 to 4."""
        method = self._method
        kept = stored_response(response, has_body=has_body(method, response.status))
        held = Held(self.data.response, self._body.size)
        match judge(kept.status, kept.headers, held, self._point, patient=self._patient):
            case Judgement.INVALID:
                self.stopped = Failure("fetch-error", reason="the server's part does not fit what has come already")
            case Judgement.LATER:
                self.stopped = Failure("bad-status", temporary=True, reason=_answered(kept.status))
            case Judgement.FROM_START:
                # What is stored is not the body of that status: if it is the last word, nothing is exposed.
                self.stopped = Failure("fetch-error", useless=True, reason=_answered(kept.status))
            case Judgement.WHOLE:
                self.stopped = Whole()
            case Judgement.REPLACES:
                # Step 3.
                self.data.redundant = True
                self._fetch.account.give_back(self._body.size)
                self._body = self._spare
                self.data = ResponseData(kept, self._body)
                other = is_other(kept, held.response)
                self.last_head = self._head = Head(kept.status, _complete(method, kept), other=other)
            case Judgement.CONTINUES:
                # Step 4.
                if self._point.start == 0 or kept.status != PARTIAL:
                    self.data.response = kept
                self.last_head = self._head = Head(kept.status, _complete(method, kept), continues=True)
        if self.stopped is None:
            self._news.tell(self)
        return self.stopped is None

    def process_chunk(self, data: bytes) -> bool:
        """Take a piece of the body; false if no more is wanted. Source: process response, step 5."""
        size = len(data)
        refusal = self._fetch.account.take(size)
        if refusal:
            self.stopped = Failure(refusal)
            return False
        try:
            self._body.write(data)
        except OSError as error:
            self._fetch.account.give_back(size)
            self.stopped = disk_failure(error)._replace(useless=not is_full(error))
            return False
        self._size += size
        if self._size - self._checked_size >= self._settings.checkpoint_bytes:
            self._checked_size = self._size
            self.checkpoint_due = True
        self._news.tell(self)
        return True

    @property
    def uncounted(self) -> bool:
        """Whether bytes have come that no checkpoint counts yet."""
        return self._size != self._checked_size

    def counted(self) -> None:
        """Take note that all that has come by now is being counted. Called on the event loop."""
        self._checked_size = self._size

    def inputs(self) -> list[Input]:
        """Return what has come since the last call. Called on the event loop."""
        found: list[Input] = []
        # The head came before what is counted now.
        size, head = self._size, self._head
        if head is not None:
            self._head = None
            found.append(head)
        if size != self._told:
            found.append(Chunk(size - self._told))
            self._told = size
        return found


def disk_failure(error: OSError) -> Failure:
    """Return the end of an attempt whose bytes can't be kept, or read."""
    result: RecordResult = "quota-exceeded" if is_full(error) else "fetch-error"
    return Failure(result, reason=f"the disk fails: {error.strerror or error}")


def _answered(status: int) -> str:
    return f"the server answered with the status {status}"


def _complete(method: str, response: StoredResponse) -> int | None:
    """Return the complete length that a part announces; that of a whole response is the transport's to look at."""
    return complete_length(method, response) if response.status == PARTIAL else None


def has_body(method: str, status: int) -> bool:
    """Tell whether a response has a body. Source: Fetch, "main fetch", step 21."""
    return method not in {"HEAD", "CONNECT"} and status not in NULL_BODY_STATUSES
