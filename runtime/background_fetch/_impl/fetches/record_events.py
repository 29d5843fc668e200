"""What can happen to a record of a background fetch, and what is to be done about it: the words of `records`."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from background_fetch._impl.storage.store import RecordResult


class State(enum.Enum):
    """Where a record is."""

    WAITING = "waiting for its turn"
    PAUSED = "paused"
    BACKING_OFF = "backing off"
    REQUESTING = "requesting"
    RECEIVING = "receiving"
    SETTLED = "settled"

    __hash__ = object.__hash__  # enum's own is written in Python, and takes longer than what is looked up by it


class Start(NamedTuple):
    """Its turn has come."""


class Whole(NamedTuple):
    """All bytes are there already, before a request or because the server says so (416)."""

    ok: bool = True
    """Whether the status that they came with is one of success."""


class Head(NamedTuple):
    """A response has begun."""

    status: int
    complete: int | None = None
    """The length of all, where a part says it."""
    continues: bool = False
    """Whether the body goes on behind the stored bytes."""
    other: bool = False
    """Whether the server has something else there now than what the stored bytes are of."""


class Chunk(NamedTuple):
    """Further bytes are stored."""

    size: int


class End(NamedTuple):
    """The body of the response has ended as it should."""


class Failure(NamedTuple):
    """The attempt has ended otherwise."""

    result: RecordResult = "fetch-error"
    """What that makes of the record, unless it is tried again."""
    temporary: bool = False
    """Whether it may be over in a while."""
    retry_after: float | None = None
    """The seconds for which the server asked."""
    useless: bool = False
    """Whether the stored bytes are of no use, so that all has to be asked for again; this happens once."""
    unreached: bool = False
    """Whether no server has answered at all."""
    reason: str = ""
    """What a person is told; the machine does not look at it."""


class Pause(NamedTuple):
    """The paused flag was set."""


class Unpause(NamedTuple):
    """The paused flag was unset."""


class Abort(NamedTuple):
    """The abort all flag was set."""


class Timer(NamedTuple):
    """The time to back off is over."""


Input: TypeAlias = Start | Whole | Head | Chunk | End | Failure | Pause | Unpause | Abort | Timer


class Queue(NamedTuple):
    """Ask for a turn."""


class Leave(NamedTuple):
    """Ask for no turn any more."""


class Send(NamedTuple):
    """Send the request."""

    from_start: bool
    """Whether the stored bytes must not be built on."""
    patient: bool
    """Whether a status that asks to come again later may be obeyed."""


class Terminate(NamedTuple):
    """End the attempt that is under way; its end is told as ever."""


class Sleep(NamedTuple):
    """Say `Timer` after a while."""

    seconds: float


class Wake(NamedTuple):
    """Forget the last `Sleep`."""


class Settle(NamedTuple):
    """The record has its outcome."""

    result: RecordResult


Command: TypeAlias = Queue | Leave | Send | Terminate | Sleep | Wake | Settle
Commands: TypeAlias = tuple[Command, ...]
