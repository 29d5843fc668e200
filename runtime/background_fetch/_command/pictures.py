"""Background fetches as plain data: what lists, bars and JSON are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .reasons import cleaned

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
    reason: str = ""
    """Why the last attempt has failed, for people; nothing once a server answers, or if nobody performs it."""
    next_try: float | None = None
    """When it is tried again, in seconds since 1970; None if it does not wait for that."""


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


def _total(method: str, response: StoredResponse | None) -> int | None:
    from background_fetch._impl.fetches.ranges import complete_length  # noqa: PLC0415 -- not for help

    return None if response is None else complete_length(method, response)


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
            total=_total(record.request.method, record.data.response),
            result=record.data.result,
            reason=cleaned(record.reason),
            next_try=record.next_try,
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
            total=_total(row.request.method, row.response),
            result=row.result,
        )
        for row in rows
    )


def as_json(picture: Picture) -> dict[str, object]:
    """Return a picture as JSON's values."""
    return {**picture._asdict(), "records": [record._asdict() for record in picture.records]}
