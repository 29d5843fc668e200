"""Requests as they are kept, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .cache_store import StoredRequest
from .header_list import HeaderList
from .requests import RequestRecord

if TYPE_CHECKING:
    from background_fetch._generated.aliases import (
        ReferrerPolicy,
        RequestCache,
        RequestCredentials,
        RequestMode,
        RequestRedirect,
    )


def stored_request(record: RequestRecord) -> StoredRequest:
    """Return what is kept of a request, but for its body."""
    return StoredRequest(
        method=record.method,
        url=record.url,
        headers=tuple(record.header_list.pairs),
        referrer=record.referrer,
        referrer_policy=record.referrer_policy,
        mode=record.mode,
        credentials=record.credentials,
        cache=record.cache,
        redirect=record.redirect,
        integrity=record.integrity,
        keepalive=record.keepalive,
    )


def request_record(kept: StoredRequest) -> RequestRecord:
    """Return the request that is kept, without a body."""
    return RequestRecord(
        url=kept.url,
        method=kept.method,
        header_list=HeaderList(kept.headers),
        referrer=kept.referrer,
        referrer_policy=cast("ReferrerPolicy", kept.referrer_policy),
        mode=cast("RequestMode", kept.mode),
        credentials=cast("RequestCredentials", kept.credentials),
        cache=cast("RequestCache", kept.cache),
        redirect=cast("RequestRedirect", kept.redirect),
        integrity=kept.integrity,
        keepalive=kept.keepalive,
    )
