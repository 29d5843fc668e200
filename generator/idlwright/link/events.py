"""Events that are fired at an interface's objects."""

from __future__ import annotations

from collections.abc import Iterable

from idlwright.diagnostics import Note
from idlwright.link.collect import Collected
from idlwright.link.context import Context, Where, kind
from idlwright.link.docs import Heritage, absolute
from idlwright.link.shape import Shape
from idlwright.model.definitions import EventFired
from idlwright.model.docs import Status
from idlwright.syntax import definitions, members
from idlwright.syntax.labels import label


def link_events(
    context: Context, events: Iterable[definitions.EventFired], heritage: Heritage, where: Where
) -> tuple[EventFired, ...]:
    """Return events with their interfaces looked up."""
    linked = []
    for event in events:
        _look_up_interface(context, event, (*where, event))
        context.prose.append((event.fired, (*where, event)))
        linked.append(
            EventFired(
                name=event.name.text,
                interface=event.interface.text,
                fired=event.fired.text,
                link=absolute(context, event.link, heritage.spec),
                handler=event.handler.text if event.handler else None,
                status=event.status or heritage.status or Status(),
                support=heritage.support if event.support is None else event.support,
                examples=tuple(example.text for example in event.examples),
                span=event.span,
            )
        )
    return tuple(linked)


def _look_up_interface(context: Context, event: definitions.EventFired, where: Where) -> None:
    """An event's interface is one of the schema, or declared `external:`."""
    name = event.interface
    found = context.definitions.get(name.text)
    if found is None:
        same = [other.name.text for other in context.definitions.values() if isinstance(other, definitions.Interface)]
        context.unknown("unknown-type", f"unknown interface '{name}'", name, same, where)
    elif not isinstance(found, definitions.Interface | definitions.External):
        note = Note(message=f"'{name}' is defined here", span=found.name.span)
        message = f"an event is an object of an interface, and '{name}' is {kind(found)}"
        context.report("not-an-interface", name.span, message, where, (note,))


def check_handlers(collected: Collected, shape: Shape) -> None:
    """Look up the event handler attributes that events name, in what is written and in what is inherited."""
    own: dict[str, set[str]] = {}
    for definition in collected.mains:
        if isinstance(definition, definitions.Interface | definitions.Mixin):
            parts = (definition, *collected.partials.get(definition.name.text, ()))
            own[definition.name.text] = {
                member.name.text for part in parts for member in part.members if isinstance(member, members.Attribute)
            }
    for definition in collected.mains:
        for part in (definition, *collected.partials.get(definition.name.text, ())):
            events = part.events if isinstance(part, definitions.Interface | definitions.Mixin) else ()
            for event in events:
                if event.handler is not None:
                    _check_handler(collected.context, part, event, own, shape)


def _check_handler(
    context: Context,
    part: definitions.Definition,
    event: definitions.EventFired,
    own: dict[str, set[str]],
    shape: Shape,
) -> None:
    """Report a handler that neither the definition nor what it inherits from has."""
    if event.handler is None:
        return
    known: set[str] = set()
    name: str | None = part.name.text
    while name is not None:
        if name in context.broken:
            return
        known.update(own.get(name, ()), *(own.get(mixin, ()) for mixin in shape.includes.get(name, ())))
        name = shape.parents.get(name)
    if event.handler.text not in known:
        message = f"{label(part)} has no attribute '{event.handler}'"
        handlers = [attribute for attribute in known if attribute.startswith("on")]
        context.unknown("unknown-handler", message, event.handler, handlers, (part, event))
