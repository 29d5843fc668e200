"""Timers of a global object. Source: HTML, "Timers"."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.microtasks import perform_checkpoint, running_loop

from .reports import report_thrown, run_on

if TYPE_CHECKING:
    from asyncio import TimerHandle


class Timers:
    """The active timers of one global object."""

    def __init__(self) -> None:
        self._handles: dict[int, TimerHandle] = {}
        self._ids = count(1)

    def start(self, handler: object, timeout: int, arguments: tuple[object, ...], *, repeat: bool) -> int:
        """Start a timer and return its number.

        Raises:
            DOMException: NotSupportedError: the handler is a script's text.
        """
        if not callable(handler):
            raise DOMException("Timers call functions; text is not run.", "NotSupportedError")
        number = next(self._ids)
        self._schedule(number, handler, max(timeout, 0) / 1000, arguments, repeat=repeat)
        return number

    def stop(self, number: int) -> None:
        """Stop a timer, if it runs."""
        handle = self._handles.pop(number, None)
        if handle is not None:
            handle.cancel()

    def stop_all(self) -> None:
        """Stop all timers."""
        for number in tuple(self._handles):
            self.stop(number)

    def _schedule(
        self, number: int, handler: Callable[..., object], delay: float, arguments: tuple[object, ...], *, repeat: bool
    ) -> None:
        def run() -> None:
            if not repeat:
                del self._handles[number]
            try:
                run_on(handler(*arguments), "a timer")
            except Exception as error:  # noqa: BLE001 -- "report the exception"
                report_thrown(error, "a timer")
            perform_checkpoint()
            if repeat and number in self._handles:
                self._schedule(number, handler, delay, arguments, repeat=True)

        self._handles[number] = running_loop().call_later(delay, run)
