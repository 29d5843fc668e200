"""How definitions hang together: parents, mixins, and no circles in either or in types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from idlwright.diagnostics import Note, Span
from idlwright.link.collect import Collected, Partial
from idlwright.link.context import Context, kind
from idlwright.link.cycles import added_up, cycles
from idlwright.syntax import types
from idlwright.syntax.definitions import Definition, Dictionary, Interface, Mixin, Typedef
from idlwright.syntax.labels import label
from idlwright.syntax.text import Text


class Shape(NamedTuple):
    """What each definition inherits from and includes, as far as it makes sense."""

    parents: dict[str, str]
    includes: dict[str, tuple[str, ...]]


def shape(collected: Collected) -> Shape:
    """Look up parents and mixins and look for circles."""
    context = collected.context
    parents: dict[str, str] = {}
    includes: dict[str, tuple[str, ...]] = {}
    spans: dict[str, Span] = {}
    for definition in collected.mains:
        name = definition.name.text
        if isinstance(definition, Interface | Dictionary) and definition.inherits is not None:
            spans[name] = definition.inherits.span
            if _fits_as_parent(context, definition, definition.inherits):
                parents[name] = definition.inherits.text
            else:
                context.broken.add(name)
        if isinstance(definition, Interface):
            includes[name] = _mixins(context, definition, collected.partials.get(name, ()))
    for cycle in cycles({name: (parent,) for name, parent in parents.items()}):
        _circle(context, "inheritance-cycle", "inherits from itself", cycle, spans)
        for name in cycle:
            del parents[name]
            context.broken.add(name)
    levels = added_up({name: (parent,) for name, parent in parents.items()}, dict.fromkeys(parents, 1), max)
    _too_much(context, "too-many-levels", "inherits through {} levels; {} are allowed", levels, MAX_LEVELS)
    included, what = _included(collected, includes), "brings the members that are included to {}; {} are allowed"
    _too_much(context, "too-many-included", what, included, MAX_INCLUDED)
    _typedef_circles(collected)
    _dictionary_circles(collected)
    return Shape(parents, includes)


def _fits_as_parent(context: Context, child: Interface | Dictionary, parent: Text) -> bool:
    """Tell whether a parent is there and is what its child is; an external name may be the parent of an interface."""
    found = context.definitions.get(parent.text)
    if found is None:
        same = [name for name, other in context.definitions.items() if type(other) is type(child)]
        message = f"nothing defines '{parent}', which {label(child)} inherits from"
        context.unknown("unknown-parent", message, parent, same, (child,))
        return False
    if type(found) is not type(child):
        message = f"{kind(child)} can't inherit from {kind(found)}"
        note = Note(message=f"'{parent}' is defined here", span=found.name.span)
        context.report("wrong-parent", parent.span, message, (child,), (note,))
        return False
    return True


def _mixins(context: Context, interface: Interface, partials: Sequence[Partial]) -> tuple[str, ...]:
    """Return the mixins that an interface and its partials include."""
    first: dict[str, Text] = {}
    for part in (interface, *partials):
        for mixin in part.includes if isinstance(part, Interface) else ():
            found = context.definitions.get(mixin.text)
            if mixin.text in first:
                note = Note(message="the first one is here", span=first[mixin.text].span)
                context.report("duplicate-include", mixin.span, f"'{mixin}' is included twice", (part,), (note,))
            elif isinstance(found, Mixin):
                first[mixin.text] = mixin
            else:
                _no_mixin(context, interface, mixin, found)
    return tuple(first)


def _no_mixin(context: Context, interface: Interface, mixin: Text, found: Definition | None) -> None:
    """Report an `includes` that names something else."""
    context.broken.add(interface.name.text)
    if found is None:
        same = [name for name, other in context.definitions.items() if isinstance(other, Mixin)]
        message = f"nothing defines the mixin '{mixin}'"
        context.unknown("unknown-mixin", message, mixin, same, (interface,))
    else:
        note = Note(message=f"'{mixin}' is defined here", span=found.name.span)
        message = f"only a mixin can be included, and '{mixin}' is {kind(found)}"
        context.report("not-a-mixin", mixin.span, message, (interface,), (note,))


def _included(collected: Collected, includes: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return how many members and events mixins have brought to interfaces, after each interface that gets some."""
    sizes: Counter[str] = Counter()
    for definition in collected.mains:
        name = definition.name.text
        for part in (definition, *collected.partials.get(name, ())):
            sizes[name] += len(part.members) + len(part.events) if isinstance(part, Mixin) else 0
    found: dict[str, int] = {}
    total = 0
    for name, mixins in includes.items():
        if brought := sum(sizes[mixin] for mixin in mixins):
            total += brought
            found[name] = total
    return found


