"""Where each definition, member and event has its page: the addresses of the web's own reference.

A page stands at `<Name>/index.md`, `<Name>/<member>.md` or `<Name>/<event>_event.md`. Two names that differ only in
case would be one file on some systems, and `index` is taken: the later of the two gets an underscore behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from idlwright.light import dataclass
from idlwright.model import query
from idlwright.model.api import Api
from idlwright.model.definitions import (
    CallbackInterface,
    Definition,
    Dictionary,
    EventFired,
    Interface,
    Mixin,
    Namespace,
)
from idlwright.model.members import InterfaceMember, Operation

Group = tuple[InterfaceMember, ...]
"""The overloads of one name."""

_UNFIT = re.compile(r"[^A-Za-z0-9_-]")
_TAKEN = frozenset({"index", "readme", "rules", "defects"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPlace:
    """A group of members on the page of one interface, and the mixin they came from."""

    group: Group
    mixin: Mixin | None
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """An event on the page of one interface."""

    event: EventFired
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A definition, and what has a page below it."""

    definition: Definition
    path: str
    members: tuple[MemberPlace, ...] = ()
    events: tuple[EventPlace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """All pages, and what a reference in prose or policy leads to."""

    places: tuple[Place, ...]
    pages: Mapping[str, str]
    """`Name`, `Name.member`, `Name.event` or `Dictionary.field` → path below the reference folder."""


def addresses(api: Api) -> Addresses:
    """Give every definition, member and event its page."""
    places = []
    pages: dict[str, str] = {}
    folders: set[str] = set(_TAKEN)
    included = {name for definition in api.definitions for name in _includes(definition)}
    for definition in api.definitions:
        folder = _free(definition.name, folders)
        place = _place(api, definition, folder, with_members=definition.name not in included)
        places.append(place)
        pages[definition.name] = place.path
        pages.update(_references(place))
    for place in places:
        if place.definition.name in included:
            pages.update(_through_includers(place, places, pages))
    return Addresses(places=tuple(places), pages=pages)


def _includes(definition: Definition) -> tuple[str, ...]:
    return definition.includes if isinstance(definition, Interface) else ()


def _place(api: Api, definition: Definition, folder: str, *, with_members: bool) -> Place:
    members: tuple[MemberPlace, ...] = ()
    events: tuple[EventPlace, ...] = ()
    names = set(_TAKEN)
    if with_members:
        members = tuple(_members(api, definition, folder, names))
        if isinstance(definition, Interface | Mixin):
            events = tuple(
                EventPlace(event=event, path=f"{folder}/{_free(event.name + '_event', names)}.md")
                for event in query.events_of(api, definition)
            )
    return Place(definition=definition, path=f"{folder}/index.md", members=members, events=events)


def _members(api: Api, definition: Definition, folder: str, names: set[str]) -> Iterator[MemberPlace]:
    sources: dict[int, Mixin | None] = {}
    members: tuple[InterfaceMember, ...] = ()
    if isinstance(definition, Interface):
        pairs = query.members_of(api, definition)
        sources = {id(member): mixin for member, mixin in pairs if mixin is not None}
        members = tuple(member for member, _ in pairs)
    elif isinstance(definition, Mixin | Namespace | CallbackInterface):
        members = definition.members
    instance_names = {query.member_name(member) for member in members if not _static(member)}
    for group in query.overloads(members):
        name = query.member_name(group[0])
        wanted = f"{name}_static" if _static(group[0]) and name in instance_names else name
        yield MemberPlace(group=group, mixin=sources.get(id(group[0])), path=f"{folder}/{_free(wanted, names)}.md")


def _static(member: InterfaceMember) -> bool:
    return isinstance(member, Operation) and member.static


def _references(place: Place) -> Iterator[tuple[str, str]]:
    """Yield what prose may call the parts of a definition; a member goes before an event of its name."""
    name = place.definition.name
    for event in place.events:
        yield f"{name}.{event.event.name}", event.path
        yield f"{name}.{event.event.name}_event", event.path
    for member in reversed(place.members):
        yield f"{name}.{query.member_name(member.group[0])}", member.path
    if isinstance(place.definition, Dictionary):
        for field in place.definition.members:
            yield f"{name}.{field.name}", f"{place.path}#{field.name}"


def _through_includers(place: Place, places: list[Place], pages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A mixin's members have their pages with the interfaces that include it; its name leads to the first of them."""
    mixin = place.definition
    if not isinstance(mixin, Mixin):
        return
    first = next(each.definition.name for each in places if mixin.name in _includes(each.definition))
    names = [query.member_name(member) for member in mixin.members]
    for name in (*names, *(event.name for event in mixin.events)):
        if f"{first}.{name}" in pages:
            yield f"{mixin.name}.{name}", pages[f"{first}.{name}"]


def _free(wanted: str, taken: set[str]) -> str:
    """Return a file name for an identifier that is not taken yet, and take it."""
    name = _UNFIT.sub(lambda found: f"-{ord(found[0]):x}", wanted)
    while name.casefold() in taken:
        name += "_"
    taken.add(name.casefold())
    return name
