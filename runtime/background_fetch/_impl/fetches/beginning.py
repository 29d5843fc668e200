"""How a background fetch begins. Source: Background Fetch, `fetch()`, steps 9 to 14."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._impl.network import clients
from background_fetch._impl.storage.errors import is_full
from background_fetch._impl.stored_requests import stored_request

from .fetch import BackgroundFetch, Record
from .quota import quota_exceeded
from .uploads import keep_bodies

if TYPE_CHECKING:
    from background_fetch._generated.background_fetch import BackgroundFetchOptions
    from background_fetch._impl.realms import Realm
    from background_fetch._impl.requests import RequestRecord

    from .fetch import Owner
    from .quota import Account


async def begin(  # noqa: PLR0913 -- what the steps before have found
    registration: Owner,
    realm: Realm,
    id_: str,
    requests: list[RequestRecord],
    options: BackgroundFetchOptions,
    *,
    asks: bool,
) -> BackgroundFetch:
    """Make a background fetch, keep it and let it go.

    Args:
        registration: Whose it is.
        realm: That of the script that asked.
        id_: Its id, which is free.
        requests: What is to be fetched, with bodies that were not read yet.
        options: What else the script said.
        asks: Whether the user has not decided yet, so that it begins paused.

    Raises:
        QuotaExceededError: There is no room.
        TypeError: A body can't be read, or nothing can be kept.
    """
    performer = realm.services.performer
    performer.require_room_for_one(registration.origin)
    total = options.get("downloadTotal", 0)
    # Not in the specification: what is announced must have room (see "fetch-body-and-quota-steps").
    account = performer.open_account(registration.origin, total)
    try:
        fetch = BackgroundFetch(realm.services.store.next_key(), id_, registration, clients.of_realm(realm), account)
        fetch.download_total = total
        fetch.title = options.get("title", "")
        fetch.icons = list(options.get("icons", ()))
        fetch.asks_permission = fetch.paused_flag = asks
        # Steps 9 to 11.
        fetch.records = await _records(realm, requests, account)
        fetch.upload_total = sum(each.request_body.size for each in fetch.records if each.request_body is not None)
        # Steps 12 and 14; kept before the promise says that it is.
        await performer.add(fetch)
    except OSError as error:
        account.close()
        raise quota_exceeded() if is_full(error) else TypeError(f"The requests can't be kept: {error}") from error
    except BaseException:
        account.close()
        raise
    return fetch


async def _records(realm: Realm, requests: list[RequestRecord], account: Account) -> list[Record]:
    if all(request.body is None for request in requests):
        return [Record(position, stored_request(request)) for position, request in enumerate(requests)]
    new_body = realm.services.store.new_body
    kept = await keep_bodies(
        [(request.body, None if request.body is None else new_body()) for request in requests], account
    )
    return [
        Record(position, stored_request(request), content)
        for position, (request, content) in enumerate(zip(requests, kept, strict=True))
    ]
