"""The rows of records and of their bodies, for the storage thread.

What a record asks for is in its row since the background fetch began, and later changes bring what has come. So it is
remembered what rows there are and which bodies they have: that saves questions, and the request is written once. It is
right within a transaction too. After one that failed nothing is remembered, and what is needed is asked for anew.
"""

from __future__ import annotations

import json
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from .batching import Batches, Statement
from .bodies import Body, Counted
from .pieces import RowPiece

if TYPE_CHECKING:
    from background_fetch._impl.cache_store import StoredRequest

    from .store import StoredRecord

CountedBody: TypeAlias = tuple[Body, Counted]
Known: TypeAlias = "tuple[StoredRequest, int | None, int | None]"
"""A record's request, and the rows of its request body and body."""

_ENCODE: Final = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode

_NEW: Final = Statement(
    "INSERT INTO records (fetch, position, request, request_body, response, body, result)",
    "(?, ?, ?, ?, ?, ?, ?)",
    "ON CONFLICT (fetch, position) DO UPDATE SET response = excluded.response, body = excluded.body, "
    "result = excluded.result",
    2,
)
_ADD_RECORD: Final = """
INSERT INTO records (fetch, position, request, request_body, result) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (fetch, position) DO NOTHING
"""
_ASK_OTHERWISE: Final = "UPDATE records SET request = ?, request_body = ? WHERE fetch = ? AND position = ?"
_COME: Final = Statement(
    "UPDATE records SET response = come.column3, body = come.column4, result = come.column5 FROM (",
    "(?, ?, ?, ?, ?)",
    ") AS come WHERE fetch = come.column1 AND position = come.column2",
    2,
)
_RECORDS_OF_FETCH: Final = "SELECT EXISTS (SELECT 1 FROM records WHERE fetch = key) FROM fetches WHERE key = ?"
_BODIES_OF_RECORD: Final = "SELECT request_body, body FROM records WHERE fetch = ? AND position = ?"
_PUT_BODY: Final = Statement(
    "INSERT INTO bodies (id, file, size, content)",
    "(?, ?, ?, ?)",
    "ON CONFLICT (id) DO UPDATE SET file = excluded.file, size = excluded.size, content = excluded.content",
    1,
)
STATEMENTS: Final = (_NEW, _COME, _PUT_BODY)
"""Those that may wait, in their order."""
_OF_FETCH: Final = """
FROM bodies WHERE id IN (
    SELECT request_body FROM records WHERE fetch = ?1 UNION ALL SELECT body FROM records WHERE fetch = ?1
)
"""


class Effects:
    """What is true once the transaction is durable."""

    def __init__(self) -> None:
        self.counted: dict[int, CountedBody] = {}
        """What rows say now."""
        self.gone: dict[int, str | None] = {}
        """Rows that are no more, and the files that they named."""
        self.files: list[str] = []
        """Files that no row names any more and no body is in."""


