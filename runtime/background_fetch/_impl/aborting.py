"""Abort controllers and signals. Source: DOM, "Aborting ongoing activities"."""

# ruff: noqa: N802 -- the members have the platform's names

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from background_fetch._generated import dom
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.microtasks import running_loop
from background_fetch._generated.support.platform import behind

from .firing import fire
from .targets import TargetState

if TYPE_CHECKING:
    from background_fetch._generated.dom import AbortController, AbortSignal


class SignalState(TargetState):
    """What stands behind an AbortSignal."""

    def __init__(self) -> None:
        self.signal: AbortSignal = dom.AbortSignal._wrap(self)  # noqa: SLF001 -- how behaviour makes objects
        super().__init__(self.signal)
        self.aborted = False
        self.reason: object = None
        self.abort_algorithms: list[Callable[[], object]] = []
        self.source_signals: list[SignalState] = []
        self.dependent_signals: list[SignalState] = []

    def throwIfAborted(self) -> None:
        """Raise the reason, if there is one."""
        if self.aborted:
            raise (
                self.reason if isinstance(self.reason, BaseException) else DOMException(str(self.reason), "AbortError")
            )

    def signal_abort(self, reason: object) -> None:
        """Signal abort."""
        # Step 1.
        if self.aborted:
            return
        # Step 2.
        self.aborted = True
        self.reason = DOMException("The operation was aborted.", "AbortError") if reason is None else reason
        # Steps 3 and 4.
        dependents = [each for each in self.dependent_signals if not each.aborted]
        for dependent in dependents:
            dependent.aborted = True
            dependent.reason = self.reason
        # Steps 5 and 6.
        for signal in (self, *dependents):
            signal.run_abort_steps()

    def run_abort_steps(self) -> None:
        """Run the abort steps."""
        algorithms, self.abort_algorithms = self.abort_algorithms, []
        for algorithm in algorithms:
            algorithm()
        fire(self, "abort")

    def depend_on(self, source: SignalState) -> None:
        """Follow another signal, which itself follows nobody."""
        self.source_signals.append(source)
        source.dependent_signals.append(self)


class SignalStatics:
    """The static operations of AbortSignal."""

    def abort(self, reason: object, /) -> AbortSignal:
        """Return a signal that is aborted already."""
        state = SignalState()
        state.aborted = True
        state.reason = DOMException("The operation was aborted.", "AbortError") if reason is None else reason
        return state.signal

    def timeout(self, milliseconds: int, /) -> AbortSignal:
        """Return a signal that is aborted after some time."""
        state = SignalState()
        reason = DOMException("The operation timed out.", "TimeoutError")
        running_loop().call_later(milliseconds / 1000, partial(state.signal_abort, reason))
        return state.signal

    def any(self, signals: list[AbortSignal], /) -> AbortSignal:
        """Return a signal that is aborted when one of these is. Source: "create a dependent abort signal"."""
        result = SignalState()
        states = [behind(signal, SignalState) for signal in signals]
        # Step 2.
        for state in states:
            if state.aborted:
                result.aborted = True
                result.reason = state.reason
                return result.signal
        # Step 4.
        for state in states:
            for source in state.source_signals or [state]:
                result.depend_on(source)
        return result.signal


class ControllerState:
    """What stands behind an AbortController."""

    def __init__(self, public: AbortController) -> None:
        self.public = public
        self._state = SignalState()

    @property
    def signal(self) -> AbortSignal:
        """The signal that `abort` aborts."""
        return self._state.signal

    def abort(self, reason: object, /) -> None:
        """Abort the signal."""
        self._state.signal_abort(reason)
