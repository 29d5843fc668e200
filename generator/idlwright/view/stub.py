"""How stubs are spelled: modules of functions, lines and classes, the same for every target.

Lines are final: indented for where they stand, and within the line length. Docstrings are plain text; the templates'
filter writes them.
"""

from __future__ import annotations

from typing import TypeAlias

from idlwright.light import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function, method, property or setter: `lines` end in `...` unless a docstring is the body."""

    lines: tuple[str, ...]
    docstring: str = ""
    depth: int = 8
    """Columns by which the docstring is indented in a class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A statement: a constant, a variable, an alias."""

    lines: tuple[str, ...]
    docstring: str = ""
    depth: int = 4
    """Columns by which the docstring is indented in a class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A class; its header ends in `...` when there is nothing to say in it."""

    lines: tuple[str, ...]
    docstring: str = ""
    members: tuple[Function | Line, ...] = ()


Statement: TypeAlias = Function | Line | Class


@dataclass(frozen=True, slots=True, kw_only=True)
class StubModule:
    """A module."""

    path: str
    """Relative to the project's root."""
    docstring: str
    imports: tuple[str, ...]
    """Lines, blank ones between the sections, in the order of isort."""
    exports: tuple[str, ...]
    """The lines of `__all__`."""
    prelude: tuple[str, ...]
    """Templates of what the module brings along itself."""
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StubTree:
    """Everything that is generated for one target."""

    modules: tuple[StubModule, ...]
