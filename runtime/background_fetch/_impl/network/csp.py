"""Content Security Policy, as far as requests of scripts go: `connect-src`, and `default-src` for want of it.

Source: Content Security Policy Level 3, "connect-src", "URL Matching Algorithms". Policies that only report are not
among those of a policy container, and nothing is reported.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from background_fetch._impl.network.faults import NetworkError
from background_fetch._impl.network.schemes import is_loopback

if TYPE_CHECKING:
    from background_fetch._impl.network.clients import Client
    from background_fetch._impl.network.schemes import Target

_SPACE: Final = re.compile("[\t\n\f\r ]+")
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HOST: Final = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?P<host>\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?)"
    r"(?::(?P<port>[0-9]+|\*))?(?P<path>/.*)?",
    re.IGNORECASE | re.DOTALL,
)
_DEFAULT_PORTS: Final = {"http": "80", "https": "443"}
_UPGRADES: Final = {
    "http": frozenset(("http", "https")),
    "ws": frozenset(("ws", "wss", "http", "https")),
    "wss": frozenset(("wss", "https")),
}
_UPGRADE_DIRECTIVE: Final = "upgrade-insecure-requests"

SourceList = tuple[str, ...]


@lru_cache(maxsize=64)
def _directives(values: tuple[str, ...]) -> tuple[dict[str, SourceList], ...]:
    """Parse a response's policies. Source: "parse a serialized CSP", for each of a serialized CSP list."""
    policies: list[dict[str, SourceList]] = []
    for serialized in ",".join(values).split(","):
        directives: dict[str, SourceList] = {}
        for token in serialized.split(";"):
            name, *sources = _SPACE.split(token.strip("\t\n\f\r "))
            # The first of a name counts.
            if name:
                directives.setdefault(name.lower(), tuple(sources))
        if directives:
            policies.append(directives)
    return tuple(policies)


@lru_cache(maxsize=64)
def _connect_sources(values: tuple[str, ...]) -> tuple[SourceList, ...]:
    """Return the lists that an address has to match, one a policy. Source: "Get fetch directive fallback list"."""
    found = [policy.get("connect-src", policy.get("default-src")) for policy in _directives(values)]
    return tuple(each for each in found if each is not None)


def require_allowed(to: Target, client: Client, redirect_count: int) -> None:
    """Check an address. Source: "Should request be blocked by Content Security Policy?".

    Raises:
        NetworkError: A policy of the client does not have it.
    """
    for sources in _connect_sources(client.policy.csp):
        if not matches(to, sources, client.origin, redirect_count):
            listed = " ".join(sources) or "'none'"
            raise NetworkError(f"the content security policy blocks {to.origin}: connections are allowed to {listed}")


def require_scheme_allowed(scheme: str, client: Client) -> None:
    """Check an address that has no host.

    Raises:
        NetworkError: A policy of the client does not have its scheme.
    """
    for sources in _connect_sources(client.policy.csp):
        if f"{scheme}:" not in [each.lower() for each in sources]:
            raise NetworkError(f"the content security policy blocks {scheme}: addresses")


def upgrades(to: Target, client: Client) -> bool:
    """Tell whether a policy wants the address to be `https:`. Source: Upgrade Insecure Requests, "Upgrade request"."""
    if to.scheme == "https" or is_loopback(to.host):
        return False
    return any(_UPGRADE_DIRECTIVE in policy for policy in _directives(client.policy.csp))


def matches(to: Target, sources: SourceList, origin: str, redirect_count: int) -> bool:
    """Does url match source list in origin with redirect count?"""
    # Steps 2 and 3.
    if not sources or (len(sources) == 1 and sources[0].lower() == "'none'"):
        return False
    # Step 4.
    return any(_match_expression(to, each, origin, redirect_count) for each in sources)


def _match_expression(to: Target, expression: str, origin: str, redirect_count: int) -> bool:
    """Does url match expression in origin with redirect count?"""
    # Step 1: all that comes here is HTTP.
    if expression == "*":
        return True
    # Step 2.
    scheme_source = _SCHEME.fullmatch(expression)
    if scheme_source is not None:
        return _match_scheme(scheme_source[1], to.scheme)
    # Step 4.
    if expression.lower() == "'self'":
        return _match_self(to, origin)
    # Step 3.
    host_source = _HOST.fullmatch(expression)
    if host_source is None:
        return False
    scheme, host, port, path = host_source.groups()
    own_scheme = origin.partition(":")[0]
    return (
        _match_scheme(scheme or own_scheme, to.scheme)
        and _match_host(host.lower(), to.host)
        and _match_port(port, to)
        # A redirect must not tell, by being blocked, to which path it led.
        and (not path or redirect_count > 0 or _match_path(path, to.path))
    )


def _match_self(to: Target, origin: str) -> bool:
    """Step 4: the origin itself, or its secure counterpart."""
    if to.origin == origin:
        return True
    scheme, _, authority = origin.partition("://")
    host, _, port = authority.rpartition(":") if re.search(r":[0-9]+$", authority) else (authority, "", "")
    defaults = (port or _DEFAULT_PORTS.get(scheme)) == _DEFAULT_PORTS.get(scheme) and not to.port
    return host == to.host and (port == to.port or defaults) and to.scheme == "https"


def _match_scheme(allowed: str, scheme: str) -> bool:
    """Source: "scheme-part matches"."""
    allowed = allowed.lower()
    return scheme in _UPGRADES.get(allowed, (allowed,))


def _match_host(pattern: str, host: str) -> bool:
    """Source: "host-part matches"."""
    # Step 1: an IP address is no domain. The URL parser writes every host whose last label is a number as one.
    if host.startswith("[") or host.rpartition(".")[2].isdigit():
        return False
    # Steps 2 to 4.
    if pattern == "*":
        return True
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern


def _match_port(allowed: str | None, to: Target) -> bool:
    """Source: "port-part matches"."""
    if allowed == "*":
        return True
    if allowed is None:
        return not to.port
    return allowed.lstrip("0") == (to.port or _DEFAULT_PORTS[to.scheme])


def _match_path(allowed: str, path: str) -> bool:
    """Source: "path-part matches"."""
    # Steps 3 to 7.
    pieces, others = allowed.split("/"), path.split("/")
    exact = not allowed.endswith("/")
    if len(pieces) > len(others) or (exact and len(pieces) != len(others)):
        return False
    if not exact:
        pieces.pop()
    # Step 8.
    return all(unquote_to_bytes(piece) == unquote_to_bytes(other) for piece, other in zip(pieces, others, strict=False))
