"""Questions that several stages ask of an `Api`: inheritance, mixins, exposure, events, typedefs.

Nothing here changes the model, and nothing here knows a target.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from idlwright.model.api import Api
from idlwright.model.definitions import (
    CallbackInterface,
    Definition,
    Dictionary,
    EventFired,
    Interface,
    Mixin,
    Namespace,
    Typedef,
)
from idlwright.model.members import (
    Argument,
    Attribute,
    Collection,
    Constructor,
    Field,
    InterfaceMember,
    Member,
    Operation,
)
from idlwright.model.types import Annotated, Kind, Nullable, Primitive, Reference, Type


def interface(api: Api, name: str) -> Interface | None:
    """Return the interface of that name, or None when the name is something else (an `external:`)."""
    found = api.by_name.get(name)
    return found if isinstance(found, Interface) else None


def ancestors(api: Api, definition: Interface | Dictionary) -> Iterator[Interface | Dictionary]:
    """Yield what a definition inherits from, nearest first; link has made sure that this ends."""
    name = definition.inherits
    while name is not None:
        parent = api.by_name.get(name)
        if not isinstance(parent, Interface | Dictionary):
            return
        yield parent
        name = parent.inherits


def members_of(api: Api, definition: Interface) -> tuple[tuple[InterfaceMember, Mixin | None], ...]:
    """Return an interface's own members and those of its mixins, each with the mixin it came from.

    A member of a mixin that is exposed in none of the globals that have the interface exists nowhere: it is left out,
    as `vendor` of NavigatorID is on WorkerNavigator.
    """
    own: list[tuple[InterfaceMember, Mixin | None]] = [(member, None) for member in definition.members]
    for name in definition.includes:
        mixin = api.by_name.get(name)
        if isinstance(mixin, Mixin):
            own.extend((member, mixin) for member in mixin.members if exists_in(definition, member))
    return tuple(own)


def fields_of(api: Api, definition: Dictionary) -> tuple[Field, ...]:
    """Return a dictionary's fields in the order of Web IDL: the least derived dictionary's first."""
    chain = [definition, *ancestors(api, definition)]
    return tuple(member for level in reversed(chain) if isinstance(level, Dictionary) for member in level.members)


def events_of(api: Api, definition: Interface | Mixin, *, inherited: bool = False) -> tuple[EventFired, ...]:
    """Return the events fired at an interface, with its mixins' and, if asked, its ancestors'."""
    events = list(definition.events)
    if isinstance(definition, Interface):
        for name in definition.includes:
            mixin = api.by_name.get(name)
            if isinstance(mixin, Mixin):
                events.extend(mixin.events)
        if inherited:
            for parent in ancestors(api, definition):
                if isinstance(parent, Interface):
                    events.extend(events_of(api, parent))
    return tuple(events)


def member_name(member: Member) -> str:
    """Return the name by which a member is found on a page, in a path and in an address."""
    if isinstance(member, Constructor):
        return "constructor"
    if isinstance(member, Collection):
        return str(member.kind)
    if isinstance(member, Operation) and not member.name:
        return str(member.special)
    return member.name


def forwarded(api: Api, attribute: Attribute) -> Attribute | None:
    """Return the attribute that is set when a read-only one is, by [PutForwards], None where nothing is."""
    name = next((each.value for each in attribute.attributes if each.name == "PutForwards"), None)
    found = bare(api, attribute.type)
    owner = interface(api, found.name) if name and isinstance(found, Reference) else None
    for level in (owner, *ancestors(api, owner)) if owner else ():
        if isinstance(level, Interface):
            for member, _ in members_of(api, level):
                if isinstance(member, Attribute) and member.name == name:
                    return member
    return None


def overridden(api: Api) -> dict[str, Type]:
    """Return the types that policy says instead by their paths, those of a mixin's members at each interface too."""
    found = {each.path: each.type for each in api.overrides}
    for each in api.definitions if found else ():
        for mixin in each.includes if isinstance(each, Interface) else ():
            for override in api.overrides:
                if override.path.startswith(f"{mixin}."):
                    found.setdefault(f"{each.name}{override.path[len(mixin) :]}", override.type)
    return found


