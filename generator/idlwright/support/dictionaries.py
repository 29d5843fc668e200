"""Dictionaries: a mapping, or the members as keyword arguments of the operation.

Source: Web IDL, "Dictionary types": members are converted in the order of the least derived dictionary first, each
level by name. Members that the dictionary does not have are refused with a hint, since in Python a misspelt option
would otherwise be lost without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import NoneType
from typing import TypeVar, cast

from .base import MISSING, Converter, Missing, Rank, mismatch, suggestion

D = TypeVar("D")
D_co = TypeVar("D_co", covariant=True)
_CONSTANT = (bool, int, float, str, NoneType)


class Member:
    """A member of a dictionary."""

    __slots__ = ("converter", "default", "name", "required")

    def __init__(
        self, name: str, converter: Converter[object], *, required: bool = False, default: object = MISSING
    ) -> None:
        self.name = name
        self.converter = converter
        self.required = required
        self.default = default


class Dictionary(Converter[D_co]):
    """Converts to the TypedDict, with defaults filled in."""

    __slots__ = ("_all", "_defaults", "_name", "_own", "_parent")
    _rank = Rank.MAPPING

    def __init__(
        self, name: str, parent: Callable[[], Converter[object]] | None, own: Callable[[], tuple[Member, ...]]
    ) -> None:
        self._name = name
        self._parent = parent
        self._own = own
        self._all: tuple[Member, ...] | None = None
        self._defaults: dict[str, object] | None = None
        """What an empty mapping comes to, once known; None also where that can be changed, and so is made anew."""

    @property
    def expected(self) -> str:
        """Name the dictionary."""
        return self._name

    @property
    def members(self) -> tuple[Member, ...]:
        """All members in the order of conversion, inherited ones first."""
        if self._all is None:
            inherited = self._parent() if self._parent else None
            above = inherited.members if isinstance(inherited, Dictionary) else ()
            self._all = (*above, *sorted(self._own(), key=lambda member: member.name))
        return self._all

    def accepts(self, value: object) -> bool:
        """Accept a mapping."""
        return isinstance(value, Mapping)

    def __call__(self, value: object, context: str) -> D_co:
        """Convert the members that are there and fill in the defaults of the others."""
        if self._defaults is not None and type(value) is dict and not value:
            return cast("D_co", dict(self._defaults))
        if not isinstance(value, Mapping):
            raise mismatch(context, f"{self._name} (a mapping)", value)
        found: dict[str, object] = {}
        for member in self.members:
            given = value.get(member.name, member.default)
            if given is not MISSING:
                found[member.name] = member.converter(given, f"{context}.{member.name}")
            elif member.required:
                raise TypeError(f"{context} must have the member {member.name!r} of {self._name}")
        if value.keys() - found.keys():
            self._refuse_unknown(value, context)
        if not value and all(isinstance(each, _CONSTANT) for each in found.values()):
            self._defaults = dict(found)
        return cast("D_co", found)

    def _refuse_unknown(self, value: Mapping[object, object], context: str) -> None:
        known = tuple(member.name for member in self.members)
        for key in value:
            if key not in known:
                hint = suggestion(str(key), known)
                raise TypeError(f"{context} has the member {key!r}, which {self._name} has not{hint}")


def dictionary(
    name: str, parent: Callable[[], Converter[object]] | None, own: Callable[[], tuple[Member, ...]]
) -> Converter[D]:
    """Return the converter of a dictionary; members and parent are looked up when they are first needed."""
    return Dictionary(name, parent, own)


def merged(given: object | Missing, members: Mapping[str, object], context: str) -> object:
    """Return a dictionary argument, given as such or by its members as keyword arguments.

    Raises:
        TypeError: Both were given.
    """
    if not members:
        return {} if given is MISSING else given
    if given is MISSING:
        return members
    raise TypeError(f"{context} is given twice: as a mapping and by the keyword argument {next(iter(members))!r}")


def merged_required(given: object | Missing, members: Mapping[str, object], context: str) -> object:
    """Return a dictionary argument that must be given, as such or by its members.

    Raises:
        TypeError: Neither was given, or both.
    """
    if given is MISSING and not members:
        raise TypeError(f"{context} is missing")
    return merged(given, members, context)
