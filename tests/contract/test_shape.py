"""Our classes have the shape that a browser's have.

`chromium_shape.json` holds what reflection in Chromium saw: for each interface what it inherits from, the `length` of
its constructor, and its members. JavaScript's words for them are Python's so:

- a getter alone is a property without a setter, a getter and a setter one with both, a value a class variable;
- `length` is the number of positional parameters without a default, `self` left out;
- a constant is on the class alone, since instances see it there; a static operation is callable on the class;
- a name that Python keeps for itself ends in an underscore; a symbol is the special method that does the same.

`shape_differences.json` has all that differs, each with the reason; one that is not there any more fails too.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

import background_fetch
import pytest
from background_fetch._generated.support.platform import Both

HERE = Path(__file__).parent
CHROMIUM = json.loads((HERE / "chromium_shape.json").read_text(encoding="utf-8"))["interfaces"]
DIFFERENCES = json.loads((HERE / "shape_differences.json").read_text(encoding="utf-8"))["differences"]
PAGE = Path(__file__).parents[2] / "site_docs" / "shape.md"
PYTHONS_OWN = frozenset({"new"})
"""Public members that are Python's way to say something of JavaScript's language, not of an interface."""


def required(function: Callable[..., object]) -> int:
    """Return how many arguments a call must have."""
    parameters = list(inspect.signature(function).parameters.values())
    positional = {inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD}
    counted = [each for each in parameters if each.kind in positional and each.default is inspect.Parameter.empty]
    return len([each for each in counted if each.name not in {"self", "cls", "illegal_constructor"}])


def shown(kept: object) -> tuple[str | None, str | None]:
    """Return what a class keeps under a name, as a member of instances and as a static one."""
    if isinstance(kept, property):
        return ("readonly attribute" if kept.fset is None else "attribute"), None
    if isinstance(kept, Both):
        return f"method {required(kept.__get__(object(), object))}", f"method {required(kept.__get__(None, object))}"
    if isinstance(kept, staticmethod | classmethod):
        return None, f"method {required(kept.__func__)}"
    if inspect.isfunction(kept):
        return f"method {required(kept)}", None
    return None, f"constant {json.dumps(kept)}"


class Shape(TypedDict):
    """What is compared of a class."""

    inherits: str | None
    length: int
    members: dict[str, str]
    static: dict[str, str]


def our_shape(name: str) -> Shape:
    """Return the shape of one of our classes."""
    cls: type = getattr(background_fetch, name)
    members: dict[str, str] = {}
    static: dict[str, str] = {}
    for key, kept in vars(cls).items():
        if key.startswith("_") or key in PYTHONS_OWN:
            continue
        own, on_class = shown(kept)
        if own:
            members[key.removesuffix("_")] = own
        if on_class:
            static[key.removesuffix("_")] = on_class
    # Bases that are not exported are how the classes are built, not what they are.
    parents = [each.__name__ for each in cls.__mro__[1:] if each is getattr(background_fetch, each.__name__, None)]
    return {
        "inherits": parents[0] if parents else None,
        "length": required(vars(cls)["__init__"]) if "__init__" in vars(cls) else 0,
        "members": members,
        "static": static,
    }


def their_shape(name: str) -> Shape:
    """Return the shape of one of Chromium's classes; constants on instances are those of the class."""
    found = CHROMIUM[name]
    members = {key: kind for key, kind in found["members"].items() if not kind.startswith("constant")}
    return {"inherits": found["inherits"], "length": found["length"], "members": members, "static": found["static"]}


def differences(name: str) -> list[tuple[str, str, str | None, str | None]]:
    """Return all that differs in an interface: interface, member, in Chromium, in ours."""
    theirs, ours = their_shape(name), our_shape(name)
    found: list[tuple[str, str, str | None, str | None]] = []
    if theirs["inherits"] != ours["inherits"]:
        found.append((name, "inherits", theirs["inherits"], ours["inherits"]))
    if theirs["length"] != ours["length"]:
        found.append((name, "length", str(theirs["length"]), str(ours["length"])))
    for prefix, one, other in (
        ("", theirs["members"], ours["members"]),
        ("static ", theirs["static"], ours["static"]),
    ):
        found += [
            (name, f"{prefix}{key}", one.get(key), other.get(key))
            for key in sorted(one.keys() | other.keys())
            if one.get(key) != other.get(key)
        ]
    return found


@pytest.mark.parametrize("name", sorted(CHROMIUM))
def test_shape(name: str) -> None:
    listed = [
        (each["interface"], each["member"], each["chromium"], each["ours"])
        for each in DIFFERENCES
        if each["interface"] == name
    ]
    assert sorted(listed, key=str) == sorted(differences(name), key=str)


@pytest.mark.parametrize("name", sorted(CHROMIUM))
def test_constants_are_seen_on_instances_too(name: str) -> None:
    members = CHROMIUM[name]["members"]
    constants = {
        key: json.loads(kind.partition(" ")[2]) for key, kind in members.items() if kind.startswith("constant")
    }
    cls = getattr(background_fetch, name)
    assert {key: getattr(cls, key, None) for key in constants} == constants


def test_the_tag_is_the_name_of_the_class() -> None:
    assert {name: getattr(background_fetch, name).__name__ for name in CHROMIUM} == {
        name: found["tag"] for name, found in CHROMIUM.items()
    }


def test_each_difference_has_a_reason() -> None:
    assert [each for each in DIFFERENCES if len(each["reason"]) < 20] == []


def test_the_page_shows_the_differences() -> None:
    _, _, table = PAGE.read_text(encoding="utf-8").partition("## What differs")
    shown_rows = [line for line in table.splitlines() if line.startswith("| `")]
    assert [row(each) for each in DIFFERENCES] == shown_rows


def row(difference: dict[str, str | None]) -> str:
    """Return the row of the page's table."""
    chromium, ours = difference["chromium"] or "none", difference["ours"] or "none"
    return f"| `{difference['interface']}` | `{difference['member']}` | {chromium} | {ours} | {difference['reason']} |"
