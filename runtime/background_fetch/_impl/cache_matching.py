"""Which entries of a cache answer a request. Source: Service Workers, "request matches cached item", "query cache"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from background_fetch._generated.service_workers import CacheQueryOptions

    from .cache_store import Entry, Headers


class Query(NamedTuple):
    """What is looked for."""

    url: str
    headers: Headers


def request_matches(
    query: Query, method: str, cached: Query, response_headers: Headers | None, options: CacheQueryOptions
) -> bool:
    """Tell whether a cached item answers a request.

    Args:
        query: The request.
        method: The cached request's method.
        cached: The cached request.
        response_headers: Those of the cached response; None where there is none yet.
        options: What is ignored.
    """
    # Step 1.
    if not options.get("ignoreMethod", False) and method != "GET":
        return False
    # Steps 2 to 5.
    ignore_search = options.get("ignoreSearch", False)
    if _compared(query.url, ignore_search=ignore_search) != _compared(cached.url, ignore_search=ignore_search):
        return False
    # Step 6.
    if response_headers is None or options.get("ignoreVary", False):
        return True
    # Step 7.
    return all(
        field != "*" and combined(query.headers, field) == combined(cached.headers, field)
        for field in vary_fields(response_headers)
    )


def query_cache(query: Query, options: CacheQueryOptions, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that answer a request, the oldest first."""
    return [
        entry
        for entry in entries
        if request_matches(
            query,
            entry.request.method,
            Query(entry.request.url, entry.request.headers),
            entry.response.headers,
            options,
        )
    ]


def vary_fields(headers: Headers) -> list[str]:
    """Return the names that `Vary` lists."""
    listed = combined(headers, "vary")
    return [] if listed is None else [name for each in listed.split(",") if (name := each.strip(" \t").lower())]


def combined(headers: Headers, name: str) -> str | None:
    """Return the values of a field, joined. Source: Fetch, "get" of a header list."""
    values = [value for field, value in headers if field.lower() == name]
    return ", ".join(values) if values else None


def _compared(url: str, *, ignore_search: bool) -> str:
    without_fragment = url.partition("#")[0]
    return without_fragment.partition("?")[0] if ignore_search else without_fragment
