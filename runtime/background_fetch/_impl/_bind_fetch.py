"""Puts the behaviour of messages, requests, responses and caches behind the generated classes, as `_bind` does."""

# ruff: noqa: PLC0415 -- behaviour is imported when the first object is made

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import html, service_workers

if TYPE_CHECKING:
    from background_fetch._generated.html import (
        MessageChannel,
        MessageChannelImpl,
        MessageEvent,
        MessageEventImpl,
        MessageEventInit,
        MessagePortImpl,
    )
    from background_fetch._generated.service_workers import (
        ExtendableMessageEvent,
        ExtendableMessageEventImpl,
        ExtendableMessageEventInit,
        FetchEvent,
        FetchEventImpl,
        FetchEventInit,
    )

    from .ports import PortState


def _message_channel(this: MessageChannel, /) -> MessageChannelImpl:
    from .ports import ChannelState

    return ChannelState(this)


def _message_event(this: MessageEvent, type_: str, init: MessageEventInit, /) -> MessageEventImpl:
    from .messages import MessageEventState

    state = MessageEventState(type_, init)
    state.public = this
    return state


def _extendable_message_event(
    this: ExtendableMessageEvent, type_: str, init: ExtendableMessageEventInit, /
) -> ExtendableMessageEventImpl:
    from .messages import ExtendableMessageState

    state = ExtendableMessageState(type_, init)
    state.public = this
    return state


def _fetch_event(this: FetchEvent, type_: str, init: FetchEventInit, /) -> FetchEventImpl:
    from .fetch_events import FetchEventState

    state = FetchEventState(type_, init)
    state.public = this
    return state


if TYPE_CHECKING:

    def _complete(port: PortState) -> tuple[MessagePortImpl]:
        return (port,)


html.construct.MessageChannel = _message_channel
html.construct.MessageEvent = _message_event
service_workers.construct.ExtendableMessageEvent = _extendable_message_event
service_workers.construct.FetchEvent = _fetch_event
