"""Light dataclasses behave as `dataclasses.dataclass` makes them, but for the guard of frozen objects."""

from __future__ import annotations

import copy
import dataclasses
from dataclasses import field

import pytest
from idlwright.light import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """With keywords only."""

    name: str
    place: int | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived(Base):
    """With fields of its own behind those of the base."""

    members: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """A member of the class that is no field."""
        return self.members[0]


@dataclass(frozen=True, slots=True)
class Pair:
    """By position."""

    left: str
    right: str = "r"


@dataclass(slots=True)
class Open:
    """Not frozen, with a default that is made."""

    name: str = ""
    items: list[str] = field(default_factory=list)
    last: int = 0


def test_fields_are_set_in_order_with_those_of_the_base_first() -> None:
    made = Derived(name="a", members=("x",))
    assert (made.name, made.place, made.members, made.first) == ("a", None, ("x",), "x")
    assert [each.name for each in dataclasses.fields(made)] == ["name", "place", "members"]
    assert (Pair("l").left, Pair("l").right) == ("l", "r")


def test_what_is_missing_or_unknown_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match=r"^Derived\.__init__\(\) missing 1 required keyword-only argument: 'name'$"):
        Derived()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"^Pair\.__init__\(\) missing 1 required positional argument: 'left'$"):
        Pair()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'other'"):
        Pair("l", other=1)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="positional"):
        Base("a")  # type: ignore[call-arg]


def test_equal_when_of_one_class_and_equal_in_what_is_compared() -> None:
    assert Derived(name="a", place=1) == Derived(name="a", place=2)
    assert Derived(name="a") != Derived(name="a", members=("x",))
    assert Base(name="a") != Derived(name="a")
    assert hash(Derived(name="a", place=1)) == hash(Derived(name="a", place=2))
    assert len({Pair("l"), Pair("l", "r")}) == 1
    with pytest.raises(TypeError, match="unhashable"):
        hash(Open())


def test_printed_with_what_is_to_be_shown() -> None:
    assert repr(Derived(name="a", place=1)) == "Derived(name='a', members=())"
    assert repr(Open()) == "Open(name='', items=[], last=0)"


def test_defaults_that_are_made_are_made_for_each() -> None:
    given = ["x"]
    assert Open().items is not Open().items
    assert Open("n", given).items is given
    assert (Open("n", items=given, last=1).items, Open(last=2).last, Open("n", given, 3).last) == (given, 2, 3)
    assert dataclasses.replace(Open("n", given), last=4) == Open("n", given, 4)


def test_slots_leave_no_room_for_other_attributes() -> None:
    made = Open()
    with pytest.raises(AttributeError):
        made.other = 1  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        object.__setattr__(Derived(name="a"), "other", 1)


def test_replace_and_copies_know_all_fields() -> None:
    made = Derived(name="a", place=1, members=("x",))
    changed = dataclasses.replace(made, name="b")
    assert (changed.name, changed.place, changed.members) == ("b", 1, ("x",))
    assert Pair("l", "other") == dataclasses.replace(Pair("l"), right="other")
    assert made == copy.deepcopy(made)
    assert dataclasses.is_dataclass(made)


def test_patterns_take_fields_by_position() -> None:
    match Pair("l", "x"):
        case Pair(left, right):
            assert (left, right) == ("l", "x")
