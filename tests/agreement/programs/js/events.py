"""Events, listeners and handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from js import Event, EventTarget, addEventListener, registration
from pyodide.ffi import create_proxy

# --- make-an-event: accept
event = Event.new("x", bubbles=True)
assert event.type == "x"
assert event.bubbles
assert not event.cancelable

# --- event-with-dict: accept
if TYPE_CHECKING:
    from js.typing import EventInit

init: EventInit = {"bubbles": True, "cancelable": True, "composed": True}
event = Event.new("x", init)
assert event.composed
event.preventDefault()
assert event.defaultPrevented

# --- call-the-class: refuse
event = Event("x")  # wrong

# --- event-without-type: refuse
event = Event.new()  # wrong

# --- event-of-misspelt-option: refuse
event = Event.new("x", bubles=True)  # wrong
assert event.bubbles

# --- event-of-unknown-attribute: refuse
assert Event.new("x").kind == "x"  # wrong

# --- set-the-type: refuse
event = Event.new("x")
event.type = "y"  # wrong
assert event.type == "y"

# --- constants: accept
assert Event.AT_TARGET == 2
assert Event.new("x").eventPhase == Event.NONE

# --- set-a-constant: refuse
Event.AT_TARGET = 3  # wrong
assert Event.AT_TARGET == 3

# --- event-is-no-class: refuse
assert isinstance(Event.new("x"), Event)  # wrong

# --- target-of-a-new-event: accept
event = Event.new("x")
assert not event.target
assert not event.currentTarget

# --- target-is-not-none: refuse
event = Event.new("x")
nothing = event.target is None  # wrong
assert nothing

# --- target-without-a-check: refuse
event = Event.new("x")
event.target.dispatchEvent(event)  # wrong

# --- composed-path: accept
assert len(Event.new("x").composedPath()) == 0

# --- returns-nothing: accept
event = Event.new("x")
event.stopPropagation()
assert event.cancelBubble

# --- legacy-members: refuse
event = Event.new("x")
event.initEvent()  # wrong

# --- listen-with-proxy: accept
seen: list[str] = []


def listener(event: Event) -> None:
    seen.append(event.type)


target = EventTarget.new()
target.addEventListener("x", create_proxy(listener))
assert target.dispatchEvent(Event.new("x"))
assert seen == ["x"]

# --- listen-with-a-bare-function: refuse
seen: list[str] = []


def listener(event: Event) -> None:
    seen.append(event.type)


target = EventTarget.new()
target.addEventListener("x", listener)  # wrong
target.dispatchEvent(Event.new("x"))
assert seen == ["x"]

# --- listen-with-a-lambda: refuse
seen: list[str] = []
target = EventTarget.new()
target.addEventListener("x", lambda event: seen.append("x"))  # wrong
target.dispatchEvent(Event.new("x"))
assert seen == ["x"]

# --- listen-once: accept
seen: list[str] = []


def listener(event: Event) -> None:
    seen.append(event.type)


target = EventTarget.new()
target.addEventListener("x", create_proxy(listener), once=True)
target.dispatchEvent(Event.new("x"))
target.dispatchEvent(Event.new("x"))
assert seen == ["x"]

# --- listen-with-signal: accept
from js import AbortController

if TYPE_CHECKING:
    from js.typing import AddEventListenerOptions

seen: list[str] = []


def listener(event: Event) -> None:
    seen.append(event.type)


controller = AbortController.new()
options: AddEventListenerOptions = {"signal": controller.signal, "passive": True, "capture": False}
target = EventTarget.new()
target.addEventListener("x", create_proxy(listener), options)
controller.abort()
target.dispatchEvent(Event.new("x"))
assert seen == []

# --- listen-without-listener: refuse
EventTarget.new().addEventListener("x")  # wrong

# --- listen-with-none: accept
EventTarget.new().addEventListener("x", None)

# --- stop-listening: accept
if TYPE_CHECKING:
    from js.typing import EventListenerOptions

seen: list[str] = []


def listener(event: Event) -> None:
    seen.append(event.type)


proxy = create_proxy(listener)
options: EventListenerOptions = {"capture": False}
target = EventTarget.new()
target.addEventListener("x", proxy)
target.removeEventListener("x", proxy, options)
target.dispatchEvent(Event.new("x"))
assert seen == []

# --- stop-another-proxy: refuse
seen: list[str] = []


def listener(event: Event) -> None:
    seen.append(event.type)


target = EventTarget.new()
target.addEventListener("x", create_proxy(listener))
target.removeEventListener("x", listener)  # wrong
target.dispatchEvent(Event.new("x"))
assert seen == []

# --- dispatch-a-string: refuse
EventTarget.new().dispatchEvent("x")  # wrong

# --- dispatch-nothing: refuse
EventTarget.new().dispatchEvent()  # wrong

# --- listener-of-a-known-event: accept
from js import BackgroundFetchUpdateUIEvent, dispatchEvent

seen: list[str] = []


def succeeded(event: BackgroundFetchUpdateUIEvent) -> None:
    seen.append(event.registration.id)


async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    addEventListener("backgroundfetchsuccess", create_proxy(succeeded))
    dispatchEvent(BackgroundFetchUpdateUIEvent.new("backgroundfetchsuccess", registration=fetch))
    assert seen == ["a"]


# --- listener-of-the-wrong-event: refuse
from js import BackgroundFetchEvent, BackgroundFetchUpdateUIEvent, dispatchEvent

seen: list[str] = []


def clicked(event: BackgroundFetchUpdateUIEvent) -> None:
    create_proxy(event.updateUI(title="T"))
    seen.append("updated")


async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    addEventListener("backgroundfetchclick", create_proxy(clicked))  # wrong
    dispatchEvent(BackgroundFetchEvent.new("backgroundfetchclick", registration=fetch))
    assert seen == ["updated"]


# --- attribute-of-another-event: refuse
from js import FetchEvent, Request, dispatchEvent

seen: list[str] = []


def fetched(event: FetchEvent) -> None:
    seen.append(event.registration.id)  # wrong


def fire() -> None:
    addEventListener("fetch", create_proxy(fetched))
    dispatchEvent(FetchEvent.new("fetch", request=Request.new("https://site.example/")))
    assert seen


fire()

# --- background-fetch-event: accept
from js import BackgroundFetchEvent

if TYPE_CHECKING:
    from js.typing import BackgroundFetchEventInit


async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    init: BackgroundFetchEventInit = {"registration": fetch}
    assert BackgroundFetchEvent.new("x", init).registration.id == "a"


# --- background-fetch-event-without-registration: refuse
from js import BackgroundFetchEvent

BackgroundFetchEvent.new("x")  # wrong

# --- background-fetch-event-of-empty-init: refuse
from js import BackgroundFetchEvent

BackgroundFetchEvent.new("x", {})  # wrong

# --- background-fetch-event-of-another-registration: refuse
from js import BackgroundFetchEvent

BackgroundFetchEvent.new("x", registration=registration)  # wrong

# --- update-the-title: accept
from js import BackgroundFetchUpdateUIEvent

if TYPE_CHECKING:
    from js.typing import BackgroundFetchUIOptions


async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    event = BackgroundFetchUpdateUIEvent.new("x", registration=fetch)
    options: BackgroundFetchUIOptions = {"title": "Done"}
    await event.updateUI(options)
    assert getattr(fetch, "_title") == "Done"


# --- update-a-misspelt-title: refuse
from js import BackgroundFetchUpdateUIEvent


async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    event = BackgroundFetchUpdateUIEvent.new("x", registration=fetch)
    await event.updateUI(titel="Done")  # wrong
    assert getattr(fetch, "_title") == "Done"


# --- handler-of-the-global: accept
import js
from js import BackgroundFetchEvent, dispatchEvent

seen: list[str] = []


def clicked(event: BackgroundFetchEvent) -> None:
    seen.append(event.registration.id)


async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    js.onbackgroundfetchclick = clicked
    dispatchEvent(BackgroundFetchEvent.new("backgroundfetchclick", registration=fetch))
    assert seen == ["a"]


# --- custom-event: accept
from js import CustomEvent

if TYPE_CHECKING:
    from js.typing import CustomEventInit

init: CustomEventInit = {"detail": 5, "bubbles": True}
assert CustomEvent.new("x", init).detail == 5
assert CustomEvent.new("x", detail="d").detail == "d"

# --- custom-event-without-type: refuse
from js import CustomEvent

assert CustomEvent.new(detail="d").detail == "d"  # wrong

# --- message-event: accept
from js import MessageChannel, MessageEvent

if TYPE_CHECKING:
    from js.typing import MessageEventInit

channel = MessageChannel.new()
init: MessageEventInit = {"data": 5, "origin": "o", "lastEventId": "i", "ports": [channel.port1]}
event = MessageEvent.new("message", init)
assert (event.data, event.origin, event.lastEventId) == (5, "o", "i")
assert len(event.ports) == 1
channel.port1.close()

# --- message-event-of-wrong-ports: refuse
from js import MessageEvent

MessageEvent.new("message", ports=["p"])  # wrong

# --- message-event-source: accept
from js import MessageEvent

# A MessageEventSource is null here.
assert not MessageEvent.new("message").source

# --- extendable-message-event: accept
from js import ExtendableMessageEvent, serviceWorker

if TYPE_CHECKING:
    from js.typing import ExtendableMessageEventInit

init: ExtendableMessageEventInit = {"data": "d", "origin": "o", "source": serviceWorker}
event = ExtendableMessageEvent.new("message", init)
assert event.data == "d"
assert event.source
assert len(event.ports) == 0

# --- extendable-message-event-of-wrong-ports: refuse
from js import ExtendableMessageEvent

ExtendableMessageEvent.new("message", ports="p")  # wrong

# --- progress-event: accept
from js import ProgressEvent

if TYPE_CHECKING:
    from js.typing import ProgressEventInit

init: ProgressEventInit = {"lengthComputable": True, "loaded": 1, "total": 2.5}
event = ProgressEvent.new("progress", init)
assert event.lengthComputable
assert event.loaded + event.total == 3.5

# --- progress-of-text: refuse
from js import ProgressEvent

assert ProgressEvent.new("progress", loaded="half").loaded > 0  # wrong

# --- subclass-is-its-base: accept
from js import BackgroundFetchUpdateUIEvent, ExtendableEvent


def type_of(event: ExtendableEvent) -> str:
    return event.type


async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    assert type_of(BackgroundFetchUpdateUIEvent.new("x", registration=fetch)) == "x"


# --- base-is-no-subclass: refuse
from js import BackgroundFetchUpdateUIEvent, ExtendableEvent


def update(event: BackgroundFetchUpdateUIEvent) -> None:
    create_proxy(event.updateUI())


update(ExtendableEvent.new("x"))  # wrong

# --- event-target-has-no-constructor-arguments: accept
assert EventTarget.new().constructor.name == "EventTarget"
