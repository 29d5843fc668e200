"""Background fetches as an earlier run of the user agent has left them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .ranges import Held, is_whole
from .rows import loaded_fetch, loaded_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from background_fetch._impl.storage.store import Loaded, RecordResult

    from .fetch import BackgroundFetch, Owner, Record
    from .quota import Quota


def restored(
    loaded: Loaded, registrations: Mapping[str, Owner], quota: Callable[[str], Quota]
) -> Iterator[BackgroundFetch]:
    """Give the background fetches that were kept, but for those whose registration is gone.

    Args:
        loaded: What was kept.
        registrations: The service worker registrations by their scopes.
        quota: Returns what an origin may keep.
    """
    records: dict[int, list[Record]] = {}
    for each in loaded.records:
        records.setdefault(each.fetch, []).append(loaded_record(each))
    for row in loaded.fetches:
        registration = registrations.get(row.scope)
        if registration is None:
            continue
        found = records.get(row.key, [])
        account = quota(registration.origin).open(
            upload=sum(each.request_body.size for each in found if each.request_body is not None),
            announced=row.download_total,
            limited_to=row.download_total,
            stored=sum(each.data.size for each in found),
            kept=True,
        )
        fetch = loaded_fetch(row, registration, account)
        fetch.records = found
        for record in found:
            # Once there is a result, what could not be kept is not there; nobody must wait for it.
            record.data.result = _result(record) or ("fetch-error" if fetch.result else "")
        yield fetch


def _result(record: Record) -> RecordResult:
    """Return what became of a record: a request that must not be sent twice may have been sent already."""
    data = record.data
    if data.result or data.body is None or record.request.method == "GET":
        return data.result
    held = Held(data.response, data.size)
    if held.response is None or not is_whole(record.request.method, held):
        return "fetch-error"
    return "success" if 200 <= held.response.status <= 299 else "bad-status"  # noqa: PLR2004 -- "ok status"
