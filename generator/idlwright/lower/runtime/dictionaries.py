"""Dictionaries: the public TypedDict, and the converter that fills in defaults.

Keys that must be there are in a private base, and keys that are Python keywords in one of the functional form: so both
are known at run time too.
"""

from __future__ import annotations

import keyword

from idlwright.lower.defaults import python_default, python_string
from idlwright.lower.runtime.docstrings import docstring
from idlwright.lower.runtime.scope import Scope
from idlwright.lower.targets import Direction
from idlwright.model import query
from idlwright.model.definitions import Dictionary
from idlwright.model.members import Field, LiteralKind
from idlwright.model.types import Type
from idlwright.view.code import Call, Expression, lay_out
from idlwright.view.runtime import FieldView, TypedDictView


def field_type(scope: Scope, dictionary: Dictionary, field: Field) -> Type:
    """Return a field's type, as policy or else the IDL has it."""
    return scope.decided(f"{dictionary.name}.{field.name}", query.type_of(field))


def lower_dictionary(scope: Scope, dictionary: Dictionary) -> tuple[TypedDictView, ...]:
    """Lower a dictionary to its TypedDict, the private base first if there is one."""
    scope.enter(field.name for field in dictionary.members)
    name = dictionary.name
    bases, views = [], []
    if dictionary.inherits:
        scope.base(dictionary.inherits)
        bases.append(dictionary.inherits)
    required = tuple(field for field in dictionary.members if field.required)
    optional = tuple(field for field in dictionary.members if not field.required)
    if required:
        base = _typed_dict(scope, dictionary, f"_{name}Required", bases, required, total=True)
        views.append(base)
        bases = [base.name]
    doc = docstring(dictionary.docs) or f"The dictionary {name}."
    views.append(_typed_dict(scope, dictionary, name, bases, optional, total=False, doc=doc))
    scope.enter(())
    return tuple(views)


def _typed_dict(  # noqa: PLR0913 -- what makes a TypedDict
    scope: Scope,
    dictionary: Dictionary,
    name: str,
    bases: list[str],
    fields: tuple[Field, ...],
    *,
    total: bool,
    doc: str = "",
) -> TypedDictView:
    scope.runs("typing", "TypedDict")
    plain = tuple(field for field in fields if not keyword.iskeyword(field.name))
    keywords = tuple(field for field in fields if keyword.iskeyword(field.name))
    before: tuple[str, ...] = ()
    if keywords:
        base = f"_{name.strip('_')}Keywords"
        before = _functional(scope, dictionary, base, keywords, total=total)
        bases = [*bases, base]
    ending = () if total or not plain else ("total=False",)
    return TypedDictView(
        name=name,
        bases=", ".join([*(bases or ["TypedDict"]), *ending]),
        docstring=doc or f"The members that {dictionary.name} must have.",
        fields=tuple(
            FieldView(
                lines=(f"    {field.name}: {_spelled(scope, dictionary, field)}",), docstring=docstring(field.docs)
            )
            for field in plain
        ),
        before=before,
    )


def _functional(
    scope: Scope, dictionary: Dictionary, name: str, fields: tuple[Field, ...], *, total: bool
) -> tuple[str, ...]:
    shadowed, scope.shadowed = scope.shadowed, frozenset()
    rows = tuple(f'"{field.name}": {python_string(_spelled(scope, dictionary, field))}' for field in fields)
    scope.shadowed = shadowed
    items: tuple[Expression, ...] = (f'"{name}"', Call("", rows, "{}"), *(() if total else ("total=False",)))
    return lay_out(Call("TypedDict", items), before=f"{name} = ")


def _spelled(scope: Scope, dictionary: Dictionary, field: Field) -> str:
    """Spell a field as the stubs do: as what may be given, or as what comes back if nobody gives the dictionary."""
    spell = scope.given if scope.directions[dictionary.name] is Direction.ARGUMENT else scope.result
    return spell(field_type(scope, dictionary, field))


def converter(scope: Scope, dictionary: Dictionary) -> tuple[str, ...]:
    """Return the lines of a dictionary's converter."""
    parent: Expression = "None"
    if dictionary.inherits:
        parent = f"lambda: {scope.converters.known(dictionary.inherits)}"
    members = Call("", tuple(_member(scope, dictionary, field) for field in dictionary.members))
    items = (python_string(dictionary.name), parent, Call("lambda: ", members.items, "()"))
    before = f"_to_{dictionary.name}: _c.Converter[{dictionary.name}] = "
    return lay_out(Call("_c.dictionary", items), before=before)


def _member(scope: Scope, dictionary: Dictionary, field: Field) -> Expression:
    items: list[Expression] = [
        python_string(field.name),
        scope.converters.expression(field_type(scope, dictionary, field)),
    ]
    if field.required:
        items.append("required=True")
    elif field.default is not None and field.default.kind is not LiteralKind.UNDEFINED:
        items.append(f"default={python_default(field.default)}")
    return Call("_c.Member", tuple(items))
