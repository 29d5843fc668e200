"""Event targets and listeners."""

from __future__ import annotations

from background_fetch import (
    AbortController,
    AddEventListenerOptions,
    CustomEvent,
    Event,
    EventListener,
    EventListenerOptions,
    EventTarget,
)


# --- a-listener-is-called: accept
async def main() -> None:
    heard: list[str] = []
    target = EventTarget()
    target.addEventListener("ring", lambda event: heard.append(event.type))
    target.dispatchEvent(Event("ring"))
    assert heard == ["ring"]


# --- a-listener-that-can-t-be-called: refuse
async def main() -> None:
    EventTarget().addEventListener("ring", 3)  # wrong


# --- none-for-a-listener-is-allowed-and-does-nothing: accept
async def main() -> None:
    EventTarget().addEventListener("ring", None)


# --- a-listener-is-missing: refuse
async def main() -> None:
    EventTarget().addEventListener("ring")  # wrong


# --- a-type-that-is-bytes: refuse
async def main() -> None:
    EventTarget().addEventListener(b"ring", None)  # wrong


# --- once-by-keyword: accept
async def main() -> None:
    heard: list[str] = []
    target = EventTarget()
    target.addEventListener("ring", lambda event: heard.append(event.type), once=True)
    target.dispatchEvent(Event("ring"))
    target.dispatchEvent(Event("ring"))
    assert heard == ["ring"]


# --- capture-as-a-boolean: accept
async def main() -> None:
    EventTarget().addEventListener("ring", lambda event: None, True)


# --- options-as-their-dictionary: accept
async def main() -> None:
    options: AddEventListenerOptions = {"once": True, "passive": True}
    EventTarget().addEventListener("ring", lambda event: None, options)


# --- a-misspelt-option: refuse
async def main() -> None:
    EventTarget().addEventListener("ring", lambda event: None, onec=True)  # wrong


# --- once-is-a-boolean: refuse
async def main() -> None:
    EventTarget().addEventListener("ring", lambda event: None, once="yes")  # wrong


# --- options-that-are-a-string: refuse
async def main() -> None:
    EventTarget().addEventListener("ring", lambda event: None, "capture")  # wrong


# --- once-is-no-option-of-removal: refuse
async def main() -> None:
    EventTarget().removeEventListener("ring", None, once=True)  # wrong


# --- capture-is-an-option-of-removal: accept
async def main() -> None:
    options: EventListenerOptions = {"capture": True}
    EventTarget().removeEventListener("ring", None, options)


# --- an-object-with-handleevent: accept
async def main() -> None:
    class Handler:
        heard = 0

        def handleEvent(self, event: Event, /) -> None:
            self.heard += 1

    handler = Handler()
    target = EventTarget()
    target.addEventListener("ring", handler)
    target.dispatchEvent(Event("ring"))
    assert handler.heard == 1


# --- an-object-without-handleevent: refuse
async def main() -> None:
    class Handler:
        def handle(self, event: Event, /) -> None: ...

    EventTarget().addEventListener("ring", Handler())  # wrong


# --- an-async-listener: accept
async def main() -> None:
    async def listen(event: Event) -> None: ...

    EventTarget().addEventListener("ring", listen)


# --- a-coroutine-in-the-place-of-a-function: refuse
async def main() -> None:
    async def listen(event: Event) -> None: ...

    coroutine = listen(Event("ring"))
    try:
        EventTarget().addEventListener("ring", coroutine)  # wrong
    finally:
        coroutine.close()


# --- dispatching-tells-whether-the-default-goes-on: accept
async def main() -> None:
    target = EventTarget()
    target.addEventListener("ring", lambda event: event.preventDefault())
    assert target.dispatchEvent(Event("ring", cancelable=True)) is False


# --- dispatching-a-string: refuse
async def main() -> None:
    EventTarget().dispatchEvent("ring")  # wrong


# --- dispatching-nothing: refuse
async def main() -> None:
    EventTarget().dispatchEvent()  # wrong


# --- a-custom-event-reaches-a-listener-that-narrows-it: accept
async def main() -> None:
    heard: list[object] = []

    def listen(event: Event) -> None:
        if isinstance(event, CustomEvent):
            heard.append(event.detail)

    target = EventTarget()
    target.addEventListener("ring", listen)
    target.dispatchEvent(CustomEvent("ring", detail=3))
    assert heard == [3]


# --- a-target-of-one-s-own: accept
async def main() -> None:
    class Bell(EventTarget):
        def __init__(self) -> None:
            super().__init__()
            self.rings = 0

    assert Bell().dispatchEvent(Event("ring"))


# --- a-signal-takes-the-listener-away: accept
async def main() -> None:
    controller = AbortController()
    heard: list[str] = []
    target = EventTarget()
    target.addEventListener("ring", lambda event: heard.append("ring"), signal=controller.signal)
    controller.abort()
    target.dispatchEvent(Event("ring"))
    assert heard == []


# --- a-controller-is-no-signal: refuse
async def main() -> None:
    EventTarget().addEventListener("ring", None, signal=AbortController())  # wrong


# --- eventlistener-names-what-is-accepted: accept
async def main() -> None:
    listener: EventListener = lambda event: None
    EventTarget().addEventListener("ring", listener)
