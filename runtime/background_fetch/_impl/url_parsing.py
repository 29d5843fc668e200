"""What ada has parsed, and the parts of it.

To ask ada for a part takes longer than to parse an address. So it is asked for the whole address only: what its
serializer has written is taken apart where the serializer puts its marks, and none of these stands in a part unencoded.

Source: URL, "URL serializing", "API" (the getters of URL).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ada_url import URL as Parser  # noqa: N811 -- the platform has a URL of its own

_SERIALIZED: Final = re.compile(
    r"""
    ([^:]+:)                                # scheme
    (?://
        (?:([^:@/?\#]*)(?::([^@/?\#]*))?@)? # user name, password
        (\[[^\]]*\]|[^:/?\#]*)              # host
        (?::([0-9]+))?                      # port
    |
        /\.(?=//)                           # without a host, so that the path is not taken for one
    )?
    ([^?\#]*)                               # path
    (?:(\?[^\#]+)|\?)?                      # query; one that is empty is none to the getter
    (?:(\#.+)|\#)?                          # fragment, likewise
    """,
    re.VERBOSE,
)


class Parsed:
    """An address that could be read, with the parts that the members of `URL` are named after."""

    __slots__ = (
        "_parser",
        "hash",
        "hostname",
        "href",
        "password",
        "pathname",
        "port",
        "protocol",
        "search",
        "username",
    )

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._read()

    def _read(self) -> None:
        self.href = self._parser.href
        found = _SERIALIZED.fullmatch(self.href)
        assert found is not None  # noqa: S101 -- of the marks, all but the first may be missing
        (
            self.protocol,
            self.username,
            self.password,
            self.hostname,
            self.port,
            self.pathname,
            self.search,
            self.hash,
        ) = found.groups("")

    @property
    def host(self) -> str:
        """The host, and the port where it is not the default."""
        return f"{self.hostname}:{self.port}" if self.port else self.hostname

    @property
    def origin(self) -> str:
        """The origin, or `null`."""
        return self._parser.origin

    def assign(self, part: str, value: str) -> None:
        """Change a part; what can't be one changes nothing."""
        try:
            setattr(self._parser, part, value)
        except ValueError:
            return
        self._read()


def parse(url: str, base: str | None = None) -> Parsed | None:
    """Return what has been parsed, or None if it can't be read."""
    try:
        return Parsed(_parser()(url, base))
    except ValueError:
        return None


@cache
def _parser() -> type[Parser]:
    from ada_url import URL  # noqa: PLC0415 -- not every program meets an address

    return URL
