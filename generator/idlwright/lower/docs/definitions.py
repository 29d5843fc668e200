"""Pages of definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from idlwright.lower.defaults import python_default
from idlwright.lower.docs.addresses import MemberPlace, Place
from idlwright.lower.docs.context import Context
from idlwright.lower.docs.conversions import DICTIONARY_OUT, NEW
from idlwright.lower.docs.events import lineage
from idlwright.lower.docs.heads import MARK, Subject, definition_head, tail
from idlwright.lower.docs.markdown import code, link
from idlwright.lower.docs.members import both, label, parameter, summary
from idlwright.lower.docs.signatures import definition_tabs
from idlwright.lower.names import python_name
from idlwright.lower.targets import Direction
from idlwright.model import query
from idlwright.model.definitions import (
    Callback,
    Definition,
    Dictionary,
    Enumeration,
    External,
    Interface,
    Mixin,
    Typedef,
)
from idlwright.model.docs import Status
from idlwright.model.members import Attribute, Collection, Constant, Constructor, Field, InterfaceMember, Operation
from idlwright.view.docs import DefinitionPage, DictionaryPage, FieldView, Listing, Markdown, Row

_SECTIONS: tuple[tuple[str, tuple[type[InterfaceMember], ...]], ...] = (
    ("Constructor", (Constructor,)),
    ("Properties", (Attribute,)),
    ("Methods", (Operation,)),
    ("Constants", (Constant,)),
    ("Collection", (Collection,)),
)


def definition_page(context: Context, place: Place) -> DefinitionPage | DictionaryPage:
    """Return the page of a definition."""
    definition = place.definition
    if isinstance(definition, Dictionary):
        return _dictionary(context, place, definition)
    return DefinitionPage(
        head=definition_head(context, definition, place.path),
        tabs=definition_tabs(context, definition),
        facts=tuple(_facts(context, definition)),
        listings=tuple(_listings(context, place)),
        inherited=tuple(_inherited(context, definition)),
        tail=tail(context, _subject(definition), notes=_notes(definition)),
    )


def _subject(definition: Definition) -> Subject:
    return Subject(definition=definition, docs=definition.docs, paths=(definition.name,))


def _notes(definition: Definition) -> Iterator[Markdown]:
    if isinstance(definition, Interface):
        if any(isinstance(member, Constructor) for member in definition.members):
            yield NEW
        else:
            yield Markdown("It has no constructor: objects come from the platform, and calling the class is an error.")
    if isinstance(definition, Callback):
        yield Markdown("A coroutine function will do as well, where the callback's result is not used.")


def _facts(context: Context, definition: Definition) -> Iterator[Row]:
    match definition:
        case Interface():
            if definition.inherits is not None:
                yield Row(label=Markdown("Inheritance"), text=lineage(context, definition.name))
            if definition.includes:
                mixins = Markdown(", ".join(map(context.reference, definition.includes)))
                yield Row(label=Markdown("Mixins"), text=mixins)
        case Typedef(type=type_):
            yield Row(label=Markdown("As an argument"), text=both(context, type_, Direction.ARGUMENT))
            yield Row(label=Markdown("As a result"), text=both(context, type_, Direction.RESULT))
            yield Row(label=Markdown("Web IDL"), text=context.typed_idl(type_))
        case Callback(result=result):
            yield Row(label=Markdown("Result"), text=context.typed_idl(result))
        case External(reason=reason):
            yield Row(label=Markdown("Why it is not described"), text=context.prose(reason))
            for target, spelling in definition.spelling:
                yield Row(label=code(target), text=code(spelling))
        case _:
            return


def _listings(context: Context, place: Place) -> Iterator[Listing]:
    definition = place.definition
    if isinstance(definition, Enumeration):
        rows = tuple(
            Row(label=code(f'"{value.value}"'), text=context.prose(value.summary)) for value in definition.values
        )
        yield Listing(heading=Markdown("Values"), rows=rows)
    if isinstance(definition, Callback):
        yield Listing(
            heading=Markdown("Parameters"),
            rows=tuple(parameter(context, definition.name, each) for each in definition.arguments),
        )
    for heading, kinds in _SECTIONS:
        chosen = tuple(_row(context, place, each) for each in place.members if isinstance(each.group[0], kinds))
        if chosen:
            yield Listing(heading=Markdown(heading), rows=chosen)
    if isinstance(definition, Mixin) and not place.members:
        yield Listing(heading=Markdown("Members"), rows=tuple(_of_mixin(context, definition)))
    if place.events:
        yield Listing(heading=Markdown("Events"), rows=tuple(_events(context, place)))


def _row(context: Context, place: Place, member: MemberPlace) -> Row:
    definition = place.definition
    first = member.group[0]
    marks = [
        mark
        for mark, present in (
            ("read only", isinstance(first, Attribute) and first.readonly),
            ("static", isinstance(first, Attribute | Operation) and first.static),
            (f"from {context.reference(member.mixin.name)}" if member.mixin is not None else "", member.mixin),
            *_standing(first.docs.status, definition.docs.status),
        )
        if present
    ]
    return Row(
        label=link(code(label(definition, member.group)), context.prefix + member.path),
        text=context.prose(summary(definition, member.group)),
        detail=Markdown(", ".join(marks)),
    )


def _standing(status: Status, usual: Status) -> Iterable[tuple[str, bool]]:
    """Return the marks of a member whose status differs from its definition's."""
    return (
        ("deprecated", status.deprecated and not usual.deprecated),
        ("experimental", status.experimental and not usual.experimental),
        ("non-standard", not status.standard and usual.standard),
    )


