"""Addresses, as far as the runtime looks into them.

Source: URL Standard, "URL parsing", in the reading of `urllib.parse`: schemes and hosts are compared in lower case,
default ports left out, relative addresses resolved; host names in other scripts are not converted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_DEFAULT_PORTS: Final = {"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21}
"""The special schemes that have a host; `file` is the sixth."""
_FORBIDDEN_IN_HOST: Final = frozenset(" #%/<>?@\\^`{|}")


def split(url: str) -> SplitResult:
    """Split an address."""
    from urllib.parse import urlsplit  # noqa: PLC0415 -- not every program meets an address

    return urlsplit(url)


def parse(url: str, base: str = "") -> str | None:
    """Return the absolute address in its normal form, or None if it can't be read."""
    from urllib.parse import urljoin  # noqa: PLC0415 -- see split

    url = url.strip("\t\n\f\r ")
    scheme, colon, rest = url.partition(":")
    # However many slashes follow a special scheme: then comes the host. Such an address is never relative.
    special = bool(colon) and scheme.lower() in _DEFAULT_PORTS
    url = f"{scheme}://{rest.lstrip('/')}" if special else urljoin(base, url)
    try:
        parts = split(url)
        port = parts.port
        host = parts.hostname or ""
    except ValueError:
        return None
    if not parts.scheme:
        return None
    if parts.scheme not in _DEFAULT_PORTS:
        return parts.geturl()
    if not host or _FORBIDDEN_IN_HOST & set(host):
        return None
    host = f"[{host}]" if ":" in host else host
    user, at, _ = parts.netloc.rpartition("@")
    shown = "" if port is None or port == _DEFAULT_PORTS[parts.scheme] else f":{port}"
    return parts._replace(netloc=f"{user}{at}{host}{shown}", path=parts.path or "/").geturl()


def origin(url: str) -> str:
    """Return the origin of an address: `null` for those that have none."""
    parts = split(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts.scheme in _DEFAULT_PORTS else "null"


def request_url(url: str, base: str) -> str:
    """Return the address of `new Request(url)`.

    Raises:
        TypeError: It can't be read, or holds a user name or a password.
    """
    found = parse(url, base)
    if found is None:
        raise TypeError(f"Failed to parse URL from {url}")
    if split(found).username is not None or split(found).password is not None:
        raise TypeError(f"a request's URL must not include credentials: {url}")
    return found
