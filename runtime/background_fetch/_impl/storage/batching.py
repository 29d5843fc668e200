"""Statements of the storage thread: what only writes rows waits, and is done for many rows at once.

Each statement gives Python's lock away and has to get it back; while something is downloaded others are quick to take
it. And SQLite writes many rows by one statement in less time than one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

_MOST: Final = 32
"""Rows of one statement: their bodies are in memory twice then. A power of two."""


class Statement(NamedTuple):
    """A statement that writes rows, each by values of its own: `beginning VALUES (…), (…) end`."""

    beginning: str
    values: str
    """Of one row, with its parentheses."""
    end: str
    key: int
    """How many values, from the first on, tell what is written: the same is not written twice by one statement."""


class Batches:
    """Does statements inside a transaction. What comes of them is as if each were done when it came."""

    def __init__(self, execute: Callable[..., sqlite3.Cursor], order: Sequence[Statement]) -> None:
        """Make what does statements.

        Args:
            execute: Does one.
            order: Those that may wait. One that writes what another one has made comes after it.
        """
        self._execute = execute
        self._waiting: dict[Statement, dict[Sequence[object], Sequence[object]]] = {each: {} for each in order}
        """Rows by what they are written to."""
        self._some = False

    def execute(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Do a statement now, after those that wait."""
        if self._some:
            self.finish()
        return self._execute(statement, values)

    def later(self, statement: Statement, values: Sequence[object]) -> None:
        """Write a row before the next `execute` or `finish`; what waits to be written to it does not count then."""
        rows = self._waiting[statement]
        rows[values[: statement.key]] = values
        self._some = True
        if len(rows) >= _MOST:
            self._do_until(statement)

    def finish(self) -> None:
        """Do what waits; at the end of a transaction too."""
        self._do_until(None)
        self._some = False

    def _do_until(self, last: Statement | None) -> None:
        for statement, waiting in self._waiting.items():
            rows = list(waiting.values())
            waiting.clear()
            self._write(statement, rows)
            if statement is last:
                return

    def forget(self) -> None:
        """Do nothing of what waits: the transaction has failed."""
        for waiting in self._waiting.values():
            waiting.clear()
        self._some = False

    def _write(self, statement: Statement, rows: list[Sequence[object]]) -> None:
        """Write rows, a power of two at a time: so there are few statements to be prepared, and they are remembered."""
        size = _MOST
        while rows:
            while size > len(rows):
                size //= 2
            now, rows = rows[:size], rows[size:]
            text = f"{statement.beginning} VALUES {', '.join([statement.values] * size)} {statement.end}"
            self._execute(text, [value for row in now for value in row])
