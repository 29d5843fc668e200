"""The targets, as data: what differs between CPython and Pyodide is a column here, not another template."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Direction(enum.Enum):
    """Which way a value goes."""

    ARGUMENT = "argument"
    """Python hands it in."""
    RESULT = "result"
    """The API hands it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The choices that make a target."""

    name: str
    title: str
    constructible: bool
    """`X(…)` works; `X.new(…)` always does."""
    classes_are_protocols: bool
    """`isinstance` and `except` are refused."""
    exports_types: bool
    """Dictionaries, enumerations and callbacks exist at run time under their own names."""
    null: str
    """What `null` is as a result: `None` or `JsNull`."""


CPYTHON = Target(
    name="cpython",
    title="CPython",
    constructible=True,
    classes_are_protocols=False,
    exports_types=True,
    null="None",
)
PYODIDE = Target(
    name="pyodide",
    title="Pyodide (js)",
    constructible=False,
    classes_are_protocols=True,
    exports_types=False,
    null="JsNull",
)
TARGETS = {target.name: target for target in (CPYTHON, PYODIDE)}
