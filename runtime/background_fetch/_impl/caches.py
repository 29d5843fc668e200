"""Caches. Source: Service Workers, "Cache", "CacheStorage", "Batch Cache Operations"."""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from background_fetch._generated import fetch, service_workers
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.platform import behind, not_supported
from background_fetch._generated.support.promise import Promise

from . import bodies, urls
from .cache_matching import Query, query_cache, request_matches, vary_fields
from .cache_store import CacheStore, Entry, NewEntry, RequestResponseList, StoredResponse
from .header_list import HeaderList
from .requests import RequestRecord, RequestState, make_request, to_record
from .responses import ResponseRecord, ResponseState, filtered, make_response
from .storage.errors import is_full
from .stored_requests import request_record, stored_request
from .stream_sources import stream_of_bytes

if TYPE_CHECKING:
    from background_fetch._generated.fetch import Request, Response
    from background_fetch._generated.service_workers import Cache, CacheQueryOptions, MultiCacheQueryOptions

Fetch = Callable[["Request"], Awaitable["Response"]]
"""What caches get responses by, where there is a network."""


class _Put(NamedTuple):
    """A cache batch operation of the type `put`."""

    request: RequestRecord
    response: ResponseRecord
    chunks: tuple[bytes, ...]


@contextmanager
def _changing() -> Iterator[None]:
    """Tell a script of what can't be written, as "Batch Cache Operations" tells of a quota that is exceeded."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            from background_fetch._generated.webidl import QuotaExceededError  # noqa: PLC0415 -- hardly ever

            raise QuotaExceededError("There is no room for the cache.", {}) from error
        raise DOMException(f"The cache can't be written: {error.strerror}", "UnknownError") from error


class CacheState:
    """What stands behind a Cache."""

    def __init__(self, kept: RequestResponseList, fetch_: Fetch | None = None, base: str = "") -> None:
        """Begin.

        Args:
            kept: What is in the cache.
            fetch_: What gets responses.
            base: What addresses are relative to; empty for what they are to the code that asks.
        """
        self.public: Cache = service_workers.Cache._wrap(self)
        self._kept = kept
        self._fetch = fetch_
        self._base = base

    def match(self, request: Request | str, options: CacheQueryOptions, /) -> Promise[Response | None]:
        """Look for a response."""
        found = self._matching(request, options)
        return Promise.resolve(self._response(found[0]) if found else None)

    def matchAll(self, request: Request | str | None, options: CacheQueryOptions, /) -> Promise[tuple[Response, ...]]:
        """Look for all responses to a request; without one, for all."""
        return Promise.resolve(tuple(self._response(entry) for entry in self._matching(request, options)))

    def add(self, request: Request | str, /) -> Awaitable[None]:
        """Fetch a request and keep the response."""
        return self.addAll([request])

    def addAll(self, requests: list[Request | str], /) -> Awaitable[None]:
        """Fetch requests and keep all the responses, or none."""
        # Steps 2 to 4, and 5.1 to 5.3.
        made = [fetch.Request(to_record(each, self._base).url if isinstance(each, str) else each) for each in requests]
        for request in made:
            _require_storable(behind(request, RequestState).record)
        if self._fetch is None:
            not_supported("Cache.add", "runtime/background_fetch/_impl/caches.py: without a network")
        return self._add(made, self._fetch)

    async def _add(self, requests: list[Request], fetch_: Fetch) -> None:
        # The requests start together; the first failure ends it all.
        responses = await Promise.all([fetch_(request) for request in requests])
        for response in responses:
            # Step 5.4.
            if not response.ok or response.status == 206:  # noqa: PLR2004 -- a part can't stand for the whole
                raise TypeError(f"Cache.addAll: the response has the status {response.status}")
        puts = [
            await _put(behind(request, RequestState).record, response)
            for request, response in zip(requests, responses, strict=True)
        ]
        self._commit(puts)

    def put(self, request: Request | str, response: Response, /) -> Awaitable[None]:
        """Keep a response."""
        # Steps 2 and 3.
        record = to_record(request, self._base)
        # Steps 4 to 9.
        _require_storable(record)
        return self._commit_later(_put(record, response))

    async def _commit_later(self, put: Awaitable[_Put]) -> None:
        self._commit([await put])

    def delete(self, request: Request | str, options: CacheQueryOptions, /) -> Promise[bool]:
        """Remove the responses to a request."""
        found = self._matching(request, options)
        with _changing():
            self._kept.change([entry.number for entry in found], [])
        return Promise.resolve(bool(found))

    def keys(self, request: Request | str | None, options: CacheQueryOptions, /) -> Promise[tuple[Request, ...]]:
        """List the requests."""
        return Promise.resolve(
            tuple(
                make_request(request_record(entry.request), "immutable") for entry in self._matching(request, options)
            )
        )

    def _matching(self, request: Request | str | None, options: CacheQueryOptions) -> Sequence[Entry]:
        """Steps 1 to 4 of the operations that look for something: what the request matches."""
        if request is None:
            return self._kept.entries()
        record = to_record(request, self._base)
        if record.method != "GET" and not options.get("ignoreMethod", False):
            return ()
        return query_cache(_query(record), options, self._kept.entries())

    def _commit(self, puts: list[_Put]) -> None:
        """Batch cache operations."""
        removed: list[int] = []
        added: list[NewEntry] = []
        for put in puts:
            query = _query(put.request)
            # Step 4.2.2: two of one batch can't answer the same request.
            if any(
                request_matches(query, "GET", Query(new.request.url, new.request.headers), new.response.headers, {})
                for new in added
            ):
                raise DOMException("Two of the requests are the same.", "InvalidStateError")
            # Steps 4.2.4.6 to 4.2.4.9.
            removed += [entry.number for entry in query_cache(query, {}, self._kept.entries())]
            added.append(NewEntry(stored_request(put.request), _stored_response(put.response), put.chunks))
        with _changing():
            self._kept.change(removed, added)

    def _response(self, entry: Entry) -> Response:
        """Return a response as it was kept."""
        kept = entry.response
        record = ResponseRecord(
            url_list=kept.url_list,
            status=kept.status,
            status_message=kept.status_message,
            header_list=HeaderList(kept.headers),
        )
        if kept.has_body:
            chunks = self._kept.chunks(entry.number)
            source = b"".join(chunks)
            record.body = bodies.Body(stream_of_bytes([memoryview(chunk) for chunk in chunks]), source, len(source))
        if kept.type in {"opaque", "opaqueredirect"}:
            return make_response(filtered(kept.type, record))  # type: ignore[arg-type] # one of the two
        record.type = kept.type  # type: ignore[assignment] # what was kept was one
        return make_response(record)


class StorageState:
    """What stands behind a CacheStorage."""

    def __init__(self, store: CacheStore, fetch_: Fetch | None = None, base: str = "") -> None:
        """Begin; see CacheState."""
        self.public = service_workers.CacheStorage._wrap(self)
        self._store = store
        self._fetch = fetch_
        self._base = base

    async def match(self, request: Request | str, options: MultiCacheQueryOptions, /) -> Response | None:
        """Look for a response in all caches, or in one."""
        # Steps 1 and 2.
        names = [options["cacheName"]] if "cacheName" in options else self._store.names()
        for name in names:
            kept = self._store.find(name)
            found = None if kept is None else await CacheState(kept, base=self._base).match(request, options)
            if found is not None:
                return found
        to_record(request, self._base)
        return None

    async def has(self, cache_name: str, /) -> bool:
        """Tell whether there is a cache of a name."""
        return self._store.find(cache_name) is not None

    async def open(self, cache_name: str, /) -> Cache:
        """Open a cache, which is made where there is none. Each call gives an object of its own."""
        kept = self._store.find(cache_name)
        if kept is None:
            with _changing():
                kept = self._store.create(cache_name)
        return CacheState(kept, self._fetch, self._base).public

    async def delete(self, cache_name: str, /) -> bool:
        """Remove a cache; who has its object can use that on."""
        with _changing():
            return self._store.forget(cache_name)

    async def keys(self) -> list[str]:
        """List the names."""
        return self._store.names()


def _require_storable(record: RequestRecord) -> None:
    """Steps 4 of "put", 5.2 of "addAll"."""
    if urls.split(record.url).scheme not in {"http", "https"}:
        raise TypeError(f"Cache.put: only requests of the schemes http and https can be kept, not {record.url}")
    if record.method != "GET":
        raise TypeError(f"Cache.put: only requests of the method GET can be kept, not {record.method}")


def _put(request: RequestRecord, response: Response) -> Awaitable[_Put]:
    """Steps 5 to 11 of "put": begin to read the response."""
    state = behind(response, ResponseState)
    record = state.record if state.record.internal is None else state.record.internal
    # Steps 6 and 7.
    if record.status == 206:  # noqa: PLR2004 -- a part can't stand for the whole
        raise TypeError("Cache.put: a partial response (206) can't be kept")
    if "*" in vary_fields(tuple(record.header_list.pairs)):
        raise TypeError("Cache.put: a response that varies by everything ('Vary: *') can't be kept")
    # Step 8.
    if state.unusable or (record.body is not None and record.body.unusable):
        raise TypeError("Cache.put: the body of the response is being read, or was")
    # Steps 9 to 11.
    reading = None if record.body is None else bodies.pieces(record.body)
    return _read(request, state.record, reading)


async def _read(request: RequestRecord, response: ResponseRecord, reading: Awaitable[list[bytes]] | None) -> _Put:
    chunks = () if reading is None else tuple(await reading)
    return _Put(request, response, chunks)


def _query(record: RequestRecord) -> Query:
    return Query(record.url, tuple(record.header_list.pairs))


def _stored_response(record: ResponseRecord) -> StoredResponse:
    """Return what is kept of a response: of an opaque one also what scripts don't see."""
    kept = record.internal if record.type in {"opaque", "opaqueredirect"} and record.internal else record
    return StoredResponse(
        type=record.type,
        url_list=kept.url_list,
        status=kept.status,
        status_message=kept.status_message,
        headers=tuple(kept.header_list.pairs),
        has_body=kept.body is not None,
    )
