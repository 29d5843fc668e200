"""Definitions as written: partials stand apart, names are text. `span` is the definition's name."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from idlwright.diagnostics.span import Span
from idlwright.light import dataclass
from idlwright.model.docs import Status, Support
from idlwright.syntax.attributes import ExtendedAttribute
from idlwright.syntax.docs import Docs
from idlwright.syntax.members import Argument, Attribute, Constant, Field, InterfaceMember, Operation
from idlwright.syntax.text import Text
from idlwright.syntax.types import TypeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFired:
    """An item of `events`; `span` is the event's name."""

    name: Text
    interface: Text
    fired: Text
    link: Text | None = None
    handler: Text | None = None
    status: Status | None = None
    support: tuple[Support, ...] | None = None
    examples: tuple[Text, ...] = ()
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Definition:
    name: Text
    spec: Text
    """The document's own `spec:`, or that of the document before it in the same file."""
    docs: Docs = field(default=Docs())
    attributes: tuple[ExtendedAttribute, ...] = ()
    exposed: tuple[Text, ...] | None = None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface(_Definition):
    """`interface: Name`."""

    partial: bool = False
    slice: bool = False
    inherits: Text | None = None
    includes: tuple[Text, ...] = ()
    members: tuple[InterfaceMember, ...] = ()
    events: tuple[EventFired, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixin(_Definition):
    """`mixin: Name`."""

    partial: bool = False
    members: tuple[InterfaceMember, ...] = ()
    events: tuple[EventFired, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Namespace(_Definition):
    """`namespace: Name`."""

    partial: bool = False
    members: tuple[Attribute | Operation | Constant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary(_Definition):
    """`dictionary: Name`."""

    partial: bool = False
    inherits: Text | None = None
    members: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumValue:
    """An item of `values`."""

    value: Text
    summary: Text | None = None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enumeration(_Definition):
    """`enum: Name`."""

    values: tuple[EnumValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Typedef(_Definition):
    """`typedef: Name`."""

    type: TypeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback(_Definition):
    """`callback: Name`."""

    result: TypeExpression
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackInterface(_Definition):
    """`callback interface: Name`."""

    members: tuple[Operation | Constant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class External(_Definition):
    """`external: Name`."""

    reason: Text
    spelling: tuple[tuple[Text, Text], ...] = ()
    """Target and annotation; the annotation comes from a closed list, the target is looked up by link."""


Definition: TypeAlias = (
    Interface | Mixin | Namespace | Dictionary | Enumeration | Typedef | Callback | CallbackInterface | External
)
