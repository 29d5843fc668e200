"""Events that are fired at an interface's objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from idlwright.diagnostics import Note
from idlwright.link.collect import Collected
from idlwright.link.context import Context, Where, kind
from idlwright.link.docs import Heritage, absolute
from idlwright.link.shape import Shape
from idlwright.model.definitions import EventFired
from idlwright.model.docs import Status
from idlwright.syntax import definitions, members
from idlwright.syntax.labels import label
from idlwright.syntax.text import Text


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
    parts = {each.name.text: (each, *collected.partials.get(each.name.text, ())) for each in collected.mains}
    own = {name: _attributes(each) for name, each in parts.items()}
    whole: dict[str, set[str]] = {}
    for name, each in parts.items():
        named = tuple(_naming(each))
        levels = _levels(collected.context, name, shape) if named else None
        if levels is not None:
            for level in levels:
                if level not in whole:
                    mixed = (own.get(mixin, ()) for mixin in shape.includes.get(level, ()))
                    whole[level] = own.get(level, set()).union(*mixed)
            _look_up_handlers(collected.context, named, [whole[level] for level in levels])


def _attributes(parts: tuple[definitions.Definition, ...]) -> set[str]:
    """Return the attributes that are written in a definition and its partials."""
    found = (
        member
        for part in parts
        if isinstance(part, definitions.Interface | definitions.Mixin)
        for member in part.members
    )
    return {member.name.text for member in found if isinstance(member, members.Attribute)}


def _naming(
    parts: tuple[definitions.Definition, ...],
) -> Iterator[tuple[definitions.Definition, definitions.EventFired, Text]]:
    """Yield the events of a definition and its partials that name a handler, and that."""
    for part in parts:
        for event in part.events if isinstance(part, definitions.Interface | definitions.Mixin) else ():
            if event.handler is not None:
                yield part, event, event.handler


def _levels(context: Context, name: str | None, shape: Shape) -> list[str] | None:
    """Return a definition and what it inherits from; None where that can't be judged."""
    found: list[str] = []
    while name is not None:
        if name in context.broken:
            return None
        found.append(name)
        name = shape.parents.get(name)
    return found


def _look_up_handlers(
    context: Context,
    named: Iterable[tuple[definitions.Definition, definitions.EventFired, Text]],
    levels: list[set[str]],
) -> None:
    """Report handlers that neither the definition nor what it inherits from has."""
    lacking = [each for each in named if not any(each[2].text in level for level in levels)]
    known = set().union(*levels) if lacking else set[str]()
    handlers = [attribute for attribute in known if attribute.startswith("on")]
    for part, event, handler in lacking:
        message = f"{label(part)} has no attribute '{handler}'"
        context.unknown("unknown-handler", message, handler, handlers, (part, event))
