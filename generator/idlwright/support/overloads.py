"""Which overload a call means. Source: Web IDL, "Overload resolution algorithm", on a table prepared by the generator.

The generator has computed, for each number of arguments, which overloads are left and at which argument they differ
(the distinguishing argument index); here only the value at that index is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping

from .base import MISSING, Converter, describe, one_of


class Choice:
    """What is left to tell apart for one number of arguments."""

    __slots__ = ("_candidates", "_position")

    def __init__(self, position: int, candidates: tuple[tuple[Converter[object], int], ...]) -> None:
        self._position = position
        self._candidates = candidates

    def among(self, arguments: tuple[object, ...], name: str) -> int:
        """Return the overload that takes the value at the distinguishing index."""
        value = arguments[self._position]
        for _, overload in sorted(
            (pair for pair in self._candidates if pair[0].accepts(value)), key=lambda pair: pair[0].rank
        ):
            return overload
        expected = one_of(tuple(dict.fromkeys(word for pair in self._candidates for word in pair[0].words)))
        raise TypeError(f"{name}: argument {self._position + 1} must be {expected}, not {describe(value)}")


class Overloads:
    """The overloads of one operation or constructor."""

    __slots__ = ("_by_count", "_more", "_name", "_with_members")

    def __init__(
        self,
        name: str,
        by_count: Mapping[int, int | Choice],
        with_members: tuple[int, ...] = (),
        *,
        more: int | Choice | None = None,
    ) -> None:
        self._name = name
        self._by_count = by_count
        self._with_members = with_members
        """Those that take a dictionary's members as keyword arguments."""
        self._more = more
        """What is left of those that take any number, for more arguments than are declared."""

    def choose(self, given: tuple[object, ...], members: Mapping[str, object]) -> int:
        """Return the number of the overload that a call means.

        Args:
            given: The positional arguments, absent ones `MISSING` at the end.
            members: Keyword arguments, which stand for a dictionary after the positional ones.

        Raises:
            TypeError: No overload takes so many arguments, or a value of that type.
        """
        arguments = tuple(value for value in given if value is not MISSING)
        if members:
            arguments = (*arguments, members)
        found = self._by_count.get(len(arguments))
        if found is None and len(arguments) > max(self._by_count):
            found = self._more
        if found is None:
            more = () if self._more is None else ("more",)
            counts = one_of((*map(str, sorted(self._by_count)), *more))
            raise TypeError(f"{self._name} takes {counts} arguments, not {len(arguments)}")
        chosen = found if isinstance(found, int) else found.among(arguments, self._name)
        if members and chosen not in self._with_members:
            raise TypeError(f"{self._name} takes no keyword argument {next(iter(members))!r} beside these arguments")
        return chosen


def nth(arguments: tuple[object, ...], number: int) -> object:
    """Return one of the arguments that an operation takes as a whole, `MISSING` where it was not given."""
    return arguments[number] if number < len(arguments) else MISSING
