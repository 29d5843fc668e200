"""Which addresses may be fetched at all: schemes, ports, and what a secure client may mix with.

Sources: Fetch, "Port blocking"; Secure Contexts, "Is origin potentially trustworthy?"; Mixed Content, "Should fetching
request be blocked as mixed content?".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from background_fetch._impl.network.faults import NetworkError

if TYPE_CHECKING:
    from background_fetch._impl.network.clients import Client

# fmt: off
BAD_PORTS: Final = frozenset((
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109,
    110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531,
    532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060,
    5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
))
"""Where other protocols live, whose servers could be made to misread a request. Source: "bad port"."""
# fmt: on

_ADDRESS: Final = re.compile(
    r"(?P<scheme>https?)://(?P<user>[^/?#]*@)?(?P<host>\[[0-9a-f:.]+\]|[^/?#:@]+)(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?P<fragment>#.*)?",
    re.DOTALL,
)
"""An address in the normal form that the URL parser writes."""


class Target(NamedTuple):
    """An address of HTTP, taken apart."""

    url: str
    wire: str
    """Without fragment, user name and password: what is sent."""
    scheme: str
    host: str
    port: str
    """Empty where it is the scheme's own."""
    path: str
    origin: str
    includes_credentials: bool
    fragment: str
    """With its mark, or nothing."""

    @property
    def trustworthy(self) -> bool:
        """Whether nobody on the way can change what comes from there. Source: "potentially trustworthy URL"."""
        return self.scheme == "https" or is_loopback(self.host)


def target(url: str) -> Target:
    """Take an address apart.

    Args:
        url: An address in its normal form.

    Raises:
        NetworkError: Its scheme is not one of HTTP.
    """
    match = _ADDRESS.fullmatch(url)
    if match is None:
        scheme = url.partition(":")[0][:32]
        raise NetworkError(f"the scheme {scheme!r} is not fetched, only http and https")
    scheme, user, host, port, path, query, fragment = match.groups("")
    origin = f"{scheme}://{host}:{port}" if port else f"{scheme}://{host}"
    wire = origin + path + query if user or fragment else url
    return Target(url, wire, scheme, host, port, path, origin, bool(user), fragment)


def upgraded(to: Target) -> Target:
    """Return the address that is the same but for TLS. Source: Upgrade Insecure Requests, "Upgrade request", 4."""
    from background_fetch._impl import urls  # noqa: PLC0415 -- few policies want it

    return target(urls.parse("https" + to.url.removeprefix("http")) or to.url)


@lru_cache(maxsize=256)
def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine by its very name. Source: "Is origin potentially trustworthy?", 4 and 5."""
    name = host.removesuffix(".")
    if name == "localhost" or name.endswith(".localhost") or host == "[::1]":
        return True
    return re.fullmatch(r"127(\.[0-9]{1,3}){3}", host) is not None


def trustworthy_origin(origin: str) -> bool:
    """Tell whether an origin is potentially trustworthy: its code is a secure context."""
    scheme, _, authority = origin.partition("://")
    if scheme in {"https", "file"}:
        return True
    host = authority if authority.endswith("]") else authority.partition(":")[0]
    if authority.startswith("["):
        host = authority.partition("]")[0] + "]"
    return scheme == "http" and is_loopback(host)


def require_allowed(to: Target, client: Client) -> None:
    """Check port and mixed content. Source: Fetch, "main fetch", step 7.

    Raises:
        NetworkError: The request is blocked.
    """
    if to.port and int(to.port) in BAD_PORTS:
        raise NetworkError(f"the port {to.port} belongs to another protocol and is blocked")
    if client.secure and not to.trustworthy:
        raise NetworkError(f"{to.origin} is mixed content: {client.origin} is secure and may only fetch what is, too")
