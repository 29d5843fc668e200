"""Calls whose result policy knows better: those without arguments, and those with a certain member of a dictionary."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.light import replace
from idlwright.lower.names import python_name
from idlwright.lower.stubs.parameters import Parameter, Signature, dictionary_of, signatures
from idlwright.lower.stubs.scope import Scope
from idlwright.lower.targets import Direction
from idlwright.model import query
from idlwright.model.members import Operation
from idlwright.model.types import Type


def decided_calls(scope: Scope, path: str, operation: Operation) -> Iterator[tuple[Signature, Type]]:
    """Yield the ways to call an operation for which policy has a type of its own, the most special ones first.

    Args:
        scope: Where policy is looked up.
        path: The operation, `Interface.operation`.
        operation: The operation, which has no overloads.
    """
    last = operation.arguments[-1] if operation.arguments else None
    dictionary = None if last is None else dictionary_of(scope, last.type)
    if last is not None and dictionary is not None:
        in_place = scope.target.keywords_in_place
        # Where keywords take the next place, all before it is given; else what may be left out is.
        needed = tuple(each for each in operation.arguments[:-1] if in_place or not each.optional)
        before = tuple(replace(each, default="") for each in signatures(scope, path, needed)[0].positional)
        for field in query.fields_of(scope.api, dictionary):
            result = scope.overrides.get(f"{path}({last.name}.{field.name})")
            if result is not None:
                annotation = scope.spell(query.type_of(field), Direction.ARGUMENT)
                keyword = Parameter(name=python_name(field.name), annotation=annotation)
                yield Signature(positional=before, keyword=keyword), result
    result = scope.overrides.get(f"{path}()")
    if result is not None:
        yield Signature(), result
