"""Base64 as the web reads it. Source: Infra, "forgiving-base64 decode"."""

from __future__ import annotations

from base64 import b64decode
from typing import Final

_WHITESPACE: Final = b"\t\n\f\r "


def decode(data: bytes) -> bytes:
    """Decode base64 that may have white space in it and need not be padded.

    Raises:
        ValueError: It is not base64.
    """
    data = data.translate(None, _WHITESPACE)
    if len(data) % 4 == 0:
        data = data.removesuffix(b"=").removesuffix(b"=")
    return b64decode(data + b"=" * (-len(data) % 4), validate=True)
