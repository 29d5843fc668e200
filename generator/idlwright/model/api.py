"""The whole API: what link makes and every later stage reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from idlwright.diagnostics import Span
from idlwright.light import dataclass
from idlwright.model.definitions import Definition
from idlwright.model.types import Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Specification:
    """A specification: one folder of the schema."""

    id: str
    title: str
    url: str
    status: str = ""
    """What its editors call it: `Living Standard`, `Draft Community Group Report` …"""
    summary: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Policy: Python says another type than the IDL, with the reason."""

    path: str
    """`Interface.operation` (its result), `Interface.operation(argument)`, `Interface.attribute`, `Dict.field`.

    `Interface.operation()` is the result of a call without arguments, `Interface.operation(options.member)` that of one
    with this member.
    """
    type: Type
    reason: str
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """Policy: a fault of a specification and what we do about it."""

    id: str
    spec: str
    link: str
    found: str
    decision: str
    reason: str
    affects: tuple[str, ...] = ()
    """Paths of definitions or members (`BackgroundFetchRegistration.match`) whose pages show it."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """Everything a schema says. Tuples are sorted by name or id; members keep the IDL's order."""

    specifications: tuple[Specification, ...]
    definitions: tuple[Definition, ...]
    overrides: tuple[Override, ...] = ()
    defects: tuple[Defect, ...] = ()
    by_name: Mapping[str, Definition] = field(compare=False, repr=False, default_factory=dict)
