"""Attributes and constants."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.lower.defaults import python_default
from idlwright.lower.names import python_name
from idlwright.lower.stubs.callables import Place, deprecation
from idlwright.lower.stubs.events import handled
from idlwright.lower.stubs.layout import function, variable_lines
from idlwright.lower.stubs.scope import Scope
from idlwright.lower.targets import Direction
from idlwright.lower.types import either, fill, named, plain
from idlwright.model import query
from idlwright.model.definitions import Interface, Namespace
from idlwright.model.members import Attribute, Constant
from idlwright.model.types import Kind, Nullable, Reference, Type
from idlwright.view.stub import Function, Line


def attribute(
    scope: Scope, place: Place, definition: Interface | Namespace, member: Attribute
) -> Iterator[Function | Line]:
    """Lower an attribute of a class: a property, with a setter unless it is read-only."""
    result, given = spellings(scope, place, definition, member)
    if member.static:
        yield Line(
            lines=(f"    {python_name(member.name)}: {scope.library_name('typing', 'ClassVar')}[{result}]",),
            docstring=scope.docstring(member.docs, place.owner, member.name),
        )
        return
    name = python_name(member.name)
    marks = deprecation(scope, f"{place.owner}.{member.name}", member.docs)
    yield function(
        name,
        ("self",),
        result,
        decorators=(scope.builtin("property"), *marks),
        docstring=scope.docstring(member.docs, place.owner, member.name),
    )
    forwarded = query.forwarded(scope.api, member) if member.readonly else None
    if forwarded is not None:
        given = _given(scope, forwarded.type)
    if given:
        yield function(name, ("self", f"value: {given}"), "None", decorators=(f"{name}.setter", *marks))


def variable(scope: Scope, place: Place, definition: Interface, member: Attribute) -> Line:
    """Lower an attribute of a global: a variable of its module."""
    result, given = spellings(scope, place, definition, member)
    spelled = result if member.readonly else either((plain(given), plain(result))).text
    return Line(
        lines=variable_lines(python_name(member.name), spelled),
        docstring=scope.docstring(member.docs, place.owner, member.name),
    )


def spellings(scope: Scope, place: Place, definition: Interface | Namespace, member: Attribute) -> tuple[str, str]:
    """Return what an attribute gives and what it may be set to."""
    type_ = scope.decided(f"{place.owner}.{member.name}", query.type_of(member))
    event = handled(scope, definition, member, type_) if isinstance(definition, Interface) else None
    if event is None:
        return scope.result(type_), "" if member.readonly else _given(scope, type_)
    function_, handler = fill(scope.target.function, named(event)), fill(scope.target.handler, named(event))
    if _nullable(scope, type_):
        function_ = either((fill(scope.target.result.nullable, function_),))
        handler = either((fill(scope.target.argument.nullable, handler),))
    return scope.use(function_), scope.use(handler)


def _given(scope: Scope, type_: Type) -> str:
    """Spell what an attribute may be set to; a function needs no proxy here, as it does as an argument."""
    given = scope.annotation(type_, Direction.ARGUMENT)
    bare = query.bare(scope.api, type_)
    proxied = scope.target.argument.callback != scope.target.result.callback
    if proxied and isinstance(bare, Reference) and bare.kind is Kind.CALLBACK:
        given = either((named(bare.name), given))
    return scope.use(given)


def _nullable(scope: Scope, type_: Type) -> bool:
    return isinstance(query.resolve(scope.api, type_), Nullable)


def constant(scope: Scope, place: Place, member: Constant) -> Line:
    """Lower a constant: its type is its value, where Python has such types."""
    value = python_default(member.value)
    wanted = f"{scope.library_name('typing', 'Literal')}[{value}]"
    if isinstance(member.value.value, float):
        wanted = scope.builtin("float")
    spelled = f"{scope.library_name('typing', 'ClassVar')}[{wanted}]"
    return Line(
        lines=(f"    {python_name(member.name)}: {spelled}",),
        docstring=scope.docstring(member.docs, place.owner, member.name),
    )