def _typedef_circles(collected: Collected) -> None:
    """Report typedefs that are made of themselves, or of too much."""
    graph: dict[str, Sequence[str]] = {}
    own: dict[str, tuple[int, int]] = {}
    spans: dict[str, Span] = {}
    for definition in collected.mains:
        if isinstance(definition, Typedef):
            graph[definition.name.text] = tuple(_names(definition.type))
            own[definition.name.text] = _measured(definition.type)
            spans[definition.name.text] = definition.type.span
    circles = cycles(graph)
    for cycle in circles:
        _circle(collected.context, "typedef-cycle", "is made of itself", cycle, spans)
    if circles:
        return
    levels = added_up(graph, {name: depth for name, (depth, _) in own.items()}, max)
    _too_much(collected.context, "too-many-levels", "is made of {} levels of types; {} are allowed", levels, MAX_LEVELS)
    sizes = added_up(graph, {name: size for name, (_, size) in own.items()}, sum)
    _too_much(collected.context, "too-large-type", "is made of {} types; {} are allowed", sizes, MAX_SIZE)


def _dictionary_circles(collected: Collected) -> None:
    """Report dictionaries that nobody can make, because each needs another one inside."""
    graph: dict[str, list[str]] = {}
    spans: dict[str, Span] = {}
    definitions = collected.context.definitions
    for definition in collected.mains:
        if isinstance(definition, Typedef):
            graph[definition.name.text] = list(_needed(definition.type))
        elif isinstance(definition, Dictionary):
            name = definition.name.text
            graph[name] = [definition.inherits.text] if definition.inherits else []
            for part in (definition, *collected.partials.get(name, ())):
                for field in part.members if isinstance(part, Dictionary) else ():
                    if field.required:
                        needed = tuple(_needed(field.type))
                        graph[name].extend(needed)
                        spans.setdefault(name, field.type.span) if needed else None
    for cycle in cycles(graph):
        names = tuple(name for name in cycle if isinstance(definitions[name], Dictionary))
        if any(name in spans for name in names):  # else a circle of parents or of typedefs, reported as such
            _circle(collected.context, "dictionary-cycle", "needs a value of itself", names, spans)


def _circle(context: Context, rule: str, what: str, cycle: tuple[str, ...], spans: dict[str, Span]) -> None:
    """Report a circle once, at its first definition, with a note for each further step."""
    name, *others = cycle
    first = context.definitions[name]
    shown = [name, *others[:MAX_SHOWN], *(["…"] if len(others) > MAX_SHOWN else []), name]
    message = f"{label(first)} {what}" + (f": {' → '.join(shown)}" if others else "")
    notes = [
        Note(message=f"by way of {label(context.definitions[other])}", span=spans.get(other))
        for other in others[:MAX_SHOWN]
    ]
    context.report(rule, spans.get(name, first.name.span), message, (first,), tuple(notes))


def _too_much(context: Context, rule: str, what: str, found: Mapping[str, int], limit: int) -> None:
    """Report the least that goes beyond a limit; what builds on it does so too."""
    beyond = [(number, name) for name, number in found.items() if number > limit]
    if beyond:
        number, name = min(beyond)
        definition = context.definitions[name]
        shown = str(number) if number < MAX_COUNTED else f"more than {MAX_COUNTED}"
        message = f"{label(definition)} {what.format(shown, limit)}"
        context.report(rule, definition.name.span, message, (definition,))


def _measured(expression: types.TypeExpression) -> tuple[int, int]:
    """Return how deep a type nests, and of how many types it is made; names count as one."""
    inside: list[tuple[int, int]] = []
    match expression:
        case types.Nullable(inner) | types.Annotated(inner) | types.Generic(item=inner):
            inside = [_measured(inner)]
        case types.Record(key, value):
            inside = [_measured(key), _measured(value)]
        case types.Union(members):
            inside = [_measured(member) for member in members]
        case types.Builtin() | types.Name():
            pass
    return 1 + max((depth for depth, _ in inside), default=0), 1 + sum(size for _, size in inside)


def _names(expression: types.TypeExpression) -> Iterator[str]:
    """Yield the names in a type."""
    match expression:
        case types.Name(name):
            yield name
        case types.Nullable(inner) | types.Annotated(inner) | types.Generic(item=inner):
            yield from _names(inner)
        case types.Record(key, value):
            yield from _names(key)
            yield from _names(value)
        case types.Union(members):
            for member in members:
                yield from _names(member)
        case types.Builtin():
            return


def _needed(expression: types.TypeExpression) -> Iterator[str]:
    """Yield the name without which there is no value of a type; null, an empty list or another choice are ways out."""
    match expression:
        case types.Name(name):
            yield name
        case types.Annotated(inner):
            yield from _needed(inner)
        case _:
            return


MAX_SHOWN = 8
"""How many steps of a circle a message shows."""
MAX_LEVELS = 100
"""How many levels of inheritance, or of types within types, there may be; on the whole web platform there are 7."""
MAX_SIZE = 1000
"""Of how many types a typedef may be made, with the typedefs in it; on the whole web platform there are some 30."""
MAX_INCLUDED = 100_000
"""How many members mixins may bring to the interfaces of a schema; on the whole web platform there are some 2,800."""
MAX_COUNTED = 1_000_000
"""Numbers beyond this one are not shown: doubled some hundred times they would fill the page."""
