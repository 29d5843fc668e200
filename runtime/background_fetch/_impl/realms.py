"""Realms: what the objects of one global object have in common.

Source: HTML, "environment settings object", "policy container". A registration, a worker, a background fetch is one
thing for the user agent, and an object of its own in each realm that looks at it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar, cast

from . import environment, urls
from .network.schemes import trustworthy_origin

if TYPE_CHECKING:
    from .global_scope import GlobalScope
    from .services import Services

T = TypeVar("T")
_REALM: Final[ContextVar[Realm | None]] = ContextVar("realm", default=None)


class PolicyContainer(NamedTuple):
    """What a document was served with and its requests have to obey."""

    csp: tuple[str, ...] = ()
    """Values of `Content-Security-Policy`."""
    referrer_policy: str = ""


class Realm:
    """A window's or a worker's realm."""

    def __init__(
        self, url: str, services: Services, policy: PolicyContainer | None = None, *, is_worker: bool = False
    ) -> None:
        self.id = os.urandom(16).hex()
        self.url = url
        self.origin = urls.origin(url)
        """The origin of its code."""
        self.services = services
        self.policy = policy or PolicyContainer()
        self.is_worker = is_worker
        self.closed = False
        """Whether its code has come to its end: no events are for it any more."""
        self.global_scope: GlobalScope | None = None
        """What stands behind its global object."""
        self.ending: list[Callable[[], object]] = []
        """What is to be done when it closes."""
        self._objects: dict[tuple[type, object], object] = {}

    @property
    def is_secure(self) -> bool:
        """Whether nobody on the way could change its code. Source: Secure Contexts, "secure context"."""
        return trustworthy_origin(self.origin)

    def object_of(self, cls: type[T], thing: object, make: Callable[[], T]) -> T:
        """Return the realm's one object of a kind for a thing, which is made when it is first asked for."""
        key = (cls, thing)
        if key not in self._objects:
            self._objects[key] = make()
        return cast("T", self._objects[key])

    def known(self, cls: type[T], thing: object) -> T | None:
        """Return the realm's object of a kind for a thing, if there is one."""
        return cast("T | None", self._objects.get((cls, thing)))

    def forget(self, cls: type[T], thing: object) -> None:
        """Give up the object of a thing that is over; who has it can use it on."""
        self._objects.pop((cls, thing), None)

    def entered(self) -> AbstractContextManager[None]:
        """Run code as code of this realm."""
        return _entered(self)

    def queue_task(self, steps: Callable[[], object]) -> None:
        """Do something in a turn of the loop of its own, after what was queued before. Source: "queue a task".

        It is done even if the realm has ended: programs may hold its objects and wait for promises of theirs.
        """

        def run() -> None:
            with self.entered():
                steps()

        self.services.tasks.queue(run)

    def close(self) -> None:
        """End: what happens now is not told to it."""
        self.closed = True
        for steps in self.ending:
            steps()
        if self in self.services.realms:
            self.services.realms.remove(self)


@contextmanager
def _entered(realm: Realm) -> Iterator[None]:
    token = _REALM.set(realm)
    try:
        with environment.entered(realm.url):
            yield
    finally:
        _REALM.reset(token)


def current() -> Realm | None:
    """Return the realm of the code that runs now; None outside of pages and workers."""
    return _REALM.get()
