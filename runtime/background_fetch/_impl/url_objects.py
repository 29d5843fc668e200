"""What is behind `URL`. Source: URL, "URL class"; the algorithms of its parts are ada's."""

# ruff: noqa: A003, N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from background_fetch._generated import url

from . import url_parsing
from .search_params import SearchParamsState, decode_query, encode_urlencoded
from .url_parsing import Parsed


class UrlState:
    """An address, and the parameters of its query once somebody has asked for them."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._params: SearchParamsState | None = None

    @property
    def href(self) -> str:
        """The whole address."""
        return self._parsed.href

    @href.setter
    def href(self, value: str, /) -> None:
        parsed = url_parsing.parse(value)
        if parsed is None:
            raise TypeError(f"URL.href: not an address: {value}")
        self._parsed = parsed
        self._refresh()

    @property
    def origin(self) -> str:
        """The origin, or `null`."""
        return self._parsed.origin

    @property
    def protocol(self) -> str:
        """The scheme and a colon."""
        return self._parsed.protocol

    @protocol.setter
    def protocol(self, value: str, /) -> None:
        self._parsed.assign("protocol", value)

    @property
    def username(self) -> str:
        """The name of the user."""
        return self._parsed.username

    @username.setter
    def username(self, value: str, /) -> None:
        self._parsed.assign("username", value)

    @property
    def password(self) -> str:
        """The password of the user."""
        return self._parsed.password

    @password.setter
    def password(self, value: str, /) -> None:
        self._parsed.assign("password", value)

    @property
    def host(self) -> str:
        """The host, and the port where it is not the default."""
        return self._parsed.host

    @host.setter
    def host(self, value: str, /) -> None:
        self._parsed.assign("host", value)

    @property
    def hostname(self) -> str:
        """The host."""
        return self._parsed.hostname

    @hostname.setter
    def hostname(self, value: str, /) -> None:
        self._parsed.assign("hostname", value)

    @property
    def port(self) -> str:
        """The port, or empty where it is the default."""
        return self._parsed.port

    @port.setter
    def port(self, value: str, /) -> None:
        self._parsed.assign("port", value)

    @property
    def pathname(self) -> str:
        """The path."""
        return self._parsed.pathname

    @pathname.setter
    def pathname(self, value: str, /) -> None:
        self._parsed.assign("pathname", value)

    @property
    def search(self) -> str:
        """The query with its question mark, or empty."""
        return self._parsed.search

    @search.setter
    def search(self, value: str, /) -> None:
        self._parsed.assign("search", value)
        self._refresh()

    @property
    def searchParams(self) -> url.URLSearchParams:
        """The parameters of the query; the binding asks once and keeps them."""
        self._params = SearchParamsState(self._pairs(), self._update)
        return url.URLSearchParams._wrap(self._params)

    @property
    def hash(self) -> str:
        """The fragment with its number sign, or empty."""
        return self._parsed.hash

    @hash.setter
    def hash(self, value: str, /) -> None:
        self._parsed.assign("hash", value)

    def toJSON(self) -> str:
        """Return the whole address."""
        return self.href

    def _pairs(self) -> list[tuple[str, str]]:
        return decode_query(self._parsed.search)

    def _refresh(self) -> None:
        """Let the parameters follow the query."""
        if self._params is not None:
            self._params.pairs = self._pairs()

    def _update(self, pairs: list[tuple[str, str]]) -> None:
        """Let the query follow the parameters: without any it is gone, question mark and all."""
        self._parsed.assign("search", encode_urlencoded(pairs))


def new_url(_this: url.URL, text: str, base: str | None, /) -> UrlState:
    """Return what is behind the address that a script makes.

    Raises:
        TypeError: It can't be read.
    """
    parsed = url_parsing.parse(text, base)
    if parsed is None:
        raise TypeError(f"URL: not an address: {text}" + ("" if base is None else f" (relative to {base})"))
    return UrlState(parsed)


def parse_url(text: str, base: str | None) -> url.URL | None:
    """Return a public address, or None if it can't be read."""
    parsed = url_parsing.parse(text, base)
    return None if parsed is None else url.URL._wrap(UrlState(parsed))
