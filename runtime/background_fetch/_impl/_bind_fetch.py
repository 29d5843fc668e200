"""Puts the behaviour of messages, requests, responses and caches behind the generated classes, as `_bind` does."""

# ruff: noqa: PLC0415 -- behaviour is imported when the first object is made

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import fetch, html, service_workers

if TYPE_CHECKING:
    from background_fetch._generated.fetch import (
        Request,
        RequestImpl,
        RequestInit,
        Response,
        ResponseImpl,
        ResponseInit,
    )
    from background_fetch._generated.file_api import Blob
    from background_fetch._generated.html import (
        MessageChannel,
        MessageChannelImpl,
        MessageEvent,
        MessageEventImpl,
        MessageEventInit,
        MessagePortImpl,
    )
    from background_fetch._generated.service_workers import (
        CacheImpl,
        CacheStorageImpl,
        ExtendableMessageEvent,
        ExtendableMessageEventImpl,
        ExtendableMessageEventInit,
        FetchEvent,
        FetchEventImpl,
        FetchEventInit,
    )
    from background_fetch._generated.streams import ReadableStream
    from background_fetch._generated.url import URLSearchParams
    from background_fetch._generated.xhr import FormData

    from .caches import CacheState, StorageState
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


def _request(this: Request, input_: Request | str, init: RequestInit, /) -> RequestImpl:
    from .request_construction import construct_request

    # The next ones are made without asking for the module.
    fetch.construct.Request = construct_request
    return construct_request(this, input_, init)


def _response(
    this: Response,
    body: ReadableStream | Blob | memoryview | FormData | URLSearchParams | str | None,
    init: ResponseInit,
    /,
) -> ResponseImpl:
    from .responses import construct_response

    # The next ones are made without asking for the module.
    fetch.construct.Response = construct_response
    return construct_response(this, body, init)


class _ResponseStatics:
    def error(self) -> Response:
        from .response_statics import ResponseStatics

        return ResponseStatics().error()

    def redirect(self, url: str, status: int, /) -> Response:
        from .response_statics import ResponseStatics

        return ResponseStatics().redirect(url, status)

    def json(self, data: object, init: ResponseInit, /) -> Response:
        from .response_statics import ResponseStatics

        return ResponseStatics().json(data, init)


if TYPE_CHECKING:

    def _complete(
        port: PortState, cache: CacheState, storage: StorageState
    ) -> tuple[MessagePortImpl, CacheImpl, CacheStorageImpl]:
        return port, cache, storage


fetch.construct.Request = _request
fetch.construct.Response = _response
fetch.statics.Response = _ResponseStatics()
html.construct.MessageChannel = _message_channel
html.construct.MessageEvent = _message_event
service_workers.construct.ExtendableMessageEvent = _extendable_message_event
service_workers.construct.FetchEvent = _fetch_event
