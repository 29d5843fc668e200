"""Background fetches as rows of the store, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from background_fetch._impl.cache_store import StoredRequest, StoredResponse
from background_fetch._impl.header_list import HeaderList
from background_fetch._impl.network import clients
from background_fetch._impl.responses import ResponseRecord, filtered
from background_fetch._impl.storage.store import StoredFetch, StoredRecord

from .fetch import BackgroundFetch, Record, ResponseData

if TYPE_CHECKING:
    from background_fetch._generated.aliases import ResponseType
    from background_fetch._generated.image_resource import ImageResource

    from .fetch import Owner
    from .quota import Account


def stored_fetch(fetch: BackgroundFetch) -> StoredFetch:
    """Return the row of a background fetch."""
    from json import dumps  # noqa: PLC0415 -- only what is kept needs it

    return StoredFetch(
        key=fetch.key,
        scope=fetch.registration.scope,
        id=fetch.id,
        title=fetch.title,
        icons=dumps(fetch.icons) if fetch.icons else "[]",
        download_total=fetch.download_total,
        upload_total=fetch.upload_total,
        uploaded=fetch.uploaded,
        paused=fetch.paused_flag,
        result=fetch.result,
        failure_reason=fetch.failure_reason,
        event=fetch.event,
        client=fetch.client.to_json(),
    )


def stored_record(fetch: BackgroundFetch, record: Record) -> StoredRecord:
    """Return the row of a record."""
    data = record.data
    return StoredRecord(
        fetch.key, record.position, record.request, record.request_body, data.response, data.body, data.result
    )


def loaded_fetch(row: StoredFetch, registration: Owner, account: Account) -> BackgroundFetch:
    """Return the background fetch of a row, without its records."""
    from json import loads  # noqa: PLC0415 -- see stored_fetch

    fetch = BackgroundFetch(row.key, row.id, registration, clients.from_json(row.client), account)
    fetch.title = row.title
    fetch.icons = cast("list[ImageResource]", loads(row.icons))
    fetch.download_total = row.download_total
    fetch.upload_total = row.upload_total
    fetch.uploaded = row.uploaded
    fetch.paused_flag = row.paused
    fetch.result = row.result
    fetch.failure_reason = row.failure_reason
    fetch.event = row.event
    return fetch


def loaded_record(row: StoredRecord) -> Record:
    """Return the record of a row."""
    return Record(row.position, row.request, row.request_body, ResponseData(row.response, row.body, row.result))


def stored_response(record: ResponseRecord, *, has_body: bool) -> StoredResponse:
    """Return what is kept of a response.

    Of one that hides header fields from scripts all fields are kept: whether a download can go on is in some of them.
    """
    kept = record.internal if record.internal is not None and record.type in {"basic", "cors"} else record
    return StoredResponse(
        type=record.type,
        url_list=kept.url_list,
        status=kept.status,
        status_message=kept.status_message,
        headers=tuple(kept.header_list.pairs),
        has_body=has_body,
    )


def response_record(kept: StoredResponse, request: StoredRequest) -> ResponseRecord:
    """Return what a script may see of the response to a request, without a body.

    Source: "create record objects": `Content-Range` and `Content-Length` are about what was sent, not what is stored.
    """
    hidden = {"content-range", "content-length"}
    pairs = [pair for pair in kept.headers if pair[0].lower() not in hidden]
    type_ = cast("ResponseType", kept.type)
    record = ResponseRecord(
        type=type_,
        url_list=kept.url_list,
        status=kept.status,
        status_message=kept.status_message,
        header_list=HeaderList(pairs),
        with_credentials=request.credentials == "include",
    )
    return filtered(type_, record) if type_ in {"basic", "cors"} else record
