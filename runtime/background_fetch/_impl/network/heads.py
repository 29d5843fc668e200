"""A response's head from its lines, within limits: a server can send lines for ever."""

from __future__ import annotations

import re
from typing import Final

from .transport import ResponseHead, TransportError

MAX_BYTES: Final = 256 * 1024
"""Of all heads of one response, interim ones included; what Chromium takes."""
MAX_FIELDS: Final = 1000
MAX_INTERIM: Final = 50

_STATUS_LINE: Final = re.compile(rb"HTTP/[0-9](?:\.[0-9])? ([1-9][0-9]{2})(?: ([^\r\n]*))?\r?\n")
_FIELD: Final = re.compile(r"^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):([^\r\n]*)", re.MULTILINE)
"""Browsers too leave out lines that can't be fields."""
_ENDS: Final = (b"\r\n", b"\n")
_FINAL: Final = 200
_SWITCHING: Final = 101


class HeadReader:
    """Puts the head of one response together."""

    __slots__ = ("_bytes", "_interim", "_lines")

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._bytes = 0
        self._interim = 0

    def line(self, line: bytes) -> ResponseHead | None:
        """Take a line with its end.

        Returns:
            The head after its last line, which is empty; None before that and after interim responses.

        Raises:
            TransportError: The head is over a limit, or is none.
        """
        self._lines.append(line)
        self._bytes += len(line)
        if self._bytes > MAX_BYTES:
            raise TransportError("head", f"The response's head has more than {MAX_BYTES} bytes")
        if line in _ENDS:
            return self._end()
        if len(self._lines) > MAX_FIELDS + 1:
            raise TransportError("head", f"The response has more than {MAX_FIELDS} header fields")
        return None

    def _end(self) -> ResponseHead | None:
        match = _STATUS_LINE.fullmatch(self._lines[0])
        if match is None:
            raise TransportError("protocol", "The response has no valid status line")
        status = int(match[1])
        if status >= _FINAL:
            text = b"".join(self._lines[1:]).decode("latin-1")
            if "\0" in text or text.count("\r") != text.count("\r\n"):
                raise TransportError("protocol", "A header field has a NUL or a carriage return")
            fields = tuple([(name, value.strip(" \t")) for name, value in _FIELD.findall(text)])
            return ResponseHead(status, (match[2] or b"").strip().decode("latin-1"), fields)
        if status == _SWITCHING:
            raise TransportError("protocol", "The server switches to a protocol that was not asked for")
        self._interim += 1
        if self._interim > MAX_INTERIM:
            raise TransportError("head", f"There are more than {MAX_INTERIM} interim responses")
        self._lines.clear()
        return None
