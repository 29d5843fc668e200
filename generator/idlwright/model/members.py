"""Members of interfaces, mixins, namespaces and dictionaries. Order is the IDL's; overloads stay apart."""

from __future__ import annotations

import enum
from dataclasses import field
from typing import TypeAlias

from idlwright.diagnostics import Span
from idlwright.light import dataclass
from idlwright.model.attributes import ExtendedAttribute
from idlwright.model.docs import Docs
from idlwright.model.types import Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """A constant in the IDL: `value` is what it means, `kind` tells `null` from `undefined` and so on."""

    kind: LiteralKind
    value: bool | int | float | str | None = None
    text: str = ""
    """As Web IDL writes it: `0x10`, `"abc"`, `[]`, `-Infinity`."""


class LiteralKind(enum.StrEnum):
    """The forms of a default or constant value."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    FLOAT = "float"
    STRING = "string"
    NULL = "null"
    UNDEFINED = "undefined"
    EMPTY_SEQUENCE = "[]"
    EMPTY_DICTIONARY = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a member was declared, for provenance and to write the Web IDL back."""

    spec: str
    partial: int | None = None
    """Number of the partial definition (counted per specification from 0), or None for the main one."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument of an operation, constructor, callback or extended attribute."""

    name: str
    type: Type
    optional: bool = False
    variadic: bool = False
    default: Literal | None = None
    attributes: tuple[ExtendedAttribute, ...] = ()
    summary: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    origin: Origin
    docs: Docs = field(default=Docs(), compare=False)
    attributes: tuple[ExtendedAttribute, ...] = ()
    exposed: tuple[str, ...] | None = None
    """Globals of the member's own [Exposed]; None inherits the definition's."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute(_Member):
    """`[readonly] attribute T name`."""

    name: str
    type: Type
    readonly: bool = False
    static: bool = False
    inherit: bool = False
    stringifier: bool = False


class Special(enum.StrEnum):
    """The special operations."""

    GETTER = "getter"
    SETTER = "setter"
    DELETER = "deleter"
    STRINGIFIER = "stringifier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(_Member):
    """`T name(arguments)`; `name` is empty for an unnamed special operation."""

    name: str
    result: Type
    arguments: tuple[Argument, ...] = ()
    static: bool = False
    special: Special | None = None
    result_summary: str = ""
    """What comes back, in our words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constructor(_Member):
    """`constructor(arguments)`."""

    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant(_Member):
    """`const T name = value`."""

    name: str
    type: Type
    value: Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(_Member):
    """A dictionary member."""

    name: str
    type: Type
    required: bool = False
    default: Literal | None = None


class CollectionKind(enum.StrEnum):
    """The declarations that make an interface a collection."""

    ITERABLE = "iterable"
    ASYNC_ITERABLE = "async_iterable"
    MAPLIKE = "maplike"
    SETLIKE = "setlike"


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection(_Member):
    """`iterable<V>`, `iterable<K, V>`, `async_iterable<…>(arguments)`, `[readonly] maplike<K, V>`, `setlike<V>`."""

    kind: CollectionKind
    key: Type | None = None
    value: Type
    readonly: bool = False
    arguments: tuple[Argument, ...] = ()


Member: TypeAlias = Attribute | Operation | Constructor | Constant | Field | Collection
InterfaceMember: TypeAlias = Attribute | Operation | Constructor | Constant | Collection
