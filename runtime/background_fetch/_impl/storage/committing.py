"""The storage thread: it takes all commits that wait, and makes them durable together.

Bodies first: their files are brought to the disk, then one transaction counts them. If that fails each commit gets one
of its own, so that it fails alone; so there is nothing to pay for that while all goes well.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, MutableMapping, Sequence
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Final, NamedTuple, TypeAlias
from weakref import finalize

from .bodies import Bodies, Body
from .errors import is_full, of_sqlite, of_system
from .pieces import FilePiece
from .preparing import Preparer
from .records import Effects
from .reserve import SIZE as RESERVE
from .reserve import Reserve
from .rows import Prepared, Rows
from .store import Change, PutRecord

_CHECKPOINT: Final = 4 * 1024 * 1024
"""After how many bytes, more or less, SQLite's log is brought into the database."""
_PAGE: Final = 8192
_SMALL: Final = 4096
"""How many bytes of bodies a commit may have that is let through though the disk is full."""


class Job:
    """A commit on its way."""

    def __init__(self, changes: Sequence[Change], done: asyncio.Future[None]) -> None:
        self.changes = changes
        self.done = done
        self.prepared: Sequence[Prepared] = ()
        self.error: Exception | None = None


class Removal(NamedTuple):
    """A file that is to go."""

    name: str


class Stop(NamedTuple):
    """The end of the thread."""

    done: asyncio.Future[None]


Item: TypeAlias = Job | Removal | Stop


