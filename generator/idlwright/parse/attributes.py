"""Extended attributes, in the five forms of Web IDL, and the argument lists that two of them have."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from idlwright.model.members import Literal
from idlwright.parse.entries import items
from idlwright.parse.report import Report
from idlwright.parse.tokens import RefusedError, Token, Tokens
from idlwright.parse.values import EMPTY_DICTIONARY, EMPTY_SEQUENCE, plain_literal, string_literal
from idlwright.parse.words import IDENTIFIER, NAME_HELP, word
from idlwright.syntax.attributes import ExtendedAttribute
from idlwright.syntax.members import Argument, Value
from idlwright.syntax.nodes import Node
from idlwright.syntax.text import Text
from idlwright.syntax.types import TypeExpression

ReadType: TypeAlias = Callable[[Tokens], TypeExpression]
"""`types.read_type`; given by the caller, as types and attributes contain each other."""


def attribute_list(tokens: Tokens, read_type: ReadType) -> tuple[ExtendedAttribute, ...]:
    """Take `[A, B=c]`."""
    tokens.descend()
    tokens.expect("[", "nothing")
    found = [extended_attribute(tokens, read_type)]
    while tokens.accept(","):
        found.append(extended_attribute(tokens, read_type))
    tokens.expect("]", "the extended attributes")
    tokens.depth -= 1
    return tuple(found)


def extended_attribute(tokens: Tokens, read_type: ReadType) -> ExtendedAttribute:
    """Take `Name`, `Name=value`, `Name=(a, b)`, `Name(arguments)` or `Name=value(arguments)`."""
    name = _name(tokens, "the name of an extended attribute")
    start = tokens.last_end - len(name.text)
    value, values, arguments_ = None, None, None
    if tokens.accept("="):
        if tokens.accept("("):
            values = _values(tokens)
        else:
            value = _value(tokens)
    if values is None and tokens.accept("("):
        arguments_ = arguments(tokens, read_type)
    span = tokens.span(start, tokens.last_end)
    return ExtendedAttribute(name=name, value=value, values=values, arguments=arguments_, span=span)


def attributes_reader(read_type: ReadType) -> Callable[[Report, Node], tuple[ExtendedAttribute, ...]]:
    """Make the reader of `extended_attributes`, a list of texts."""

    def read_one(report: Report, node: Node) -> ExtendedAttribute | None:
        scalar = word(report, node, "an extended attribute")
        if scalar is None:
            return None
        try:
            tokens = Tokens(report, scalar, "extended-attribute")
            if tokens.next.text == "[":
                raise tokens.unexpected("an extended attribute", "leave out the brackets")
            found = extended_attribute(tokens, read_type)
            tokens.end("the extended attribute", "each is an item of its own")
        except RefusedError:
            return None
        if found.name.text == "Exposed":
            report.error("extended-attribute", found.span, "[Exposed] has a key of its own", "write exposed: [Window]")
            return None
        return found

    return lambda report, node: items(report, node, read_one, "'extended_attributes'")


def _name(tokens: Tokens, what: str, help_: str | None = None) -> Text:
    token = tokens.next
    if token.kind != "word" or not IDENTIFIER.fullmatch(token.text):
        raise tokens.unexpected(what, help_)
    tokens.take()
    return Text(token.text, tokens.of(token))


def _value(tokens: Tokens) -> Text:
    token = tokens.next
    if token.kind not in {"word", "number", "string"} and token.text != "*":
        raise tokens.unexpected("a name, a number, a string or '*' behind '='")
    tokens.take()
    return Text(token.text, tokens.of(token))


def _values(tokens: Tokens) -> tuple[Text, ...]:
    found = [_value(tokens)]
    while tokens.accept(","):
        found.append(_value(tokens))
    tokens.expect(")", "the values")
    return tuple(found)


def arguments(tokens: Tokens, read_type: ReadType) -> tuple[Argument, ...]:
    """Take the arguments behind a `(`, and the `)`."""
    if tokens.accept(")"):
        return ()
    found = [_argument(tokens, read_type)]
    while tokens.accept(","):
        found.append(_argument(tokens, read_type))
    tokens.expect(")", "the arguments")
    return tuple(found)


def _argument(tokens: Tokens, read_type: ReadType) -> Argument:
    attributes = attribute_list(tokens, read_type) if tokens.next.text == "[" else ()
    optional = tokens.accept("optional")
    type_ = read_type(tokens)
    variadic = not optional and tokens.accept("...")
    name = _name(tokens, "the name of the argument behind its type", NAME_HELP)
    value = default(tokens) if optional and tokens.accept("=") else None
    return Argument(
        name=Text(name.text.removeprefix("_"), name.span),
        type=type_,
        optional=optional,
        variadic=variadic,
        default=value,
        attributes=attributes,
        span=name.span,
    )


def default(tokens: Tokens) -> Value:
    """Take the default behind a `=`."""
    token = tokens.take()
    if token.text in {"[", "{"}:
        tokens.expect({"[": "]", "{": "}"}[token.text], f"'{token.text}'")
        literal = EMPTY_SEQUENCE if token.text == "[" else EMPTY_DICTIONARY
        return Value(literal=literal, span=tokens.span(token.start, tokens.last_end))
    found = _literal(token)
    if found is None:
        raise tokens.refusal(tokens.of(token), "a default must be a literal", "put a string in double quotes")
    return Value(literal=found, span=tokens.of(token))


def _literal(token: Token) -> Literal | None:
    return string_literal(token.text[1:-1]) if token.kind == "string" else plain_literal(token.text)
