"""Definitions of Web IDL, one function a production."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from idlwright.parse.attributes import arguments, attribute_list
from idlwright.parse.report import shown
from idlwright.parse.tokens import RefusedError
from idlwright.parse.types import read_type
from idlwright.parse.webidl.members import callback_members, fields, members, namespace_members
from idlwright.parse.webidl.names import Head, Heading, head_of, name
from idlwright.parse.webidl.tokens import FileTokens
from idlwright.parse.words import DEFINITION_HELP
from idlwright.syntax import definitions as syntax
from idlwright.syntax.text import Text

_ARTICLES = {"interface": "an interface", "dictionary": "a dictionary", "namespace": "a namespace"}
T = TypeVar("T")


def read_definitions(tokens: FileTokens, spec: Text) -> Iterator[syntax.Definition]:
    """Yield the definitions; behind an error, go on with the next one."""
    while True:
        try:
            if tokens.next.kind == "end":
                return
            found = _definition(tokens, spec)
            tokens.expect(";", "a definition")
        except RefusedError:
            _recover(tokens)
        else:
            yield found


def _recover(tokens: FileTokens) -> None:
    """Skip what can't be read; a character without meaning on the way has been reported, and is passed over too."""
    while True:
        try:
            tokens.skip()
        except RefusedError:
            continue
        return


def _definition(tokens: FileTokens, spec: Text) -> syntax.Definition:
    attributes = attribute_list(tokens, read_type) if tokens.next.text == "[" else ()
    head = head_of(tokens, attributes)
    token = tokens.next
    if token.text == "partial":
        tokens.take()
        if tokens.next.text not in _ARTICLES:
            raise tokens.unexpected(f"{', '.join(_ARTICLES)} behind 'partial'")
        return _block(tokens, spec, head, partial=True)
    reader = _READERS.get(token.text)
    if reader is not None:
        return reader(tokens, spec, head)
    if token.text in _ARTICLES:
        return _block(tokens, spec, head, partial=False)
    if token.kind != "word":
        raise tokens.unexpected("a definition")
    return _includes(tokens, spec, head)


def _block(tokens: FileTokens, spec: Text, head: Head, *, partial: bool) -> syntax.Definition:
    keyword = tokens.take().text
    if keyword == "interface" and tokens.accept("mixin"):
        heading = _heading(tokens, spec, head, "a mixin")
        return syntax.Mixin(**heading, partial=partial, members=_braces(tokens, members))
    heading = _heading(tokens, spec, head, _ARTICLES[keyword])
    if keyword == "namespace":
        return syntax.Namespace(**heading, partial=partial, members=_braces(tokens, namespace_members))
    inherits = _definition_name(tokens, "what is inherited") if tokens.accept(":") else None
    if keyword == "dictionary":
        return syntax.Dictionary(**heading, partial=partial, inherits=inherits, members=_braces(tokens, fields))
    return syntax.Interface(**heading, partial=partial, inherits=inherits, members=_braces(tokens, members))


def _heading(tokens: FileTokens, spec: Text, head: Head, what: str) -> Heading:
    found = _definition_name(tokens, what)
    return Heading(name=found, spec=spec, attributes=head.attributes, exposed=head.exposed, span=found.span)


def _definition_name(tokens: FileTokens, what: str) -> Text:
    return name(tokens, f"the name of {what}", DEFINITION_HELP)


def _braces(tokens: FileTokens, read: Callable[[FileTokens], Iterator[T]]) -> tuple[T, ...]:
    tokens.expect("{", "the name")
    found = tuple(read(tokens))
    tokens.expect("}", "the members")
    return found


def _includes(tokens: FileTokens, spec: Text, head: Head) -> syntax.Definition:
    """`A includes B` is a partial interface A that includes B."""
    heading = _heading(tokens, spec, head, "a definition")
    if not tokens.accept("includes"):
        help_ = "a definition begins with interface, dictionary, enum, typedef, callback, namespace or partial"
        raise tokens.unexpected(f"'includes' behind {shown(heading['name'].text)}", help_)
    return syntax.Interface(**heading, partial=True, includes=(_definition_name(tokens, "a mixin"),))


def _enum(tokens: FileTokens, spec: Text, head: Head) -> syntax.Definition:
    tokens.take()
    heading = _heading(tokens, spec, head, "an enum")
    tokens.expect("{", "the name")
    values: list[syntax.EnumValue] = []
    while tokens.next.text != "}" or not values:
        token = tokens.next
        if token.kind != "string":
            raise tokens.unexpected("a string or '}'" if values else "a string")
        span = tokens.of(tokens.take())
        values.append(syntax.EnumValue(value=Text(token.text[1:-1], span), span=span))
        if not tokens.accept(","):
            break
    tokens.expect("}", "the values")
    return syntax.Enumeration(**heading, values=tuple(values))


def _typedef(tokens: FileTokens, spec: Text, head: Head) -> syntax.Definition:
    tokens.take()
    type_ = read_type(tokens)
    return syntax.Typedef(**_heading(tokens, spec, head, "a typedef behind its type"), type=type_)


def _callback(tokens: FileTokens, spec: Text, head: Head) -> syntax.Definition:
    tokens.take()
    if tokens.accept("interface"):
        heading = _heading(tokens, spec, head, "a callback interface")
        return syntax.CallbackInterface(**heading, members=_braces(tokens, callback_members))
    heading = _heading(tokens, spec, head, "a callback")
    tokens.expect("=", "the name")
    result = read_type(tokens)
    tokens.expect("(", "the result of a callback")
    return syntax.Callback(**heading, result=result, arguments=arguments(tokens, read_type))


_READERS: dict[str, Callable[[FileTokens, Text, Head], syntax.Definition]] = {
    "enum": _enum,
    "typedef": _typedef,
    "callback": _callback,
}
