"""How a request becomes the options of one of libcurl's handles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pycurl

from .transport import Headers, TransportError, WireRequest
from .trust import Trust

if TYPE_CHECKING:
    from background_fetch._impl.services import NetworkPolicy

_BUFFER: Final = 512 * 1024
_SUPPRESS_CONNECT_HEADERS: Final = 265  # pycurl has no name for it
_SMALL_ENCODING: Final = re.compile(r"%(?:[a-f]|[0-9A-F][a-f])")
_OWN: Final = ("accept", "content-type", "user-agent", "expect")
"""Fields that libcurl would add by itself."""


@dataclass(frozen=True, kw_only=True)
class CurlOptions:
    """How requests go out; times are in seconds."""

    network_policy: NetworkPolicy = "any"
    ca_file: str = ""
    """A file of certificates to trust in place of the system's."""
    proxy: str = ""
    """The address of a proxy; `environment`: as environment variables say; empty: none. Never with `public`."""
    no_proxy: str = ""
    """Hosts that are asked without the proxy, with commas between them."""
    connect_timeout: float = 30
    response_timeout: float = 300
    """From the last byte of a request that left to the end of the response's head."""
    stall_timeout: float = 60
    """For `stall_bytes` bytes of a body."""
    stall_bytes: int = 1

    @property
    def proxied(self) -> bool:
        """Whether a proxy may be asked."""
        return bool(self.proxy) and self.network_policy == "any"


def set_connection(easy: pycurl.Curl, options: CurlOptions, trust: Trust) -> None:
    """Set how a handle connects, the same for all requests."""
    easy.setopt(pycurl.NOSIGNAL, 1)
    easy.setopt(pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS)
    easy.setopt(pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_2TLS)
    easy.setopt(pycurl.PATH_AS_IS, 1)
    easy.setopt(pycurl.BUFFERSIZE, _BUFFER)
    easy.setopt(pycurl.UPLOAD_BUFFERSIZE, _BUFFER)
    easy.setopt(pycurl.CONNECTTIMEOUT_MS, int(options.connect_timeout * 1000))
    easy.setopt(_SUPPRESS_CONNECT_HEADERS, 1)
    easy.setopt(pycurl.CAINFO, trust.file or None)
    easy.setopt(pycurl.CAPATH, trust.folder or None)
    if options.network_policy == "public":
        easy.setopt(pycurl.PROXY, "")  # a proxy would connect in our place, to anything
    elif options.proxy != "environment":
        easy.setopt(pycurl.PROXY, options.proxy)
        easy.setopt(pycurl.NOPROXY, options.no_proxy)


def set_request(easy: pycurl.Curl, request: WireRequest, options: CurlOptions) -> bool:
    """Set what a handle sends.

    Returns:
        Whether this is all that has to be set for another request as well: nothing stays that it must not have.

    Raises:
        TransportError: The request can't be sent.
    """
    try:
        easy.setopt(pycurl.URL, request.url.encode("ascii"))
        easy.setopt(pycurl.HTTPHEADER, _fields(request.headers))
    except (UnicodeError, ValueError, pycurl.error) as error:
        raise TransportError("protocol", f"The request can't be sent: {error}") from error
    plain = request.method == "GET" and request.body is None
    if not plain:
        _set_method(easy, request)
    return not _set_target(easy, request.url, options) and plain


def _set_target(easy: pycurl.Curl, url: str, options: CurlOptions) -> bool:
    """Have the address sent as it is written: libcurl spells percent-encodings with capitals, which breaks signatures.

    But not to a proxy, which needs the whole address, and gets it as it is written anyway.
    """
    scheme, _, rest = url.partition("://")
    if "%" not in rest or not _SMALL_ENCODING.search(rest) or (scheme != "https" and options.proxied):
        return False
    easy.setopt(pycurl.REQUEST_TARGET, "/" + rest.partition("/")[2])
    return True


@lru_cache(maxsize=1)
def _fields(headers: Headers) -> list[bytes]:
    """Return the lines of a head; those of the last request are remembered, since the next one often has the same."""
    lines = []
    for name, value in headers:
        line = (f"{name}: {value}" if value else f"{name};").encode("latin-1")
        if b"\r" in line or b"\n" in line or b"\0" in line:
            raise ValueError("a header field has a line break or a NUL")
        lines.append(line)
    given = {name.lower() for name, _ in headers}
    lines += [f"{name}:".encode("ascii") for name in _OWN if name not in given]
    return lines


def _set_method(easy: pycurl.Curl, request: WireRequest) -> None:
    if request.body is not None:
        easy.setopt(pycurl.UPLOAD, 1)
        easy.setopt(pycurl.INFILESIZE_LARGE, request.body.size)
    elif request.method == "HEAD":
        easy.setopt(pycurl.NOBODY, 1)
    elif request.method in {"POST", "PUT"}:  # Fetch, "HTTP-network-or-cache fetch": these have a length without a body
        easy.setopt(pycurl.POSTFIELDS, b"")
    if request.method not in {"GET", "HEAD"}:
        easy.setopt(pycurl.CUSTOMREQUEST, request.method)
