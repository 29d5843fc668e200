"""The lines of the stubs about one member, as a page shows them: what is read is what type checkers go by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from idlwright.light import replace
from idlwright.lower.stubs.attributes import attribute, constant
from idlwright.lower.stubs.callables import Place, operations
from idlwright.lower.stubs.collections import collection, specials
from idlwright.lower.stubs.construction import construction
from idlwright.lower.stubs.scope import Scope
from idlwright.model import query
from idlwright.model.definitions import Definition, Interface, Mixin, Namespace
from idlwright.model.members import Attribute, Collection, Constant, Constructor, InterfaceMember, Operation
from idlwright.view.code import Call, lay_out
from idlwright.view.stub import Function, Line

_WIDTH = 76
"""What a page shows without scrolling."""
_SPLITTING = re.compile(r"[][(){},\"]")


def stub_lines(scope: Scope, definition: Definition, group: tuple[InterfaceMember, ...]) -> Iterator[str]:
    """Yield the lines that the stubs have for a group of overloads, as a page shows them."""
    for statement in _statements(scope, definition, group):
        if isinstance(statement, Function):
            yield from _for_readers(statement.lines)
        else:
            yield from (line.strip() for line in statement.lines)


def _statements(scope: Scope, definition: Definition, group: tuple[InterfaceMember, ...]) -> Iterator[Function | Line]:
    first = group[0]
    place = Place(owner=definition.name)
    static = isinstance(definition, Namespace)
    match first:
        case Attribute():
            yield from attribute(scope, place, _owner(definition), replace(first, static=True) if static else first)
        case Operation():
            found = tuple(each for each in group if isinstance(each, Operation))
            if first.name:
                yield from operations(
                    scope, place, tuple(replace(each, static=True) for each in found) if static else found
                )
            yield from specials(scope, place, found)
        case Constructor():
            owner = _owner(definition)
            made = construction(scope, place, owner) if isinstance(owner, Interface) else ()
            yield from (each for each in made if isinstance(each, Function))
        case Constant():
            yield constant(scope, place, first)
        case Collection():
            yield from collection(scope, place, first, _members(scope, definition))
        case _:
            assert_never(first)


def _members(scope: Scope, definition: Definition) -> tuple[InterfaceMember, ...]:
    if isinstance(definition, Interface):
        return tuple(member for member, _ in query.members_of(scope.api, definition))
    return definition.members if isinstance(definition, Mixin) else ()


def _owner(definition: Definition) -> Interface | Namespace:
    """Return what the stubs take for the owner of a member; a mixin that nothing includes stands for itself."""
    if isinstance(definition, Interface | Namespace):
        return definition
    return Interface(name=definition.name, spec=definition.spec)


def _for_readers(lines: tuple[str, ...]) -> Iterator[str]:
    """Yield a function without what is there for type checkers only, within the width of a page."""
    start = next(number for number, line in enumerate(lines) if line.lstrip().startswith("def "))
    yield from (line.strip() for line in lines[:start] if line.strip() != "@overload")
    text = " ".join(line.partition("  # type: ignore")[0].strip() for line in lines[start:])
    if not text.endswith(" ..."):
        text += " ..."
    if len(text) <= _WIDTH:
        yield text
        return
    head, _, rest = text.partition("(")
    inside, _, after = rest.rpartition(") -> ")
    items = tuple(item.removesuffix(",") for item in _items(inside.removesuffix(",")))
    yield from lay_out(Call(head, items), after=f" -> {after}", width=_WIDTH)


def _items(text: str) -> Iterator[str]:
    """Split parameters at the outer commas."""
    depth = start = 0
    quoted = False
    for found in _SPLITTING.finditer(text):
        character = found[0]
        quoted ^= character == '"'
        if not quoted:
            depth += (character in "[({") - (character in "])}")
            if character == "," and depth == 0:
                yield text[start : found.start()].strip()
                start = found.end()
    if text[start:].strip():
        yield text[start:].strip()
