"""The opening and the ending that pages of definitions, members and events have in common."""

from __future__ import annotations

from collections.abc import Iterable

from idlwright.light import dataclass
from idlwright.lower.docs import facts
from idlwright.lower.docs.context import Context
from idlwright.lower.docs.markdown import code, escape, link, plain
from idlwright.model.definitions import (
    Callback,
    CallbackInterface,
    Definition,
    Dictionary,
    Enumeration,
    External,
    Interface,
    Mixin,
    Namespace,
    Typedef,
)
from idlwright.model.docs import Docs
from idlwright.model.members import Member
from idlwright.view.docs import Badge, Head, Markdown, Row, Tail

KINDS = {
    Interface: "interface",
    Mixin: "interface mixin",
    Namespace: "namespace",
    Dictionary: "dictionary",
    Enumeration: "enumeration",
    Typedef: "type definition",
    Callback: "callback",
    CallbackInterface: "callback interface",
    External: "external name",
}
ELSEWHERE = "Names from elsewhere"
"""The group of what belongs to no specification of the schema."""
MARK = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
"""Between the steps of a trail."""


def definition_head(context: Context, definition: Definition, path: str) -> Head:
    """Return the head of a definition's page."""
    kind = KINDS[type(definition)]
    summary = definition.docs.summary or _sentence(context, definition)
    return Head(
        path=path,
        title=f"{definition.name} {kind}",
        description=plain(summary),
        heading=code(definition.name),
        trail=Markdown(MARK.join((_home(context), _section(context, definition), code(definition.name)))),
        badges=(*_part(definition), *facts.badges(definition.docs.status, definition.attributes)),
        summary=context.prose(summary),
        paragraphs=(*_left_out(definition), *map(context.prose, definition.docs.description)),
    )


def _part(definition: Definition) -> tuple[Badge, ...]:
    """Return a badge for an interface that is described in part."""
    return (Badge(text="In part", kind="slice"),) if isinstance(definition, Interface) and definition.slice else ()


def _left_out(definition: Definition) -> tuple[Markdown, ...]:
    """Say of an interface that is described in part that there is more to it."""
    if not (isinstance(definition, Interface) and definition.slice):
        return ()
    return (Markdown("Only a part of this interface is described here; the specification has all of its members."),)


def _sentence(context: Context, definition: Definition) -> str:
    """Return a summary for a definition that has none."""
    if isinstance(definition, External):
        return f"{definition.name} is used by the schema, and deliberately not described by it."
    kind = KINDS[type(definition)]
    article = "an" if kind[0] in "aeiou" else "a"
    return f"{definition.name} is {article} {kind} of {_title(context, definition)}."


def _title(context: Context, definition: Definition) -> str:
    found = context.specifications.get(definition.spec)
    return found.title if found is not None else ELSEWHERE


def _home(context: Context) -> Markdown:
    return link(Markdown("Reference"), f"{context.prefix}index.md")


def _section(context: Context, definition: Definition) -> Markdown:
    return link(escape(_title(context, definition)), f"{context.prefix}index.md#{anchor(definition.spec)}")


def anchor(spec: str) -> str:
    """Return the anchor of a specification on the reference's first page."""
    return f"spec-{spec}" if spec else "elsewhere"


def below(context: Context, definition: Definition, label: Markdown) -> Markdown:
    """Return the trail of a page below a definition's."""
    owner = link(code(definition.name), f"{context.prefix}{context.pages[definition.name]}")
    return Markdown(MARK.join((_home(context), _section(context, definition), owner, label)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a page is about."""

    definition: Definition
    docs: Docs
    paths: tuple[str, ...]
    """The names by which policy may mean it."""
    member: Member | None = None


def tail(
    context: Context, subject: Subject, *, notes: Iterable[Markdown] = (), see_also: Iterable[Markdown] = ()
) -> Tail:
    """Return the end of a page."""
    definition, docs, paths = subject.definition, subject.docs, subject.paths
    return Tail(
        notes=tuple(notes),
        overrides=facts.overrides(context, paths),
        defects=facts.defects(context, paths),
        examples=facts.examples(context, docs.examples),
        exposure=facts.exposure(context, definition, subject.member),
        browsers=facts.browsers(docs.support),
        specification=facts.specification(context, definition, docs),
        backlinks=_backlinks(context, definition) if paths == (definition.name,) else (),
        see_also=tuple(see_also),
    )


def _backlinks(context: Context, definition: Definition) -> tuple[Row, ...]:
    return tuple(
        Row(label=Markdown(role), text=Markdown(", ".join(map(context.reference, references))))
        for role, references in context.backlinks.get(definition.name, {}).items()
    )
