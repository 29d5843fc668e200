"""What is said about a definition or member, with what it inherits and with absolute links."""

from __future__ import annotations

from idlwright.light import dataclass
from idlwright.link.context import Context, Where
from idlwright.model import docs as model
from idlwright.model.attributes import ExtendedAttribute
from idlwright.syntax import docs
from idlwright.syntax.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Heritage:
    """What a member gets from the definition that it is written in, where it does not say itself."""

    spec: str
    partial: int | None = None
    status: model.Status | None = None
    support: tuple[model.Support, ...] = ()
    link: str = ""
    """Only of a partial definition, which has no page of its own to show it on."""
    attributes: tuple[ExtendedAttribute, ...] = ()
    """Extended attributes of a partial definition: Web IDL gives them to its members."""
    exposed: tuple[str, ...] | None = None
    """[Exposed] of a partial definition."""


def link_docs(context: Context, node: docs.Docs, heritage: Heritage, where: Where) -> model.Docs:
    """Return documentation with everything filled in."""
    for text in (node.summary, *node.description, *(throws.when for throws in node.throws)):
        if text is not None:
            context.prose.append((text, where))
    return model.Docs(
        summary=node.summary.text if node.summary else "",
        description=tuple(paragraph.text for paragraph in node.description),
        link=absolute(context, node.link, heritage.spec) or heritage.link,
        status=node.status or heritage.status or _NOTHING_SAID,
        support=heritage.support if node.support is None else node.support,
        throws=tuple(
            model.Throws(error=throws.error.text, when=throws.when.text, span=throws.span) for throws in node.throws
        ),
        examples=tuple(example.text for example in node.examples),
    )


def absolute(context: Context, link: Text | None, spec: str) -> str:
    """Return the whole address of a link: a fragment belongs to the specification's own."""
    if link is None:
        return ""
    if not link.text.startswith("#"):
        return link.text
    specification = context.specifications.get(spec)
    return specification.url.text.partition("#")[0] + link.text if specification else link.text


_NOTHING_SAID = model.Status()
