"""What a program must not write on CPython: every line that is marked fails when it runs, and both checkers say so."""

# ruff: noqa: B018
from __future__ import annotations

from background_fetch import (
    BackgroundFetchEvent,
    BackgroundFetchManager,
    BackgroundFetchOptions,
    BackgroundFetchRegistration,
    BackgroundFetchUpdateUIEvent,
    Event,
    Request,
    ServiceWorkerGlobalScope,
    UserAgent,
)


def fetches(manager: BackgroundFetchManager, options: BackgroundFetchOptions) -> None:
    manager.fetch("id")  # type: ignore[call-overload]
    manager.fetch(1, "/a")  # type: ignore[call-overload]
    manager.fetch("id", b"/a")  # type: ignore[call-overload]
    manager.fetch("id", requests="/a")  # type: ignore[call-overload]
    manager.fetch("id", [1])  # type: ignore[list-item]
    manager.fetch("id", "/a", tilte="T")  # type: ignore[call-overload]
    manager.fetch("id", "/a", {"tilte": "T"})  # type: ignore[call-overload]
    manager.fetch("id", "/a", options, title="T")  # type: ignore[call-overload]
    manager.fetch("id", "/a", icons="/i.png")  # type: ignore[call-overload]
    manager.get(id="id")  # type: ignore[call-arg]
    Request("/a", mode="sameorigin")  # type: ignore[call-overload]


def registrations(registration: BackgroundFetchRegistration) -> None:
    registration.id = "other"  # type: ignore[misc]
    registration.unknown  # type: ignore[attr-defined]
    BackgroundFetchRegistration()  # type: ignore[call-arg]
    BackgroundFetchRegistration.new()  # type: ignore[call-arg]
    BackgroundFetchEvent("x", {})  # type: ignore[call-overload]
    BackgroundFetchEvent("x")  # type: ignore[call-overload]
    BackgroundFetchEvent.new("x")  # type: ignore[call-overload]


def listens(registration: BackgroundFetchRegistration, scope: ServiceWorkerGlobalScope) -> None:
    def on_update(event: BackgroundFetchUpdateUIEvent) -> None: ...

    def on_nothing() -> None: ...

    scope.addEventListener("backgroundfetchclick", on_update)  # type: ignore[arg-type]
    scope.addEventListener("unknown", on_update)  # type: ignore[arg-type]
    registration.addEventListener("progress", on_nothing)  # type: ignore[arg-type]
    registration.addEventListener("progress", print, onse=True)  # type: ignore[call-overload]
    registration.onprogress = on_update  # type: ignore[assignment]
    scope.onbackgroundfetchclick = on_update  # type: ignore[assignment]
    Event("x", bubbles=1)  # type: ignore[call-overload]
    UserAgent(1)  # type: ignore[arg-type]
    UserAgent(settings={"quota": 1})  # type: ignore[arg-type]
    UserAgent(interface=print)  # type: ignore[arg-type]
