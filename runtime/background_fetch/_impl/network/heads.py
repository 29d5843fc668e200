"""A response's head from its lines, within limits: a server can send lines for ever."""

from __future__ import annotations

import re
from typing import Final

from .transport import Headers, ResponseHead, TransportError

MAX_BYTES: Final = 256 * 1024
"""Of all heads of one response, interim ones included; what Chromium takes."""
MAX_FIELDS: Final = 1000
MAX_INTERIM: Final = 50

_STATUS_LINE: Final = re.compile(rb"HTTP/[0-9](?:\.[0-9])? ([1-9][0-9]{2})(?: (.*))?")
_NAME: Final = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_SWITCHING: Final = 101


class HeadReader:
    """Puts the head of one response together."""

    __slots__ = ("_bytes", "_fields", "_interim", "_status")

    def __init__(self) -> None:
        self._status: tuple[int, str] | None = None
        self._fields: list[tuple[str, str]] = []
        self._bytes = 0
        self._interim = 0

    def line(self, line: bytes) -> ResponseHead | None:
        """Take a line with its end.

        Returns:
            The head after its last line, which is empty; None before that and after interim responses.

        Raises:
            TransportError: The head is over a limit, or is none.
        """
        self._bytes += len(line)
        if self._bytes > MAX_BYTES:
            raise TransportError("head", f"The response's head has more than {MAX_BYTES} bytes")
        text = line.rstrip(b"\r\n")
        if self._status is None:
            self._status = _status(text)
        elif not text:
            return self._end(*self._status)
        else:
            self._field(text)
        return None

    def _end(self, status: int, reason: str) -> ResponseHead | None:
        if status >= 200:  # noqa: PLR2004 -- the first final status
            return ResponseHead(status, reason, self._headers())
        if status == _SWITCHING:
            raise TransportError("protocol", "The server switches to a protocol that was not asked for")
        self._interim += 1
        if self._interim > MAX_INTERIM:
            raise TransportError("head", f"There are more than {MAX_INTERIM} interim responses")
        self._status = None
        self._fields.clear()
        return None

    def _headers(self) -> Headers:
        return tuple(self._fields)

    def _field(self, text: bytes) -> None:
        name, _, value = text.partition(b":")
        if len(self._fields) == MAX_FIELDS:
            raise TransportError("head", f"The response has more than {MAX_FIELDS} header fields")
        if _NAME.fullmatch(name):  # browsers too leave out what can't be a field
            self._fields.append((name.decode("latin-1"), value.strip(b" \t").decode("latin-1")))


def _status(line: bytes) -> tuple[int, str]:
    match = _STATUS_LINE.fullmatch(line)
    if match is None:
        raise TransportError("protocol", "The response has no valid status line")
    return int(match[1]), (match[2] or b"").strip().decode("latin-1")
