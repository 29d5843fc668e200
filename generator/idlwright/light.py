"""Dataclasses that cost little to define: the nodes of three models are some two hundred classes.

To a type checker this is `dataclasses.dataclass`, `frozen` and all. At run time nothing guards a frozen object against
being changed (checkers do), and nothing is generated for a class: comparing, hashing and printing are one function for
all of them, and initializers of as many fields are one piece of code under different names. Defining a class then takes
a tenth of a millisecond, not half of one. What `dataclasses` has for them works as ever.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field
from functools import cache
from inspect import get_annotations
from operator import attrgetter
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - names to import from here
    from dataclasses import replace as replace  # noqa: PLC0414 - likewise
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = False, kw_only: bool = False, order: bool = False
    ) -> Callable[[type], type]:
        """Make a class a dataclass; what is rare (`order`, other bases) is left to the original."""

        def prepare(cls: type) -> type:
            own = {name: cls.__dict__.get(name, MISSING) for name in get_annotations(cls)}
            made_here = all(base is object or hasattr(base, "_all") for base in cls.__bases__)
            if order or not made_here:
                return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, order=order)(cls)
            fields = {name: value for base in cls.__bases__ for name, value in getattr(base, "_all", {}).items()} | own
            body = {name: value for name, value in cls.__dict__.items() if name not in own and name not in _PER_CLASS}
            body["__init__"] = _initializer(cls, fields, kw_only=kw_only)
            body["__match_args__"] = () if kw_only else tuple(fields)
            body["__dataclass_fields__"] = _Fields()
            body.setdefault("__repr__", _repr)
            if "__eq__" not in body:
                body["__eq__"] = _eq
                body["__hash__"] = _hash if frozen else None
            body["_all"], body["_compared"] = fields, None
            if slots:
                body["__slots__"] = tuple(own)
            made = type(cls)(cls.__name__, cls.__bases__, body)
            made.__qualname__ = cls.__qualname__
            return made

        return prepare

    def replace(node: object, **changes: object) -> object:
        """Return a copy of which some fields are changed."""
        cls = type(node)
        if not hasattr(cls, "_all"):
            return dataclasses.replace(node, **changes)
        return cls(**{name: getattr(node, name) for name in cls._all if name not in changes}, **changes)


_PER_CLASS = frozenset(("__dict__", "__weakref__"))
"""What Python makes anew for each class."""


class _Node(Protocol):
    """What `prepare` makes."""

    __dataclass_fields__: ClassVar[Mapping[str, Field[object]]]
    _all: ClassVar[Mapping[str, object]]
    """Field → its default as written, a `dataclasses.Field`, or `MISSING`; with those of the bases."""
    _compared: ClassVar[Callable[[object], object] | None]
    """Gets the fields that comparisons look at; None until the first one."""


class _Fields:
    """What `dataclasses` asks a class for; made when it asks, which is seldom."""

    def __get__(self, _: object, cls: type[_Node]) -> Mapping[str, Field[object]]:
        types: dict[str, object] = {}
        for base in reversed(cls.__mro__):
            types.update(get_annotations(base))
        specified = [
            (name, types[name], value if isinstance(value, Field) else dataclasses.field(default=value))
            for name, value in cls._all.items()
        ]
        made = cast("type[_Node]", dataclasses.make_dataclass(cls.__name__, specified, kw_only=True))
        cls.__dataclass_fields__ = made.__dataclass_fields__  # in place of this object
        return made.__dataclass_fields__


def _initializer(cls: type, fields: Mapping[str, object], *, kw_only: bool) -> FunctionType:
    names = tuple(fields)
    code = _code(len(names), kw_only).replace(co_varnames=("self", *names), co_names=names)
    made = FunctionType(code, {}, "__init__")
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    written = {name: value.default if isinstance(value, Field) else value for name, value in fields.items()}
    made_anew = {name: None for name, value in fields.items() if _has_factory(value)}  # filled in before
    defaults = {name: value for name, value in (written | made_anew).items() if value is not MISSING}
    if kw_only:
        made.__kwdefaults__ = defaults
    else:
        made.__defaults__ = tuple(defaults.values())
    return _with_factories(made, fields) if made_anew else made


def _has_factory(written: object) -> bool:
    return isinstance(written, Field) and written.default_factory is not MISSING


def _with_factories(initializer: FunctionType, fields: Mapping[str, object]) -> FunctionType:
    """Return an initializer that makes the defaults that are to be made anew for each object; few classes have any."""
    names = tuple(fields)
    factories = {name: value.default_factory for name, value in fields.items() if isinstance(value, Field)}

    def __init__(self: object, *given: object, **named: object) -> None:  # noqa: N807 - its name in findings
        for name in names[len(given) :]:
            factory = factories.get(name, MISSING)
            if factory is not MISSING and name not in named:
                named[name] = factory()
        initializer(self, *given, **named)

    return cast("FunctionType", __init__)


@cache
def _code(count: int, kw_only: bool) -> CodeType:
    """Return the code of an initializer of so many fields."""
    names = [f"field{number}" for number in range(count)]
    parameters = ", ".join(("self", *(("*", *names) if kw_only and names else names)))
    lines = "\n".join(f" self.{name} = {name}" for name in names) or " pass"
    space: dict[str, FunctionType] = {}
    exec(f"def __init__({parameters}):\n{lines}", space)  # noqa: S102 - numbers are all that goes in
    return space["__init__"].__code__


def _repr(self: _Node) -> str:
    hidden = {name for name, value in self._all.items() if isinstance(value, Field) and not value.repr}
    shown = (f"{name}={getattr(self, name)!r}" for name in self._all if name not in hidden)
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
    names = [name for name, value in cls._all.items() if not (isinstance(value, Field) and not value.compare)]
    found: Callable[[object], object] = attrgetter(*names) if names else _nothing
    cls._compared = found
    return found


def _nothing(_: object) -> tuple[()]:
    return ()
