"""Puts what changes into the store: all that a moment brings, in one commit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from background_fetch._generated.support.promise import Promise

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import Callable, Sequence

    from background_fetch._impl.storage.store import Change, Store

    Failed = Callable[[Change, OSError], object]


class Keeper:
    """Gathers changes and commits them in their order."""

    def __init__(self, store: Store, moment: float, failed: Failed) -> None:
        """Make a keeper.

        Args:
            store: What keeps.
            moment: The seconds for which a change waits for others.
            failed: Told of each change that could not be kept.
        """
        self._store = store
        self._moment = moment
        self._failed = failed
        self._changes: list[Change] = []
        self._scheduled = False
        self._committing = 0
        self._waiting: list[Callable[[], object]] = []

    def put(self, change: Change) -> None:
        """Keep a change, with all others of this moment."""
        self._changes.append(change)
        if not self._scheduled:
            from asyncio import get_running_loop  # noqa: PLC0415 -- it runs, so it is imported

            self._scheduled = True
            get_running_loop().call_later(self._moment, self._flush)

    async def settled(self) -> None:
        """Return when all that was put so far is kept, or has failed and was told of."""
        if self._changes:
            self._flush()
        if self._committing:
            await Promise[None](lambda resolve, _: self._waiting.append(lambda: resolve(None)))

    def _flush(self) -> None:
        self._scheduled = False
        changes, self._changes = self._changes, []
        if changes:
            self._commit(changes)

    def _commit(self, changes: Sequence[Change]) -> None:
        self._committing += 1
        try:
            future = self._store.commit(changes)
        except OSError as error:
            self._refused(changes, error)
            self._done()
        else:
            future.add_done_callback(partial(self._committed, changes))

    def _committed(self, changes: Sequence[Change], future: Future[None]) -> None:
        error = None if future.cancelled() else future.exception()
        if isinstance(error, OSError):
            self._refused(changes, error)
        self._done()
        if error is not None and not isinstance(error, OSError):
            raise error

    def _refused(self, changes: Sequence[Change], error: OSError) -> None:
        # One of them was too much, or one body can't be read back: the others must not suffer for it.
        if len(changes) == 1:
            self._failed(changes[0], error)
        else:
            for change in changes:
                self._commit([change])

    def _done(self) -> None:
        self._committing -= 1
        if not self._committing:
            waiting, self._waiting = self._waiting, []
            for go_on in waiting:
                go_on()
