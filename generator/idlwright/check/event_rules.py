"""Rules of events."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.check.survey import Found, Subject
from idlwright.check.types import nullables
from idlwright.diagnostics import Note
from idlwright.model import query
from idlwright.model.api import Api
from idlwright.model.definitions import Definition, EventFired, Interface, Mixin
from idlwright.model.members import Attribute
from idlwright.model.types import Kind, Reference, Type


def duplicate_event(subject: Subject) -> Iterator[Found]:
    """An event that is listed twice."""
    for definition in subject.api.definitions:
        if not isinstance(definition, Interface | Mixin):
            continue
        first: dict[str, EventFired] = {}
        for event in query.events_of(subject.api, definition):
            found = first.setdefault(event.name, event)
            if found is not event:
                note = Note(message="the first one is here", span=found.span)
                yield Found(event.span, f"the event '{event.name}' is there twice", (definition, event), notes=(note,))


def handler_without_event(subject: Subject) -> Iterator[Found]:
    """An event handler attribute without a word about its event."""
    owners: dict[str, list[Interface]] = {}
    for definition in subject.api.definitions:
        if isinstance(definition, Interface):
            for name in definition.includes:
                owners.setdefault(name, []).append(definition)
    handled: dict[str, set[str]] = {}
    for definition, member in subject.members:
        if not (
            isinstance(member, Attribute) and member.name.startswith("on") and _is_handler(subject.api, member.type)
        ):
            continue
        places = (definition, *owners.get(definition.name, ()))
        if not any(_is_handled(subject.api, member.name, place, handled) for place in places):
            message = (
                f"'{member.name}' is an event handler, but no event of '{definition.name}' has it as its 'handler'"
            )
            yield Found(member.span, message, (definition, member), f"add the event '{member.name[2:]}' to 'events'")


def _is_handled(api: Api, handler: str, place: Definition, handled: dict[str, set[str]]) -> bool:
    """Tell whether an event of a definition, or of what it inherits from, has a handler; notes those of each level."""
    for level in (place, *(query.ancestors(api, place) if isinstance(place, Interface) else ())):
        if level.name not in handled:
            events = query.events_of(api, level) if isinstance(level, Interface | Mixin) else ()
            handled[level.name] = {event.handler or "" for event in events}
        if handler in handled[level.name]:
            return True
    return False


def _is_handler(api: Api, type_: Type) -> bool:
    """Tell whether a type is that of event handler attributes: a callback, or null."""
    found = query.bare(api, type_)
    return bool(nullables(api, type_)) and isinstance(found, Reference) and found.kind is Kind.CALLBACK
