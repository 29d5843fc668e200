"""Bodies of requests: read to their end and kept, before a background fetch begins.

Source: Background Fetch, `fetch()`, steps 9 to 11. Each attempt sends them from where they are kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._impl import bodies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from background_fetch._impl.bodies import Body
    from background_fetch._impl.storage.store import Content, StoredBody

    from .quota import Account


async def keep_bodies(given: Sequence[tuple[Body | None, StoredBody | None]], account: Account) -> list[Content | None]:
    """Read bodies, all at the same time, and keep them.

    Args:
        given: The body of each request, and where it is to be kept.
        account: What the bytes are charged to.

    Raises:
        QuotaExceededError: There is no room for them.
        OSError: They can't be written.
        TypeError: One of the streams has failed; the others are canceled.
    """
    from asyncio import TaskGroup  # noqa: PLC0415 -- asyncio takes longer to import than all the rest

    kept: list[Content | None] = []
    try:
        async with TaskGroup() as group:
            for body, place in given:
                kept.append(place)
                if body is not None and place is not None:
                    group.create_task(_keep(body, place, account))
    except BaseExceptionGroup as errors:
        for _, place in given:
            if place is not None:
                place.discard()
        raise errors.exceptions[0] from None
    return kept


async def _keep(body: Body, place: StoredBody, account: Account) -> None:
    if isinstance(body.source, bytes):
        _add(body.source, place, account)
        return
    pieces = bodies.each_piece(body)
    while True:
        try:
            piece = await anext(pieces, None)
        except Exception as error:
            # Step 11: what the stream failed with is the script's own affair.
            raise TypeError(f"BackgroundFetchManager.fetch: the body of a request can't be read: {error}") from error
        if piece is None:
            return
        _add(piece, place, account)


def _add(piece: bytes, place: StoredBody, account: Account) -> None:
    # Step 10.
    account.take_upload(len(piece))
    place.write(piece)
