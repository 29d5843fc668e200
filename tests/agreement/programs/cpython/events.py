"""Events: their constructors, attributes and constants."""

from __future__ import annotations

from background_fetch import (
    CustomEvent,
    CustomEventInit,
    Event,
    EventInit,
    EventTarget,
    ExtendableEvent,
    ExtendableEventInit,
)


# --- an-event-has-the-type-it-was-made-with: accept
async def main() -> None:
    assert Event("ring").type == "ring"


# --- an-event-without-a-type: refuse
async def main() -> None:
    Event()  # wrong


# --- a-type-that-is-a-number: refuse
async def main() -> None:
    Event(3)  # wrong


# --- no-type-at-all-but-none: refuse
async def main() -> None:
    Event(None)  # wrong


# --- the-type-by-its-name-which-is-positional-only: refuse
async def main() -> None:
    Event(type="ring")  # wrong


# --- options-as-keywords: accept
async def main() -> None:
    assert Event("ring", bubbles=True).bubbles is True


# --- options-as-a-dictionary: accept
async def main() -> None:
    assert Event("ring", {"cancelable": True}).cancelable is True


# --- options-annotated-as-their-dictionary: accept
async def main() -> None:
    init: EventInit = {"bubbles": True, "composed": True}
    assert Event("ring", init).composed is True


# --- a-misspelt-option: refuse
async def main() -> None:
    Event("ring", bubble=True)  # wrong


# --- a-misspelt-key: refuse
async def main() -> None:
    Event("ring", {"bubble": True})  # wrong


# --- an-option-of-another-type: refuse
async def main() -> None:
    Event("ring", bubbles="yes")  # wrong


# --- an-option-that-is-none: refuse
async def main() -> None:
    Event("ring", bubbles=None)  # wrong


# --- options-that-are-a-list: refuse
async def main() -> None:
    Event("ring", [])  # wrong


# --- three-arguments: refuse
async def main() -> None:
    Event("ring", {}, {})  # wrong


# --- options-twice-as-dictionary-and-as-keyword: refuse
async def main() -> None:
    Event("ring", {"bubbles": True}, cancelable=True)  # wrong


# --- new-as-javascript-writes-it: accept
async def main() -> None:
    assert Event.new("ring", bubbles=True).bubbles is True


# --- new-without-a-type: refuse
async def main() -> None:
    Event.new()  # wrong


# --- an-option-left-out-is-false: accept
async def main() -> None:
    assert Event("ring").bubbles is False


# --- the-type-can-t-be-set: refuse
async def main() -> None:
    Event("ring").type = "other"  # wrong


# --- bubbles-can-t-be-set: refuse
async def main() -> None:
    Event("ring").bubbles = True  # wrong


# --- cancelbubble-can-be-set: accept
async def main() -> None:
    event = Event("ring")
    event.cancelBubble = True
    assert event.cancelBubble is True


# --- cancelbubble-is-a-boolean: refuse
async def main() -> None:
    Event("ring").cancelBubble = "yes"  # wrong


# --- constants-of-the-class-and-of-its-objects: accept
async def main() -> None:
    assert (Event.NONE, Event("ring").BUBBLING_PHASE) == (0, 3)


# --- an-event-that-is-not-dispatched-is-in-no-phase: accept
async def main() -> None:
    assert Event("ring").eventPhase == Event.NONE


# --- it-has-no-target-yet: accept
async def main() -> None:
    assert Event("ring").target is None


# --- a-target-may-be-none-which-has-no-listeners: refuse
async def main() -> None:
    Event("ring").target.addEventListener("ring", None)  # wrong


# --- made-by-a-script-it-is-not-trusted: accept
async def main() -> None:
    assert Event("ring").isTrusted is False


# --- a-time-that-counts: accept
async def main() -> None:
    assert Event("ring").timeStamp + 0.5 > 0


# --- the-path-of-an-event-that-is-not-dispatched-is-an-empty-list: accept
async def main() -> None:
    assert Event("ring").composedPath() == []


# --- preventing-the-default-of-a-cancelable-event: accept
async def main() -> None:
    event = Event("ring", cancelable=True)
    event.preventDefault()
    assert event.defaultPrevented


# --- preventdefault-takes-nothing: refuse
async def main() -> None:
    Event("ring").preventDefault(True)  # wrong


# --- a-method-that-does-not-exist: refuse
async def main() -> None:
    Event("ring").stop()  # wrong


# --- an-attribute-that-does-not-exist: refuse
async def main() -> None:
    Event("ring").kind  # wrong


# --- subclasses-are-instances: accept
async def main() -> None:
    assert isinstance(CustomEvent("ring"), Event)


# --- an-event-of-one-s-own-class: accept
async def main() -> None:
    class Ring(Event):
        loud = True

    assert Ring("ring").loud


# --- detail-is-any-object: accept
async def main() -> None:
    assert CustomEvent("ring", detail={"volume": 3}).detail == {"volume": 3}


# --- the-dictionary-of-a-custom-event-has-the-members-of-eventinit: accept
async def main() -> None:
    init: CustomEventInit = {"bubbles": True, "detail": 3}
    assert CustomEvent("ring", init).bubbles


# --- an-object-of-which-nothing-is-known-has-no-keys: refuse
async def main() -> None:
    CustomEvent("ring", detail=3).detail["volume"]  # wrong


# --- an-extendable-event-made-by-a-script: accept
async def main() -> None:
    init: ExtendableEventInit = {"bubbles": True}
    assert ExtendableEvent("ring", init).bubbles


# --- waituntil-wants-a-promise-or-another-awaitable: refuse
async def main() -> None:
    ExtendableEvent("ring").waitUntil(3)  # wrong


# --- waituntil-wants-one-argument: refuse
async def main() -> None:
    ExtendableEvent("ring").waitUntil()  # wrong
