"""What happens to a body on its way to who wants it: it is decoded and hashed. Source: Fetch, "main fetch", step 23."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._impl.network import codings
from background_fetch._impl.network.exchange import Taker
from background_fetch._impl.network.faults import NetworkError

if TYPE_CHECKING:
    from background_fetch._impl.network import integrity


def taker(take: codings.Take, names: list[str], check: integrity.Check | None, *, compares: bool) -> Taker:
    """Return what decodes and hashes a body on its way."""
    if check is not None:
        take = _hashing(take, check)
    take, decoders = codings.decoding(names, take)

    def end() -> None:
        for decoder in decoders:
            decoder.end()
        if compares and check is not None and not check.matches():
            raise NetworkError("the body does not match the request's integrity metadata")

    return Taker(take, end)


def _hashing(take: codings.Take, check: integrity.Check) -> codings.Take:
    def hashed(data: bytes) -> bool:
        check.update(data)
        return take(data)

    return hashed
