"""Dataclasses that cost little to define: the nodes of three models are some two hundred classes.

To a type checker this is `dataclasses.dataclass`, `frozen` and all. At run time nothing guards a frozen object against
being changed (checkers do), and comparing, hashing and printing are one function for all classes in place of generated
ones. Defining a class then takes a third of the time, a tenth of a second for a build.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, Protocol

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - a name to import from here
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = False, kw_only: bool = False, order: bool = False
    ) -> Callable[[type], type]:
        """Make a class a dataclass; `order` is rare and left to the original."""
        if order:
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, order=True)

        def prepare(cls: type) -> type:
            own = cls.__dict__
            made = dataclasses.dataclass(eq=False, repr=False, slots=slots, kw_only=kw_only)(cls)
            if "__repr__" not in own:
                made.__repr__ = _repr
            if "__eq__" not in own:
                made.__eq__ = _eq
                made.__hash__ = _hash if frozen else None
            made._compared = None  # noqa: SLF001 - a class that is made here
            return made

        return prepare


class _Node(Protocol):
    """What `prepare` makes."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[object]]]
    _compared: ClassVar[Callable[[object], object] | None]
    """Gets the fields that comparisons look at; None until the first one."""


def _repr(self: _Node) -> str:
    fields = type(self).__dataclass_fields__
    shown = (f"{name}={getattr(self, name)!r}" for name, field in fields.items() if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _eq(self: _Node, other: object) -> bool:
    cls = type(self)
    if cls is not type(other):
        return False
    compared = cls._compared or _find_compared(cls)
    return bool(compared(self) == compared(other))


def _hash(self: _Node) -> int:
    cls = type(self)
    return hash((cls._compared or _find_compared(cls))(self))


def _find_compared(cls: type[_Node]) -> Callable[[object], object]:
    names = [name for name, field in cls.__dataclass_fields__.items() if field.compare]
    found: Callable[[object], object] = attrgetter(*names) if names else _nothing
    cls._compared = found
    return found


def _nothing(_: object) -> tuple[()]:
    return ()