def _of_mixin(context: Context, definition: Mixin) -> Iterator[Row]:
    for group in query.overloads(definition.members):
        name = query.member_name(group[0])
        address = context.pages.get(f"{definition.name}.{name}")
        text = code(label(definition, group))
        yield Row(
            label=link(text, context.prefix + address) if address else text,
            text=context.prose(summary(definition, group)),
        )


def _events(context: Context, place: Place) -> Iterator[Row]:
    for each in place.events:
        yield Row(
            label=link(code(each.event.name), context.prefix + each.path),
            text=context.prose(each.event.fired),
            detail=context.reference(each.event.interface),
        )


def _inherited(context: Context, definition: Definition) -> Iterator[Row]:
    """Yield a row an ancestor, with links to its members and events."""
    if not isinstance(definition, Interface):
        return
    by_name = context.by_name
    for parent in query.ancestors(context.api, definition):
        place = by_name[parent.name]
        links = [
            link(code(label(parent, each.group)), context.prefix + each.path)
            for each in place.members
            if not isinstance(each.group[0], Constructor)
        ]
        links.extend(
            Markdown(f"{link(code(each.event.name), context.prefix + each.path)} (event)") for each in place.events
        )
        yield Row(label=context.reference(parent.name), text=Markdown(", ".join(links) or "nothing"))


def _dictionary(context: Context, place: Place, definition: Dictionary) -> DictionaryPage:
    chain = [definition, *query.ancestors(context.api, definition)]
    origin = {id(field): level.name for level in chain if isinstance(level, Dictionary) for field in level.members}
    fields = query.fields_of(context.api, definition)
    heritage = (Row(label=Markdown("Inheritance"), text=_chain(context, chain)),) if definition.inherits else ()
    return DictionaryPage(
        head=definition_head(context, definition, place.path),
        tabs=definition_tabs(context, definition),
        facts=heritage,
        fields=tuple(_field(context, definition, each, origin[id(each)]) for each in fields),
        tail=tail(context, _subject(definition), notes=(DICTIONARY_OUT,)),
    )


def _chain(context: Context, chain: Iterable[Definition]) -> Markdown:
    return Markdown(MARK.join(context.reference(each.name) for each in chain))


def _field(context: Context, definition: Dictionary, field: Field, owner: str) -> FieldView:
    return FieldView(
        anchor=field.name,
        heading=code(field.name),
        facts=tuple(_field_facts(context, definition, field, owner)),
        summary=context.prose(field.docs.summary),
    )


def _field_facts(context: Context, definition: Dictionary, field: Field, owner: str) -> Iterator[Row]:
    type_ = context.decided.get(f"{owner}.{field.name}", field.type)
    yield Row(label=Markdown("Given"), text=both(context, type_, Direction.ARGUMENT))
    yield Row(label=Markdown("Received"), text=both(context, type_, Direction.RESULT))
    if field.required:
        yield Row(label=Markdown("Required"), text=Markdown("yes"))
    elif field.default is not None:
        yield Row(label=Markdown("Default"), text=code(python_default(field.default)))
    else:
        yield Row(label=Markdown("Required"), text=Markdown("no"))
    if python_name(field.name) != field.name:
        yield Row(label=Markdown("As a keyword argument"), text=code(python_name(field.name)))
    if owner != definition.name:
        yield Row(label=Markdown("Inherited from"), text=context.reference(owner))
