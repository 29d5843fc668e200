"""Definitions: one reader a kind. What can't be read is reported and left out; the rest is read all the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypedDict

from idlwright.light import dataclass
from idlwright.parse.arguments import argument
from idlwright.parse.docs import DOCS, Common, common
from idlwright.parse.entries import Entries
from idlwright.parse.items import enum_values, event, spellings
from idlwright.parse.members import member
from idlwright.parse.prose import phrase
from idlwright.parse.report import Report
from idlwright.parse.types import type_expression
from idlwright.parse.words import definition_name, distinct
from idlwright.syntax.definitions import (
    Callback,
    CallbackInterface,
    Definition,
    Dictionary,
    Enumeration,
    External,
    Interface,
    Mixin,
    Namespace,
    Typedef,
)
from idlwright.syntax.members import Attribute, Constant, Field, Member, Operation
from idlwright.syntax.nodes import Node
from idlwright.syntax.text import Text
from idlwright.syntax.types import Builtin

ReadDefinition: TypeAlias = Callable[[Entries, "Start"], Definition | None]

_MIXIN = ("attribute", "operation", "const", "stringifier")
_INTERFACE = ("constructor", *_MIXIN, "iterable", "async_iterable", "maplike", "setlike")
_NAMESPACE = ("attribute", "operation", "const")
_CALLBACK_INTERFACE = ("operation", "const")
_includes = distinct(definition_name, "'includes'")


class Start(TypedDict):
    """What is known of a definition before its own keys are read."""

    name: Text
    spec: Text


def _shared(entries: Entries, start: Start) -> Common:
    return common(entries, start["name"].span)


def _members(entries: Entries, kinds: tuple[str, ...]) -> tuple[Member, ...]:
    """Read `members`; `kinds` are the keys of those that the container may have."""

    def read(report: Report, node: Node) -> Member | None:
        return member(report, node, kinds, entries.what)

    return entries.many("members", read)


def _interface(entries: Entries, start: Start) -> Definition:
    entries.conflict("partial", "inherits", "what an interface inherits is said once, where it is not partial")
    entries.conflict("slice", "partial", "what is left out of an interface is said once, where it is not partial")
    return Interface(
        partial=entries.flag("partial"),
        slice=entries.flag("slice"),
        inherits=entries.take("inherits", definition_name),
        includes=entries.take("includes", _includes) or (),
        members=tuple(found for found in _members(entries, _INTERFACE) if not isinstance(found, Field)),
        events=entries.many("events", event),
        **start,
        **_shared(entries, start),
    )


def _mixin(entries: Entries, start: Start) -> Definition:
    return Mixin(
        partial=entries.flag("partial"),
        members=tuple(found for found in _members(entries, _MIXIN) if not isinstance(found, Field)),
        events=entries.many("events", event),
        **start,
        **_shared(entries, start),
    )


def _namespace(entries: Entries, start: Start) -> Definition:
    return Namespace(
        partial=entries.flag("partial"),
        members=tuple(m for m in _members(entries, _NAMESPACE) if isinstance(m, (Attribute, Operation, Constant))),
        **start,
        **_shared(entries, start),
    )


def _dictionary(entries: Entries, start: Start) -> Definition:
    entries.conflict("partial", "inherits", "what a dictionary inherits is said once, where it is not partial")
    return Dictionary(
        partial=entries.flag("partial"),
        inherits=entries.take("inherits", definition_name),
        members=tuple(found for found in _members(entries, ("field",)) if isinstance(found, Field)),
        **start,
        **_shared(entries, start),
    )


def _enumeration(entries: Entries, start: Start) -> Definition:
    return Enumeration(values=entries.need("values", enum_values) or (), **start, **_shared(entries, start))


def _typedef(entries: Entries, start: Start) -> Definition | None:
    type_ = entries.need("type", type_expression)
    shared = _shared(entries, start)
    return Typedef(type=type_, **start, **shared) if type_ else None


def _callback(entries: Entries, start: Start) -> Definition | None:
    undefined = Builtin("undefined", start["name"].span)
    result = entries.take("returns", type_expression) if "returns" in entries else undefined
    arguments = entries.many("arguments", argument)
    shared = _shared(entries, start)
    return Callback(result=result, arguments=arguments, **start, **shared) if result else None


def _callback_interface(entries: Entries, start: Start) -> Definition:
    found = _members(entries, _CALLBACK_INTERFACE)
    members = tuple(each for each in found if isinstance(each, (Operation, Constant)))
    return CallbackInterface(members=members, **start, **_shared(entries, start))


def _external(entries: Entries, start: Start) -> Definition | None:
    reason = entries.need("reason", phrase)
    spelling = entries.take("spelling", spellings) or ()
    return External(reason=reason, spelling=spelling, span=start["name"].span, **start) if reason else None


@dataclass(frozen=True, slots=True)
class DefinitionKind:
    """What a kind of definition is called, what reads it, and the keys it has."""

    what: str
    """For messages, with its article."""
    read: ReadDefinition
    keys: frozenset[str]


def _kind(what: str, read: ReadDefinition, *keys: str) -> DefinitionKind:
    return DefinitionKind(what, read, frozenset((*keys, "spec", *DOCS)))


KINDS: dict[str, DefinitionKind] = {
    "interface": _kind(
        "an interface",
        _interface,
        "interface",
        "partial",
        "slice",
        "inherits",
        "includes",
        "members",
        "events",
        "exposed",
    ),
    "mixin": _kind("a mixin", _mixin, "mixin", "partial", "members", "events", "exposed"),
    "namespace": _kind("a namespace", _namespace, "namespace", "partial", "members", "exposed"),
    "dictionary": _kind("a dictionary", _dictionary, "dictionary", "partial", "inherits", "members"),
    "enum": _kind("an enum", _enumeration, "enum", "values"),
    "typedef": _kind("a typedef", _typedef, "typedef", "type"),
    "callback": _kind("a callback", _callback, "callback", "returns", "arguments"),
    "callback interface": _kind(
        "a callback interface", _callback_interface, "callback interface", "members", "exposed"
    ),
    "external": DefinitionKind("an external", _external, frozenset(("external", "spec", "reason", "spelling"))),
}
