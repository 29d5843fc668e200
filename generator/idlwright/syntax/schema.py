"""The whole schema as written: what parse makes and link reads."""

from __future__ import annotations

from dataclasses import field

from idlwright.diagnostics.span import Span
from idlwright.light import dataclass
from idlwright.syntax.definitions import Definition
from idlwright.syntax.text import Text
from idlwright.syntax.types import TypeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class Specification:
    """`specification: id`."""

    id: Text
    title: Text
    url: Text
    status: Text | None = None
    summary: Text | None = None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """`override: Path`."""

    path: Text
    """Well formed (`Interface`, `Interface.member`, `Interface.operation(argument)`), not yet looked up."""
    type: TypeExpression
    reason: Text
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """`defect: id`."""

    id: Text
    spec: Text
    link: Text
    found: Text
    decision: Text
    reason: Text
    affects: tuple[Text, ...] = ()
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """Everything, in the order of the files and of the documents in them."""

    specifications: tuple[Specification, ...] = ()
    definitions: tuple[Definition, ...] = ()
    overrides: tuple[Override, ...] = ()
    defects: tuple[Defect, ...] = ()
