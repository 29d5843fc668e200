"""Definitions as YAML."""

from __future__ import annotations

from typing import assert_never

from idlwright.dump.docs import common_tree, docs_tree, facts_tree, flag, texts
from idlwright.dump.layout import Quoted, Tree
from idlwright.dump.members import arguments_tree, member_tree, returns_tree
from idlwright.dump.types import type_text
from idlwright.syntax.definitions import (
    Callback,
    CallbackInterface,
    Definition,
    Dictionary,
    Enumeration,
    EnumValue,
    EventFired,
    External,
    Interface,
    Mixin,
    Namespace,
    Typedef,
)
from idlwright.syntax.members import Member


def definition_tree(definition: Definition, *, spec: bool) -> dict[str, Tree]:
    """Return a definition."""
    made: dict[str, Tree] = {"spec": definition.spec.text} if spec else {}
    made[_keyword(definition)] = definition.name.text
    made.update(_head(definition))
    made.update(common_tree(definition.attributes, definition.exposed))
    made.update(docs_tree(definition.docs))
    return {**made, **_body(definition)}


def _keyword(definition: Definition) -> str:
    match definition:
        case Interface() | Mixin() | Namespace() | Dictionary() | Typedef() | Callback() | External():
            return type(definition).__name__.lower()
        case Enumeration():
            return "enum"
        case CallbackInterface():
            return "callback interface"
        case _:
            assert_never(definition)


def _head(definition: Definition) -> dict[str, Tree]:
    """Return what stands between the name and the prose."""
    made: dict[str, Tree] = {}
    if isinstance(definition, Interface | Mixin | Namespace | Dictionary) and definition.partial:
        made["partial"] = flag(value=True)
    if isinstance(definition, Interface) and definition.slice:
        made["slice"] = flag(value=True)
    if isinstance(definition, Interface | Dictionary) and definition.inherits:
        made["inherits"] = definition.inherits.text
    if isinstance(definition, Interface) and definition.includes:
        made["includes"] = texts(definition.includes)
    return made


def _body(definition: Definition) -> dict[str, Tree]:
    match definition:
        case Interface() | Mixin():
            events: list[Tree] = [_event_tree(event) for event in definition.events]
            return {**_members(definition.members), **({"events": events} if events else {})}
        case Namespace() | Dictionary() | CallbackInterface():
            return _members(definition.members)
        case Enumeration():
            return {"values": [_value_tree(value) for value in definition.values]}
        case Typedef():
            return {"type": type_text(definition.type)}
        case Callback():
            return {**returns_tree(definition.result), **arguments_tree(definition.arguments)}
        case External():
            spelling: dict[str, Tree] = {target.text: text.text for target, text in definition.spelling}
            return {"reason": definition.reason.text, **({"spelling": spelling} if spelling else {})}
        case _:
            assert_never(definition)


def _members(members: tuple[Member, ...]) -> dict[str, Tree]:
    return {"members": [member_tree(member) for member in members]} if members else {}


def _value_tree(value: EnumValue) -> Tree:
    text: Tree = value.value.text or Quoted("")
    return {"value": text, "summary": value.summary.text} if value.summary else text


def _event_tree(event: EventFired) -> dict[str, Tree]:
    made: dict[str, Tree] = {
        "event": event.name.text,
        "interface": event.interface.text,
        "fired": event.fired.text,
    }
    if event.handler:
        made["handler"] = event.handler.text
    made.update(facts_tree(event.link, event.status, event.support))
    return {**made, "examples": texts(event.examples)} if event.examples else made
