"""Events that the platform makes and fires. Source: DOM, "Firing events"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import dom

from .dispatch import dispatch
from .events import EventState

if TYPE_CHECKING:
    from .targets import TargetState


def fire(target: TargetState, type_: str) -> bool:
    """Fire a plain event that neither bubbles nor can be canceled."""
    return dispatch(make(type_), target)


def make(type_: str) -> EventState:
    """Create a trusted event."""
    state = EventState(type_, {})
    state.public = dom.Event._wrap(state)  # noqa: SLF001 -- how behaviour makes objects
    state.isTrusted = True
    return state
