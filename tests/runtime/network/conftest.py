"""What the tests of transports share."""

from __future__ import annotations

import ssl
from typing import NamedTuple

import pytest
import trustme


class Certificates(NamedTuple):
    """A server's certificate, and the file of the authority that it is trusted by."""

    leaf: trustme.LeafCert
    ca_file: str
    server: ssl.SSLContext
    elsewhere: ssl.SSLContext
    """With a certificate of the same authority for another name."""

    def fresh(self) -> ssl.SSLContext:
        """Return a context that a test may change."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.leaf.configure_cert(context)
        return context


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    file = tmp_path_factory.mktemp("certificates") / "ca.pem"
    authority = trustme.CA()
    authority.cert_pem.write_to_path(file)
    leaf = authority.issue_cert("127.0.0.1", "localhost")
    contexts = []
    for each in (leaf, authority.issue_cert("other.example")):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        each.configure_cert(context)
        contexts.append(context)
    return Certificates(leaf, str(file), *contexts)
