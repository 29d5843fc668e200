"""What stands behind a BackgroundFetchRecord, and the bodies of running downloads.

Source: Background Fetch, "create record objects". Objects keep to the response data that the record had when they were
made; if the server has sent another response since, they show that theirs is gone.
"""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from background_fetch._generated import background_fetch
from background_fetch._generated.support.exceptions import DOMException
from background_fetch._generated.support.promise import Promise
from background_fetch._impl import stream_sources
from background_fetch._impl.bodies import Body
from background_fetch._impl.cache_matching import Query, request_matches
from background_fetch._impl.requests import make_request
from background_fetch._impl.responses import make_response
from background_fetch._impl.stored_requests import request_record

from .rows import response_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from background_fetch._generated.background_fetch import BackgroundFetchRecord
    from background_fetch._generated.fetch import Request, Response
    from background_fetch._generated.service_workers import CacheQueryOptions
    from background_fetch._generated.streams import ReadableStream
    from background_fetch._impl.default_controller import DefaultController
    from background_fetch._impl.realms import Realm
    from background_fetch._impl.requests import RequestRecord
    from background_fetch._impl.storage.store import Content

    from .fetch import Record, ResponseData

PIECE: Final = 256 * 1024
"""How many bytes a stream gives at a time."""


class RecordState:
    """What stands behind a BackgroundFetchRecord."""

    def __init__(self, record: Record, realm: Realm) -> None:
        self.public: BackgroundFetchRecord = background_fetch.BackgroundFetchRecord._wrap(self)
        self._record = record
        # Step 2.1.
        self._data = record.data
        self._realm = realm
        self._request: Request | None = None
        self._response_ready: Promise[Response] | None = None

    @property
    def request(self) -> Request:
        """The request, whose body can be read once for each record object."""
        # Step 2.3, when it is first asked for.
        if self._request is None:
            kept = request_record(self._record.request)
            content = self._record.request_body
            if content is not None:
                kept.body = Body(_stream_of_content(content), None, content.size)
            with self._realm.entered():
                self._request = make_request(kept, "immutable")
        return self._request

    @property
    def responseReady(self) -> Promise[Response]:
        """The response, once its head has come."""
        # Steps 2.6 and 2.7, when it is first asked for: until then nobody could take its error.
        if self._response_ready is None:
            self._response_ready = Promise(self._settle)
        return self._response_ready

    def _settle(self, resolve: Callable[[Response], None], reject: Callable[[BaseException], None]) -> None:
        data = self._data
        # Step 2.7.1: wait until there is a response, or will never be one.
        if data.response is None and not data.settled:
            data.wait(lambda: self._settle(resolve, reject))
        elif data.exposed and data.response is not None:
            resolve(self._response())
        else:
            reject(_refusal(data))

    def _response(self) -> Response:
        data = self._data
        assert data.response is not None  # noqa: S101 -- `_settle` has asked
        record = response_record(data.response, self._record.request)
        if data.response.has_body:
            body = Body(_stream_of_data(data))
            record.body = body
            if record.internal is not None:
                record.internal.body = body
        return make_response(record)


def matching(
    records: list[Record], query: RequestRecord | None, options: CacheQueryOptions, realm: Realm
) -> list[BackgroundFetchRecord]:
    """Return new objects for the records that match a request; without one, for all. Source: "matchAll", 2 and 3."""
    if query is None:
        return [RecordState(record, realm).public for record in records]
    asked = Query(query.url, tuple(query.header_list.pairs))
    return [RecordState(record, realm).public for record in records if _matches(asked, record, options)]


def _matches(query: Query, record: Record, options: CacheQueryOptions) -> bool:
    request, response = record.request, record.data.response
    return request_matches(
        query,
        request.method,
        Query(request.url, request.headers),
        None if response is None else tuple(response_record(response, request).header_list.pairs),
        options,
    )


def _refusal(data: ResponseData) -> BaseException:
    if data.result == "aborted":
        return DOMException("The background fetch was aborted before this response was complete.", "AbortError")
    if data.redundant:
        return TypeError("The server has sent another response since; match again to get its record.")
    return TypeError(f"There is no response to this request: {data.result or 'it has none'}.")


def _stream_of_data(data: ResponseData) -> ReadableStream:
    """Return the body of a response, as far as it has come and on. Source: "create record objects", steps 2.4, 2.5."""
    position = 0
    canceled = False

    def pull(controller: DefaultController) -> Promise[object] | None:
        nonlocal position
        # Step 2.5.1.1: wait for more bytes, or the end.
        if data.size <= position and not data.settled:
            return Promise(lambda resolve, _: data.wait(lambda: resolve(then_pull(controller))))
        piece = b"" if data.body is None or not data.exposed else _read(data.body, position)
        if isinstance(piece, OSError):
            controller.error(TypeError(f"The stored bytes can't be read: {piece}"))
        # Bytes are read first and judged then: another response may come at any time.
        elif not data.exposed:
            # Steps 2.5.1.4 and 2.5.1.5.
            controller.error(_refusal(data))
        elif piece:
            # Step 2.5.1.2.
            position += len(piece)
            controller.enqueue(piece)
        else:
            # Step 2.5.1.3.
            controller.close()
        return None

    def then_pull(controller: DefaultController) -> Promise[object] | None:
        return None if canceled else pull(controller)

    def cancel(_reason: object) -> Promise[object]:
        nonlocal canceled
        canceled = True
        return Promise.resolve(None)

    return stream_sources.make_stream(pull, cancel)[0]


def _read(content: Content, position: int) -> bytes | OSError:
    try:
        return content.read(position, PIECE)
    except OSError as error:
        return error


def _stream_of_content(content: Content) -> ReadableStream:
    """Return a stream of bytes that are all there."""
    position = 0

    def pull(controller: DefaultController) -> None:
        nonlocal position
        piece = _read(content, position)
        if isinstance(piece, OSError):
            controller.error(TypeError(f"The stored bytes can't be read: {piece}"))
        elif piece:
            position += len(piece)
            controller.enqueue(piece)
        else:
            controller.close()

    return stream_sources.make_stream(pull)[0]
