"""The first half of a commit: the bodies of its changes are brought to the disk, before any row counts them."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence
from typing import Final, cast

from .bodies import Bodies, Body
from .pieces import FilePiece
from .records import CountedBody
from .rows import Prepared
from .store import Change, Checkpoint, Content, DeleteFetch, DeleteRegistration, PutRecord, StoredRecord

_CHUNK: Final = 1024 * 1024


class Preparer:
    """Brings bodies to the disk, on the storage thread."""

    def __init__(self, bodies: Bodies, alive: MutableMapping[int, Body]) -> None:
        self._bodies = bodies
        self._alive = alive
        self._copies: dict[int, dict[int, tuple[Content, Body]]] = {}
        """What was copied of others' content, by background fetch and position, so that it is copied once."""

    def prepare(self, change: Change) -> Prepared:
        """Bring the bodies of a change to the disk."""
        if isinstance(change, PutRecord):
            record = change.record
            sent = None
            if record.request_body is not None:
                sent = self._count(self._own(record.fetch, record.position, record.request_body), final=True)
            return Prepared(change, sent, self._come(record))
        if isinstance(change, Checkpoint):
            return Prepared(change, None, self._count(cast("Body", change.body), final=False))
        if isinstance(change, DeleteFetch):
            self._copies.pop(change.key, None)
        if isinstance(change, DeleteRegistration):
            self._copies.clear()  # of others too: they would be copied once more
        return Prepared(change)

    def _come(self, record: StoredRecord) -> CountedBody | None:
        """Bring what has come to the disk. If that fails, a failed record goes without: its failure is what counts."""
        if record.body is None:
            return None
        try:
            return self._count(cast("Body", record.body), final=bool(record.result))
        except OSError:
            if record.result in {"", "success"}:
                raise
            return None

    def _count(self, body: Body, *, final: bool) -> CountedBody:
        counted = body.count(final=final)
        self._alive[cast("int", body.row)] = body
        return body, counted

    def _own(self, fetch: int, position: int, content: Content) -> Body:
        """Return a body of the profile with that content."""
        if isinstance(content, Body):
            return content
        copies = self._copies.setdefault(fetch, {})
        known = copies.get(position)
        if known is not None and known[0] is content:
            return known[1]
        body = Body(self._bodies)
        start, size = 0, content.size
        try:
            while start < size:
                data = content.read(start, min(_CHUNK, size - start))
                body.write(data)
                start += len(data)
        except BaseException:
            body.discard()
            raise
        copies[position] = (content, body)
        return body

    def new_files(self, prepared: Sequence[Prepared]) -> bool:
        """Tell whether there are files whose names may not be on the disk."""
        return any(isinstance(counted.piece, FilePiece) and counted.piece.new for _, counted in _bodies(prepared))

    def fail(self, prepared: Sequence[Prepared], error: OSError) -> None:
        """Take note that the names of new files may not be on the disk."""
        for body, counted in _bodies(prepared):
            if isinstance(counted.piece, FilePiece) and counted.piece.new:
                body.fail(error)


def _bodies(prepared: Sequence[Prepared]) -> Iterator[CountedBody]:
    for _, sent, come in prepared:
        if sent is not None:
            yield sent
        if come is not None:
            yield come
