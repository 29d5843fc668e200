"""Events of a schema beside those that @webref/events has collected from the specifications."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.light import dataclass
from idlwright.load.facts import FactsError, Json
from idlwright.syntax.definitions import EventFired, Interface, Mixin
from idlwright.syntax.members import Attribute
from idlwright.syntax.schema import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What the collection has and the schema lacks, and where they contradict each other."""

    new: tuple[str, ...]
    wrong: tuple[str, ...]


def compare(data: Json, schema: Schema) -> Compared:
    """Compare the events of the schema's interfaces; of one that is described in part none is missing.

    An interface that the schema does not have is no contradiction: the schema may name one it inherits from.

    Raises:
        FactsError: The data are of another shape.
    """
    ours = {each.name.text: each for each in schema.definitions if isinstance(each, Interface) and not each.partial}
    fired = _fired(schema)
    new: list[str] = []
    wrong: list[str] = []
    collected: dict[tuple[str, str], list[str]] = {}
    for target, kind, interface in sorted(set(_collected(data))):
        collected.setdefault((target, kind), []).append(interface)
    handlers = _handlers(schema)
    for (target, kind), interfaces in collected.items():
        if target not in ours:
            continue
        event = fired.get(target, {}).get(kind)
        if event is None:
            if not ours[target].slice:
                new.append(f"{target} fires {kind} (interface {' or '.join(interfaces)}); write when it is fired")
            continue
        place = f"{event.span.file}:{event.span.line}: {target} fires {kind}"
        known = [each for each in interfaces if each in ours]
        if known and event.interface.text not in interfaces:
            wrong.append(f"{place}, whose interface is {' or '.join(known)}, not {event.interface}")
        if event.handler is None and f"on{kind}" in handlers.get(target, ()):
            wrong.append(f"{place}, and does not name its handler on{kind}")
    return Compared(new=tuple(new), wrong=tuple(wrong))


def _handlers(schema: Schema) -> dict[str, set[str]]:
    """Return the names of the attributes of each interface that may be event handlers."""
    found: dict[str, set[str]] = {}
    for each in schema.definitions:
        if isinstance(each, Interface | Mixin):
            names = {member.name.text for member in each.members if isinstance(member, Attribute)}
            found.setdefault(each.name.text, set()).update(name for name in names if name.startswith("on"))
    for each in schema.definitions:
        if isinstance(each, Interface):
            for mixin in each.includes:
                found[each.name.text] |= found.get(mixin.text, set())
    return found


def _fired(schema: Schema) -> dict[str, dict[str, EventFired]]:
    """Return the events of each interface, with those of its mixins and partials."""
    own: dict[str, dict[str, EventFired]] = {}
    mixins: dict[str, list[str]] = {}
    for each in schema.definitions:
        if isinstance(each, Interface | Mixin):
            own.setdefault(each.name.text, {}).update({event.name.text: event for event in each.events})
        if isinstance(each, Interface):
            mixins.setdefault(each.name.text, []).extend(mixin.text for mixin in each.includes)
    return {
        name: {kind: event for source in (*mixins.get(name, ()), name) for kind, event in own.get(source, {}).items()}
        for name in own
    }


def _collected(data: Json) -> Iterator[tuple[str, str, str]]:
    """Yield target, type and interface of each event."""
    if not isinstance(data, list):
        raise FactsError("the data are no list of events")
    for number, event in enumerate(data):
        if not isinstance(event, dict) or not isinstance(event.get("targets"), list):
            raise FactsError(f"event {number}: here must stand an object with 'type', 'interface' and 'targets'")
        kind, interface = event.get("type"), event.get("interface")
        targets = event["targets"]
        if not isinstance(kind, str) or not isinstance(interface, str) or not isinstance(targets, list):
            raise FactsError(f"event {number}: 'type' and 'interface' must be texts")
        for target in targets:
            name = target.get("target") if isinstance(target, dict) else None
            if not isinstance(name, str):
                raise FactsError(f"event {number} ({kind[:60]!r}): a target has no name")
            yield name, kind, interface
