"""Events of your own: a target, a listener that is called once, a signal that removes another."""

from background_fetch import AbortController, CustomEvent, Event, EventTarget

player = EventTarget()
closed = AbortController()


def on_play(event: Event) -> None:
    """Print what is played."""
    assert isinstance(event, CustomEvent)
    print("plays", event.detail)


player.addEventListener("play", lambda event: print("first", event.type), once=True)
player.addEventListener("play", on_play, signal=closed.signal)

player.dispatchEvent(CustomEvent("play", detail="Episode 5"))
player.dispatchEvent(CustomEvent("play", detail="Episode 6"))
closed.abort()
player.dispatchEvent(CustomEvent("play", detail="Episode 7"))

player.addEventListener("close", lambda event: event.preventDefault())
print("closed:", player.dispatchEvent(Event("close", cancelable=True)))
