"""Definitions as the IR has them: partials merged, names resolved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple, TypedDict, assert_never, cast

from idlwright.diagnostics import Span
from idlwright.light import replace
from idlwright.link.collect import Collected, Partial
from idlwright.link.context import Context
from idlwright.link.docs import Heritage, absolute, link_docs
from idlwright.link.events import link_events
from idlwright.link.members import link_member
from idlwright.link.shape import Shape
from idlwright.link.types import link_arguments, link_attributes, link_type, words
from idlwright.model import definitions as model
from idlwright.model.attributes import ExtendedAttribute
from idlwright.model.docs import Docs
from idlwright.model.members import Attribute, Constant, Field, InterfaceMember, Member, Operation
from idlwright.syntax import definitions as syntax

TARGETS = ("cpython", "pyodide")
"""The targets that an external name has a spelling for."""


class _Common(TypedDict):
    """What every definition has."""

    name: str
    spec: str
    docs: Docs
    attributes: tuple[ExtendedAttribute, ...]
    exposed: tuple[str, ...]
    span: Span


class _Part(NamedTuple):
    """The main definition or one of its partials, with what its members get from it."""

    node: syntax.Definition
    heritage: Heritage


def link_definition(collected: Collected, shape: Shape, node: syntax.Definition) -> model.Definition:
    """Return a definition with its partials merged and its names resolved."""
    context, name = collected.context, node.name.text
    parts = _parts(context, node, collected.partials.get(name, []))
    common = _common(context, node, parts)
    match node:
        case syntax.Interface():
            return model.Interface(
                **common,
                slice=node.slice,
                inherits=shape.parents.get(name),
                includes=shape.includes.get(name, ()),
                members=cast("tuple[InterfaceMember, ...]", tuple(_members(context, parts))),
                events=tuple(_events(context, parts)),
            )
        case syntax.Mixin():
            members = cast("tuple[InterfaceMember, ...]", tuple(_members(context, parts)))
            return model.Mixin(**common, members=members, events=tuple(_events(context, parts)))
        case syntax.Namespace():
            things = cast("tuple[Attribute | Operation | Constant, ...]", tuple(_members(context, parts)))
            return model.Namespace(**common, members=things)
        case syntax.Dictionary():
            fields = cast("tuple[Field, ...]", tuple(_members(context, parts)))
            return model.Dictionary(**common, inherits=shape.parents.get(name), members=fields)
        case syntax.CallbackInterface():
            callable_ = cast("tuple[Operation | Constant, ...]", tuple(_members(context, parts)))
            return model.CallbackInterface(**common, members=callable_)
        case syntax.Enumeration():
            return model.Enumeration(**common, values=_values(context, node))
        case syntax.Typedef():
            return model.Typedef(**common, type=link_type(context, node.type, (node,)))
        case syntax.Callback():
            result = link_type(context, node.result, (node,))
            return model.Callback(**common, result=result, arguments=link_arguments(context, node.arguments, (node,)))
        case syntax.External():
            context.prose.append((node.reason, (node,)))
            return model.External(**common, reason=node.reason.text, spelling=_spelling(context, node))
        case _:
            assert_never(node)


def _parts(context: Context, node: syntax.Definition, partials: list[Partial]) -> list[_Part]:
    """Return the main definition and its partials, numbered per specification."""
    narrowed = words(node.exposed) if isinstance(node, syntax.Mixin) and node.exposed is not None else None
    main = Heritage(spec=node.spec.text, status=node.docs.status, support=node.docs.support or (), exposed=narrowed)
    parts = [_Part(node, main)]
    numbers: Counter[str] = Counter()
    for partial in partials:
        spec = partial.spec.text
        exposed = words(partial.exposed) if partial.exposed is not None else None
        heritage = Heritage(
            spec=spec,
            partial=numbers[spec],
            status=partial.docs.status or main.status,
            support=main.support if partial.docs.support is None else partial.docs.support,
            link=absolute(context, partial.docs.link, spec),
            attributes=link_attributes(context, partial.attributes, (partial,)),
            exposed=None if exposed == words(node.exposed or ()) else exposed,
        )
        numbers[spec] += 1
        parts.append(_Part(partial, heritage))
    return parts


def _common(context: Context, node: syntax.Definition, parts: list[_Part]) -> _Common:
    """Return what every definition has; the words of partials come behind those of the main definition."""
    docs = link_docs(context, node.docs, parts[0].heritage, (node,))
    for part in parts[1:]:
        more = link_docs(context, part.node.docs, part.heritage, (part.node,))
        docs = replace(
            docs,
            description=(*docs.description, *filter(None, (more.summary,)), *more.description),
            throws=docs.throws + more.throws,
            examples=tuple(dict.fromkeys((*docs.examples, *more.examples))),
        )
    return _Common(
        name=node.name.text,
        spec=node.spec.text,
        docs=docs,
        attributes=link_attributes(context, node.attributes, (node,)),
        exposed=words(node.exposed or ()),
        span=node.span,
    )


def _members(context: Context, parts: list[_Part]) -> Iterator[Member]:
    """Yield the members of the main definition, then those of its partials in the order of the files."""
    for part in parts:
        node = part.node
        match node:
            case (
                syntax.Interface()
                | syntax.Mixin()
                | syntax.Namespace()
                | syntax.Dictionary()
                | syntax.CallbackInterface()
            ):
                for member in node.members:
                    yield link_member(context, member, part.heritage, (node,))
            case _:
                pass


def _events(context: Context, parts: list[_Part]) -> Iterator[model.EventFired]:
    """Yield the events of the main definition, then those of its partials."""
    for part in parts:
        if isinstance(part.node, syntax.Interface | syntax.Mixin):
            yield from link_events(context, part.node.events, part.heritage, (part.node,))


def _values(context: Context, node: syntax.Enumeration) -> tuple[model.EnumValue, ...]:
    """Return an enumeration's values."""
    context.prose.extend((value.summary, (node,)) for value in node.values if value.summary)
    return tuple(
        model.EnumValue(value=value.value.text, summary=value.summary.text if value.summary else "", span=value.span)
        for value in node.values
    )


def _spelling(context: Context, node: syntax.External) -> tuple[tuple[str, str], ...]:
    """Return how the targets spell an external name."""
    for target, _ in node.spelling:
        if target.text not in TARGETS:
            message = f"unknown target '{target}'; there are {' and '.join(TARGETS)}"
            context.unknown("unknown-target", message, target, TARGETS, (node,))
    return tuple((target.text, spelling.text) for target, spelling in node.spelling)
