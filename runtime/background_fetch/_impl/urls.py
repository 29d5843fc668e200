"""Addresses, as the URL Standard reads and writes them.

Source: URL, "URL parsing", "URL serializing", "Origin"; the algorithms are ada's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import url_parsing

if TYPE_CHECKING:
    from .url_parsing import Parsed


class UrlRecord:
    """The parts of an address, without the marks between them."""

    __slots__ = ("_parsed",)

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed

    @property
    def href(self) -> str:
        """The whole address."""
        return self._parsed.href

    @property
    def scheme(self) -> str:
        """The scheme, without its colon."""
        return self._parsed.protocol.removesuffix(":")

    @property
    def username(self) -> str:
        """The user's name, or nothing."""
        return self._parsed.username

    @property
    def password(self) -> str:
        """The password, or nothing."""
        return self._parsed.password

    @property
    def host(self) -> str:
        """The host with its port."""
        return self._parsed.host

    @property
    def hostname(self) -> str:
        """The host."""
        return self._parsed.hostname

    @property
    def port(self) -> str:
        """The port, or nothing where it is the scheme's own."""
        return self._parsed.port

    @property
    def path(self) -> str:
        """The path."""
        return self._parsed.pathname

    @property
    def query(self) -> str:
        """The query, without its question mark."""
        return self._parsed.search.removeprefix("?")

    @property
    def fragment(self) -> str:
        """The fragment, without its mark."""
        return self._parsed.hash.removeprefix("#")

    @property
    def origin(self) -> str:
        """The origin, or `null`."""
        return self._parsed.origin


def split(url: str) -> UrlRecord:
    """Split an address.

    Raises:
        ValueError: It can't be read.
    """
    parsed = url_parsing.parse(url)
    if parsed is None:
        raise ValueError(f"not an address: {url}")
    return UrlRecord(parsed)


def parse(url: str, base: str = "") -> str | None:
    """Return the absolute address in its normal form, or None if it can't be read."""
    parsed = url_parsing.parse(url, base or None)
    return None if parsed is None else parsed.href


def without_fragment(url: str) -> str:
    """Return an address, as it was parsed, without its fragment."""
    return url.partition("#")[0]


def origin(url: str) -> str:
    """Return the origin of an address: `null` for those that have none."""
    parsed = url_parsing.parse(url)
    return "null" if parsed is None else parsed.origin


def request_url(url: str, base: str) -> str:
    """Return the address of `new Request(url)`.

    Raises:
        TypeError: It can't be read, or holds a user name or a password.
    """
    parsed = url_parsing.parse(url, base or None)
    if parsed is None:
        raise TypeError(f"Failed to parse URL from {url}")
    if parsed.username or parsed.password:
        raise TypeError(f"a request's URL must not include credentials: {url}")
    return parsed.href
