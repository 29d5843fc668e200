"""Where this machine keeps the certificates that it trusts.

libcurl has one place built in: that of the machine it was built on.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

_FILES: Final = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Arch, Gentoo
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora
    "/etc/ssl/ca-bundle.pem",  # openSUSE
    "/etc/ssl/cert.pem",  # Alpine, macOS
)


class Trust(NamedTuple):
    """A file or a folder of certificates; empty if there is none."""

    file: str
    folder: str


def system_trust() -> Trust:
    """Return what Python trusts, which the environment (SSL_CERT_FILE, SSL_CERT_DIR) can say, or a well-known file."""
    import ssl  # noqa: PLC0415 -- asyncio has loaded it; nobody else needs it

    paths = ssl.get_default_verify_paths()
    files = (paths.cafile, *_FILES)
    return Trust(next((file for file in files if file and Path(file).is_file()), ""), paths.capath or "")
