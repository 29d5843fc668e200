"""Message channels and ports. Source: HTML, "Message channels", "Message ports".

A port keeps what arrives until it is started. Each message is delivered in a turn of the loop of its own.
"""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from background_fetch._generated import html
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.microtasks import perform_checkpoint, running_loop
from background_fetch._generated.support.platform import behind

from .cloning import clone_with_transfer, transfer_list
from .dispatch import dispatch
from .firing import make
from .messages import make_message
from .targets import Handler, TargetState

if TYPE_CHECKING:
    from background_fetch._generated.html import MessageChannel, MessagePort, StructuredSerializeOptions

    from .events import EventState


class PortState(TargetState):
    """What stands behind a MessagePort."""

    def __init__(self) -> None:
        self.port: MessagePort = html.MessagePort._wrap(self)
        super().__init__(self.port)
        self.remote: PortState | None = None
        self.detached = False
        self._queue: deque[EventState] = deque()
        self._enabled = False
        self._scheduled = False

    def entangle(self, other: PortState) -> None:
        """Connect two ports."""
        self.remote = other
        other.remote = self

    def postMessage(self, message: object, transfer_or_options: list[object] | StructuredSerializeOptions, /) -> None:
        """Send a message. Source: "the message port post message steps"."""
        transfer = transfer_list(transfer_or_options)
        target = self.remote
        # Step 2.
        if any(item is self.port for item in transfer):
            raise DOMException("A port can't be sent through itself.", "DataCloneError")
        # Steps 3 and 4: a message that takes its own receiver along is lost, and the channel with it.
        doomed = target is not None and any(item is target.port for item in transfer)
        # Step 5.
        data, ports = clone_with_transfer(message, transfer)
        # Step 6.
        if target is None or doomed:
            return
        # Step 7.
        target.receive(make_message(data, ports))

    def receive(self, event: EventState) -> None:
        """Queue a message."""
        self._queue.append(event)
        self._schedule()

    def start(self) -> None:
        """Begin to deliver messages."""
        self._enabled = True
        self._schedule()

    def close(self) -> None:
        """Disconnect; the other port is told."""
        self.detached = True
        other, self.remote = self.remote, None
        if other is not None:
            other.remote = None
            other.receive(make("close"))
            other._enabled = True
            other._schedule()

    def move_to(self, new: PortState) -> None:
        """Give the connection, and the messages that wait, to a new port. Source: "transfer steps"."""
        self.detached = True
        if self.remote is not None:
            new.entangle(self.remote)
            self.remote = None
        new._queue, self._queue = self._queue, deque()

    def set_event_handler(self, type_: str, value: Handler | None, /) -> None:
        """Set an event handler; the first `onmessage` starts the port."""
        super().set_event_handler(type_, value)
        if type_ == "message" and not self._enabled:
            self.start()

    def _schedule(self) -> None:
        if self._enabled and self._queue and not self._scheduled:
            self._scheduled = True
            running_loop().call_soon(self._deliver)

    def _deliver(self) -> None:
        self._scheduled = False
        # It may have moved meanwhile, with its messages.
        if self._queue:
            dispatch(self._queue.popleft(), self, perform_checkpoint)
            self._schedule()


class ChannelState:
    """What stands behind a MessageChannel."""

    def __init__(self, public: MessageChannel) -> None:
        self.public = public
        self._first, self._second = PortState(), PortState()
        self._first.entangle(self._second)

    @property
    def port1(self) -> MessagePort:
        """The one port."""
        return self._first.port

    @property
    def port2(self) -> MessagePort:
        """The other port."""
        return self._second.port


def transferable(port: MessagePort) -> PortState:
    """Return what stands behind a port that may be sent away.

    Raises:
        DOMException: DataCloneError, where it was sent or closed before.
    """
    state = behind(port, PortState)
    if state.detached:
        raise DOMException("The port has been sent away or closed.", "DataCloneError")
    return state
