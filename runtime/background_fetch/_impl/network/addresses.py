"""Which addresses are public: the check behind `network_policy="public"`, on what is actually connected to.

An IPv6 address can carry an IPv4 one, which a gateway connects to in its place; so it is unwrapped first.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

_NAT64: Final = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits
_COMPATIBLE: Final = IPv6Network("::/96")  # RFC 4291, deprecated: the last 32 bits
_LOCAL_NAT64: Final = IPv6Network("64:ff9b:1::/48")  # RFC 8215: by each network as it likes
_SITE_LOCAL: Final = IPv6Network("fec0::/10")  # RFC 3879, deprecated


def is_public(text: str) -> bool:
    """Return whether an address is one of the public Internet.

    Args:
        text: An IPv4 or IPv6 address as `socket` gives it, perhaps with a zone.
    """
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(_is_public(each) for each in (address, *_inner(address)))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        if address in _LOCAL_NAT64 or address in _SITE_LOCAL:
            return False
        if _inner(address):
            return True  # what is inside decides
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _inner(address: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    """Return the IPv4 addresses that an address carries."""
    if isinstance(address, IPv4Address):
        return ()
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    if address.teredo is not None:
        return address.teredo  # the server's and the client's
    if address in _NAT64 or address in _COMPATIBLE:
        return (IPv4Address(int(address) & 0xFFFF_FFFF),)
    return ()
