"""Puts the behaviour behind the generated classes; importing this does it.

A function for each class has the types of both sides, so that a type checker names the member that is missing. It
imports the behaviour when the first object is made: most programs need few of them.
"""

# ruff: noqa: PLC0415 -- see above

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import background_fetch, dom, service_workers, webidl

from . import _bind_fetch, _bind_objects  # noqa: F401 -- importing them binds

if TYPE_CHECKING:
    from background_fetch._generated.background_fetch import (
        BackgroundFetchEvent,
        BackgroundFetchEventImpl,
        BackgroundFetchEventInit,
        BackgroundFetchManagerImpl,
        BackgroundFetchRecordImpl,
        BackgroundFetchRegistrationImpl,
        BackgroundFetchUpdateUIEvent,
        BackgroundFetchUpdateUIEventImpl,
    )
    from background_fetch._generated.dom import (
        AbortController,
        AbortControllerImpl,
        AbortSignal,
        AbortSignalImpl,
        CustomEvent,
        CustomEventImpl,
        CustomEventInit,
        Event,
        EventImpl,
        EventInit,
        EventTarget,
        EventTargetImpl,
    )
    from background_fetch._generated.hr_time import PerformanceImpl
    from background_fetch._generated.html import WorkerLocationImpl
    from background_fetch._generated.service_workers import (
        ClientsImpl,
        ExtendableEvent,
        ExtendableEventImpl,
        ExtendableEventInit,
        InstallEvent,
        InstallEventImpl,
        ServiceWorkerGlobalScopeImpl,
        ServiceWorkerImpl,
        ServiceWorkerRegistrationImpl,
        WindowClientImpl,
    )
    from background_fetch._generated.webidl import (
        QuotaExceededError,
        QuotaExceededErrorImpl,
        QuotaExceededErrorOptions,
    )

    from .aborting import SignalState
    from .clients import ClientsState, WindowClientState
    from .clocks import PerformanceState
    from .fetches.manager import ManagerState
    from .fetches.record_objects import RecordState
    from .fetches.registration import RegistrationState
    from .locations import LocationState
    from .scope import ScopeState
    from .service_workers.objects import RegistrationObject, WorkerObject


def _event_target(this: EventTarget, /) -> EventTargetImpl:
    from .targets import TargetState

    return TargetState(this)


def _event(this: Event, type_: str, init: EventInit, /) -> EventImpl:
    from .events import new_event

    # The next ones are made without asking for the module.
    dom.construct.Event = new_event
    return new_event(this, type_, init)


def _custom_event(this: CustomEvent, type_: str, init: CustomEventInit, /) -> CustomEventImpl:
    from .events import CustomEventState

    state = CustomEventState(type_, init)
    state.public = this
    return state


def _extendable_event(this: ExtendableEvent, type_: str, init: ExtendableEventInit, /) -> ExtendableEventImpl:
    from .extendable import ExtendableState

    state = ExtendableState(type_, init)
    state.public = this
    return state


def _install_event(this: InstallEvent, type_: str, init: ExtendableEventInit, /) -> InstallEventImpl:
    from .installing import InstallEventState

    state = InstallEventState(type_, init)
    state.public = this
    return state


def _background_fetch_event(
    this: BackgroundFetchEvent, type_: str, init: BackgroundFetchEventInit, /
) -> BackgroundFetchEventImpl:
    from .background_fetch_events import BackgroundFetchEventState

    state = BackgroundFetchEventState(type_, init)
    state.public = this
    return state


def _update_ui_event(
    this: BackgroundFetchUpdateUIEvent, type_: str, init: BackgroundFetchEventInit, /
) -> BackgroundFetchUpdateUIEventImpl:
    from .background_fetch_events import UpdateUIEventState

    state = UpdateUIEventState(type_, init)
    state.public = this
    return state


def _abort_controller(this: AbortController, /) -> AbortControllerImpl:
    from .aborting import ControllerState

    return ControllerState(this)


def _quota_exceeded_error(
    this: QuotaExceededError, message: str, options: QuotaExceededErrorOptions, /
) -> QuotaExceededErrorImpl:
    from .quota import QuotaState

    return QuotaState(this, message, options)


class _SignalStatics:
    def abort(self, reason: object, /) -> AbortSignal:
        from .aborting import SignalStatics

        return SignalStatics().abort(reason)

    def timeout(self, milliseconds: int, /) -> AbortSignal:
        from .aborting import SignalStatics

        return SignalStatics().timeout(milliseconds)

    def any(self, signals: list[AbortSignal], /) -> AbortSignal:
        from .aborting import SignalStatics

        return SignalStatics().any(signals)


if TYPE_CHECKING:

    def _complete(  # noqa: PLR0913, PLR0917 -- one for each class that behaviour wraps by itself, seen from outside
        scope: ScopeState,
        registration: RegistrationObject,
        worker: WorkerObject,
        clients: ClientsState,
        client: WindowClientState,
        manager: ManagerState,
        fetch: RegistrationState,
        record: RecordState,
        signal: SignalState,
        location: LocationState,
        clock: PerformanceState,
    ) -> tuple[
        ServiceWorkerGlobalScopeImpl,
        ServiceWorkerRegistrationImpl,
        ServiceWorkerImpl,
        ClientsImpl,
        WindowClientImpl,
        BackgroundFetchManagerImpl,
        BackgroundFetchRegistrationImpl,
        BackgroundFetchRecordImpl,
        AbortSignalImpl,
        WorkerLocationImpl,
        PerformanceImpl,
    ]:
        return scope, registration, worker, clients, client, manager, fetch, record, signal, location, clock


dom.construct.EventTarget = _event_target
dom.construct.Event = _event
dom.construct.CustomEvent = _custom_event
dom.construct.AbortController = _abort_controller
dom.statics.AbortSignal = _SignalStatics()
service_workers.construct.ExtendableEvent = _extendable_event
service_workers.construct.InstallEvent = _install_event
background_fetch.construct.BackgroundFetchEvent = _background_fetch_event
background_fetch.construct.BackgroundFetchUpdateUIEvent = _update_ui_event
webidl.construct.QuotaExceededError = _quota_exceeded_error
