"""Names, and what stands in front of them: extended attributes, with [Exposed] apart."""

from __future__ import annotations

from typing import TypedDict

from idlwright.diagnostics import Span
from idlwright.light import dataclass
from idlwright.parse.tokens import Tokens
from idlwright.parse.words import IDENTIFIER, NAME_HELP
from idlwright.syntax.attributes import ExtendedAttribute
from idlwright.syntax.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The extended attributes of a definition or member."""

    attributes: tuple[ExtendedAttribute, ...] = ()
    exposed: tuple[Text, ...] | None = None


class Heading(TypedDict):
    """What the readers of all definitions have in common."""

    name: Text
    spec: Text
    attributes: tuple[ExtendedAttribute, ...]
    exposed: tuple[Text, ...] | None
    span: Span


def head_of(tokens: Tokens, attributes: tuple[ExtendedAttribute, ...]) -> Head:
    """Take [Exposed] out of the extended attributes."""
    exposed: tuple[Text, ...] | None = None
    rest: list[ExtendedAttribute] = []
    for attribute in attributes:
        if attribute.name.text != "Exposed":
            rest.append(attribute)
            continue
        found = (attribute.value,) if attribute.value is not None else attribute.values
        if found is None or attribute.arguments is not None or exposed is not None:
            help_ = "write [Exposed=Window], [Exposed=(Window, Worker)] or [Exposed=*], once"
            raise tokens.refusal(attribute.span, "this says nothing about where it is exposed", help_)
        exposed = found
    return Head(attributes=tuple(rest), exposed=exposed)


def name(tokens: Tokens, what: str, help_: str = NAME_HELP) -> Text:
    """Take a name; its leading `_` is an escape."""
    token = tokens.next
    if token.kind != "word" or not IDENTIFIER.fullmatch(token.text):
        raise tokens.unexpected(what, help_)
    tokens.take()
    return Text(token.text.removeprefix("_"), tokens.of(token))
