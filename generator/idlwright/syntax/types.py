"""Type expressions as written: a closed sum like `idlwright.model.types`, with names not yet looked up."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from idlwright.diagnostics.span import Span
from idlwright.light import dataclass
from idlwright.syntax.attributes import ExtendedAttribute


@dataclass(frozen=True, slots=True)
class Builtin:
    """A type that Web IDL itself names (`model.types.PRIMITIVES`, `STRINGS`, `BUFFERS`), its words one space apart."""

    name: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name:
    """An identifier: a definition of the schema, to be found by link."""

    name: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Nullable:
    """`T?`."""

    inner: TypeExpression
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Generic:
    """One of `model.types.GENERICS` with its type."""

    name: str
    item: TypeExpression
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Record:
    """`record<K, V>`; the parser has made sure that K is a string type or a name."""

    key: TypeExpression
    value: TypeExpression
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Union:
    """`(A or B or …)` of at least two types."""

    members: tuple[TypeExpression, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Annotated:
    """`[EnforceRange] T`."""

    inner: TypeExpression
    attributes: tuple[ExtendedAttribute, ...]
    span: Span = field(compare=False, repr=False)


TypeExpression: TypeAlias = Builtin | Name | Nullable | Generic | Record | Union | Annotated
