"""What a user agent has under way: it is idle when there is nothing."""

from __future__ import annotations

from collections.abc import Callable

from background_fetch._generated.support.promise import Promise


class Activity:
    """A count of what is under way. `with activity:` counts a piece of work while it lasts."""

    def __init__(self) -> None:
        self._count = 0
        self._waiting: list[Callable[[], object]] = []

    @property
    def quiet(self) -> bool:
        """Whether nothing is under way."""
        return self._count == 0

    def begin(self) -> None:
        """Count one piece of work more."""
        self._count += 1

    def end(self) -> None:
        """Count one piece of work less."""
        self._count -= 1
        if self._count == 0:
            waiting, self._waiting = self._waiting, []
            for go_on in waiting:
                go_on()

    def __enter__(self) -> None:
        self.begin()

    def __exit__(self, *_outcome: object) -> None:
        self.end()

    async def ended(self) -> None:
        """Return when nothing is under way."""
        while not self.quiet:
            await Promise[None](lambda resolve, _: self._waiting.append(lambda: resolve(None)))