class Committer:
    """The storage thread and what waits for it."""

    def __init__(
        self,
        path: str,
        connection: sqlite3.Connection,
        alive: MutableMapping[int, Body],
        reserve: Reserve,
        close: Callable[[], None],
    ) -> None:
        """Make what commits; the thread begins with the first item.

        Args:
            path: The database, for messages.
            connection: For this thread alone from now on.
            alive: The bodies that somebody still has, by their rows.
            reserve: The room that is kept back.
            close: Called at the end of the thread.
        """
        self._path = path
        self._connection = connection
        self._alive = alive
        self._reserve = reserve
        self._close = close
        self._rows = Rows(connection, alive)
        self._queue: SimpleQueue[Item] = SimpleQueue()
        self._leaving: dict[str, finalize[[Item], Body]] = {}
        """Files that no row names, of bodies that somebody still has, and what removes them after that."""
        self._written = 0

    def start(self, bodies: Bodies) -> None:
        """Begin."""
        self._bodies = bodies
        self._preparer = Preparer(bodies, self._alive)
        Thread(target=self._run, name="background-fetch storage", daemon=True).start()

    def put(self, item: Item) -> None:
        """Have something done; any thread may call, even while objects are being freed."""
        self._queue.put(item)

    def _run(self) -> None:
        stop: Stop | None = None
        while stop is None:
            items = self._take()
            jobs = [item for item in items if isinstance(item, Job)]
            if jobs:
                self._commit(jobs)
            for item in items:
                if isinstance(item, Removal):
                    self._remove(item.name)
                elif isinstance(item, Stop):
                    stop = item
            self._bring_in()
        # Who still has one of these bodies has it no longer.
        for name in tuple(self._leaving):
            self._remove(name)
        self._close()
        _complete([Job((), stop.done)])

    def _take(self) -> list[Item]:
        items = [self._queue.get()]
        while not self._queue.empty():
            items.append(self._queue.get_nowait())
        return items

    def _commit(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            self._try(job, self._prepare)
        ready = [job for job in jobs if job.error is None]
        new = [job for job in ready if self._preparer.new_files(job.prepared)]
        if new:
            self._name_files(new)
            ready = [job for job in ready if job.error is None]
        if ready:
            try:
                self._transact(ready)
            except Exception:  # noqa: BLE001 -- it will be met again, by the commit that it comes from
                for job in ready:
                    self._try(job, self._commit_alone)
        _complete(jobs)

    def _try(self, job: Job, action: Callable[[Job], None]) -> None:
        """Do something for a commit, which has failed if that fails."""
        try:
            action(job)
        except (sqlite3.ProgrammingError, sqlite3.InterfaceError) as error:
            job.error = error  # as below
        except sqlite3.Error as error:
            job.error = of_sqlite(error, self._path)
        except OSError as error:
            job.error = of_system(error, self._path)
        except Exception as error:  # noqa: BLE001 -- a mistake of the caller's, who is told
            job.error = error

    def _prepare(self, job: Job) -> None:
        job.prepared = [self._preparer.prepare(change) for change in job.changes]

    def _name_files(self, jobs: Sequence[Job]) -> None:
        """Bring the names of new files to the disk."""
        try:
            self._bodies.disk.sync_folder()
        except OSError as error:
            for job in jobs:
                self._preparer.fail(job.prepared, error)
                job.error = of_system(error, self._path)

    def _commit_alone(self, job: Job) -> None:
        try:
            self._transact([job])
        except sqlite3.Error as error:
            if not is_full(of_sqlite(error, self._path)) or not _may_use_reserve(job):
                raise
            self._make_room()
            self._transact([job])

    def _make_room(self) -> None:
        self._reserve.release()
        with suppress(sqlite3.Error):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _transact(self, jobs: Sequence[Job]) -> None:
        effects = Effects()
        execute, apply = self._connection.execute, self._rows.apply
        execute("BEGIN IMMEDIATE")
        try:
            for job in jobs:
                for prepared in job.prepared:
                    apply(prepared, effects)
            self._rows.finish()
            execute("COMMIT")
        except BaseException:
            self._rows.forget()
            if self._connection.in_transaction:
                execute("ROLLBACK")
            raise
        self._written += sum(_weight(job) + _PAGE * len(job.prepared) for job in jobs)
        self._settle(effects)

    def _settle(self, effects: Effects) -> None:
        """Do what follows from rows that are durable now."""
        for body, counted in effects.counted.values():
            if body.row_name not in {None, counted.name}:
                effects.files.append(str(body.row_name))
            body.row_name = counted.name
            body.counted(counted)
            if counted.name in self._leaving:  # it has come back
                self._leaving.pop(counted.name).detach()
        for row, name in effects.gone.items():
            body_left = self._alive.get(row)
            if body_left is not None:
                body_left.row_name = None
            if name is not None:
                self._let_go(name, body_left)
        for name in effects.files:
            self._remove(name)
        if effects.gone:
            self._reserve.take()

    def _let_go(self, name: str, body: Body | None) -> None:
        """Remove a file that no row names, as soon as nobody has its body."""
        if body is not None and isinstance(body.piece, FilePiece) and body.piece.name == name:
            self._leaving[name] = finalize(body, self.put, Removal(name))
            self._leaving[name].atexit = False  # else the next start removes it
        else:
            self._remove(name)

    def _remove(self, name: str) -> None:
        self._leaving.pop(name, None)
        with suppress(OSError):  # the next start tries again
            self._bodies.disk.remove(name)

    def _bring_in(self) -> None:
        """Bring SQLite's log into the database, once it has become long; nobody waits for it."""
        if self._written >= _CHECKPOINT:
            self._written = 0
            with suppress(sqlite3.Error):
                self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def _weight(job: Job) -> int:
    """Return how many bytes of bodies are in a commit."""
    return sum(
        len(pair[1].content)
        for prepared in job.prepared
        for pair in (prepared.request_body, prepared.body)
        if pair is not None and pair[1].content
    )


def _may_use_reserve(job: Job) -> bool:
    """Tell whether a commit has to go through though the disk is full: it is small, or records a failure."""
    records = [prepared.change.record for prepared in job.prepared if isinstance(prepared.change, PutRecord)]
    failures = all(record.result not in {"", "success"} for record in records)
    return _weight(job) <= (RESERVE // 2 if failures else _SMALL)


def _complete(jobs: Sequence[Job]) -> None:
    """Settle futures, all of a loop in one call."""
    loops = {job.done.get_loop() for job in jobs}
    for loop in loops:
        with suppress(RuntimeError):  # the loop was closed; nobody waits any more
            loop.call_soon_threadsafe(_settle, [job for job in jobs if job.done.get_loop() is loop])


def _settle(jobs: Sequence[Job]) -> None:
    for job in jobs:
        if job.done.done():  # given up
            continue
        if job.error is None:
            job.done.set_result(None)
        else:
            job.done.set_exception(job.error)
