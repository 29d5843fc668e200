"""What libcurl's error codes mean to those who wait for a response."""

from __future__ import annotations

import errno
import os
from typing import Final

import pycurl

from .transport import FailureKind, TransportError

_TOO_LARGE: Final = 100  # CURLE_TOO_LARGE, which pycurl has no name for
_PROXY: Final = 97
_HTTP2_STREAM: Final = 92

_KINDS: Final[dict[int, FailureKind]] = {
    pycurl.E_COULDNT_RESOLVE_PROXY: "dns",
    pycurl.E_COULDNT_RESOLVE_HOST: "dns",
    pycurl.E_COULDNT_CONNECT: "connect",
    pycurl.E_INTERFACE_FAILED: "connect",
    _PROXY: "connect",
    pycurl.E_PARTIAL_FILE: "cut",
    _HTTP2_STREAM: "cut",
    pycurl.E_OPERATION_TIMEDOUT: "timeout",
    pycurl.E_SSL_CONNECT_ERROR: "tls",
    pycurl.E_SSL_ENGINE_NOTFOUND: "tls",
    pycurl.E_SSL_ENGINE_SETFAILED: "tls",
    pycurl.E_SSL_CERTPROBLEM: "tls",
    pycurl.E_SSL_CIPHER: "tls",
    pycurl.E_PEER_FAILED_VERIFICATION: "tls",
    pycurl.E_SSL_CACERT_BADFILE: "tls",
    pycurl.E_SSL_CRL_BADFILE: "tls",
    pycurl.E_SSL_ISSUER_ERROR: "tls",
    pycurl.E_SSL_PINNEDPUBKEYNOTMATCH: "tls",
    pycurl.E_SSL_INVALIDCERTSTATUS: "tls",
    _TOO_LARGE: "head",
}
"""The rest is `protocol`, or depends on what has come already."""

_CONNECTING: Final = frozenset(
    {
        errno.ECONNREFUSED,
        errno.ENETUNREACH,
        errno.EHOSTUNREACH,
        errno.EADDRNOTAVAIL,
        errno.EAFNOSUPPORT,
        errno.EINPROGRESS,
    }
)
_DROPPED: Final = frozenset({pycurl.E_GOT_NOTHING, pycurl.E_SEND_ERROR, pycurl.E_SEND_FAIL_REWIND})


def transport_error(code: int, message: str, number: int, *, begun: bool) -> TransportError:
    """Return the error for what libcurl says.

    Args:
        code: libcurl's.
        message: libcurl's.
        number: The system's, if a call of the system failed; 0 otherwise.
        begun: Whether a part of the response has come.
    """
    return TransportError(
        _kind(code, message, _errno(message, number), begun=begun), message or f"libcurl's error {code}"
    )


def _errno(message: str, number: int) -> int:
    """Return the system's number, unless it is that of an address which was tried before the one that answered."""
    return 0 if number in _CONNECTING and os.strerror(number) not in message else number


def _kind(code: int, message: str, number: int, *, begun: bool) -> FailureKind:
    dropped: FailureKind = "cut" if begun else "connect"
    if code in _DROPPED:
        return dropped
    if code == pycurl.E_RECV_ERROR:  # a reset, or a body that is not chunked as it should be
        if "Too large response headers" in message:
            return "head"
        return dropped if number or not begun or "unexpected eof" in message else "protocol"
    if code == pycurl.E_SSL_CONNECT_ERROR and number:
        return "connect"
    return _KINDS.get(code, "protocol")
