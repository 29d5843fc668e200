"""By what a definition is found again when its specification is imported once more: never by its position in a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeGuard

from idlwright.light import dataclass, replace
from idlwright.syntax.definitions import Definition, Dictionary, Interface, Mixin, Namespace
from idlwright.syntax.text import Text


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """A definition, or one of the partial definitions of that name in one specification."""

    spec: str
    name: str
    partial: int = -1
    """Its number among the specification's partials of that name, -1 for the main definition."""

    def __str__(self) -> str:
        return self.name if self.partial < 0 else f"partial {self.name}"


def is_partial(definition: Definition) -> bool:
    """Tell whether a definition adds to another."""
    return isinstance(definition, Interface | Mixin | Namespace | Dictionary) and definition.partial


def keyed(definitions: Iterable[Definition]) -> dict[Key, Definition]:
    """Return definitions by key, in their order."""
    numbers: Counter[tuple[str, str]] = Counter()
    found: dict[Key, Definition] = {}
    for definition in definitions:
        spec, name = definition.spec.text, definition.name.text
        if is_partial(definition):
            found[Key(spec, name, numbers[spec, name])] = definition
            numbers[spec, name] += 1
        else:
            found[Key(spec, name)] = definition
    return found


def fold_includes(definitions: Iterable[Definition]) -> tuple[Definition, ...]:
    """Put what `A includes B` says into A, where A is defined by the same specification; else into one partial A."""
    definitions = tuple(definitions)
    mixins: dict[str, list[Text]] = {}
    for definition in definitions:
        if _is_statement(definition):
            mixins.setdefault(definition.name.text, []).extend(definition.includes)
    folded: list[Definition] = []
    for definition in definitions:
        name = definition.name.text
        if _is_statement(definition):
            continue
        if isinstance(definition, Interface) and not definition.partial and name in mixins:
            folded.append(replace(definition, includes=(*definition.includes, *mixins.pop(name))))
        else:
            folded.append(definition)
    folded.extend(
        replace(definition, includes=tuple(mixins.pop(definition.name.text)))
        for definition in definitions
        if _is_statement(definition) and definition.name.text in mixins
    )
    return tuple(folded)


def _is_statement(definition: Definition) -> TypeGuard[Interface]:
    """Tell whether a definition is nothing but an `includes` statement."""
    return (
        isinstance(definition, Interface)
        and definition.partial
        and bool(definition.includes)
        and not definition.members
    )
