"""What people wrote about a definition, carried over to its new form: by names and signatures, not by positions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar, cast

from idlwright.dump.types import type_text
from idlwright.light import dataclass, replace
from idlwright.syntax.definitions import (
    Callback,
    CallbackInterface,
    Definition,
    Dictionary,
    Enumeration,
    EnumValue,
    Interface,
    Mixin,
    Namespace,
)
from idlwright.syntax.docs import Docs
from idlwright.syntax.labels import label
from idlwright.syntax.members import Argument, Collection, Constructor, Member, Operation

D = TypeVar("D", bound=Definition)
M = TypeVar("M", bound=Member)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A definition with its prose, and what became of its members."""

    definition: Definition
    came: tuple[str, ...] = ()
    """Members that are new."""
    went: tuple[str, ...] = ()
    """Members that are gone."""
    lost: tuple[str, ...] = ()
    """Places whose prose has no home any more."""


def carry(new: Definition, old: Definition) -> Carried:
    """Give a definition what was written about its old form."""
    definition = replace(new, docs=old.docs)
    if isinstance(definition, Interface | Mixin) and isinstance(old, Interface | Mixin):
        definition = replace(definition, events=old.events)
    if isinstance(definition, Enumeration) and isinstance(old, Enumeration):
        return _carry_values(definition, old)
    if isinstance(definition, Callback) and isinstance(old, Callback):
        arguments, lost = _carry_arguments(definition.arguments, old.arguments, definition.name.text)
        return Carried(definition=replace(definition, arguments=arguments), lost=tuple(lost))
    if isinstance(definition, _WITH_MEMBERS) and isinstance(old, _WITH_MEMBERS):
        return _carry_members(definition, old)
    return Carried(definition=definition)


_WITH_MEMBERS = (Interface, Mixin, Namespace, Dictionary, CallbackInterface)


def _carry_values(new: Enumeration, old: Enumeration) -> Carried:
    written = {value.value.text: value for value in old.values}
    values: list[EnumValue] = []
    came = []
    for value in new.values:
        found = written.pop(value.value.text, None)
        values.append(replace(value, summary=found.summary) if found else value)
        if found is None:
            came.append(f"{new.name} value {value.value.text!r}")
    went = tuple(f"{new.name} value {text!r}" for text in written)
    lost = tuple(f"{new.name} value {text!r}" for text, value in written.items() if value.summary)
    return Carried(definition=replace(new, values=tuple(values)), came=tuple(came), went=went, lost=lost)


def _carry_members(new: Interface | Mixin | Namespace | Dictionary | CallbackInterface, old: Definition) -> Carried:
    olds = cast("tuple[Member, ...]", getattr(old, "members", ()))
    pairs = _pairs(new.members, olds)
    members: list[Member] = []
    came: list[str] = []
    lost: list[str] = []
    for member, partner in pairs:
        if partner is None:
            members.append(member)
            came.append(f"{new.name} {label(member)}")
        else:
            carried, missing = _carry_member(member, partner, new.name.text)
            members.append(carried)
            lost.extend(missing)
    kept = {id(partner) for _, partner in pairs}
    gone = [member for member in olds if id(member) not in kept]
    lost.extend(f"{new.name} {label(member)}" for member in gone if has_prose(member))
    return Carried(
        definition=replace(new, members=tuple(members)),  # type: ignore[arg-type]  # each got its own kind of members
        came=tuple(came),
        went=tuple(f"{new.name} {label(member)}" for member in gone),
        lost=tuple(lost),
    )


def _pairs(new: Iterable[Member], old: Iterable[Member]) -> list[tuple[Member, Member | None]]:
    """Pair members with their old forms: by signature first, so that overloads find their own, then by name."""
    left = list(old)
    new = tuple(new)
    partners: dict[int, Member] = {}
    for key in (_signature, _argument_names, label):
        for member in new:
            if id(member) in partners:
                continue
            found = next((each for each in left if type(each) is type(member) and key(each) == key(member)), None)
            if found is not None:
                partners[id(member)] = found
                left = [each for each in left if each is not found]
    return [(member, partners.get(id(member))) for member in new]


def _arguments(member: Member) -> tuple[Argument, ...]:
    return member.arguments if isinstance(member, Operation | Constructor | Collection) else ()


def _signature(member: Member) -> tuple[str, ...]:
    return (label(member), *(f"{each.name} {type_text(each.type)}" for each in _arguments(member)))


def _argument_names(member: Member) -> tuple[str, ...]:
    return (label(member), *(each.name.text for each in _arguments(member)))


def _carry_member(new: M, old: Member, owner: str) -> tuple[M, list[str]]:
    where = f"{owner} {label(new)}"
    carried: Member = replace(new, docs=old.docs)
    lost: list[str] = []
    if isinstance(carried, Operation | Constructor | Collection):
        arguments, lost = _carry_arguments(carried.arguments, _arguments(old), where)
        carried = replace(carried, arguments=arguments)
    if isinstance(carried, Operation) and isinstance(old, Operation):
        carried = replace(carried, result_summary=old.result_summary)
    return cast("M", carried), lost


def _carry_arguments(
    new: tuple[Argument, ...], old: tuple[Argument, ...], where: str
) -> tuple[tuple[Argument, ...], list[str]]:
    written = {argument.name.text: argument for argument in old}
    carried = []
    for argument in new:
        found = written.pop(argument.name.text, None)
        carried.append(replace(argument, summary=found.summary) if found else argument)
    return tuple(carried), [f"{where} argument {name}" for name, argument in written.items() if argument.summary]


def has_prose(node: Definition | Member) -> bool:
    """Tell whether anybody wrote anything about a definition or member."""
    return node.docs != Docs() or any(argument.summary for argument in _prose_of_arguments(node))


def _prose_of_arguments(node: Definition | Member) -> Iterator[Argument]:
    if isinstance(node, Operation | Constructor | Collection | Callback):
        yield from node.arguments
