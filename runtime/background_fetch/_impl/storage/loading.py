"""What a start makes of rows and files: bodies, as they were when the last commit counted them."""

from __future__ import annotations

import sqlite3
from collections.abc import MutableMapping
from typing import cast

from .bodies import Bodies, Body
from .pieces import FilePiece, RowPiece, is_name
from .reading import BodyRow, read
from .store import Loaded, StoredRecord


class Loader:
    """Makes bodies of rows, and rows and files fit to each other."""

    def __init__(
        self, connection: sqlite3.Connection, path: str, bodies: Bodies, alive: MutableMapping[int, Body]
    ) -> None:
        self._connection = connection
        self._path = path
        self._bodies = bodies
        self._alive = alive
        self._sizes = bodies.disk.sizes()
        self._named: set[str] = set()
        self._short: set[Body] = set()

    def load(self) -> Loaded:
        """Return what was kept, and have files removed that no row names."""
        loaded = read(self._connection, self._path, self._body)
        if self._short:
            active = {fetch.key for fetch in loaded.fetches if not fetch.result}
            loaded = loaded._replace(records=[self._whole(record, active) for record in loaded.records])
        for name in self._sizes.keys() - self._named:
            if is_name(name):
                self._bodies.remove(name)
        return loaded

    def _body(self, row: BodyRow) -> Body:
        number, name, size = row
        piece: RowPiece | FilePiece | None = None
        if name is None:
            piece = RowPiece(self._bodies.read_row, number, size) if size else None
        else:
            self._named.add(name)
            piece = FilePiece(self._bodies.disk, name, size)
        body = self._known(Body(self._bodies, piece, number))
        actual = size if name is None else self._sizes.get(name, -1)
        if actual < size:
            self._short.add(body)
        elif actual > size:
            self._cut(cast("str", name), size)
        return body

    def _whole(self, record: StoredRecord, active: set[int]) -> StoredRecord:
        """Return a record of which no bytes were lost: they are asked for again, if its background fetch is active."""
        lost = cast("Body", record.body)
        if lost not in self._short or record.fetch not in active or record.result not in {"", "success"}:
            return record
        body = Body(self._bodies, None, lost.row)
        body.row_name = lost.row_name
        return record._replace(body=self._known(body), result="")

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
