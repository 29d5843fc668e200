"""Pages of members: one for all overloads of a name."""

from __future__ import annotations

from collections.abc import Iterator

from idlwright.lower.defaults import python_default
from idlwright.lower.docs import facts
from idlwright.lower.docs.addresses import MemberPlace, Place
from idlwright.lower.docs.backlinks import names_in
from idlwright.lower.docs.context import Context
from idlwright.lower.docs.conversions import conversions
from idlwright.lower.docs.heads import Subject, below, tail
from idlwright.lower.docs.markdown import code, link, plain
from idlwright.lower.docs.signatures import member_tabs
from idlwright.lower.names import python_name
from idlwright.lower.targets import CPYTHON, PYODIDE, Direction
from idlwright.model import query
from idlwright.model.definitions import Definition
from idlwright.model.docs import Docs
from idlwright.model.members import (
    Argument,
    Attribute,
    Collection,
    Constant,
    Constructor,
    InterfaceMember,
    Operation,
)
from idlwright.model.types import Type
from idlwright.view.docs import Head, Listing, Markdown, MemberPage, Row

_KINDS = {
    Attribute: "property",
    Operation: "method",
    Constructor: "constructor",
    Constant: "constant",
    Collection: "declaration",
}


def member_page(context: Context, place: Place, member: MemberPlace) -> MemberPage:
    """Return the page of a group of overloads."""
    definition, group = place.definition, member.group
    first = group[0]
    docs = documented(group)
    called = any(isinstance(each, Operation | Constructor) for each in group)
    paths = tuple(_paths(definition, member))
    return MemberPage(
        head=_head(context, place, member, docs),
        tabs=member_tabs(context, definition, group),
        parameters=tuple(_parameters(context, paths[0], group)) if called else (),
        result_heading=_result_heading(first),
        result=_result(context, paths[0], group),
        result_summary=_result_summary(context, first),
        throws=facts.throws(context, tuple(dict.fromkeys(each for found in group for each in found.docs.throws))),
        called=called,
        tail=tail(
            context,
            Subject(definition=definition, docs=docs, paths=paths, member=first),
            notes=conversions(context.api, group),
            see_also=_see_also(context, place, member),
        ),
    )


def documented(group: tuple[InterfaceMember, ...]) -> Docs:
    """Return the documentation of a group: that of the first overload that has a summary."""
    return next((member.docs for member in group if member.docs.summary), group[0].docs)


def label(definition: Definition, group: tuple[InterfaceMember, ...]) -> str:
    """Return what a member is called on pages: `fetch()`, `downloadTotal`, `constructor`."""
    first = group[0]
    if isinstance(first, Constructor):
        return f"{definition.name}()"
    name = query.member_name(first)
    return f"{python_name(name)}()" if isinstance(first, Operation) and first.name else python_name(name)


def kind(member: InterfaceMember) -> str:
    """Return what a member is, in Python terms."""
    if isinstance(member, Operation) and not member.name:
        return f"{member.special} of objects"
    static = "static " if isinstance(member, Attribute | Operation) and member.static else ""
    return f"{static}{_KINDS[type(member)]}"


def summary(definition: Definition, group: tuple[InterfaceMember, ...]) -> str:
    """Return the sentence about a member; one of our own where the schema has none."""
    found = documented(group).summary
    return found or f"The {kind(group[0])} `{label(definition, group)}` of [[{definition.name}]]."


def _head(context: Context, place: Place, member: MemberPlace, docs: Docs) -> Head:
    definition, group = place.definition, member.group
    name = label(definition, group)
    full = name if isinstance(group[0], Constructor) else f"{definition.name}.{name}"
    sentence = summary(definition, group)
    return Head(
        path=member.path,
        title=f"{full} {kind(group[0])}",
        description=plain(sentence),
        heading=code(full),
        trail=below(context, definition, code(name)),
        badges=facts.badges(docs.status, (*definition.attributes, *group[0].attributes)),
        summary=context.prose(sentence),
        paragraphs=tuple(map(context.prose, docs.description)),
    )


def _paths(definition: Definition, member: MemberPlace) -> Iterator[str]:
    name = query.member_name(member.group[0])
    yield f"{definition.name}.{name}"
    if member.mixin is not None:
        yield f"{member.mixin.name}.{name}"


