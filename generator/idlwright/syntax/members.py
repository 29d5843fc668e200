"""Members as written; `span` is the member's name, or its key (`constructor`, `iterable` …) where it has none."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from idlwright.diagnostics.span import Span
from idlwright.light import dataclass
from idlwright.model.members import CollectionKind, Literal, Special
from idlwright.syntax.attributes import ExtendedAttribute
from idlwright.syntax.docs import Docs
from idlwright.syntax.text import Text
from idlwright.syntax.types import TypeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A default or constant value; its literal is final, only its type is judged later."""

    literal: Literal
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument of an operation, constructor, callback, async iterable or extended attribute."""

    name: Text
    type: TypeExpression
    optional: bool = False
    variadic: bool = False
    default: Value | None = None
    attributes: tuple[ExtendedAttribute, ...] = ()
    summary: Text | None = None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    docs: Docs = field(default=Docs())
    attributes: tuple[ExtendedAttribute, ...] = ()
    exposed: tuple[Text, ...] | None = None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute(_Member):
    """`attribute: name`."""

    name: Text
    type: TypeExpression
    readonly: bool = False
    static: bool = False
    inherit: bool = False
    stringifier: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(_Member):
    """`operation: name`, or a bare `stringifier:`; `name.text` is empty for an unnamed special operation."""

    name: Text
    result: TypeExpression
    """`undefined` where the YAML has no `returns`."""
    arguments: tuple[Argument, ...] = ()
    static: bool = False
    special: Special | None = None
    result_summary: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Constructor(_Member):
    """`constructor:`."""

    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant(_Member):
    """`const: NAME`."""

    name: Text
    type: TypeExpression
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(_Member):
    """`field: name` of a dictionary."""

    name: Text
    type: TypeExpression
    required: bool = False
    default: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection(_Member):
    """`iterable: V`, `async_iterable: V`, `maplike: V`, `setlike: T`."""

    kind: CollectionKind
    key: TypeExpression | None = None
    value: TypeExpression
    readonly: bool = False
    arguments: tuple[Argument, ...] = ()


Member: TypeAlias = Attribute | Operation | Constructor | Constant | Field | Collection
InterfaceMember: TypeAlias = Attribute | Operation | Constructor | Constant | Collection
