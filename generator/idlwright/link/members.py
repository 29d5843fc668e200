"""Members as the IR has them."""

from __future__ import annotations

from typing import TypedDict, assert_never

from idlwright.diagnostics import Span
from idlwright.link.context import Context, Where
from idlwright.link.docs import Heritage, link_docs
from idlwright.link.types import link_arguments, link_attributes, link_type, words
from idlwright.model import members as model
from idlwright.model.attributes import ExtendedAttribute
from idlwright.model.docs import Docs
from idlwright.syntax import members


class _Common(TypedDict):
    """What members of all kinds have."""

    origin: model.Origin
    docs: Docs
    attributes: tuple[ExtendedAttribute, ...]
    exposed: tuple[str, ...] | None
    span: Span


def link_member(context: Context, node: members.Member, heritage: Heritage, where: Where) -> model.Member:
    """Return a member with its types resolved and with what its definition says for it."""
    inside = (*where, node)
    common = _Common(
        origin=model.Origin(spec=heritage.spec, partial=heritage.partial, span=node.span),
        docs=link_docs(context, node.docs, heritage, inside),
        attributes=with_inherited(link_attributes(context, node.attributes, inside), heritage.attributes),
        exposed=words(node.exposed) if node.exposed is not None else heritage.exposed,
        span=node.span,
    )
    match node:
        case members.Attribute():
            return model.Attribute(
                name=node.name.text,
                type=link_type(context, node.type, inside),
                readonly=node.readonly,
                static=node.static,
                inherit=node.inherit,
                stringifier=node.stringifier,
                **common,
            )
        case members.Operation():
            if node.result_summary:
                context.prose.append((node.result_summary, inside))
            return model.Operation(
                name=node.name.text,
                result=link_type(context, node.result, inside),
                arguments=link_arguments(context, node.arguments, inside),
                static=node.static,
                special=node.special,
                result_summary=node.result_summary.text if node.result_summary else "",
                **common,
            )
        case members.Constructor():
            return model.Constructor(
                arguments=link_arguments(context, node.arguments, inside),
                **common,
            )
        case members.Constant():
            return model.Constant(
                name=node.name.text,
                type=link_type(context, node.type, inside),
                value=node.value.literal,
                **common,
            )
        case members.Field():
            return model.Field(
                name=node.name.text,
                type=link_type(context, node.type, inside),
                required=node.required,
                default=node.default.literal if node.default else None,
                **common,
            )
        case members.Collection():
            return model.Collection(
                kind=node.kind,
                key=link_type(context, node.key, inside) if node.key else None,
                value=link_type(context, node.value, inside),
                readonly=node.readonly,
                arguments=link_arguments(context, node.arguments, inside),
                **common,
            )
        case _:
            assert_never(node)


def with_inherited(
    own: tuple[ExtendedAttribute, ...], inherited: tuple[ExtendedAttribute, ...]
) -> tuple[ExtendedAttribute, ...]:
    """Return a member's attributes with those that its partial definition sets for all its members."""
    if not inherited:
        return own
    names = {attribute.name for attribute in own}
    return own + tuple(attribute for attribute in inherited if attribute.name not in names)