def _parameters(context: Context, path: str, group: tuple[InterfaceMember, ...]) -> Iterator[Listing]:
    forms = [each for each in group if isinstance(each, Operation | Constructor)]
    for number, form in enumerate(forms, start=1):
        heading = Markdown("Parameters") if len(forms) == 1 else Markdown(f"Parameters of form {number}")
        yield Listing(heading=heading, rows=tuple(parameter(context, path, each) for each in form.arguments))


def parameter(context: Context, path: str, argument: Argument) -> Row:
    """Return the row of a parameter of what has a path: its name, its types, what it is."""
    name = code(f"{'*' if argument.variadic else ''}{python_name(argument.name)}")
    return Row(
        label=Markdown(f"{name}<br>{_necessity(argument)}"),
        text=both(context, context.decided.get(f"{path}({argument.name})", argument.type), Direction.ARGUMENT),
        detail=context.prose(argument.summary),
    )


def _necessity(argument: Argument) -> Markdown:
    if argument.variadic:
        return Markdown("any number")
    if not argument.optional:
        return Markdown("required")
    if argument.default is None:
        return Markdown("optional")
    return Markdown(f"optional, default {code(python_default(argument.default))}")


def both(context: Context, type_: Type, direction: Direction) -> Markdown:
    """Return a type as both targets spell it; once, where they agree."""
    cpython = context.typed(type_, CPYTHON, direction)
    pyodide = context.typed(type_, PYODIDE, direction)
    if cpython == pyodide:
        return cpython
    return Markdown(f"CPython: {cpython}<br>Pyodide: {pyodide}")


def types(context: Context, type_: Type, direction: Direction) -> tuple[Row, ...]:
    """Return a row a target, and one for the Web IDL."""
    return (
        Row(label=Markdown("CPython"), text=context.typed(type_, CPYTHON, direction)),
        Row(label=Markdown("Pyodide"), text=context.typed(type_, PYODIDE, direction)),
        Row(label=Markdown("Web IDL"), text=context.typed_idl(type_)),
    )


def _result_heading(member: InterfaceMember) -> str:
    match member:
        case Operation():
            return "Result"
        case Attribute() | Constant():
            return "Value"
        case _:
            return ""


def _result(context: Context, path: str, group: tuple[InterfaceMember, ...]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for member in group:
        match member:
            case Operation(result=type_):
                rows.extend(types(context, context.decided.get(path, type_), Direction.RESULT))
            case Attribute(type=type_):
                type_ = context.decided.get(path, type_)
                rows.extend(types(context, type_, Direction.RESULT))
                if not member.readonly:
                    rows.append(Row(label=Markdown("Can be set to"), text=both(context, type_, Direction.ARGUMENT)))
            case Constant():
                rows.append(Row(label=Markdown("Value"), text=code(python_default(member.value))))
                rows.append(Row(label=Markdown("Web IDL"), text=context.typed_idl(member.type)))
            case _:
                continue
    return tuple(dict.fromkeys(rows))


def _result_summary(context: Context, member: InterfaceMember) -> Markdown:
    if isinstance(member, Operation):
        if member.result_summary:
            return context.prose(member.result_summary)
        return Markdown("Nothing.") if query.is_undefined(member.result) else Markdown("")
    if isinstance(member, Attribute) and member.readonly:
        return Markdown("Read only.")
    return Markdown("")


def _see_also(context: Context, place: Place, member: MemberPlace) -> Iterator[Markdown]:
    definition = place.definition
    yield Markdown(f"{context.reference(definition.name)}, which this is a part of")
    if member.mixin is not None:
        yield Markdown(f"{context.reference(member.mixin.name)}, the mixin that declares it")
    name = query.member_name(member.group[0])
    for event in place.events:
        if event.event.handler == name:
            yield Markdown(f"the event {link(code(event.event.name), context.prefix + event.path)}")
    used = {found for each in member.group for type_ in _member_types(each) for found in names_in(type_)}
    for found in sorted(used - {definition.name}):
        if found in context.pages:
            yield context.reference(found)


def _member_types(member: InterfaceMember) -> Iterator[Type]:
    match member:
        case Operation(result=result, arguments=arguments):
            yield result
            yield from (argument.type for argument in arguments)
        case Constructor(arguments=arguments):
            yield from (argument.type for argument in arguments)
        case Attribute(type=type_) | Constant(type=type_):
            yield type_
        case Collection(key=key, value=value):
            yield value
            if key is not None:
                yield key
