"""Channels, ports and messages. Names of the cases: web-platform-tests, webmessaging/."""

from __future__ import annotations

import asyncio

import pytest
from background_fetch import (
    DOMException,
    EventTarget,
    ExtendableMessageEvent,
    MessageChannel,
    MessageEvent,
    Promise,
)


def collected(port) -> list[object]:
    """Start a port and return the list into which its messages go."""
    found: list[object] = []
    port.onmessage = lambda event: found.append(event.data)
    return found


async def turns() -> None:
    for _ in range(8):
        await asyncio.sleep(0)


def test_messages_arrive_in_order_as_copies(run):
    async def main():
        channel, sent = MessageChannel(), {"a": [1]}
        found = collected(channel.port2)
        channel.port1.postMessage(sent)
        channel.port1.postMessage("second")
        sent["a"].append(2)
        assert found == []
        await turns()
        assert found == [{"a": [1]}, "second"]

    assert run(main) == []


def test_without_start_no_message(run):
    async def main():
        channel, found = MessageChannel(), []
        channel.port1.postMessage("waits")
        channel.port2.addEventListener("message", lambda event: found.append(event.data))
        await turns()
        assert found == []
        channel.port2.start()
        await turns()
        assert found == ["waits"]

    assert run(main) == []


def test_both_ways_and_the_event(run):
    async def main():
        channel, events = MessageChannel(), []
        channel.port1.onmessage = events.append
        channel.port2.postMessage(1)
        await turns()
        (event,) = events
        assert isinstance(event, MessageEvent)
        assert (event.type, event.isTrusted, event.bubbles, event.cancelable) == ("message", True, False, False)
        assert (event.origin, event.lastEventId, event.source, event.ports) == ("", "", None, ())
        assert event.target is channel.port1

    assert run(main) == []


def test_ports_travel_with_what_waits_for_them(run):
    async def main():
        outer, inner = MessageChannel(), MessageChannel()
        inner.port2.postMessage("sent before")
        events: list[MessageEvent] = []
        outer.port2.onmessage = events.append
        outer.port1.postMessage({"port": inner.port1}, transfer=[inner.port1])
        await turns()
        (event,) = events
        assert event.data["port"] is event.ports[0]
        assert event.ports[0] is not inner.port1
        found = collected(event.ports[0])
        inner.port2.postMessage("sent after")
        await turns()
        assert found == ["sent before", "sent after"]

    assert run(main) == []


@pytest.mark.parametrize("form", [lambda port: [port], lambda port: {"transfer": [port]}])
def test_a_port_can_not_be_sent_through_itself(form):
    port = MessageChannel().port1
    with pytest.raises(DOMException, match="itself"):
        port.postMessage(None, form(port))


def test_a_message_that_takes_its_receiver_along_is_lost(run):
    async def main():
        channel = MessageChannel()
        found = collected(channel.port2)
        channel.port1.postMessage("lost", [channel.port2])
        await turns()
        assert found == []

    assert run(main) == []


def test_closed_ports_neither_send_nor_receive(run):
    async def main():
        channel, log = MessageChannel(), []
        found = collected(channel.port2)
        channel.port2.onclose = lambda event: log.append(event.type)
        channel.port1.close()
        channel.port1.postMessage(1)
        channel.port2.postMessage(2)
        await turns()
        assert (found, log) == ([], ["close"])
        with pytest.raises(DOMException, match="closed"):
            MessageChannel().port1.postMessage(None, [channel.port1])

    assert run(main) == []


def test_what_can_not_be_cloned_is_told_to_the_sender():
    with pytest.raises(DOMException) as caught:
        MessageChannel().port1.postMessage(print)
    assert caught.value.name == "DataCloneError"


def test_message_event_constructor():
    port = MessageChannel().port1
    event = MessageEvent("x", data=[1], origin="https://a.example", lastEventId="7", source=port, ports=[port])
    assert (event.data, event.origin, event.lastEventId, event.source) == ([1], "https://a.example", "7", port)
    assert (event.ports, event.ports is event.ports, event.isTrusted) == ((port,), True, False)
    assert (MessageEvent("x").data, MessageEvent("x").ports) == (None, ())
    with pytest.raises(TypeError):
        MessageEvent("x", ports=[7])


def test_init_message_event():
    event, target = MessageEvent("x"), EventTarget()
    event.initMessageEvent("y", True, False, "data", "https://a.example", "id")
    assert (event.type, event.bubbles, event.data, event.lastEventId) == ("y", True, "data", "id")
    target.addEventListener("y", lambda e: e.initMessageEvent("z"))
    target.dispatchEvent(event)
    assert event.type == "y"


def test_extendable_message_event_constructor():
    port = MessageChannel().port1
    event = ExtendableMessageEvent("x", data=1, origin="https://a.example", source=port, ports=[port])
    assert (event.data, event.origin, event.source, event.ports) == (1, "https://a.example", port, (port,))
    assert event.source is event.source
    with pytest.raises(DOMException, match="script made"):
        event.waitUntil(Promise.resolve(None))
