"""Background fetches as plain data: what lists, bars and JSON are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from background_fetch._impl.cache_store import StoredResponse
    from background_fetch._impl.storage.store import Loaded, StoredFetch, StoredRecord
    from background_fetch.agent import BackgroundFetch


class RecordPicture(NamedTuple):
    """One request of a background fetch."""

    method: str
    url: str
    status: int | None
    """Of the response; None before there is one."""
    bytes: int
    """Received."""
    total: int | None
    """Of the response; None where the server has not told."""
    result: str
    """`success`, why it failed, or nothing yet."""


class Picture(NamedTuple):
    """One background fetch."""

    id: str
    scope: str
    title: str
    state: str
    """`running` here, `unfinished` as the profile has it, `paused`, `success` or `failure`."""
    failure_reason: str
    downloaded: int
    download_total: int | None
    """As it was announced, or as the responses say together; None where that is not known."""
    uploaded: int
    upload_total: int
    records: tuple[RecordPicture, ...]


def content_length(response: StoredResponse | None) -> int | None:
    """Return how long the whole of a response is, where its header fields tell."""
    if response is None:
        return None
    fields = {name.lower(): value for name, value in response.headers}
    length = fields.get("content-range", "").rpartition("/")[2] or fields.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else None


def _picture(
    row: StoredFetch | BackgroundFetch, scope: str, records: tuple[RecordPicture, ...], unsettled: str
) -> Picture:
    totals = [record.total for record in records]
    together = None if None in totals else sum(total or 0 for total in totals)
    return Picture(
        id=row.id,
        scope=scope,
        title=row.title,
        state=row.result or unsettled,
        failure_reason=row.failure_reason,
        downloaded=sum(record.bytes for record in records),
        download_total=row.download_total or together,
        uploaded=row.uploaded,
        upload_total=row.upload_total,
        records=records,
    )


def of_fetch(fetch: BackgroundFetch) -> Picture:
    """Return the picture of a background fetch that this process performs."""
    records = tuple(
        RecordPicture(
            method=record.request.method,
            url=record.request.url,
            status=None if record.data.response is None else record.data.response.status,
            bytes=record.data.size,
            total=content_length(record.data.response),
            result=record.data.result,
        )
        for record in fetch.records
    )
    return _picture(fetch, fetch.registration.scope, records, "paused" if fetch.paused_flag else "running")


def of_rows(loaded: Loaded) -> list[Picture]:
    """Return the pictures of all background fetches of a profile."""
    of: dict[int, list[StoredRecord]] = {}
    for record in loaded.records:
        of.setdefault(record.fetch, []).append(record)
    return [
        _picture(row, row.scope, _records(of.get(row.key, [])), "paused" if row.paused else "unfinished")
        for row in loaded.fetches
    ]


def _records(rows: Sequence[StoredRecord]) -> tuple[RecordPicture, ...]:
    return tuple(
        RecordPicture(
            method=row.request.method,
            url=row.request.url,
            status=None if row.response is None else row.response.status,
            bytes=0 if row.body is None else row.body.size,
            total=content_length(row.response),
            result=row.result,
        )
        for row in rows
    )


def as_json(picture: Picture) -> dict[str, object]:
    """Return a picture as JSON's values."""
    return {**picture._asdict(), "records": [record._asdict() for record in picture.records]}
