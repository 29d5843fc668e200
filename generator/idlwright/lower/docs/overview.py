"""The pages that are about everything: the reference's first page, the faults of specifications, the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from idlwright.diagnostics.rule import Rule
from idlwright.light import replace
from idlwright.lower.docs import facts
from idlwright.lower.docs.addresses import Place
from idlwright.lower.docs.context import Context
from idlwright.lower.docs.heads import ELSEWHERE, KINDS, MARK, anchor
from idlwright.lower.docs.markdown import code, escape, external, fenced, link, plain, prose
from idlwright.model.api import Specification
from idlwright.model.definitions import Interface, Namespace
from idlwright.view.docs import DefectsPage, Head, IndexPage, Listing, Markdown, Row, RulePage

_REFERENCE = Markdown("Reference")


def index_page(context: Context) -> IndexPage:
    """Return the first page: all definitions, grouped by specification."""
    context = replace(context, prefix="", spelled={})
    head = Head(
        path="index.md",
        title="Reference",
        description="All interfaces, dictionaries, enumerations and callbacks, grouped by specification.",
        heading=_REFERENCE,
        trail=Markdown(""),
        summary=Markdown("All definitions, grouped by the specification that they come from."),
    )
    return IndexPage(head=head, listings=tuple(_specifications(context)))


def _specifications(context: Context) -> Iterator[Listing]:
    by_spec: dict[str, list[Place]] = {}
    for place in context.addresses.places:
        by_spec.setdefault(place.definition.spec, []).append(place)
    for specification in context.api.specifications:
        places = by_spec.get(specification.id, [])
        if places:
            yield Listing(
                heading=escape(specification.title),
                anchor=anchor(specification.id),
                note=_about(context, specification),
                rows=tuple(_definition(context, place) for place in sorted(places, key=_rank)),
            )
    if elsewhere := by_spec.get(""):
        rows = tuple(_definition(context, place) for place in elsewhere)
        yield Listing(heading=Markdown(ELSEWHERE), anchor=anchor(""), rows=rows)


def _rank(place: Place) -> tuple[bool, str]:
    """Interfaces first: what people look for."""
    return (not isinstance(place.definition, Interface | Namespace), place.definition.name)


def _about(context: Context, specification: Specification) -> Markdown:
    parts = [context.prose(specification.summary)] if specification.summary else []
    parts.append(external("Specification", specification.url))
    if specification.status:
        parts.append(Markdown(f"({escape(specification.status)})"))
    return Markdown(" ".join(parts))


def _definition(context: Context, place: Place) -> Row:
    definition = place.definition
    sentence = definition.docs.summary
    return Row(
        label=link(code(definition.name), context.prefix + place.path),
        text=context.prose(sentence) if sentence else Markdown(""),
        detail=Markdown(KINDS[type(definition)]),
    )


def defects_page(context: Context) -> DefectsPage:
    """Return the page of all decisions of policy."""
    context = replace(context, prefix="", spelled={})
    head = Head(
        path="defects.md",
        title="Faults of the specifications",
        description="Where a specification is wrong or silent, what is done about it, and why.",
        heading=Markdown("Faults of the specifications"),
        trail=Markdown(MARK.join((link(_REFERENCE, "index.md"), "Faults of the specifications"))),
        summary=Markdown(
            "Where a specification is wrong or silent somebody has to decide. "
            "These are the decisions, with their reasons."
        ),
    )
    return DefectsPage(
        head=head,
        defects=tuple(facts.defect(context, each) for each in context.api.defects),
        overrides=tuple(facts.override(context, each) for each in context.api.overrides),
    )


def rule_pages(rules: Mapping[str, Rule]) -> Iterator[IndexPage | RulePage]:
    """Yield the table of all rules and a page for each."""
    names = sorted(rules)
    head = Head(
        path="rules/index.md",
        title="Rules",
        description="The rules that a schema is held to, each with an example of what breaks it.",
        heading=Markdown("Rules"),
        trail=Markdown(MARK.join((link(_REFERENCE, "../index.md"), "Rules"))),
        summary=Markdown("Every finding names a rule. `idlwright explain` shows these pages in the terminal."),
    )
    rows = tuple(Row(label=link(code(name), f"{name}.md"), text=prose(rules[name].purpose, {}, "")) for name in names)
    yield IndexPage(head=head, listings=(Listing(heading=Markdown("All rules"), anchor="all-rules", rows=rows),))
    for name in names:
        yield _rule(rules[name])


def _rule(rule: Rule) -> RulePage:
    trail = (link(_REFERENCE, "../index.md"), link(Markdown("Rules"), "index.md"), code(rule.id))
    head = Head(
        path=f"rules/{rule.id}.md",
        title=f"{rule.id} rule",
        description=plain(rule.purpose),
        heading=code(rule.id),
        trail=Markdown(MARK.join(trail)),
        summary=prose(rule.purpose, {}, ""),
        paragraphs=(prose(rule.explanation, {}, ""),),
    )
    return RulePage(
        head=head,
        bad=fenced("yaml", rule.bad) if rule.bad else Markdown(""),
        good=fenced("yaml", rule.good) if rule.good else Markdown(""),
    )
