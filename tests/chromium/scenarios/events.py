"""The events of Background Fetch: how scripts make them, what they may do while they are active, and after."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from background_fetch import (
    BackgroundFetchEvent,
    BackgroundFetchRegistration,
    BackgroundFetchUpdateUIEvent,
    Event,
    ExtendableEvent,
    Promise,
)

from tests.chromium.describe import error_info, event_info, probe, value
from tests.chromium.lab import Lab, Log
from tests.chromium.scenarios.arguments import Reading

B = BackgroundFetchEvent
U = BackgroundFetchUpdateUIEvent
Noting = Callable[[str, Callable[[], Any]], Awaitable[None]]


async def constructors(lab: Lab) -> None:
    """110-event-constructors."""
    await lab.setup()

    async def fetch() -> bool:
        await lab.bg.fetch("ctor", "/bytes/3000000?chunk=10000&delay=0.2", title="t")
        return True

    await lab.step("page fetch", fetch)
    found: list[dict[str, Any]] = []

    async def log(name: str, function: Callable[[], Any]) -> None:
        found.append({"step": name, **await lab.in_worker(lambda: probe(function))})

    async def in_worker() -> bool:
        manager = lab.scope.registration.backgroundFetch
        await log(
            "fetch from worker", lambda: lab.in_worker(lambda: manager.fetch("fromworker", "/bytes/1", title="t"))
        )
        r = await manager.get("ctor")
        await log("worker got registration", lambda: r)
        await _without_registration(lab, log)
        await _types(r, log)
        await _dictionaries(r, log)
        await _update_ui(r, log)
        await _untrusted(lab, r, log)
        await _objects(r, log)
        await _handlers(lab, r, log)
        await _reflected(lab, r, log)
        lab.note("worker results", found)
        return True

    await lab.step("in the worker", in_worker, 20)


async def _without_registration(lab: Lab, log: Noting) -> None:
    await log("BackgroundFetchEvent()", lambda: B())
    await log("new BackgroundFetchEvent()", lambda: B.new())
    await log("new BackgroundFetchEvent(type)", lambda: B.new("backgroundfetchsuccess"))
    await log("new BackgroundFetchEvent(type, undefined)", lambda: B.new("x", None))
    await log("new BackgroundFetchEvent(type, null)", lambda: B.new("x", None))
    await log("new BackgroundFetchEvent(type, {})", lambda: B.new("backgroundfetchsuccess", {}))
    await log("new BackgroundFetchEvent(type, 5)", lambda: B.new("x", 5))
    for name, wrong in [
        ("undefined", None),
        ("null", None),
        ("{}", {}),
        ("is a ServiceWorkerRegistration", lab.scope.registration),
        ("string", "r"),
    ]:
        await log(f"registration {name}", lambda wrong=wrong: B.new("x", {"registration": wrong}))


async def _types(r: Any, log: Noting) -> None:
    init = {"registration": r}
    await log("ok", lambda: B.new("backgroundfetchsuccess", init))
    await log("ok identity", lambda: B.new("x", init).registration is r)
    await log("any type", lambda: B.new("whatever", init).type)
    for name, type_ in [("number", 5), ("undefined", None), ("null", None), ("symbol", object()), ("empty", "")]:
        await log(f"type {name}", lambda type_=type_: B.new(type_, init).type)


async def _dictionaries(r: Any, log: Noting) -> None:
    def flags() -> object:
        event = B.new("x", {"registration": r, "bubbles": True, "cancelable": True, "composed": True})
        event.preventDefault()
        return event_info(event)

    def order(cls: type[B]) -> object:
        init = Reading(registration=r, composed=False, cancelable=False, bubbles=False)
        cls.new("x", init)
        return init.seen

    await log("init flags", flags)
    await log("init read order", lambda: order(B))
    await log("UpdateUI read order", lambda: order(U))


async def _update_ui(r: Any, log: Noting) -> None:
    init = {"registration": r}
    await log("new UpdateUI()", lambda: U.new())
    await log("new UpdateUI(type)", lambda: U.new("backgroundfetchsuccess"))
    await log("new UpdateUI(type, {})", lambda: U.new("backgroundfetchsuccess", {}))
    await log("new UpdateUI ok", lambda: U.new("backgroundfetchsuccess", init))
    kinds = (B, ExtendableEvent, Event)
    await log("UpdateUI instanceof", lambda: [isinstance(U.new("x", init), kind) for kind in kinds])
    await log("UpdateUI untrusted updateUI()", lambda: U.new("x", init).updateUI())
    await log("UpdateUI untrusted updateUI({})", lambda: U.new("x", init).updateUI({}))
    await log("UpdateUI untrusted updateUI({title})", lambda: U.new("x", init).updateUI({"title": "t"}))


async def _untrusted(lab: Lab, r: Any, log: Noting) -> None:
    def dispatched() -> object:
        got: list[object] = []

        def listener(event: Any) -> None:
            try:
                event.waitUntil(Promise.resolve(None))
            except Exception as error:  # noqa: BLE001 -- noted
                got.append(error_info(error))
            else:
                got.append("ok")

        lab.scope.addEventListener("zz", listener)
        lab.scope.dispatchEvent(B.new("zz", {"registration": r}))
        return got[0]

    await log("waitUntil on untrusted", lambda: B.new("x", {"registration": r}).waitUntil(Promise.resolve(None)))
    await log("waitUntil no argument", lambda: B.new("x", {"registration": r}).waitUntil())
    await log("untrusted dispatched: waitUntil", dispatched)


async def _objects(r: Any, log: Noting) -> None:
    class S(B):
        @property
        def hi(self) -> int:
            return 1

    def subclass() -> object:
        event = S("x", {"registration": r})
        return [event.hi, isinstance(event, B), f"[object {B.__name__}]", type(event).__name__]

    forged = object.__new__(BackgroundFetchRegistration)
    await log("set event.registration strict", lambda: setattr(B.new("x", {"registration": r}), "registration", 1))
    await log("registration getter wrong receiver", lambda: B.registration.fget(object()))
    await log("subclass", subclass)
    await log("registration from another realm object", lambda: B.new("x", {"registration": forged}))


async def _handlers(lab: Lab, r: Any, log: Noting) -> None:
    scope = lab.scope
    names = ["onbackgroundfetchsuccess", "onbackgroundfetchfail", "onbackgroundfetchabort", "onbackgroundfetchclick"]

    def twice() -> object:
        event = B.new("twice", {"registration": r})
        return [scope.dispatchEvent(event), scope.dispatchEvent(event)]

    def called() -> int:
        got: list[object] = []
        scope.onbackgroundfetchclick = got.append
        scope.dispatchEvent(B.new("backgroundfetchclick", {"registration": r}))
        scope.onbackgroundfetchclick = None
        return len(got)

    async def updated() -> object:
        got: list[Any] = []

        def listener(event: Any) -> None:
            got.append(probe(lambda: event.updateUI({"title": "x"})))

        scope.addEventListener("yy", listener)
        scope.dispatchEvent(U.new("yy", {"registration": r}))
        return await got[0]

    await log("dispatch same event twice", twice)
    await log("onbackgroundfetchsuccess attr initially", lambda: scope.onbackgroundfetchsuccess)
    await log(
        "on* attributes present", lambda: [[name, hasattr(scope, name)] for name in [*names, "onbackgroundfetched"]]
    )
    await log("on* handler called", called)
    await log("untrusted dispatched: updateUI", updated)
    await log("BackgroundFetchEvent has updateUI", lambda: hasattr(B, "updateUI"))


async def _reflected(lab: Lab, r: Any, log: Noting) -> None:
    init = {"registration": r}

    def changed() -> object:
        event = B.new("x", init)
        event.initEvent("y", True, True)
        return [event.type, event.bubbles, event.cancelable]

    def is_number() -> str:
        return "number" if isinstance(B.new("x", init).timeStamp, float | int) else "other"

    await log("getter names on event", lambda: [name for name in dir(U.new("x", init)) if not name.startswith("_")])
    await log("Object.keys(event)", lambda: list(getattr(B.new("x", init), "__dict__", {})))
    await log("JSON.stringify(event)", lambda: json.dumps(B.new("x", init)))
    await log("String(event)", lambda: str(B.new("x", init)))
    await log("initEvent", changed)
    await log("addEventListener null", lambda: lab.scope.addEventListener("backgroundfetchsuccess", None))
    await log("timeStamp type", is_number)
    await log("ExtendableEvent ctor", lambda: ExtendableEvent.new("x"))
    await log("abort", r.abort)


async def update_ui(lab: Lab) -> None:
    """120-updateui."""
    await lab.setup()
    promises: list[Any] = []

    def at_once(event: Any, _log: Log) -> None:
        icon = {"src": "/icon.png", "sizes": "16x16", "type": "image/png"}
        promises.append(event.updateUI({"title": "New title", "icons": [icon]}))
        promises.append(event.updateUI({"title": "again"}))

    async def later(event: Any, log: Log) -> None:
        log("first updateUI", await probe(lambda: promises[0]))
        log("second updateUI", await probe(lambda: promises[1]))
        log("third after await", await probe(lambda: event.updateUI({"title": "x"})))
        log("recordsAvailable", await probe(lambda: event.registration.recordsAvailable))

    lab.sync_plans["backgroundfetchsuccess"] = at_once
    lab.plans["backgroundfetchsuccess"] = later
    await _fetch(lab, "u1", "end")
    await lab.until(lambda: not lab.kept["u1"].registration.recordsAvailable)
    await lab.step("after the event: updateUI, waitUntil, eventPhase", lambda: _after(lab.kept["u1"]))
    lab.sync_plans.clear()
    icon = [{"src": "/status/404"}]
    rows: list[tuple[str, list[tuple[str, tuple[Any, ...]]]]] = [
        ("u2", [("title only after await", ({"title": "x"},))]),
        (
            "u3",
            [("updateUI()", ()), ("updateUI({}) then", ({},)), ("updateUI({title}) then", ({"title": "z"},))],
        ),
        (
            "u4",
            [
                ("updateUI(5)", (5,)),
                ("updateUI({title: Symbol})", ({"title": object()},)),
                ("updateUI({icons: 5})", ({"icons": 5},)),
                ("then updateUI ok", ({"title": "ok"},)),
            ],
        ),
        ("u5", [("updateUI bad icon", ({"title": "q", "icons": icon},))]),
    ]
    for id_, calls in rows:

        async def plan(event: Any, log: Log, calls: list[tuple[str, tuple[Any, ...]]] = calls) -> None:
            for name, arguments in calls:
                log(name, await probe(lambda arguments=arguments: event.updateUI(*arguments)))

        lab.plans["backgroundfetchsuccess"] = plan
        await _fetch(lab, id_, f"end {id_}")


async def _fetch(lab: Lab, id_: str, end: str) -> None:
    async def fetch() -> bool:
        await lab.bg.fetch(id_, "/bytes/1000", title="t")
        return True

    await lab.step("fetch" if id_ == "u1" else f"fetch {id_}", fetch)
    lab.note(end, await lab.ended(id_))


async def _after(event: Any) -> list[dict[str, Any]]:
    calls: list[tuple[str, Callable[[], Any]]] = [
        ("updateUI after", lambda: event.updateUI({"title": "late"})),
        ("waitUntil after", lambda: event.waitUntil(Promise.resolve(None))),
        ("eventPhase after", lambda: event.eventPhase),
        ("target after", lambda: type(event.target).__name__),
        ("currentTarget after", lambda: event.currentTarget),
        ("registration after", lambda: event.registration),
        ("match after", lambda: event.registration.match("/bytes/1000")),
        ("matchAll after", lambda: event.registration.matchAll()),
        ("abort after", event.registration.abort),
    ]
    return [{"step": name, **await probe(function)} for name, function in calls]


async def wait_until(lab: Lab) -> None:
    """130-waituntil."""
    await lab.setup()
    kept: list[Any] = []

    async def plan(event: Any, log: Log) -> None:
        await asyncio.sleep(0.1)
        log("waitUntil later while extended", await probe(lambda: event.waitUntil(asyncio.sleep(0.1))))
        log("eventPhase while extended", await probe(lambda: event.eventPhase))
        log("records still available", await probe(lambda: event.registration.recordsAvailable))

    async def fetch() -> None:
        kept.append(await lab.bg.fetch("w", "/bytes/1000", title="t"))

    lab.sync_plans["backgroundfetchsuccess"] = _extending
    lab.plans["backgroundfetchsuccess"] = plan
    await lab.step("fetch", fetch)
    end = await lab.ended("w")
    lab.note("page: recordsAvailable just after done", kept[0].recordsAvailable)
    await lab.until(lambda: kept[0].recordsAvailable is False)
    lab.note("end", end)
    lab.note("page: recordsAvailable finally", kept[0].recordsAvailable)
    event = lab.kept["w"]

    async def late() -> object:
        return [
            await probe(lambda: event.waitUntil(Promise.resolve(None))),
            await probe(lambda: event.updateUI({"title": "a"})),
        ]

    await lab.step("late", late)


def _extending(event: Any, log: Log) -> None:
    async def failing() -> None:
        raise ValueError("no")

    def twice() -> None:
        event.waitUntil(Promise.resolve(None))
        event.waitUntil(Promise.resolve(None))

    def prevented() -> bool:
        event.preventDefault()
        return event.defaultPrevented

    calls: list[tuple[str, Callable[[], Any]]] = [
        ("waitUntil() no arg", lambda: event.waitUntil()),
        ("waitUntil(5)", lambda: event.waitUntil(5)),
        ("waitUntil(undefined)", lambda: event.waitUntil(None)),
        ("waitUntil rejected promise", lambda: event.waitUntil(failing())),
        ("waitUntil twice", twice),
        ("eventPhase in handler", lambda: event.eventPhase),
        ("composedPath", lambda: [type(each).__name__ for each in event.composedPath()]),
        ("preventDefault", prevented),
        ("respondWith absent", lambda: "function" if hasattr(event, "respondWith") else "undefined"),
    ]
    for name, function in calls:
        try:
            log(name, {"returns": value(function())})
        except Exception as error:  # noqa: BLE001 -- noted
            log(name, {"throws": error_info(error)})