def overloads(members: tuple[InterfaceMember, ...]) -> tuple[tuple[InterfaceMember, ...], ...]:
    """Group members that share a name (and staticness): overloads together, all else alone.

    The group stands where its first member does, so the IDL's order is kept.
    """

    def key(member: InterfaceMember) -> tuple[str, bool]:
        static = isinstance(member, Operation) and member.static
        return (member_name(member), static)

    first: dict[tuple[str, bool], int] = {}
    for position, member in enumerate(members):
        first.setdefault(key(member), position)
    arranged = sorted(members, key=lambda member: first[key(member)])
    return tuple(tuple(group) for _, group in groupby(arranged, key=key))


def resolve(api: Api, type_: Type) -> Type:
    """Return the type behind typedefs, at the top level only; annotations of the typedef's use are kept."""
    if not isinstance(type_, Reference | Annotated):
        return type_  # as most are
    annotated: list[Annotated] = []
    while True:  # a chain of typedefs may be longer than Python's stack
        match type_:
            case Reference(name=name, kind=Kind.TYPEDEF) if isinstance(definition := api.by_name[name], Typedef):
                type_ = definition.type
            case Annotated(inner=inner):
                annotated.append(type_)
                type_ = inner
            case _:
                break
    for outer in reversed(annotated):
        type_ = Annotated(type_, outer.attributes, outer.span)
    return type_


def bare(api: Api, type_: Type) -> Type:
    """Return the type without typedefs, nullability and type attributes at its top."""
    found = resolve(api, type_)
    while isinstance(found, Nullable | Annotated):
        found = resolve(api, found.inner)
    return found


def is_undefined(type_: Type) -> bool:
    """Tell whether a type is `undefined`."""
    return isinstance(type_, Primitive) and type_.name == "undefined"


def exposed_in(definition: Definition, member: Member | None, global_name: str) -> bool:
    """Tell whether a definition (or one of its members) is exposed in a global such as `ServiceWorker`.

    `Worker` stands for all kinds of workers, as in [Exposed=Worker].
    """
    names = definition.exposed
    if member is not None and member.exposed is not None:
        names = member.exposed
    if not names and not isinstance(definition, Interface | Namespace):
        return True
    if "*" in names or global_name in names:
        return True
    return "Worker" in names and global_name in WORKERS


def is_further_name(api: Api, definition: Definition) -> bool:
    """Tell whether an interface is a further name of its parent, which Web IDL says as an attribute of that."""
    parent = interface(api, definition.inherits or "") if isinstance(definition, Interface) else None
    legacy = {"LegacyFactoryFunction", "LegacyWindowAlias"}
    return parent is not None and any(
        each.name in legacy and definition.name in (each.value, *(each.values or ())) for each in parent.attributes
    )


def has_object(definition: Definition) -> bool:
    """Tell whether globals have an object under the name of a definition."""
    legacy = {"LegacyNoInterfaceObject", "LegacyNamespace"}
    return not any(each.name in legacy for each in definition.attributes)


def exists_in(definition: Definition, member: Member) -> bool:
    """Tell whether a member is exposed in a global that has the definition."""
    if member.exposed is None or not definition.exposed or "*" in member.exposed or "*" in definition.exposed:
        return True
    return not _globals(definition.exposed).isdisjoint(_globals(member.exposed))


def _globals(names: tuple[str, ...]) -> frozenset[str]:
    """Return the names of [Exposed] with those that `Worker` stands for."""
    return frozenset(names).union(WORKERS if "Worker" in names else ())


WORKERS = ("DedicatedWorker", "SharedWorker", "ServiceWorker")
"""Globals that [Exposed=Worker] means."""


def of_kind(definition: Definition) -> Kind | None:
    """Return the kind by which types refer to a definition, None for what no type can name."""
    if isinstance(definition, Mixin | Namespace):
        return None
    if isinstance(definition, CallbackInterface):
        return Kind.CALLBACK_INTERFACE
    return Kind(_KINDS[type(definition).__name__])


_KINDS = {
    "Interface": "interface",
    "Dictionary": "dictionary",
    "Enumeration": "enum",
    "Typedef": "typedef",
    "Callback": "callback",
    "External": "external",
}


def type_of(node: Argument | Attribute | Field) -> Type:
    """Return the type of an argument, attribute or field with those of its extended attributes that apply to types.

    Source: Web IDL, "extended attributes applicable to types": wherever they stand, they are associated with the type.
    """
    found = tuple(attribute for attribute in node.attributes if attribute.name in APPLICABLE)
    return Annotated(node.type, found, node.type.span) if found else node.type


APPLICABLE = ("AllowResizable", "AllowShared", "Clamp", "EnforceRange", "LegacyNullToEmptyString")
"""Extended attributes that apply to types."""
