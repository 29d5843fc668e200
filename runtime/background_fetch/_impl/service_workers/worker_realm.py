"""The realm of a worker that runs: all objects that its code can reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._impl.clients import ClientsState
from background_fetch._impl.realms import Realm
from background_fetch._impl.scope import ScopeState

if TYPE_CHECKING:
    from .worker import Worker


class WorkerRealm(Realm):
    """A worker's realm."""

    def __init__(self, worker: Worker) -> None:
        services = worker.registration.services
        super().__init__(worker.script.url, services, is_worker=True)
        self.worker = worker
        self.clients = ClientsState(self)
        self.scope_state = ScopeState(self)
        services.realms.append(self)

    @property
    def interaction_allowed(self) -> bool:
        """Whether the user has asked for something just now, so that windows may be opened."""
        return self.worker.interactions > 0

    @property
    def is_active(self) -> bool:
        """Whether the worker is its registration's active one."""
        return not self.closed and self.worker.registration.active is self.worker

    def evaluate(self) -> None:
        """Run the file; the realm ends if that fails.

        Raises:
            OSError: It can't be read.
            Exception: Whatever it raises.
        """
        from background_fetch._js import run_worker  # noqa: PLC0415 -- who only makes events needs no façade

        try:
            with self.entered():
                run_worker(self.worker.script, self.scope_state.scope)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End: its timers stop."""
        self.scope_state.timers.stop_all()
        super().close()
