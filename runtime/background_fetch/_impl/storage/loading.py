"""How a profile's rows come back, and what a crash left between rows and files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, MutableMapping
from typing import TYPE_CHECKING, TypeAlias, cast

from background_fetch._impl.cache_sqlite import read_request, read_response

from .bodies import Bodies, Body
from .pieces import FilePiece, RowPiece, is_name
from .rows import get_text
from .store import Loaded, PutPermission, StoredFetch, StoredRecord, StoredRegistration

if TYPE_CHECKING:
    from background_fetch._generated.aliases import PermissionState, ServiceWorkerUpdateViaCache

    from .store import RecordResult

BodyRow: TypeAlias = tuple[int | None, str | None, int]
"""A number, a file and a size."""

_REGISTRATIONS = "SELECT scope, script_url, file, update_via_cache, activated FROM registrations ORDER BY scope"
_RECORDS = """
SELECT records.fetch, records.position, records.request, records.response, records.result,
    sent.id, sent.file, sent.size, come.id, come.file, come.size
FROM records
LEFT JOIN bodies AS sent ON sent.id = records.request_body
LEFT JOIN bodies AS come ON come.id = records.body
ORDER BY records.fetch, records.position
"""


class Loader:
    """Makes rows of a profile what they were."""

    def __init__(self, connection: sqlite3.Connection, bodies: Bodies, alive: MutableMapping[int, Body]) -> None:
        self._execute = connection.execute
        self._bodies = bodies
        self._alive = alive
        self._sizes = bodies.disk.sizes()
        self._named: set[str] = set()

    def load(self) -> Loaded:
        """Return what was kept, and have files removed that no row names."""
        fetches = list(self._fetches())
        active = {fetch.key for fetch in fetches if not fetch.result}
        loaded = Loaded(
            [_registration(row) for row in self._execute(_REGISTRATIONS)],
            fetches,
            [self._record(row, active) for row in self._execute(_RECORDS)],
            [
                PutPermission(get_text(origin), cast("PermissionState", state))
                for origin, state in self._execute("SELECT origin, state FROM permissions")
            ],
            [get_text(line) for (line,) in self._execute("SELECT line FROM cookies ORDER BY position")],
        )
        for name in self._sizes.keys() - self._named:
            if is_name(name):
                self._bodies.remove(name)
        return loaded

    def _fetches(self) -> Iterator[StoredFetch]:
        rows = self._execute(
            "SELECT key, scope, id, title, icons, download_total, upload_total, uploaded, paused, result,"
            " failure_reason, event, client FROM fetches ORDER BY key"
        )
        for key, scope, id_, title, icons, download, upload, uploaded, paused, result, reason, event, client in rows:
            yield StoredFetch(
                key,
                get_text(scope),
                get_text(id_),
                get_text(title),
                get_text(icons),
                int(download),
                int(upload),
                int(uploaded),
                bool(paused),
                result,
                reason,
                event,
                get_text(client),
            )

    def _record(self, row: tuple[object, ...], active: set[int]) -> StoredRecord:
        """Return a record. Bytes that were lost are asked for again, if its background fetch is active."""
        fetch, position, request, response, result = cast("tuple[int, int, str, str | None, RecordResult]", row[:5])
        sent, come = cast("BodyRow", row[5:8]), cast("BodyRow", row[8:])
        again = fetch in active and result in {"", "success"} and self._is_short(come)
        if again:
            self._named.add(cast("str", come[1]))
        return StoredRecord(
            fetch,
            position,
            read_request(request),
            self._body(sent),
            None if response is None else read_response(response),
            self._empty(come) if again else self._body(come),
            "" if again else result,
        )

    def _is_short(self, row: BodyRow) -> bool:
        """Tell whether a file has lost bytes that were counted."""
        _, name, size = row
        return name is not None and self._sizes.get(name, -1) < size

    def _body(self, row: BodyRow) -> Body | None:
        number, name, size = row
        if number is None:
            return None
        piece: RowPiece | FilePiece | None = None
        if name is None:
            piece = RowPiece(self._bodies.read_row, number, size) if size else None
        else:
            self._named.add(name)
            if self._sizes.get(name, 0) > size:
                self._cut(name, size)
            piece = FilePiece(self._bodies.disk, name, size)
        return self._known(Body(self._bodies, piece, number))

    def _empty(self, row: BodyRow) -> Body:
        number, name, _ = row
        body = Body(self._bodies, None, number)
        body.row_name = name
        return self._known(body)

    def _known(self, body: Body) -> Body:
        self._alive[cast("int", body.row)] = body
        return body

    def _cut(self, name: str, size: int) -> None:
        """Take away what was written after the last commit: it may be anything."""
        disk = self._bodies.disk
        file = disk.open(name)
        try:
            disk.truncate(file, size)
        finally:
            disk.close(file)


def _registration(row: tuple[bytes, bytes, bytes, str, int]) -> StoredRegistration:
    scope, script_url, file, update_via_cache, activated = row
    return StoredRegistration(
        get_text(scope),
        get_text(script_url),
        get_text(file),
        cast("ServiceWorkerUpdateViaCache", update_via_cache),
        bool(activated),
    )
