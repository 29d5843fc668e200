"""Dictionaries: a TypedDict of what may be given, and where dictionaries are objects, a protocol of what comes back."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.lower.names import python_name
from idlwright.lower.stubs.layout import function, header
from idlwright.lower.stubs.scope import Scope
from idlwright.lower.targets import Direction
from idlwright.model import query
from idlwright.model.definitions import Dictionary
from idlwright.model.members import Field
from idlwright.view.code import Call, lay_out
from idlwright.view.stub import Class, Function, Line


def typed_dict(scope: Scope, dictionary: Dictionary, direction: Direction) -> Class | Line:
    """Lower a dictionary to its TypedDict."""
    docstring = scope.docstring(dictionary.docs, dictionary.name)
    fields = query.fields_of(scope.api, dictionary)
    if any(python_name(field.name) != field.name for field in fields):
        return _functional(scope, dictionary, fields, direction, docstring)
    bases = [scope.local(dictionary.inherits)] if dictionary.inherits else [_typed_dict(scope)]
    members = tuple(_field(scope, dictionary, field, direction) for field in dictionary.members)
    lines = header(dictionary.name, (*bases, "total=False"), empty=not (members or docstring))
    return Class(lines=lines, docstring=docstring, members=members)


def _typed_dict(scope: Scope) -> str:
    return scope.library_name("typing", "TypedDict")


def _field(scope: Scope, dictionary: Dictionary, field: Field, direction: Direction) -> Line:
    return Line(
        lines=(f"    {field.name}: {_annotation(scope, dictionary, field, direction)}",),
        docstring=scope.docstring(field.docs),
    )


def _annotation(scope: Scope, dictionary: Dictionary, field: Field, direction: Direction) -> str:
    type_ = scope.decided(f"{dictionary.name}.{field.name}", query.type_of(field))
    spelled = scope.spell(type_, direction)
    return f"{scope.library_name('typing', 'Required')}[{spelled}]" if field.required else spelled


def _functional(
    scope: Scope, dictionary: Dictionary, fields: tuple[Field, ...], direction: Direction, docstring: str
) -> Line:
    """Return the functional form, which can have keys that are Python keywords."""
    keys = tuple(f'"{field.name}": {_annotation(scope, dictionary, field, direction)}' for field in fields)
    items = (f'"{dictionary.name}"', Call("", keys, "{}"), "total=False")
    return Line(lines=lay_out(Call(_typed_dict(scope), items), before=f"{dictionary.name} = "), docstring=docstring)


def result_protocol(scope: Scope, dictionary: Dictionary) -> Class:
    """Lower a dictionary to what comes back where dictionaries are objects: read-only attributes."""
    name = scope.target.result.dictionary.text.format
    protocol = scope.library_name("typing", "Protocol")
    bases = (scope.local(name(dictionary.inherits)), protocol) if dictionary.inherits else (protocol,)
    scope.enter(python_name(field.name) for field in dictionary.members)
    members = tuple(_properties(scope, dictionary))
    scope.leave()
    docstring = scope.docstring(dictionary.docs, dictionary.name)
    lines = header(name(dictionary.name), bases, empty=not (members or docstring))
    return Class(lines=lines, docstring=docstring, members=members)


def _properties(scope: Scope, dictionary: Dictionary) -> Iterator[Function]:
    for field in dictionary.members:
        type_ = scope.decided(f"{dictionary.name}.{field.name}", query.type_of(field))
        yield function(
            python_name(field.name),
            ("self",),
            scope.result(type_),
            decorators=(scope.builtin("property"),),
            docstring=scope.docstring(field.docs),
        )
