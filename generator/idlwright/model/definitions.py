"""Definitions: what a schema defines by name. Partials are merged, mixins are kept as mixins."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from idlwright.diagnostics import Span
from idlwright.light import dataclass
from idlwright.model.attributes import ExtendedAttribute
from idlwright.model.docs import Docs, Status, Support
from idlwright.model.members import Argument, Attribute, Constant, Field, InterfaceMember, Operation
from idlwright.model.types import Type


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFired:
    """An event that is fired at an interface's objects."""

    name: str
    """The event's type: `backgroundfetchclick`."""
    interface: str
    fired: str
    """When, in our words."""
    link: str = ""
    handler: str | None = None
    """Name of the event handler attribute (`onbackgroundfetchclick`) where the interface has one."""
    status: Status = Status()
    support: tuple[Support, ...] = ()
    examples: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Definition:
    name: str
    spec: str
    """Id of the specification of the main definition."""
    docs: Docs = field(default=Docs(), compare=False)
    attributes: tuple[ExtendedAttribute, ...] = ()
    """All but [Exposed], which is in `exposed`."""
    exposed: tuple[str, ...] = ()
    """Global names; `("*",)` for everywhere. Only interfaces and namespaces have it."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface(_Definition):
    """An interface with the members of its partials; those of its mixins: `query.members_of`."""

    slice: bool = False
    """Whether it has more members than the schema describes, and that on purpose."""
    inherits: str | None = None
    includes: tuple[str, ...] = ()
    members: tuple[InterfaceMember, ...] = ()
    events: tuple[EventFired, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixin(_Definition):
    """An interface mixin."""

    members: tuple[InterfaceMember, ...] = ()
    events: tuple[EventFired, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Namespace(_Definition):
    """A namespace."""

    members: tuple[Attribute | Operation | Constant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary(_Definition):
    """A dictionary; `members` are its own (`query.fields_of` has the inherited ones too)."""

    inherits: str | None = None
    members: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumValue:
    """A value of an enumeration."""

    value: str
    summary: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enumeration(_Definition):
    """An enumeration."""

    values: tuple[EnumValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Typedef(_Definition):
    """A name for a type."""

    type: Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback(_Definition):
    """A callback function."""

    result: Type
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackInterface(_Definition):
    """A callback interface: its one operation, and constants."""

    members: tuple[Operation | Constant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class External(_Definition):
    """A name that the schema uses and deliberately does not define."""

    reason: str
    spelling: tuple[tuple[str, str], ...] = ()
    """Target name → Python annotation, from a closed list (`object`, `Never`, `str`, `int`, `float`, `bool`)."""


Definition: TypeAlias = (
    Interface | Mixin | Namespace | Dictionary | Enumeration | Typedef | Callback | CallbackInterface | External
)
