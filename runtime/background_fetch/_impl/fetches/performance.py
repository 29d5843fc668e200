"""A background fetch that is performed: its records on their way, and what becomes of the whole.

Source: Background Fetch, "perform a background fetch", steps 1 to 4. What moves bytes and what waits is behind
`Stage`; here is only who is told what, and when all is over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from background_fetch._generated.support.promise import Promise

from .record_events import (
    Abort,
    Failure,
    Head,
    Leave,
    Pause,
    Queue,
    Send,
    Settle,
    Sleep,
    Start,
    State,
    Terminate,
    Unpause,
    Wake,
)
from .records import Completion

if TYPE_CHECKING:
    from asyncio import Task
    from collections.abc import Callable

    from background_fetch._generated.aliases import BackgroundFetchFailureReason
    from background_fetch._impl.cache_store import StoredResponse
    from background_fetch._impl.network.controllers import Controller
    from background_fetch._impl.network.integrity import Check
    from background_fetch._impl.storage.store import RecordResult

    from .delivery import Delivery
    from .fetch import BackgroundFetch, Record
    from .record_events import Command, Input
    from .retry import Patience


class Stage(Protocol):
    """What performs the commands that take time."""

    @property
    def closing(self) -> bool:
        """Whether nothing more is begun: the user agent comes to its end."""
        ...

    def queue(self, run: Run) -> None:
        """Let a record wait for its turn."""
        ...

    def leave(self, run: Run) -> None:
        """Let it wait no more."""
        ...

    def sleep(self, run: Run, seconds: float) -> None:
        """Tell the record `Timer` after a while, and people when that is."""
        ...

    def settled(self, run: Run) -> None:
        """Take note that a record has its outcome."""
        ...

    def over(self, performance: Performance) -> None:
        """Take note that all records have theirs."""
        ...


class Run:
    """A record on its way."""

    __slots__ = ("check", "check_size", "completion", "controller", "delivery", "kept", "performance", "record",
                 "sleeping")  # fmt: skip

    def __init__(self, performance: Performance, record: Record, completion: Completion) -> None:
        self.performance = performance
        self.record = record
        self.completion = completion
        self.controller: Controller | None = None
        """Of the attempt that is under way."""
        self.delivery: Delivery | None = None
        """Of the attempt that is under way."""
        self.sleeping: Task[None] | None = None
        self.check: Check | None = None
        """The hash of what has come, where integrity metadata ask for it."""
        self.check_size = 0
        """How many bytes that is."""
        self.kept: StoredResponse | None = record.data.response
        """The response that the store has."""

    @property
    def fetch(self) -> BackgroundFetch:
        """The background fetch."""
        return self.performance.fetch

    def tell(self, event: Input) -> Send | None:
        """Tell the record what has happened, and do what it says; a request to send is left to the caller."""
        if isinstance(event, Failure):
            self.record.reason = event.reason
        elif isinstance(event, Head):
            self.record.reason = ""
        request: Send | None = None
        for command in self.completion.handle(event):
            request = self.do(command) or request
        return request

    def do(self, command: Command) -> Send | None:
        """Do what a record says."""
        stage = self.performance.stage
        match command:
            case Send():
                return command
            case Queue():
                stage.queue(self)
            case Leave():
                stage.leave(self)
            case Sleep(seconds):
                stage.sleep(self, seconds)
            case Wake():
                self.record.next_try = None
                if self.sleeping is not None:
                    self.sleeping.cancel()
            case Terminate():
                if self.controller is not None:
                    self.controller.terminate()
            case Settle(result):
                self.performance.settle(self, result)
        return None


class Performance:
    """A background fetch that is performed."""

    def __init__(self, fetch: BackgroundFetch, stage: Stage, patience: Patience) -> None:
        self.fetch = fetch
        self.stage = stage
        # Step 1.
        self._settled = 0
        self.failure_reason: BackgroundFetchFailureReason = ""
        self.over = False
        """Whether all records have their outcome."""
        self.cleared = False
        """Whether its registration is gone: nothing is told of it any more."""
        self.counted = False
        """Whether the user agent is busy because of it."""
        self.moving = 0
        """How many attempts are under way, those included that were told to terminate."""
        self._waiting: list[Callable[[], object]] = []
        # Step 2.
        self.runs = [
            Run(
                self,
                record,
                Completion(is_get=record.request.method == "GET", patience=patience, stored=record.data.size),
            )
            for record in fetch.records
        ]

    def begin(self) -> None:
        """Let all records begin that have no outcome yet."""
        for run in self.runs:
            if run.record.data.result:
                run.completion.state = State.SETTLED
                self._count(run.record.data.result)
        for run in self.runs:
            if run.completion.state is not State.SETTLED:
                for command in run.completion.begin(paused=self.fetch.paused_flag):
                    run.do(command)
        self._look()

    def start(self, run: Run) -> Send | None:
        """Give a record its turn."""
        send = run.tell(Start())
        self.moving += send is not None
        return send

    def ended(self) -> None:
        """Take note that an attempt has ended."""
        self.moving -= 1
        if not self.moving:
            waiting, self._waiting = self._waiting, []
            for go_on in waiting:
                go_on()

    async def still(self) -> None:
        """Return when no attempt is under way."""
        if self.moving:
            await Promise[None](lambda resolve, _: self._waiting.append(lambda: resolve(None)))

    def pause(self) -> None:
        """Set the paused flag."""
        self.fetch.paused_flag = True
        self._tell(Pause())

    def unpause(self) -> None:
        """Unset the paused flag."""
        self.fetch.paused_flag = False
        self._tell(Unpause())

    def abort(self) -> None:
        """Set the abort all flag."""
        self.fetch.abort_all_flag = True
        self._tell(Abort())
        self._look()

    def settle(self, run: Run, result: RecordResult) -> None:
        """Give a record its outcome."""
        data = run.record.data
        data.result = result
        data.changed()
        self.stage.settled(run)
        self._count(result)
        # Step 4.
        if result == "download-total-exceeded" and not self.fetch.abort_all_flag:
            self.abort()
        self._look()

    def fail(self, position: int, result: BackgroundFetchFailureReason) -> None:
        """Change the success of a record: what was received could not be kept."""
        data = self.fetch.records[position].data
        if data.result in {"success", "bad-status"}:
            data.result = result
            data.changed()
            self.failure_reason = self.failure_reason or result

    def _count(self, result: RecordResult) -> None:
        # Step 2, with the condition the right way round (see "failure-reason-inverted").
        if result != "success" and not self.failure_reason:
            self.failure_reason = result  # type: ignore[assignment] # a result is a failure reason or "success"
        self._settled += 1

    def _look(self) -> None:
        # Step 3.
        if self._settled == len(self.runs) and not self.over:
            self.over = True
            self.stage.over(self)

    def _tell(self, event: Input) -> None:
        for run in self.runs:
            run.tell(event)
