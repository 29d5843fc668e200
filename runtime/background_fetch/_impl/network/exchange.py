"""One request and its response, between the thread of the transport and the event loop.

What comes is judged on the transport's thread, at once and by functions that touch nothing of the loop; that all is
over is told to the loop, once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from background_fetch._impl.network.faults import NetworkError, of_transport
from background_fetch._impl.network.posting import poster

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Future

    from background_fetch._impl.network.controllers import Controller
    from background_fetch._impl.network.transport import ResponseHead, Transport, TransportError, WireRequest

DRAINED: Final = 65536
"""As much of a body that nobody wants is read, so that the connection can be used again."""


class Taker(NamedTuple):
    """Who takes a body."""

    take: Callable[[bytes], bool]
    end: Callable[[], None] | None = None
    """Called when all has come; raises a NetworkError if that was not right."""


Judge = Callable[["ResponseHead"], "Taker | None"]
"""Decides what becomes of the body; None: it is of no interest. Raises a NetworkError if it is not to come at all."""


class Exchange:
    """A receiver that can be waited for.

    A response whose body is of no interest is over with its head: the rest comes without being waited for.
    """

    __slots__ = (
        "_done",
        "_judge",
        "_loop",
        "_post",
        "_sent",
        "_settled",
        "_taker",
        "_told",
        "_unwanted",
        "error",
        "fault",
        "response",
    )

    def __init__(self, loop: AbstractEventLoop, judge: Judge, sent: Callable[[int], None] | None = None) -> None:
        self._loop = loop
        self._post = poster(loop).post
        self._judge = judge
        self._sent = sent
        self._done: Future[None] = loop.create_future()
        self._settled = False
        self._told = False
        self._taker: Taker | None = None
        self._unwanted = 0
        self.response: ResponseHead | None = None
        self.error: NetworkError | None = None
        self.fault: Exception | None = None
        """What the receiver of the response has raised, which is not for it to decide on."""

    def sent(self, count: int) -> None:
        """Take note of bytes of the body having been sent."""
        if self._sent is not None:
            try:
                self._sent(count)
            except Exception as error:  # noqa: BLE001 -- the transport's thread must go on
                self.fault = error

    def head(self, head: ResponseHead) -> bool:
        """Let the head be judged."""
        self.response = head
        try:
            self._taker = self._judge(head)
        except NetworkError as error:
            self.error = error
            return False
        except Exception as error:  # noqa: BLE001 -- as above
            self.fault = error
            return False
        # As long as a body is being sent there may be news of it.
        if self._taker is None and self._sent is None:
            self._tell()
        return True

    def data(self, data: bytes) -> bool:
        """Hand on a piece."""
        taker = self._taker
        if taker is None:
            self._unwanted += len(data)
            return self._unwanted <= DRAINED
        try:
            wanted = taker.take(data)
        except NetworkError as error:
            self.error = error
            return False
        except Exception as error:  # noqa: BLE001 -- as above
            self.fault = error
            return False
        if not wanted:
            self.error = NetworkError("the rest of the response was not wanted")
        return wanted

    def finished(self, error: TransportError | None) -> None:
        """Take note of the end, and tell the loop."""
        if self._told:
            return
        if error is not None:
            given_up = self._taker is None and self.response is not None
            if self.error is None and self.fault is None and not given_up:
                self.error = of_transport(error, answered=self.response is not None)
        elif self._taker is not None and self._taker.end is not None and self.error is None and self.fault is None:
            try:
                self._taker.end()
            except NetworkError as found:
                self.error = found
            except Exception as found:  # noqa: BLE001 -- as above
                self.fault = found
        self._tell()

    def _tell(self) -> None:
        self._told = True
        self._post(self._settle)

    def _settle(self) -> None:
        self._settled = True
        if not self._done.done():
            self._done.set_result(None)

    async def run(self, transport: Transport, request: WireRequest, controller: Controller) -> ResponseHead:
        """Send the request, wait until the response is over, and return its head.

        Raises:
            NetworkError: It was not complete, or not acceptable.
        """
        if controller.state != "ongoing":
            raise NetworkError("the fetch was given up", aborted=True)
        transfer = transport.start(request, self)
        controller.attach(transfer)
        try:
            await self._done
        except BaseException as error:
            transfer.abort()
            # Whoever stops waiting gets no further calls; a coroutine that is thrown away can't wait.
            while not self._settled and not isinstance(error, GeneratorExit):
                self._done = self._loop.create_future()
                await self._done
            raise
        finally:
            controller.attach(None)
        if self.fault is not None:
            raise self.fault
        if self.error is not None:
            raise self.error
        if self.response is None:
            raise NetworkError("the response has no head")
        return self.response
