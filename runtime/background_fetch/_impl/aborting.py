"""Abort controllers and signals. Source: DOM, "Aborting ongoing activities".

Signals made by `any` and `timeout` are held by those that will abort them only while somebody could notice: a listener
of `abort`, an abort algorithm, or another signal that follows. Else they may be collected.
"""

# ruff: noqa: N802 -- the members have the platform's names

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from weakref import ref

from background_fetch._generated import dom
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.microtasks import running_loop
from background_fetch._generated.support.platform import behind

from .firing import fire
from .targets import Handler, Listener, TargetState

if TYPE_CHECKING:
    from background_fetch._generated.aliases import EventListener
    from background_fetch._generated.dom import AbortController, AbortSignal, AddEventListenerOptions

Algorithm = Callable[[], object]


class Keeper:
    """What will abort signals, and keeps those that somebody would miss."""

    def __init__(self) -> None:
        self.kept: set[SignalState] = set()

    def keep(self, signal: SignalState, *, interesting: bool) -> None:
        """Keep a signal, or let it go."""
        if interesting:
            self.kept.add(signal)
        else:
            self.kept.discard(signal)


class SignalState(TargetState):
    """What stands behind an AbortSignal."""

    def __init__(self) -> None:
        self.signal: AbortSignal = dom.AbortSignal._wrap(self)  # noqa: SLF001 -- how behaviour makes objects
        super().__init__(self.signal)
        self.aborted = False
        self.reason: object = None
        self.dependent = False
        self._keeper = Keeper()
        """Of the signals that depend on this one."""
        self._algorithms: list[Algorithm] = []
        self._source_signals: list[SignalState] = []
        self._dependent_signals: list[ref[SignalState]] = []
        self._timer: Keeper | None = None

    def throwIfAborted(self) -> None:
        """Raise the reason, if there is one; what is no exception is told by one."""
        if self.aborted:
            raise raised(self.reason)

    def add(self, algorithm: Algorithm) -> None:
        """Add an algorithm, unless the signal is aborted already. Source: DOM, "add"."""
        if not self.aborted:
            self._algorithms.append(algorithm)
            self._note_interest()

    def discard(self, algorithm: Algorithm) -> None:
        """Take an algorithm away. Source: DOM, "remove"."""
        if algorithm in self._algorithms:
            self._algorithms.remove(algorithm)
            self._note_interest()

    def signal_abort(self, reason: object) -> None:
        """Signal abort."""
        # Step 1.
        if self.aborted:
            return
        # Step 2.
        self._take(default_reason() if reason is None else reason)
        # Steps 3 and 4: all are aborted before the first event.
        dependents = [found for each in self._dependent_signals if (found := each()) is not None and not found.aborted]
        for dependent in dependents:
            dependent._take(self.reason)  # noqa: SLF001 -- of the same class
        # Steps 5 and 6.
        for signal in (self, *dependents):
            signal._run_abort_steps()  # noqa: SLF001
        self._keeper.kept.clear()

    def follow(self, source: SignalState) -> None:
        """Depend on a signal, and where that depends on others, on those. Source: "create a dependent signal"."""
        # Step 4.2: what depends on a dependent signal depends on its sources.
        for each in source._source_signals if source.dependent else [source]:
            if each not in self._source_signals:
                self._source_signals.append(each)
                each._follow_back(self)  # noqa: SLF001

    def abort_by(self, timer: Keeper) -> None:
        """Be kept by a timer while somebody would miss the signal."""
        self._timer = timer

    def addEventListener(
        self, type_: str, callback: EventListener | None, options: AddEventListenerOptions | bool, /
    ) -> None:
        """Add a listener."""
        super().addEventListener(type_, callback, options)
        self._note_interest()

    def set_event_handler(self, type_: str, value: Handler | None, /) -> None:
        """Set `onabort`."""
        super().set_event_handler(type_, value)
        self._note_interest()

    def remove(self, listener: Listener) -> None:
        """Remove a listener."""
        super().remove(listener)
        self._note_interest()

    def _take(self, reason: object) -> None:
        self.aborted = True
        self.reason = reason

    def _run_abort_steps(self) -> None:
        """Run the abort steps: algorithms first, then the event."""
        algorithms, self._algorithms = self._algorithms, []
        for algorithm in algorithms:
            algorithm()
        fire(self, "abort")
        self._note_interest()

    def _follow_back(self, dependent: SignalState) -> None:
        self._dependent_signals = [each for each in self._dependent_signals if each() is not None]
        self._dependent_signals.append(ref(dependent))

    def _note_interest(self) -> None:
        interesting = not self.aborted and (
            bool(self._algorithms or self._keeper.kept)
            or any(each.type == "abort" for each in self.event_listener_list)
        )
        if self._timer is not None:
            self._timer.keep(self, interesting=interesting)
        for source in self._source_signals:
            source._keeper.keep(self, interesting=interesting)  # noqa: SLF001 -- of the same class
            source._note_interest()  # noqa: SLF001


class _Timeout(Keeper):
    """What the loop holds of a signal with a limit."""

    def __init__(self, state: SignalState) -> None:
        super().__init__()
        self._state = ref(state)
        state.abort_by(self)

    def __call__(self) -> None:
        state = self._state()
        if state is not None:
            state.signal_abort(DOMException("The operation timed out.", "TimeoutError"))


class SignalStatics:
    """The static operations of AbortSignal."""

    def abort(self, reason: object, /) -> AbortSignal:
        """Return a signal that is aborted already."""
        state = SignalState()
        state.aborted = True
        state.reason = default_reason() if reason is None else reason
        return state.signal

    def timeout(self, milliseconds: int, /) -> AbortSignal:
        """Return a signal that is aborted after some time."""
        state = SignalState()
        running_loop().call_later(milliseconds / 1000, _Timeout(state))
        return state.signal

    def any(self, signals: list[AbortSignal], /) -> AbortSignal:
        """Return a signal that is aborted when one of these is."""
        return dependent_signal([behind(signal, SignalState) for signal in signals]).signal


def dependent_signal(sources: list[SignalState]) -> SignalState:
    """Create a dependent abort signal."""
    # Step 1.
    result = SignalState()
    # Step 2.
    for source in sources:
        if source.aborted:
            result.aborted = True
            result.reason = source.reason
            return result
    # Step 3.
    result.dependent = True
    # Step 4.
    for source in sources:
        result.follow(source)
    return result


def raised(reason: object) -> BaseException:
    """Return what is raised for a reason: an exception itself, or one that says what was given instead."""
    return reason if isinstance(reason, BaseException) else DOMException(str(reason), "AbortError")


def default_reason() -> DOMException:
    """Return the reason of who gives none."""
    return DOMException("The operation was aborted.", "AbortError")


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