class Records:
    """The records of a profile and their bodies."""

    def __init__(self, batches: Batches, alive: MutableMapping[int, Body]) -> None:
        """Make what changes rows.

        Args:
            batches: Does statements inside the transaction.
            alive: The bodies that somebody still has, by their rows.
        """
        self._execute, self._later = batches.execute, batches.later
        self._alive = alive
        self._known: dict[int, dict[int, Known]] = {}
        """What rows there are for sure, by background fetch and position."""
        self._complete: set[int] = set()
        """Background fetches that have no other rows."""

    def forget(self) -> None:
        """Take note that a transaction has failed: rows may say something else than what was written."""
        self._known.clear()
        self._complete.clear()

    def put(
        self, record: StoredRecord, request_body: CountedBody | None, body: CountedBody | None, effects: Effects
    ) -> None:
        """Add or replace a record."""
        fetch, position, request, _, response, _, result = record
        known = self._of(fetch)
        if known is None:
            _lose(request_body, effects)
            _lose(body, effects)
            return
        now = (request, _row(request_body), _row(body))
        come = None if response is None else _ENCODE(response)
        before = known.get(position)
        new = before is None and fetch in self._complete
        if new:
            self._later(_NEW, (fetch, position, _ENCODE(request), now[1], come, now[2], result))
        elif before is None or before[0] is not request or before[1] != now[1]:
            before = self._ask(fetch, position, now, result)
        if not new and (before is not None or response is not None or body is not None):
            self._later(_COME, (fetch, position, come, now[2], result))
        known[position] = now
        self._put_body(request_body, effects)
        self._put_body(body, effects)
        for old in () if before is None else before[1:]:
            if old is not None and old not in now[1:]:
                self._delete_body(old, effects)

    def _of(self, fetch: int) -> dict[int, Known] | None:
        """Return what is known of a background fetch's records; None if it is not there."""
        known = self._known.get(fetch)
        if known is None:
            found = self._execute(_RECORDS_OF_FETCH, (fetch,)).fetchone()
            if found is not None:
                known = self._known[fetch] = {}
                if not found[0]:
                    self._complete.add(fetch)
        return known

    def _ask(self, fetch: int, position: int, now: Known, result: str) -> Known | None:
        """Write what a record asks for; return what its row had, None if it is new and has nothing else yet."""
        request = _ENCODE(now[0])
        if self._execute(_ADD_RECORD, (fetch, position, request, now[1], result)).rowcount:
            return None
        bodies = self._execute(_BODIES_OF_RECORD, (fetch, position)).fetchone()
        self._execute(_ASK_OTHERWISE, (request, now[1], fetch, position))
        return (now[0], *bodies)

    def checkpoint(self, fetch: int, position: int, body: CountedBody, effects: Effects) -> None:
        """Count what has come of a record's body."""
        before = self._execute(_BODIES_OF_RECORD, (fetch, position)).fetchone()
        if before is None:
            _lose(body, effects)
            return
        now = _row(body)
        self._put_body(body, effects)
        if before[1] != now:
            self._complete.discard(fetch)
            self._known.get(fetch, {}).pop(position, None)
            self._execute("UPDATE records SET body = ? WHERE fetch = ? AND position = ?", (now, fetch, position))
            if before[1] is not None:
                self._delete_body(before[1], effects)

    def delete_fetch(self, key: int, effects: Effects) -> None:
        """Remove a background fetch with its records."""
        self._known.pop(key, None)
        self._complete.discard(key)
        for row, name in self._execute("SELECT id, file" + _OF_FETCH, (key,)).fetchall():
            self._let_go(row, name, effects)
        self._execute("DELETE" + _OF_FETCH, (key,))
        self._execute("DELETE FROM fetches WHERE key = ?", (key,))  # and its records

    def _put_body(self, counted_body: CountedBody | None, effects: Effects) -> None:
        if counted_body is None:
            return
        body, counted = counted_body
        row = cast("int", body.row)
        if isinstance(counted.piece, RowPiece):
            if self._execute("SELECT 1 FROM bodies WHERE id = ?", (row,)).fetchone():
                return
            counted = body.count(final=True)  # the row went in this very transaction
        self._later(_PUT_BODY, (row, counted.name, counted.size, counted.content))
        before = effects.counted.get(row)
        names = {effects.gone.pop(row, None), before and before[1].name} - {None, counted.name}
        effects.files += cast("set[str]", names)
        effects.counted[row] = (body, counted)

    def _delete_body(self, row: int, effects: Effects) -> None:
        for (name,) in self._execute("SELECT file FROM bodies WHERE id = ?", (row,)).fetchall():
            self._let_go(row, name, effects)
        self._execute("DELETE FROM bodies WHERE id = ?", (row,))

    def _let_go(self, row: int, name: str | None, effects: Effects) -> None:
        body = self._alive.get(row)
        if body is not None:
            body.leave_row()
        effects.counted.pop(row, None)
        effects.gone[row] = name


def _row(counted_body: CountedBody | None) -> int | None:
    return None if counted_body is None else counted_body[0].row


def _lose(counted_body: CountedBody | None, effects: Effects) -> None:
    """Note that a body has come too late to have a row."""
    if counted_body is not None:
        body, counted = counted_body
        effects.gone.setdefault(cast("int", body.row), counted.name)
