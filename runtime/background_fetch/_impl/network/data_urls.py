"""`data:` addresses: the response is in the address. Source: Fetch, "data: URLs", "scheme fetch"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from background_fetch._impl import forgiving_base64, urls
from background_fetch._impl.header_list import HeaderList
from background_fetch._impl.mime import parse_mime
from background_fetch._impl.network import csp, integrity
from background_fetch._impl.network.faults import NetworkError
from background_fetch._impl.responses import ResponseRecord, filtered

if TYPE_CHECKING:
    from background_fetch._impl.network.clients import Client
    from background_fetch._impl.requests import RequestRecord

_BASE64: Final = re.compile(r";\x20*base64$", re.IGNORECASE)
_WHITESPACE: Final = "\t\n\f\r "
_DEFAULT: Final = "text/plain;charset=US-ASCII"


def scheme_fetch(request: RequestRecord, client: Client) -> tuple[ResponseRecord, bytes]:
    """Return the response to a request for such an address, and its body. Source: "scheme fetch"; "main fetch".

    Raises:
        NetworkError: The address is not written as it should be, or is not allowed.
    """
    # "Main fetch", step 7.
    csp.require_scheme_allowed("data", client)
    response, body = response_of(request.url)
    # Step 23.
    check = integrity.check_of(request.integrity)
    if check is not None:
        check.update(body)
        if request.method == "HEAD" or not check.matches():
            raise NetworkError("the data do not match the request's integrity metadata")
    # Step 14.
    return filtered("basic", response), body


def response_of(url: str) -> tuple[ResponseRecord, bytes]:
    """Return the response of an address, and its body.

    Raises:
        NetworkError: It is not written as it should be.
    """
    # "data: URL processor", steps 2 to 9.
    head, comma, encoded = urls.without_fragment(url).removeprefix("data:").partition(",")
    if not comma:
        raise NetworkError("a data: address has a comma in front of its data")
    type_ = head.strip(_WHITESPACE)
    # Step 10.
    body = unquote_to_bytes(encoded)
    # Step 11.
    found = _BASE64.search(type_)
    if found is not None:
        try:
            body = forgiving_base64.decode(body)
        except ValueError:
            raise NetworkError("the data of a data: address is not base64") from None
        type_ = type_[: found.start()]
    # Steps 12 to 14.
    parsed = parse_mime(f"text/plain{type_}" if type_.startswith(";") else type_)
    headers = HeaderList([("Content-Type", _DEFAULT if parsed is None else str(parsed))])
    return ResponseRecord(url_list=(url,), status_message="OK", header_list=headers), body
