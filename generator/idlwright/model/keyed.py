"""Pairs that can be looked up: an iterable of keys and values that has `get` and `has` for them."""

from __future__ import annotations

from dataclasses import replace

from idlwright.model import query
from idlwright.model.api import Api
from idlwright.model.members import Collection, CollectionKind, InterfaceMember, Operation, Special
from idlwright.model.types import Nullable, Type, Union


def lookup(api: Api, members: tuple[InterfaceMember, ...], name: str) -> Operation | None:
    """Return the operation of the name that takes a key of the members' pairs, and wants nothing else.

    Args:
        api: The model.
        members: All members of an interface.
        name: `get` or `has`.
    """
    keys = [each.key for each in members if isinstance(each, Collection) and each.kind is CollectionKind.ITERABLE]
    getter = any(isinstance(each, Operation) and each.special is Special.GETTER for each in members)
    if not keys or keys[0] is None or getter:
        return None
    key = query.resolve(api, keys[0])
    for each in members:
        if isinstance(each, Operation) and each.name == name and not each.static and each.arguments:
            first, *others = each.arguments
            if query.resolve(api, first.type) == key and all(other.optional for other in others):
                return each
    return None


def present(api: Api, type_: Type) -> Type:
    """Return the type of what is there: without null and undefined, which say that nothing is."""
    found = query.resolve(api, type_)
    if isinstance(found, Nullable):
        return found.inner
    if isinstance(found, Union):
        members = tuple(each for each in found.members if not query.is_undefined(each))
        if len(members) < len(found.members):
            return members[0] if len(members) == 1 else replace(found, members=members)
    return type_
