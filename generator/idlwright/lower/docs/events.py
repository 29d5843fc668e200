"""Pages of events."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.lower.docs import facts
from idlwright.lower.docs.addresses import EventPlace, Place
from idlwright.lower.docs.context import Context
from idlwright.lower.docs.conversions import CALLBACK
from idlwright.lower.docs.heads import MARK, Subject, below, tail
from idlwright.lower.docs.markdown import code, link, plain
from idlwright.lower.docs.members import both, summary
from idlwright.lower.docs.signatures import event_tabs
from idlwright.lower.names import python_name
from idlwright.lower.targets import Direction
from idlwright.model import query
from idlwright.model.definitions import EventFired, Interface
from idlwright.model.docs import Docs
from idlwright.model.members import Attribute
from idlwright.view.docs import EventPage, Head, Markdown, Row


def event_page(context: Context, place: Place, found: EventPlace) -> EventPage:
    """Return the page of an event."""
    definition, event = place.definition, found.event
    docs = Docs(link=event.link, status=event.status, support=event.support, examples=event.examples)
    return EventPage(
        head=_head(context, place, found),
        tabs=event_tabs(definition, event),
        facts=tuple(_facts(context, place, event)),
        properties=_properties(context, event.interface),
        tail=tail(
            context,
            Subject(definition=definition, docs=docs, paths=(f"{definition.name}.{event.name}",)),
            notes=(CALLBACK,),
            see_also=(Markdown(f"{context.reference(definition.name)}, at which it is fired"),),
        ),
    )


def _head(context: Context, place: Place, found: EventPlace) -> Head:
    definition, event = place.definition, found.event
    return Head(
        path=found.path,
        title=f"{definition.name}: {event.name} event",
        description=plain(event.fired),
        heading=Markdown(f"{code(definition.name)}: {code(event.name)} event"),
        trail=below(context, definition, Markdown(f"{code(event.name)} event")),
        badges=facts.badges(event.status),
        summary=Markdown(f"Fired: {context.prose(event.fired)}"),
    )


def _facts(context: Context, place: Place, event: EventFired) -> Iterator[Row]:
    yield Row(label=Markdown("Event type"), text=lineage(context, event.interface))
    if event.handler is not None:
        handler = context.reference(f"{place.definition.name}.{event.handler}")
        yield Row(label=Markdown("Handler property"), text=handler)


def lineage(context: Context, name: str) -> Markdown:
    """Return an interface and what it inherits from, nearest first."""
    names = [name]
    definition = query.interface(context.api, name)
    if definition is not None:
        names.extend(parent.name for parent in query.ancestors(context.api, definition))
    return Markdown(MARK.join(map(context.reference, names)))


def _properties(context: Context, name: str) -> tuple[Row, ...]:
    """Return the attributes of the event's own interface; those of its ancestors are on their pages."""
    definition = context.api.by_name.get(name)
    if not isinstance(definition, Interface):
        return ()
    return tuple(
        Row(
            label=link(code(python_name(member.name)), context.prefix + context.pages[f"{name}.{member.name}"]),
            text=both(context, member.type, Direction.RESULT),
            detail=context.prose(summary(definition, (member,))),
        )
        for member in definition.members
        if isinstance(member, Attribute)
    )
