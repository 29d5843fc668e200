"""The event that tells a global object of an error that nobody has caught. Source: HTML, "report an exception"."""

from __future__ import annotations

from background_fetch._generated import dom

from .events import EventState


class ErrorState(EventState):
    """What stands behind an event `error`. Only `onerror` gets at its parts: the schema has no ErrorEvent."""

    def __init__(self, error: BaseException) -> None:
        super().__init__("error", {"cancelable": True})
        self.error = error
        self.message = f"Uncaught {type(error).__name__}: {error}"
        self.filename, self.line = "", 0
        place = error.__traceback__
        while place is not None:
            self.filename, self.line = place.tb_frame.f_code.co_filename, place.tb_lineno
            place = place.tb_next


def make_error(error: BaseException) -> ErrorState:
    """Create the trusted event of an error."""
    state = ErrorState(error)
    state.public = dom.Event._wrap(state)  # noqa: SLF001 -- how behaviour makes objects
    state.isTrusted = True
    return state
