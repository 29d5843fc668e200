"""The static operations of Response. Source: Fetch, "Response class"."""

# ruff: noqa: SLF001 -- how behaviour makes objects

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import fetch

from . import urls
from .bodies import of_bytes
from .environment import base_url
from .header_list import HeaderList
from .headers import make_headers
from .responses import (
    REDIRECT_STATUSES,
    ResponseRecord,
    ResponseState,
    initialize,
    make_response,
    network_error,
)

if TYPE_CHECKING:
    from background_fetch._generated.fetch import Response, ResponseInit


class ResponseStatics:
    """The static operations of Response."""

    def error(self) -> Response:
        """Return a network error."""
        return make_response(network_error())

    def redirect(self, url: str, status: int, /) -> Response:
        """Return a redirect."""
        # Steps 1 and 2.
        parsed = urls.parse(url, base_url())
        if parsed is None:
            raise TypeError(f"Response.redirect: {url!r} is not a valid URL")
        # Step 3: what JavaScript calls a RangeError.
        if status not in REDIRECT_STATUSES:
            raise ValueError(f"Response.redirect: {status} is not the status of a redirect")
        # Steps 4 to 7.
        return make_response(ResponseRecord(status=status, header_list=HeaderList([("Location", parsed)])))

    def json(self, data: object, init: ResponseInit, /) -> Response:
        """Return a response with JSON as its body."""
        # Steps 1 and 2.
        body = of_bytes(_serialized(data))
        # Step 3.
        record = ResponseRecord()
        state = ResponseState(record, make_headers(record.header_list, "response"))
        # Step 4.
        initialize(state, init, (body, "application/json"))
        return fetch.Response._wrap(state)


def _serialized(data: object) -> bytes:
    """Infra, "serialize a JavaScript value to JSON bytes"; what JSON can't say is refused."""
    from json import dumps  # noqa: PLC0415 -- few responses are JSON

    try:
        text = dumps(data, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise TypeError(f"Response.json: {error}") from None
    except RecursionError:
        raise TypeError("Response.json: the data is nested too deeply") from None
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        # A lone surrogate is written as an escape.
        return dumps(data, separators=(",", ":"), allow_nan=False).encode("ascii")
